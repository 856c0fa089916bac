import { type Mixture, translationsOf } from "../../align/words/mixture.ts";
import { Translations } from "../../align/words/translations.ts";
import { KEPT_ROWS } from "./row-sides.ts";
import type { SideWords } from "./row-texts.ts";

/** What the types of one language's rows make of those of the other's. The translations of the last rows are kept. */
export class RowWorths {
  readonly #mixture: Mixture;
  readonly #given: SideWords;
  readonly #made: SideWords;
  readonly #kept = new Map<number, Translations>();
  /** Where each type stands in the row that is asked about, from 1; 0 for all others. */
  readonly #places: Int32Array;

  /** @param mixture of the given language's words */
  constructor(mixture: Mixture, given: SideWords, made: SideWords) {
    this.#mixture = mixture;
    this.#given = given;
    this.#made = made;
    this.#places = new Int32Array(made.vocabulary.size);
  }

  /** What each type of a row makes of each of the other language's: `own * otherTypes + other`. */
  table(row: number, other: number): Float64Array {
    const { starts } = this.#given.bags;
    return this.#added(row, other, starts[row + 1]! - starts[row]!, (at) => at);
  }

  /** What all types of a row together make of each of the other language's. */
  sums(row: number, other: number): Float64Array {
    return this.#added(row, other, 1, () => 0);
  }

  /** @param lineOf the line of the table that a type of the row is added to */
  #added(row: number, other: number, lines: number, lineOf: (at: number) => number): Float64Array {
    const { starts, types } = this.#made.bags;
    const from = starts[other]!;
    const width = starts[other + 1]! - from;
    for (let k = 0; k < width; k++) this.#places[types[from + k]!] = k + 1;
    const { at, types: translations, worths, count } = this.#translations(row);
    const sums = new Float64Array(lines * width);
    for (let n = 0; n < count; n++) {
      const place = this.#places[translations[n]!]!;
      if (place === 0) continue;
      const slot = lineOf(at[n]!) * width + place - 1;
      sums[slot] = sums[slot]! + worths[n]!;
    }
    for (let k = 0; k < width; k++) this.#places[types[from + k]!] = 0;
    return sums;
  }

  #translations(row: number): Translations {
    const known = this.#kept.get(row);
    if (known) return known;
    let translations = new Translations();
    if (this.#kept.size >= KEPT_ROWS) {
      const [oldest, space] = this.#kept.entries().next().value as [number, Translations];
      this.#kept.delete(oldest);
      translations = space;
    }
    translationsOf(this.#mixture, this.#given.bags, row, row, translations);
    this.#kept.set(row, translations);
    return translations;
  }
}
