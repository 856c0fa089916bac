import { wholeRomanNumber } from "../language/numerals/roman.ts";
import { asciiDigits } from "../language/script.ts";

/** A number that is printed before a paragraph. */
export interface PrintedNumber {
  /** The number in the form of {@link Block.number}: `12`, `(a)`, `67/189`. */
  readonly number: string;
  /** Value of a plain number; NaN for a letter or a resolution's number. */
  readonly value: number;
  /** Length of number and separator, in UTF-16 code units. */
  readonly length: number;
}

/**
 * A number of several parts; only its place in a sequence, see {@link Numbering}, distinguishes it from a quantity:
 * `26.34`, `9.9.1`.
 */
const DOTTED = /^(\d{1,3}(?:\.\d{1,3}){1,4})\.?\s+(?=[\p{Lu}\p{Lo}\p{Pi}"(])/u;
/** A line that holds only a number; the paragraph that it numbers follows on the next line. */
const ALONE =
  /^(?:\d{1,4}[.．]|\d{1,3}\/\d{1,4}(?:\s?[A-Z])?\.|\(\p{L}{1,5}\)|\(\d{1,3}\)|[a-z]\)|\d{1,3}(?:\.\d{1,3}){1,4}\.?|(?:[A-Z]|[IVX]{1,6})\.)$/u;

/** Whether a line is only a printed number. */
export function isNumberAlone(line: string): boolean {
  return ALONE.test(asciiDigits(line));
}

const RESOLUTION = /^(\d{1,3}\/\d{1,4}(?:\s?[A-Z]\b)?)\s*(?:[.．]|[-–—](?=\s))\s*/;
const PLAIN = /^(\d{1,4})\s*(?:[.．]\s+|[.．](?=[^\d\s])|、\s*|\s[-–—]\s+|[-–]\s+(?=\p{Script=Arabic})|\)\s+)/u;
const LETTER =
  /^[(（]([a-zA-Zа-я\u0621-\u064a]|[ivx]{1,5}|[一二三四五六七八九十]{1,3}|\d{1,3})[)）]\s*|^([a-zа-я\u0621-\u064a]|[ivx]{1,5})\)\s+|^([一二三四五六七八九十]{1,3})、\s*/u;

/**
 * Reads the number at the beginning of a paragraph: `12.`, `12 -` (Arabic), `12、`, `(a)`, `а)`, `（一）`, and a
 * resolution's own, `67/189.`. Digits may be of any script; the number is returned in ASCII.
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

/** What goes on after the number of a column, in a formula: `(6)=(5)-(3)`. */
const OPERATOR = /^[=+÷×*/<>≤≥]/u;

/**
 * Reads the number of a whole paragraph. A number with nothing behind it numbers nothing, and neither does one in a formula;
 * both are columns of a table.
 */
export function paragraphNumber(text: string): PrintedNumber | undefined {
  const found = printedNumber(text);
  const rest = text.slice(found?.length).trim();
  return rest === "" || OPERATOR.test(rest) ? undefined : found;
}

/**
 * Follows the printed numbers of paragraphs through a text, which distinguishes them from other numbers at the
 * beginning of a line: 9 is followed by 9.1 or 10, 9.19 by 9.20 or 10, (c) by (d).
 */
export class Numbering {
  #last: readonly number[] = [0];
  #letter = "";

  /**
   * Returns the printed number of a text if it comes next in the sequence, and advances the sequence.
   *
   * @param mayRestart whether the text surely begins something, so that `1.` or `(a)` may restart a sequence
   */
  next(text: string, mayRestart = false): PrintedNumber | undefined {
    const found = printedNumber(text) ?? dottedNumber(text);
    if (!found || found.number.includes("/")) return undefined;
    if (found.number.startsWith("(")) {
      const letter = found.number.slice(1, -1);
      const fits = comesNext(this.#letter, letter) || (mayRestart && FIRST_LETTER.test(letter));
      if (fits) this.#letter = letter;
      return fits ? found : undefined;
    }
    const path = found.number.split(".").map(Number);
    if (!follows(this.#last, path) && !(mayRestart && path.length === 1 && path[0] === 1)) return undefined;
    this.#last = path;
    this.#letter = "";
    return found;
  }
}

const FIRST_LETTER = /^(?:a|i|1|а|أ|一)$/u;

/**
 * Whether one path of numbers follows another: with its last part, or one above, counted up, or with one more level.
 */
function follows(last: readonly number[], next: readonly number[]): boolean {
  const depth = next.length - 1;
  if (depth > last.length || !next.slice(0, depth).every((part, at) => part === last[at])) return false;
  return next[depth] === (last[depth] ?? 0) + 1;
}

const ALPHABETS = [
  "abcdefghijklmnopqrstuvwxyz",
  "абвгдежзиклмнопрстуфхцчшщэюя",
  "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
  "一二三四五六七八九十",
];

/** Whether one letter, Roman or plain number in brackets follows another; `` before the first. */
function comesNext(last: string, next: string): boolean {
  if (/^\d+$/u.test(next)) return Number(next) === Number(last) + 1 && /^\d+$/u.test(last);
  const [before, roman] = [last, next].map((numeral) => wholeRomanNumber(numeral.toUpperCase()));
  if (before !== undefined && roman === before + 1) return true;
  return ALPHABETS.some(
    (letters) => letters.includes(next) && letters.indexOf(next) > 0 && letters[letters.indexOf(next) - 1] === last,
  );
}

/** Reads a number of several parts at the beginning of a text: `26.34 Ratify …`. */
export function dottedNumber(text: string): PrintedNumber | undefined {
  const found = DOTTED.exec(asciiDigits(text.slice(0, 24)));
  return found ? { number: found[1] as string, value: Number.NaN, length: found[0].length } : undefined;
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
 * Determines the level of each sub-paragraph of a run, 1 for the outermost: a known kind of marker returns to its
 * level, a new kind goes one level deeper. `(i)` after `(h)` is a letter, and otherwise a Roman number.
 */
export class Levels {
  #open: { family: string; last: string }[] = [];

  /** Returns the level of the next sub-paragraph. */
  next(number: string): number {
    const fits = FAMILIES.filter(([, pattern]) => pattern.test(number)).map(([family]) => family);
    const known = this.#open.findLast(
      ({ family, last }) => fits.includes(family) && (fits.length === 1 || succeeds(last, number)),
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

  /** Ends the run, at a paragraph that is not a sub-paragraph. */
  reset(): void {
    this.#open = [];
  }
}

/** Whether one letter in brackets follows another: `(h)`, `(i)`. */
function succeeds(last: string, number: string): boolean {
  return last.length === 3 && number.length === 3 && number.charCodeAt(1) === last.charCodeAt(1) + 1;
}
