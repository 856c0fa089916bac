/**
 * Room similarity: texts like another, in process. In: texts with the ids of their units. Out: the ids of all texts that
 * are similar enough, and how similar. Imports text.
 *
 * @module
 */

import { matchTokens } from "../text/match-tokens.ts";
import type { FuzzyParts } from "./fuzzy-parts.ts";
import { joined, type NumberedTexts } from "./joined.ts";
import { Layer } from "./layer.ts";
import { type FuzzyHit, measure, queryOf } from "./measuring.ts";
import { RecentTexts } from "./recent-texts.ts";

export { type FuzzyHit, PLACEABLE } from "./measuring.ts";

/** No search goes below this similarity: the index is cut to what it may need. */
export const MIN_SIMILARITY = 0.5;
/** New texts are searched one by one until there are so many of them; they are then built into a layer. */
const MAX_RECENT = 4096;
/** A layer that is not so many times as large as the one behind it is joined with it: there are few of them, and a large one is rarely built. */
const MIN_TIMES = 4;

/**
 * Fuzzy search over the texts of one language, in one process, with exact recall: every text whose similarity reaches the
 * threshold is found, and every text that differs in placeables only.
 *
 * Texts are filtered, never guessed: by length; by the rarest types that two texts which share enough must share (see
 * {@link Postings}); by a signature of 256 bits that bounds what they can share; what is left is measured by a banded edit
 * distance. Memory: 283 bytes for a text of 34 words.
 *
 * Texts are built into layers, the largest first, of which none is changed: new texts become a layer of their own, which takes
 * as long as they are many, however large the index is. Threads share layers; what came since, and what is gone, each of them knows
 * itself.
 */
export class FuzzyIndex {
  #layers: Layer[] = [];
  #recent = new RecentTexts();

  /** How many texts there are. */
  get size(): number {
    return this.#layers.reduce((sum, { size }) => sum + size, this.#recent.size);
  }

  /** How many texts came since the last were built in: each is looked at in every search. */
  get recent(): number {
    return this.#recent.count;
  }

  /**
   * Adds a text, in place of an earlier one of the same id.
   *
   * @param id a whole number from 0 on; where texts are built in, room is needed for all between the lowest and the highest
   */
  put(id: number, text: string): void {
    this.remove(id);
    this.#recent.add(id, matchTokens(text));
  }

  /** What its layers are made of, to be kept: all its texts are built in first. */
  parts(): FuzzyParts[] {
    this.#build();
    return this.#layers.map(({ parts }) => parts);
  }

  /** An index of what {@link parts} gave. */
  static of(layers: readonly FuzzyParts[]): FuzzyIndex {
    const index = new FuzzyIndex();
    index.#layers = layers.map((parts) => new Layer(parts, MIN_SIMILARITY));
    return index;
  }

  /** Whether it holds under an id a text of these very tokens. */
  holds(id: number, text: string): boolean {
    const own = [...this.#layers, this.#recent].find((texts) => texts.placeOf(id) >= 0);
    if (!own) return false;
    const at = own.placeOf(id);
    const [from, end] = [own.offsets[at]!, own.offsets[at + 1]!];
    const tokens = matchTokens(text);
    return (
      tokens.length === end - from && tokens.every(({ key }, k) => own.vocabulary.find(key) === own.tokens[from + k])
    );
  }

  /** Takes a text out, if there is one of that id. */
  remove(id: number): void {
    for (const texts of [...this.#layers, this.#recent]) if (texts.remove(id)) return;
  }

  /**
   * Every text at least as similar as `threshold`, and every one that differs in placeables only; the most similar first,
   * of equals the lower id.
   *
   * @param threshold 0.5..1
   * @throws {RangeError} for a threshold below {@link MIN_SIMILARITY} or above 1
   */
  search(text: string, threshold: number): FuzzyHit[] {
    if (!(threshold >= MIN_SIMILARITY && threshold <= 1))
      throw new RangeError(`a threshold lies between ${MIN_SIMILARITY} and 1, not at ${threshold}`);
    if (this.#recent.count > MAX_RECENT) this.#build();
    const tokens = matchTokens(text);
    if (tokens.length === 0) return [];
    const hits: FuzzyHit[] = [];
    const queryIn = ({ vocabulary }: NumberedTexts) => queryOf(tokens, threshold, (key) => vocabulary.find(key));
    for (const layer of this.#layers) layer.search(queryIn(layer), hits);
    const query = queryIn(this.#recent);
    for (let at = 0; at < this.#recent.count; at++) measure(this.#recent, at, query, hits);
    return hits.sort((a, b) => b.similarity - a.similarity || a.id - b.id);
  }

  /** Builds recent texts into a layer, with those before them that are not much larger. */
  #build(): void {
    if (this.#recent.count === 0) return;
    const layers = [...this.#layers];
    const sources: [NumberedTexts, ...NumberedTexts[]] = [this.#recent];
    for (let size = this.#recent.size; ; ) {
      const last = layers.at(-1);
      if (!last || last.size >= MIN_TIMES * size) break;
      sources.unshift(last);
      layers.pop();
      size += last.size;
    }
    this.#layers = [...layers, new Layer(joined(sources, MIN_SIMILARITY), MIN_SIMILARITY)];
    this.#recent = new RecentTexts();
  }
}
