import { asciiDigits } from "./script.ts";
import type { Span } from "./span.ts";

/**
 * A text as figures and words are looked for in it, whatever way it is written: without accents, vowel signs and
 * lengthening strokes, digits and signs in ASCII. Superscripts stay, they are note marks.
 */
export interface PlainText {
  readonly text: string;
  /** The same in lower case, of the same length. */
  readonly lower: string;
  /** Where each character comes from in the text as written; one more for the end. */
  readonly places: Int32Array;
}

/** What must not become a digit or a letter: superscripts, subscripts and ordinal signs. */
const KEPT = /[²³¹⁰-₎ªº]/u;
const plainForms = new Map<string, string>();
/** Scripts have so many characters; more are not remembered. */
const MAX_FORMS = 20_000;

/** The plain form of one character; empty for what only shows how another is read. */
function plainForm(character: string): string {
  let form = plainForms.get(character);
  if (form === undefined) {
    form = KEPT.test(character)
      ? character
      : asciiDigits(character.normalize("NFKD"))
          .replace(/[\p{M}\p{Cf}\u0640]/gu, "")
          .replace(/\p{Zs}|[\t\n\r\u2028\u2029]/gu, " ")
          .replace(/\p{Pd}|\u2212/gu, "-")
          .replace(/[’‘ʼ`´′]/gu, "'")
          .replaceAll("٪", "%");
    if (plainForms.size < MAX_FORMS) plainForms.set(character, form);
  }
  return form;
}

/** Brings a text to its plain form. Costs a pass over its characters. */
export function plainText(written: string): PlainText {
  let text = "";
  const places: number[] = [];
  for (let at = 0; at < written.length; ) {
    const code = written.codePointAt(at) as number;
    const character = String.fromCodePoint(code);
    const form = code >= 0x30 && code < 0x7f && code !== 0x60 ? character : plainForm(character);
    for (let unit = 0; unit < form.length; unit++) places.push(at);
    text += form;
    at += character.length;
  }
  places.push(written.length);
  return { text, lower: lowered(text), places: Int32Array.from(places) };
}

/** In lower case, character by character where the whole would change its length: İ. */
function lowered(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from({ length: text.length }, (_, at) => {
    const own = text.charAt(at).toLowerCase();
    return own.length === 1 ? own : text.charAt(at);
  }).join("");
}

/** Where a piece of the plain form stands in the text as written, with the signs on its last letter. */
export function writtenSpan({ places }: PlainText, start: number, end: number): Span {
  const from = places[start] as number;
  if (end <= start) return { start: from, end: from };
  const last = places[end - 1] as number;
  // A character that became several ends with the last of them.
  let next = end;
  while (next < places.length - 1 && places[next] === last) next++;
  return { start: from, end: places[next] as number };
}

/** A pattern in lower case and natural spelling as plain text in lower case has it: without the signs on its letters. */
export const plainPattern = (pattern: string): string => pattern.normalize("NFD").replace(/\p{M}/gu, "");
