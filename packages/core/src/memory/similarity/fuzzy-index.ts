/**
 * Room similarity: texts like another, in process. In: texts with the ids of their units. Out: the ids of all texts that
 * are similar enough, and how similar. Imports text.
 *
 * @module
 */

import { matchTokens } from "../text/match-tokens.ts";
import { editDistance } from "./edit-distance.ts";
import type { FuzzyParts } from "./fuzzy-parts.ts";
import { mostEdits, Postings } from "./postings.ts";
import { bitOf, RecentTexts, SIGNATURE_WORDS } from "./recent-texts.ts";
import { Vocabulary } from "./vocabulary.ts";

/** A text found by {@link FuzzyIndex.search}. */
export interface FuzzyHit {
  readonly id: number;
  /** 1 − edit distance ÷ tokens of the longer text, 0..1. */
  readonly similarity: number;
  /** Whether the texts differ in nothing but numbers and document symbols. */
  readonly placeablesOnly: boolean;
}

/** No search goes below this similarity: the index is cut to what it may need. */
export const MIN_SIMILARITY = 0.5;
/** New texts are searched one by one until there are so many of them, and this share; they are then built into the index. */
const MAX_RECENT = 4096;
const MAX_RECENT_SHARE = 1 / 16;
/** Numbers and symbols are one type in the filter: what differs only in them is always found. */
export const PLACEABLE = 0;
/** Texts in arrays, whose numbers a search compares. */
interface Texts {
  readonly ids: Float64Array;
  readonly offsets: Uint32Array;
  readonly tokens: Uint32Array;
  readonly signatures: Uint32Array;
  /** 1 where a text is no more. */
  readonly removed: Uint8Array;
  readonly count: number;
}

/**
 * Fuzzy search over the texts of one language, in one process, with exact recall: every text whose similarity reaches the
 * threshold is found, and every text that differs in placeables only.
 *
 * Texts are filtered, never guessed: by length; by the rarest types that two texts which share enough must share (see
 * {@link Postings}); by a signature of 256 bits that bounds what they can share; what is left is measured by a banded edit
 * distance. Memory: 283 bytes for a text of 34 words.
 *
 * What is built in does not change, so that threads share it; what came since, and what is gone, each of them knows itself.
 */
export class FuzzyIndex {
  #built: FuzzyParts = EMPTY;
  #removed = new Uint8Array();
  #postings = new Postings(EMPTY.postings, EMPTY.offsets, MIN_SIMILARITY);
  #vocabulary = Vocabulary.EMPTY;
  #recent = new RecentTexts();
  /** Tokens that the vocabulary lacks, numbered behind its own; of each whether it is a placeable. */
  #newTokens = new Map<string, number>();
  #newPlaceables: boolean[] = [];
  #size = 0;

  constructor() {
    this.#use(EMPTY);
  }

  /** How many texts there are. */
  get size(): number {
    return this.#size;
  }

  /** How many texts came since the last were built in: each is looked at in every search. */
  get recent(): number {
    return this.#recent.count;
  }

  /**
   * Adds a text, in place of an earlier one of the same id.
   *
   * @param id a whole number from 0 on; room is kept for all that are lower, four bytes each
   */
  put(id: number, text: string): void {
    this.remove(id);
    const tokens = matchTokens(text).map(({ key, placeable }) => {
      let token = this.#find(key);
      if (token < 0) {
        token = this.#vocabulary.size + this.#newTokens.size;
        this.#newTokens.set(key, token);
        this.#newPlaceables.push(placeable);
      }
      return token;
    });
    this.#recent.add(id, tokens, (token) => this.#typeOf(token));
    this.#size++;
  }

  /** What an index is made of, to be kept: all its texts are built in first. */
  parts(): FuzzyParts {
    this.#build();
    return this.#built;
  }

  /** An index of what {@link parts} gave. */
  static of(parts: FuzzyParts): FuzzyIndex {
    const index = new FuzzyIndex();
    index.#use(parts);
    return index;
  }

  #use(parts: FuzzyParts): void {
    this.#built = parts;
    this.#vocabulary = new Vocabulary(parts.vocabulary);
    this.#postings = new Postings(parts.postings, parts.offsets, MIN_SIMILARITY);
    this.#removed = new Uint8Array(parts.ids.length);
    this.#size = parts.ids.length;
    this.#recent = new RecentTexts();
    this.#newTokens = new Map();
    this.#newPlaceables = [];
  }

  /** Whether it holds under an id a text of these very tokens. */
  holds(id: number, text: string): boolean {
    const place = this.#built.placeOf[id] ?? 0;
    const isBuilt = place > 0 && !this.#removed[place - 1];
    const [texts, at] = isBuilt ? [this.#builtTexts(), place - 1] : [this.#recent, this.#recent.placeOf(id)];
    if (at < 0) return false;
    const [from, end] = [texts.offsets[at]!, texts.offsets[at + 1]!];
    const tokens = matchTokens(text);
    return tokens.length === end - from && tokens.every(({ key }, k) => this.#find(key) === texts.tokens[from + k]);
  }

  /** Takes a text out, if there is one of that id. */
  remove(id: number): void {
    const place = this.#built.placeOf[id] ?? 0;
    if (place > 0 && !this.#removed[place - 1]) {
      this.#removed[place - 1] = 1;
      this.#size--;
    }
    if (this.#recent.remove(id)) this.#size--;
  }

  #builtTexts(): Texts {
    const { ids, offsets, tokens, signatures } = this.#built;
    return { ids, offsets, tokens, signatures, removed: this.#removed, count: ids.length };
  }

  #find(key: string): number {
    const known = this.#vocabulary.find(key);
    return known >= 0 ? known : (this.#newTokens.get(key) ?? -1);
  }

  /** The type of a token in the filter: itself, or {@link PLACEABLE}. */
  #typeOf(token: number): number {
    const behind = token - this.#vocabulary.size;
    return (behind < 0 ? this.#built.placeables[token] : this.#newPlaceables[behind]) ? PLACEABLE : token;
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
    if (this.#recent.count > Math.max(MAX_RECENT, this.#built.ids.length * MAX_RECENT_SHARE)) this.#build();
    const tokens = matchTokens(text);
    if (tokens.length === 0) return [];
    // A token that no text has is a type of its own, after all others.
    const ids = Int32Array.from(tokens, ({ key }) => this.#find(key));
    const types = tokens.map(({ placeable }, at) => (placeable ? PLACEABLE : ids[at]!));
    const query: Query = { ids, types, bits: types.map((type) => (type < 0 ? -1 : bitOf(type))), threshold };
    const hits: FuzzyHit[] = [];
    const built = this.#builtTexts();
    this.#postings.candidates(types, threshold, (at) => {
      this.#measure(built, at, query, hits);
    });
    for (let at = 0; at < this.#recent.count; at++) this.#measure(this.#recent, at, query, hits);
    return hits.sort((a, b) => b.similarity - a.similarity || a.id - b.id);
  }

  #measure(texts: Texts, at: number, { ids, types, bits, threshold }: Query, hits: FuzzyHit[]): void {
    if (texts.removed[at]) return;
    const { offsets, tokens, signatures } = texts;
    const from = offsets[at]!;
    const length = offsets[at + 1]! - from;
    const longer = Math.max(ids.length, length);
    const most = mostEdits(longer, threshold);
    if (Math.abs(ids.length - length) > most) return;
    // What the text's signature lacks cannot be shared.
    let missing = 0;
    const allowed = ids.length - (longer - most);
    const base = at * SIGNATURE_WORDS;
    for (const bit of bits)
      if (bit < 0 || (signatures[base + (bit >> 5)]! & (1 << (bit & 31))) === 0) if (++missing > allowed) return;
    const distance = editDistance(ids, tokens, from, length, most);
    const placeablesOnly = distance > 0 && this.#differInPlaceables(types, tokens, from, length);
    if (distance > most && !placeablesOnly) return;
    const edits = distance <= most ? distance : editDistance(ids, tokens, from, length, longer);
    hits.push({ id: texts.ids[at]!, similarity: 1 - edits / longer, placeablesOnly });
  }

  #differInPlaceables(types: readonly number[], tokens: Uint32Array, from: number, length: number): boolean {
    if (types.length !== length) return false;
    for (let k = 0; k < length; k++) if (types[k] !== this.#typeOf(tokens[from + k]!)) return false;
    return true;
  }

  /** Builds all texts into the filter, those removed left out and the shortest first. */
  #build(): void {
    if (this.#recent.count === 0 && this.#size === this.#built.ids.length) return;
    const vocabulary = this.#vocabulary.extended([...this.#newTokens.keys()]);
    const placeables = new Uint8Array(vocabulary.size);
    placeables.set(this.#built.placeables);
    placeables.set(this.#newPlaceables.map(Number), this.#vocabulary.size);
    const texts = joined(this.#builtTexts(), this.#recent, this.#size);
    const typeOf = Uint32Array.from(placeables, (placeable, token) => (placeable ? PLACEABLE : token));
    const { parts } = Postings.of(texts.offsets, texts.tokens, typeOf, vocabulary.size, MIN_SIMILARITY);
    this.#use({ vocabulary: vocabulary.parts, ...texts, placeables, postings: parts });
  }
}

/** The texts of both as one, the shortest first, with the place of each id. */
function joined(
  built: Texts,
  recent: Texts,
  count: number,
): Omit<FuzzyParts, "vocabulary" | "placeables" | "postings"> {
  /** Numbers of texts: those of `recent` follow those of `built`. */
  const order = new Uint32Array(count);
  const lengths = new Uint32Array(built.count + recent.count);
  let [next, total, most] = [0, 0, -1];
  for (const [texts, first] of [
    [built, 0],
    [recent, built.count],
  ] as const)
    for (let at = 0; at < texts.count; at++) {
      if (texts.removed[at]) continue;
      lengths[first + at] = texts.offsets[at + 1]! - texts.offsets[at]!;
      total += lengths[first + at]!;
      most = Math.max(most, texts.ids[at]!);
      order[next++] = first + at;
    }
  order.sort((a, b) => lengths[a]! - lengths[b]! || a - b);
  const ids = new Float64Array(count);
  const offsets = new Uint32Array(count + 1);
  const tokens = new Uint32Array(total);
  const signatures = new Uint32Array(count * SIGNATURE_WORDS);
  const placeOf = new Uint32Array(most + 1);
  for (const [place, number] of order.entries()) {
    const [texts, at] = number < built.count ? [built, number] : [recent, number - built.count];
    ids[place] = texts.ids[at]!;
    placeOf[ids[place]!] = place + 1;
    const from = texts.offsets[at]!;
    tokens.set(texts.tokens.subarray(from, from + lengths[number]!), offsets[place]);
    offsets[place + 1] = offsets[place]! + lengths[number]!;
    const words = at * SIGNATURE_WORDS;
    signatures.set(texts.signatures.subarray(words, words + SIGNATURE_WORDS), place * SIGNATURE_WORDS);
  }
  return { ids, offsets, tokens, signatures, placeOf };
}

interface Query {
  readonly ids: Int32Array;
  readonly types: readonly number[];
  /** The signature's bit of each type, -1 for a token that no text has. */
  readonly bits: readonly number[];
  readonly threshold: number;
}

const EMPTY: FuzzyParts = {
  vocabulary: Vocabulary.EMPTY.extended([""]).parts,
  ids: new Float64Array(),
  offsets: new Uint32Array(1),
  tokens: new Uint32Array(),
  placeables: new Uint8Array(1),
  signatures: new Uint32Array(),
  placeOf: new Uint32Array(),
  postings: Postings.of(new Uint32Array(1), new Uint32Array(), new Uint32Array(1), 1, MIN_SIMILARITY).parts,
};
