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
const LETTER = /^\(([a-zа-я\u0621-\u064a]|[ivx]{1,5})\)\s+|^([a-zа-я\u0621-\u064a])\)\s+/u;

/**
 * The number that a paragraph begins with, if it begins with one: `12.`, `12 -` (Arabic), `12、`, `(a)`, `а)`, and a
 * resolution's own, `67/189.`. Digits of any script; the number is given in ASCII.
 */
export function printedNumber(text: string): PrintedNumber | undefined {
  const head = asciiDigits(text.slice(0, 16));
  const resolution = RESOLUTION.exec(head);
  if (resolution) return { number: resolution[1] as string, value: Number.NaN, length: resolution[0].length };
  const plain = PLAIN.exec(head);
  if (plain) return { number: plain[1] as string, value: Number(plain[1]), length: plain[0].length };
  const letter = LETTER.exec(head);
  if (letter) return { number: `(${letter[1] ?? letter[2]})`, value: Number.NaN, length: letter[0].length };
  return undefined;
}
