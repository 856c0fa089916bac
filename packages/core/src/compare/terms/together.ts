import type { Phrases } from "./phrases.ts";

/** How many rows have phrases of two languages together; each pair is counted once. */
export class Together {
  readonly #from: Phrases;
  readonly #to: Phrases;
  readonly #counts = new Map<string, number>();

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
}
