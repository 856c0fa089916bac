import type { FuzzyParts } from "./fuzzy-parts.ts";
import { type FuzzyHit, measure, type Query, type Texts } from "./measuring.ts";
import { Postings } from "./postings.ts";
import { Vocabulary } from "./vocabulary.ts";

/** Texts that are built into a filter, with a vocabulary of their own. They do not change, but for those that are taken out. */
export class Layer implements Texts {
  readonly ids: Float64Array;
  readonly offsets: Uint32Array;
  readonly tokens: Uint32Array;
  readonly signatures: Uint32Array;
  readonly placeables: Uint8Array;
  readonly removed: Uint8Array;
  readonly count: number;
  readonly vocabulary: Vocabulary;
  readonly #parts: FuzzyParts;
  readonly #postings: Postings;
  #size: number;

  /** @param least the lowest threshold that will be asked for: that of which the parts were made */
  constructor(parts: FuzzyParts, least: number) {
    this.#parts = parts;
    this.ids = parts.ids;
    this.offsets = parts.offsets;
    this.tokens = parts.tokens;
    this.signatures = parts.signatures;
    this.placeables = parts.placeables;
    // Other threads, which share the rest, may have seen another edition.
    this.removed = parts.removed.slice();
    this.count = parts.ids.length;
    this.vocabulary = new Vocabulary(parts.vocabulary);
    this.#postings = new Postings(parts.postings, parts.offsets, least);
    this.#size = this.removed.reduce((size, isRemoved) => size - isRemoved, this.count);
  }

  /** How many there are, without those that are no more. */
  get size(): number {
    return this.#size;
  }

  get parts(): FuzzyParts {
    return { ...this.#parts, removed: this.removed.slice() };
  }

  /** The place of the text of an id; -1 where there is none. */
  placeOf(id: number): number {
    const { ids } = this;
    const { byId } = this.#parts;
    let low = 0;
    for (let high = byId.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (ids[byId[middle]!]! < id) low = middle + 1;
      else high = middle;
    }
    const place = byId[low];
    return place !== undefined && ids[place] === id && !this.removed[place] ? place : -1;
  }

  /** @returns whether there was a text of that id */
  remove(id: number): boolean {
    const place = this.placeOf(id);
    if (place < 0) return false;
    this.removed[place] = 1;
    this.#size--;
    return true;
  }

  /** Adds to the hits what is near a query. */
  search(query: Query, hits: FuzzyHit[]): void {
    this.#postings.candidates(query.types, query.threshold, (at) => {
      measure(this, at, query, hits);
    });
  }
}
