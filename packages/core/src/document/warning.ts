import type { Misreading } from "./garbled.ts";

/** What a person should know about the reading of a document, by code: the sentence, made from its values. */
const SENTENCES = {
  "read-as": ({ encoding }: { readonly encoding: string }) => `read as ${encoding}`,
  "ill-formed": ({ places, encoding, line }: IllFormed) =>
    `${places} ${places === 1 ? "place is" : "places are"} no ${encoding}, the first in line ${line}; they are shown as “\ufffd”`,
  "other-language": ({ said, seems }: { readonly said: string; readonly seems: string }) =>
    `it was said to be in ${said}, but seems to be in ${seems}`,
  "several-languages": ({ unit, languages, places }: Mixture) =>
    `it holds more than one language: ${languages
      .map((language, at) => `${language} on ${unit}${places[at]?.includes("–") ? "s" : ""} ${places[at]}`)
      .join(", ")}; each can be read by itself`,
  garbled: ({ encoding, found, meant }: Misreading) =>
    `it seems to be garbled: UTF-8 that a program has read as ${encoding}, so that “${found}” stands for “${meant}”; it needs a better copy`,
  backwards: () => "its words from right to left seem to stand backwards, letter by letter; it needs a better copy",
  "notes-without-mark": ({ notes }: { readonly notes: readonly string[] }) =>
    `no mark was found in the text for note ${notes.join(", ")}`,
  "notes-without-mark-on-pages": ({ notes, pages }: OnPages & { readonly notes: readonly string[] }) =>
    `no mark was found in the text for note ${notes.join(", ")} on page ${pages.join(", ")}`,
  converted: ({ format }: { readonly format: string }) => `${format} is read as LibreOffice converts it`,
  objects: () => "it holds objects (formulas, charts), whose words are not read",
  "automatic-numbers": () => "the automatic numbers of an old Word file are not read; saved as DOCX, it has them",
  "text-boxes": () => "what stands in text boxes is read behind the text",
  "other-format": () => "it holds pieces in another format, which are not read",
  charts: () => "the words of its charts and diagrams are left out",
  "open-field": () => "a field of it does not end; text behind its beginning may be missing",
  "unknown-signs": ({ fonts, sign }: { readonly fonts: readonly string[]; readonly sign: string }) =>
    `what the font ${fonts.join(", ")} prints for its own signs is not known; ${sign} stands for each`,
  "no-text": ({ pages }: OnPages) =>
    `page ${pages.join(", ")} has no text: it is empty, or a picture that needs character recognition (OCR)`,
  recognized: ({ pages }: OnPages) =>
    `page ${pages.join(", ")} is a picture whose text a program recognized: words may be wrong`,
  undecoded: ({ pages, sign }: OnPages & { readonly sign: string }) =>
    `page ${pages.join(", ")} has characters that could not be decoded, for their font does not say what they are; ${sign} stands for each`,
  "wrong-font": ({ pages }: OnPages) =>
    `page ${pages.join(", ")} has a font whose own table calls some letters by others: words may be wrong`,
  columns: ({ page, columns }: { readonly page: number; readonly columns: number }) =>
    `page ${page} was read in ${columns} columns: check the order of its text`,
} as const;

interface IllFormed {
  readonly places: number;
  readonly encoding: string;
  readonly line: number;
}

interface Mixture {
  readonly unit: "page" | "block";
  /** Language codes, and for each where it is: `3`, `4–6`. */
  readonly languages: readonly string[];
  readonly places: readonly string[];
}

interface OnPages {
  /** Counted from 1. */
  readonly pages: readonly number[];
}

/** Kinds of warnings. */
export type WarningCode = keyof typeof SENTENCES;
export const WARNING_CODES = Object.keys(SENTENCES) as readonly WarningCode[];

/** What a person should know about the reading of a document. */
export interface ReadingWarning {
  readonly code: WarningCode;
  /** What the sentence is made from, to be said in another language. */
  readonly values: Readonly<Record<string, string | number | readonly (string | number)[]>>;
  /** The sentence in English. */
  readonly message: string;
}

/** Makes a warning of a kind from its values. */
export function warning<Code extends WarningCode>(
  code: Code,
  ...values: Parameters<(typeof SENTENCES)[Code]>
): ReadingWarning {
  const say = SENTENCES[code] as (...values: unknown[]) => string;
  return { code, values: { ...values[0] }, message: say(...values) };
}
