import type { Bags } from "./bags.ts";
import type { WeightedPair } from "./order.ts";

/** Places of words that are looked at for one text, the rarest words first: bounds the work where all texts are alike. */
const MAX_PLACES = 2000;
/** Texts that share most are compared whole. */
const MAX_COMPARED = 8;

/** Which of the old texts each new one is like: among those that share its rarest words. */
export class Candidates {
  readonly #bags: Bags;
  /** For each type the old texts that have it, in order. */
  readonly #places = new Map<number, number[]>();
  /** What each old text shares with the one that is asked about; 0 between questions. */
  readonly #shared: Float64Array;

  /** @param olds the old texts to choose from, in order */
  constructor(bags: Bags, olds: readonly number[]) {
    this.#bags = bags;
    this.#shared = new Float64Array((olds.at(-1) ?? -1) + 1);
    for (const old of olds)
      for (const type of bags.of("old", old).types) {
        const places = this.#places.get(type);
        if (places) places.push(old);
        else this.#places.set(type, [old]);
      }
  }

  /** Pairs of one new text with old ones, each at least so similar (0..1), which is their weight. */
  of(text: number, least: number): WeightedPair[] {
    const bag = this.#bags.of("new", text);
    const known = [...bag.types].flatMap((type, at) => {
      const places = this.#places.get(type);
      return places ? [{ places, weight: bag.counts[at]! * this.#bags.weightOf(type) }] : [];
    });
    known.sort((a, b) => a.places.length - b.places.length);
    const found: number[] = [];
    let left = MAX_PLACES;
    for (const { places, weight } of known) {
      // Of a word that stands everywhere the texts about the same place of the document are looked at.
      const from = places.length <= left ? 0 : Math.min(places.length - left, startNear(places, text, left));
      const to = Math.min(places.length, from + left);
      for (let at = from; at < to; at++) {
        const old = places[at]!;
        if (this.#shared[old] === 0) found.push(old);
        this.#shared[old]! += weight;
      }
      left -= to - from;
      if (left === 0) break;
    }
    const most = this.#most(found, text);
    for (const old of found) this.#shared[old] = 0;
    return most
      .map((old) => ({ old, new: text, weight: this.#bags.similarity(this.#bags.of("old", old), bag) }))
      .filter(({ weight }) => weight >= least);
  }

  /** Those that share most, of equals those about the same place. */
  #most(found: readonly number[], near: number): number[] {
    const isBetter = (a: number, b: number): boolean => {
      const more = this.#shared[a]! - this.#shared[b]!;
      return more > 0 || (more === 0 && Math.abs(a - near) < Math.abs(b - near));
    };
    const most: number[] = [];
    for (const old of found) {
      if (most.length === MAX_COMPARED && !isBetter(old, most.at(-1)!)) continue;
      let at = most.length;
      while (at > 0 && isBetter(old, most[at - 1]!)) at--;
      most.splice(at, 0, old);
      if (most.length > MAX_COMPARED) most.pop();
    }
    return most;
  }
}

/** Where to begin, so that so many places lie around one. */
function startNear(places: readonly number[], near: number, count: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < near) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - (count >> 1));
}
