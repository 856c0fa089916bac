import type { Phrases } from "./phrases.ts";
import { isTermWord } from "./term-words.ts";

/** A word is a partner as good as the best from this share of how well that goes with the other. */
const PARTNER_SHARE = 0.9;

/** How many rows have phrases of two languages together; each pair is counted once. */
export class Together {
  readonly #from: Phrases;
  readonly #to: Phrases;
  readonly #counts = new Map<string, number>();
  /** Of words of either language, how well the other's goes with it that does so best. */
  readonly #best = [new Map<string, number>(), new Map<string, number>()] as const;

  constructor(from: Phrases, to: Phrases) {
    this.#from = from;
    this.#to = to;
  }

  /** Rows that have both. */
  rows(one: string, other: string): number {
    const pair = `${one}\t${other}`;
    let count = this.#counts.get(pair);
    if (count === undefined) {
      const [own, theirs] = [this.#from.byPhrase.get(one), this.#to.byPhrase.get(other)];
      count = own && theirs ? own.keys().reduce((sum, row) => sum + (theirs.has(row) ? 1 : 0), 0) : 0;
      this.#counts.set(pair, count);
    }
    return count;
  }

  /** Dice's coefficient of the two in all rows but one, 0..1. */
  dice(one: string, other: string, row: number): number {
    const [own, theirs] = [this.#from.byPhrase.get(one), this.#to.byPhrase.get(other)];
    if (!own || !theirs) return 0;
    const [inOwn, inTheirs] = [own.has(row) ? 1 : 0, theirs.has(row) ? 1 : 0];
    const all = own.size + theirs.size - inOwn - inTheirs;
    return all === 0 ? 0 : (2 * (this.rows(one, other) - inOwn * inTheirs)) / all;
  }

  /**
   * Whether each word of two phrases has its best partner in the other one: parts of several terms that meet have not.
   *
   * @param term of the first language, @param rendering of the second
   */
  arePartners(term: readonly string[], rendering: readonly string[]): boolean {
    return (
      term.every((word) => this.#isPaired(0, word, rendering)) &&
      rendering.every((word) => this.#isPaired(1, word, term))
    );
  }

  /** @param side 0 for a word of the first language */
  #isPaired(side: 0 | 1, word: string, others: readonly string[]): boolean {
    const { language } = side === 0 ? this.#from : this.#to;
    if (!isTermWord({ key: word }, language)) return true;
    const worths = others.map((other) => (side === 0 ? this.#allDice(word, other) : this.#allDice(other, word)));
    return Math.max(...worths) >= PARTNER_SHARE * this.#bestOf(side, word);
  }

  /** Dice's coefficient of the two in all rows. */
  #allDice(one: string, other: string): number {
    const all = (this.#from.byPhrase.get(one)?.size ?? 0) + (this.#to.byPhrase.get(other)?.size ?? 0);
    return all === 0 ? 0 : (2 * this.rows(one, other)) / all;
  }

  /** @param side 0 for a word of the first language */
  #bestOf(side: 0 | 1, word: string): number {
    const known = this.#best[side].get(word);
    if (known !== undefined) return known;
    const [own, theirs] = side === 0 ? [this.#from, this.#to] : [this.#to, this.#from];
    const rows = own.byPhrase.get(word);
    const counts = new Map<string, number>();
    for (const row of rows?.keys() ?? [])
      for (const key of new Set(theirs.words[row]!.map((other) => other.key)))
        counts.set(key, (counts.get(key) ?? 0) + 1);
    let best = 0;
    for (const [key, count] of counts) {
      const size = theirs.byPhrase.get(key)?.size;
      if (size) best = Math.max(best, (2 * count) / (rows!.size + size));
    }
    this.#best[side].set(word, best);
    return best;
  }
}
