import type { Numeral } from "./numeral.ts";

/** Roman numerals: IV, XII. */

const ROMAN = /(?<![\p{L}\p{N}])(?=[IVXLC]{2})C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\p{L}\p{N}])/gu;
const ROMAN_DIGITS: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/** The Roman numerals of a text from II to CCCXCIX, in capitals; I and V alone are letters. */
export function romanNumerals(text: string): Numeral[] {
  return [...text.matchAll(ROMAN)].map(({ 0: numeral, index: start }) => ({
    start,
    end: start + numeral.length,
    value: romanNumber(numeral),
  }));
}

const WHOLE_ROMAN = /^(?=.)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/u;

/** The value of a text that is one Roman numeral, well formed, in capitals, I to CCCXCIX; undefined for any other: `IIX`, `iv`. */
export function wholeRomanNumber(text: string): number | undefined {
  return WHOLE_ROMAN.test(text) ? romanNumber(text) : undefined;
}

/** The value of a Roman numeral: capitals of I, V, X, L and C. */
export function romanNumber(numeral: string): number {
  const digits = [...numeral].map((letter) => ROMAN_DIGITS[letter] ?? 0);
  // A letter before a larger one is taken off.
  return digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0);
}
