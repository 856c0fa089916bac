/** From here on characters are those of scripts with thousands of them: two that follow each other are rare enough. */
const WIDE = 0x2e80;
/** Behind all that may follow a beginning. */
const LAST = "\u{10ffff}";

/** What three characters that follow each other, as code points, are listed under: all of them, or the first two. */
export const thirdOf = (first: number, second: number, third: number): number =>
  first >= WIDE || second >= WIDE || third >= WIDE ? 0 : third;

/** A gram as it is kept: its characters. */
export const gramOf = (first: number, second: number, third: number): string =>
  third === 0 ? String.fromCodePoint(first, second) : String.fromCodePoint(first, second, third);

export const SPACE = 0x20;
/** Below are the letters of scripts that set words apart. */
const LETTERS = 0x1000;
/** What a gram of a border begins with, as no text does. */
const BORDER = "\t";

/**
 * Whether five characters that follow each other are two letters on either side of a space: what is listed under these as
 * well, for phrases of several words are asked for most, and their parts are in many more texts than they are.
 */
export const isBorder = (first: number, second: number, space: number, third: number, fourth: number): boolean =>
  space === SPACE && isLetter(first) && isLetter(second) && isLetter(third) && isLetter(fourth);
const isLetter = (point: number): boolean => point > SPACE && point < LETTERS;

export const borderGram = (first: number, second: number, third: number, fourth: number): string =>
  BORDER + String.fromCodePoint(first, second, third, fourth);

/** The grams by which a phrase is found. */
export interface PhraseGrams {
  /** A text that holds the phrase is listed under each of these. */
  readonly grams: readonly string[];
  /** Where the phrase is too short for any: under one or more that begin with it, those of `from` ≤ gram < `to`. */
  readonly begun?: { readonly from: string; readonly to: string };
}

/** @param phrase folded, as texts are, and not empty */
export function gramsOf(phrase: string): PhraseGrams {
  const points = Array.from(phrase, (character) => character.codePointAt(0) as number);
  const grams = new Set<string>();
  for (let at = 0; at + 1 < points.length; at++) {
    const [first, second, third, fourth = 0, fifth = 0] = points.slice(at, at + 5) as [number, number, ...number[]];
    if (isBorder(first, second, third ?? 0, fourth, fifth)) grams.add(borderGram(first, second, fourth, fifth));
    // What follows the phrase is not known.
    if (third === undefined && first < WIDE && second < WIDE) continue;
    grams.add(gramOf(first, second, third === undefined ? 0 : thirdOf(first, second, third)));
  }
  return { grams: [...grams], ...(grams.size === 0 && { begun: { from: phrase, to: phrase + LAST } }) };
}
