/**
 * Characters from here on belong to scripts with thousands of characters, where two that follow each other are rare
 * enough.
 */
const WIDE = 0x2e80;
/** Behind all that may follow a beginning. */
const LAST = "\u{10ffff}";

/** The third code point under which three consecutive ones are listed, or 0 if the first two are enough. */
export const thirdOf = (first: number, second: number, third: number): number =>
  first >= WIDE || second >= WIDE || third >= WIDE ? 0 : third;

/** Makes a gram: a string of its characters. */
export const gramOf = (first: number, second: number, third: number): string =>
  third === 0 ? String.fromCodePoint(first, second) : String.fromCodePoint(first, second, third);

export const SPACE = 0x20;
/** Letters below this belong to scripts that separate words. */
const LETTERS = 0x1000;
/** A gram of a border begins with this character, and no text does. */
const BORDER = "\t";

/**
 * Whether five consecutive characters are two letters on either side of a space. These are listed too, because phrases
 * of several words are searched most, and their words alone are in many more texts.
 */
export const isBorder = (first: number, second: number, space: number, third: number, fourth: number): boolean =>
  space === SPACE && isLetter(first) && isLetter(second) && isLetter(third) && isLetter(fourth);
const isLetter = (point: number): boolean => point > SPACE && point < LETTERS;

export const borderGram = (first: number, second: number, third: number, fourth: number): string =>
  BORDER + String.fromCodePoint(first, second, third, fourth);

/** The grams by which a phrase is found. */
export interface PhraseGrams {
  /** Grams; a text that holds the phrase is listed under each of them. */
  readonly grams: readonly string[];
  /** For a phrase that is too short for a gram: a text is listed under at least one gram with `from` ≤ gram < `to`. */
  readonly begun?: { readonly from: string; readonly to: string };
}

/**
 * Returns the grams by which a phrase is found.
 *
 * @param phrase folded, as texts are, and not empty
 */
export function gramsOf(phrase: string): PhraseGrams {
  const points = Array.from(phrase, (character) => character.codePointAt(0) as number);
  const grams = new Set<string>();
  for (let at = 0; at + 1 < points.length; at++) {
    const [first, second, third, fourth = 0, fifth = 0] = points.slice(at, at + 5) as [number, number, ...number[]];
    if (isBorder(first, second, third ?? 0, fourth, fifth)) grams.add(borderGram(first, second, fourth, fifth));
    // The character after the phrase is not known.
    if (third === undefined && first < WIDE && second < WIDE) continue;
    grams.add(gramOf(first, second, third === undefined ? 0 : thirdOf(first, second, third)));
  }
  return { grams: [...grams], ...(grams.size === 0 && { begun: { from: phrase, to: phrase + LAST } }) };
}
