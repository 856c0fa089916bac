import { asciiDigits } from "../language/script.ts";

/** A number printed before a paragraph. */
export interface PrintedNumber {
  /** As the document's blocks give it: `12`, `(a)`, `67/189`. */
  readonly number: string;
  /** Of a plain number, its value; NaN for a letter or a resolution's number. */
  readonly value: number;
  /** How many UTF-16 code units number and separator take. */
  readonly length: number;
}

const RESOLUTION = /^(\d{1,3}\/\d{1,4}(?:\s?[A-Z]\b)?)\s*(?:[.．]|[-–—](?=\s))\s*/;
const PLAIN = /^(\d{1,4})\s*(?:[.．]\s+|[.．](?=[^\d\s])|、\s*|\s[-–—]\s+|\)\s+)/;
const LETTER =
  /^[(（]([a-zA-Zа-я\u0621-\u064a]|[ivx]{1,5}|[一二三四五六七八九十]{1,3}|\d{1,3})[)）]\s*|^([a-zа-я\u0621-\u064a]|[ivx]{1,5})\)\s+|^([一二三四五六七八九十]{1,3})、\s*/u;

/**
 * The number that a paragraph begins with, if it begins with one: `12.`, `12 -` (Arabic), `12、`, `(a)`, `а)`, `（一）`, and a
 * resolution's own, `67/189.`. Digits of any script; the number is given in ASCII.
 */
export function printedNumber(text: string): PrintedNumber | undefined {
  const head = asciiDigits(text.slice(0, 16));
  const resolution = RESOLUTION.exec(head);
  if (resolution) return { number: resolution[1] as string, value: Number.NaN, length: resolution[0].length };
  const plain = PLAIN.exec(head);
  if (plain) return { number: plain[1] as string, value: Number(plain[1]), length: plain[0].length };
  const letter = LETTER.exec(head);
  if (letter)
    return { number: `(${letter[1] ?? letter[2] ?? letter[3]})`, value: Number.NaN, length: letter[0].length };
  return undefined;
}

/** Kinds of sub-paragraph markers. A document nests them in an order of its own, the same throughout. */
const FAMILIES: readonly (readonly [string, RegExp])[] = [
  ["roman", /^\([ivx]+\)$/],
  ["latin", /^\([a-z]\)$/],
  ["capital", /^\([A-Z]\)$/],
  ["cyrillic", /^\([а-я]\)$/],
  ["arabic", /^\([\u0621-\u064a]\)$/],
  ["han", /^\([一二三四五六七八九十]+\)$/],
  ["number", /^\(\d+\)$/],
];

/**
 * Tells the level of each sub-paragraph of a run, 1 for the outermost: a kind of marker that was met before goes back to
 * its level, a new one goes a level deeper. `(i)` behind `(h)` is a letter; elsewhere it is a Roman number.
 */
export class Levels {
  #open: { family: string; last: string }[] = [];

  /** The level of the next sub-paragraph. */
  next(number: string): number {
    const fits = FAMILIES.filter(([, pattern]) => pattern.test(number)).map(([family]) => family);
    const known = this.#open.findLast(
      ({ family, last }) => fits.includes(family) && (fits.length === 1 || follows(last, number)),
    );
    const family =
      known?.family ??
      fits.find((candidate) => !this.#open.some((open) => open.family === candidate)) ??
      fits[0] ??
      "number";
    const at = this.#open.findIndex((open) => open.family === family);
    if (at >= 0) this.#open.length = at;
    this.#open.push({ family, last: number });
    return this.#open.length;
  }

  /** A paragraph that is no sub-paragraph ends the run. */
  reset(): void {
    this.#open = [];
  }
}

/** Whether one letter in brackets comes next after another: `(h)`, `(i)`. */
function follows(last: string, number: string): boolean {
  return last.length === 3 && number.length === 3 && number.charCodeAt(1) === last.charCodeAt(1) + 1;
}
