import type { Span } from "../span.ts";

/** A numeral with its value, and where it stands: UTF-16 code units. */
export interface Numeral extends Span {
  readonly value: number;
}

/**
 * How sure a number is one. `certain`: digits. `likely`: words that say nothing else. `possible`: words that may be no number at
 * all (`one`, `un`, 一; `second`, `half`): they can confirm another, and never accuse.
 */
export type Certainty = "certain" | "likely" | "possible";

/** A number in words. */
export interface WordNumeral extends Numeral {
  readonly kind: "cardinal" | "ordinal" | "fraction";
  readonly certainty: Certainty;
  /** Of a fraction, above and below the line. */
  readonly fraction?: readonly [number, number];
}

/** Patterns of words, each with what it is worth; in natural spelling, `|` between forms. */
type Worths = Readonly<Record<string, number>>;

/** How a language writes numbers in words. Patterns match whole words, without accents and vowel signs. */
export interface NumeralWords {
  /** 1 to 99, and hundreds that are one word: `cinq`, `veintidós`, `двести`. */
  readonly cardinals: Worths;
  /** The word between units and the hundreds behind them, and the article that these have: الثانية بعد المائة. */
  readonly hundredsAfter?: { readonly joint: string; readonly article: string };
  /** What multiplies units before it by 100, if the language has one. */
  readonly hundred?: string;
  /** 1000 and more: `mille`, `million`. */
  readonly scales: Worths;
  readonly ordinals: Worths;
  /** Words for parts, behind a number: `thirds`, `tiers`, `أخماس`. */
  readonly parts: Worths;
  /** Words that are a fraction by themselves: `half`, `ثلثي`; worths are written `2/3`. */
  readonly fractions: Readonly<Record<string, string>>;
  /** Whether an ordinal behind a number that it does not add to is a part: `тремя пятыми`. */
  readonly ordinalParts?: string;
  /** What stands behind such an ordinal if it is one part: un cinquième des membres, no troisième personne. */
  readonly lonePart?: string;
  /** Words between the parts of a number: `and`, `et`, `y`. */
  readonly joins: string;
  /** Particles that are written together with the word behind them; the first group is the one that joins. */
  readonly particles?: RegExp;
  /** Words that are numbers only sometimes. */
  readonly possible: string;
  /** Whether 11 to 19 are added to 60 and 80 (soixante-dix). */
  readonly isVigesimal?: true;
  /** Whether units stand before tens (اثنان وعشرون). */
  readonly unitsFirst?: true;
}
