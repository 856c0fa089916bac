/**
 * Compares a document as DOCX and as PDF: the paragraphs of the DOCX's XML with the blocks that are read of the PDF.
 */
import { readFileSync } from "node:fs";
import type { Block, Document } from "@sextant/core";
import { unzipSync } from "fflate";
import { SaxesParser } from "saxes";

/** A paragraph of the XML. */
export interface XmlParagraph {
  readonly text: string;
  readonly cell: boolean;
}

/** Elements whose content is not printed. */
const UNPRINTED = new Set(["w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:delText"]);

/**
 * Reads the paragraphs of a DOCX's body, in order, independently of the library: `w:t`, tabs and breaks as spaces,
 * non-breaking hyphens; deletions, fields' instructions and fallbacks are left out.
 */
export function docxParagraphs(file: string): XmlParagraph[] {
  const entry = unzipSync(readFileSync(file), { filter: ({ name }) => name === "word/document.xml" });
  const paragraphs: XmlParagraph[] = [];
  const open: { text: string; cell: boolean }[] = [];
  let [skipped, printed, cells] = [0, false, 0];
  const parser = new SaxesParser();
  const add = (text: string): void => {
    const last = open.at(-1);
    if (last && skipped === 0) last.text += text;
  };
  parser.on("opentag", ({ name }) => {
    if (UNPRINTED.has(name)) skipped++;
    else if (name === "w:tc") cells++;
    else if (name === "w:p") open.push({ text: "", cell: cells > 0 });
    else if (name === "w:t") printed = true;
    else if (name === "w:tab" || name === "w:br" || name === "w:cr") add(" ");
    else if (name === "w:noBreakHyphen") add("-");
  });
  parser.on("text", (text) => {
    if (printed) add(text);
  });
  parser.on("closetag", ({ name }) => {
    if (UNPRINTED.has(name)) skipped--;
    else if (name === "w:tc") cells--;
    else if (name === "w:t") printed = false;
    else if (name === "w:p") {
      const { text, cell } = open.pop() as { text: string; cell: boolean };
      if (skipped === 0 && plain(text) !== "") paragraphs.push({ text: plain(text), cell });
    }
  });
  parser.write(Buffer.from(entry["word/document.xml"] as Uint8Array).toString("utf8")).close();
  return paragraphs;
}

/** Unifies spaces and hyphens that two formats write differently without a visible difference. */
const plain = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[\u00ad\u200b-\u200f]/gu, "")
    .replace(/\u2011/gu, "-")
    .replace(/\s+/gu, " ")
    .trim();
const squeezed = (text: string): string => plain(text).replace(/\s/gu, "");
const lettersOf = (text: string): string => text.normalize("NFKC").replace(/[^\p{L}\p{M}]/gu, "");

/** A block's text with its marks in place, `around` each of them; in the XML, typed marks are text. */
export function withMarks({ text, marks = [] }: Block, around = ""): string {
  let out = "";
  let from = 0;
  for (const { mark, offset } of marks) {
    out += `${text.slice(from, offset)}${around}${mark}${around}`;
    from = offset;
  }
  return out + text.slice(from);
}

/**
 * Kinds of paragraphs, which are counted separately: those of more than 80 characters, shorter ones, those of tables.
 */
export const PARTS = ["long paragraphs", "short paragraphs", "cells"] as const;

/** Why a paragraph is not among the blocks. */
export const CAUSES = [
  "spaces",
  "only in the DOCX",
  "in pieces",
  "joined with others",
  "hyphens, dashes or quotes",
  "digits and marks",
  "other letters",
] as const;

/** How the blocks of a PDF compare with the paragraphs of its DOCX. */
export interface TwinComparison {
  /** Paragraphs outside tables of more than 80 characters, and how many of them are blocks to the letter. */
  readonly long: { readonly all: number; readonly right: number };
  /** All outside tables. */
  readonly outside: { readonly all: number; readonly right: number };
  readonly cells: { readonly all: number; readonly right: number };
  readonly differing: readonly {
    readonly of: (typeof PARTS)[number];
    readonly cause: (typeof CAUSES)[number];
    readonly text: string;
  }[];
}

const MIN_LONG = 80;

/** @param printed what another tool reads of the PDF: anything else cannot be read */
export function compareTwin(paragraphs: readonly XmlParagraph[], document: Document, printed: string): TwinComparison {
  const blocks = document.blocks.flatMap((block) => {
    const texts = [...new Set([block.text, withMarks(block)])];
    const before = block.number === undefined ? [] : ["", ".", ")", ":", " -"].map((behind) => block.number + behind);
    return texts.flatMap((text) => [plain(text), ...before.map((number) => plain(`${number} ${text}`))]);
  });
  // Text below a table may be a note of it.
  const notes = document.notes.flatMap(({ mark, text }) => [plain(`${mark} ${text}`), plain(mark + text)]);
  const exact = new Set([...blocks, ...notes]);
  const bare = new Set(blocks.map(squeezed));
  const letters = new Set(blocks.map(lettersOf));
  const all = squeezed(document.blocks.map(({ number = "", text }) => `${number} ${text}`).join(" "));
  const allLetters = lettersOf(all);
  const printedLetters = lettersOf(printed);
  const causeOf = (text: string): (typeof CAUSES)[number] => {
    const own = squeezed(text);
    if (bare.has(own)) return "spaces";
    if (blocks.some((block) => block.length > text.length && squeezed(block).includes(own)))
      return "joined with others";
    if (all.includes(own)) return "in pieces";
    if (letters.has(lettersOf(text))) {
      const digits = (one: string): string => one.normalize("NFKC").replace(/[^\p{L}\p{M}\p{N}*]/gu, "");
      return blocks.some((block) => digits(block) === digits(text)) ? "hyphens, dashes or quotes" : "digits and marks";
    }
    if (!printedLetters.includes(lettersOf(text))) return "only in the DOCX";
    if (allLetters.includes(lettersOf(text))) return "in pieces";
    return "other letters";
  };
  const share = (some: readonly XmlParagraph[]) => ({
    all: some.length,
    right: some.filter(({ text }) => exact.has(text)).length,
  });
  const partOf = ({ text, cell }: XmlParagraph): (typeof PARTS)[number] =>
    cell ? "cells" : text.length > MIN_LONG ? "long paragraphs" : "short paragraphs";
  const outside = paragraphs.filter(({ cell }) => !cell);
  return {
    long: share(outside.filter(({ text }) => text.length > MIN_LONG)),
    outside: share(outside),
    cells: share(paragraphs.filter(({ cell }) => cell)),
    differing: paragraphs
      .filter(({ text }) => !exact.has(text))
      .map((one) => ({ of: partOf(one), cause: causeOf(one.text), text: one.text.slice(0, 120) })),
  };
}
