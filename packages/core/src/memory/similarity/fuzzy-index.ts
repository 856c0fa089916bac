/**
 * Room similarity: texts like another, in process. In: texts with the ids of their units. Out: the ids of all texts that
 * are similar enough, and how similar. Imports text.
 *
 * @module
 */

import { matchTokens } from "../text/match-tokens.ts";
import { editDistance } from "./edit-distance.ts";
import { mostEdits, Postings, type PostingsParts } from "./postings.ts";

/** A text found by {@link FuzzyIndex.search}. */
export interface FuzzyHit {
  readonly id: number;
  /** 1 − edit distance ÷ tokens of the longer text, 0..1. */
  readonly similarity: number;
  /** Whether the texts differ in nothing but numbers and document symbols. */
  readonly placeablesOnly: boolean;
}

/** What {@link FuzzyIndex.parts} takes an index apart into. */
export interface FuzzyParts {
  /** The key of each token. */
  readonly vocabulary: readonly string[];
  readonly ids: Float64Array<ArrayBuffer>;
  /** Text i has the tokens `tokens[offsets[i]..offsets[i + 1])`; texts stand by rising length. */
  readonly offsets: Uint32Array<ArrayBuffer>;
  readonly tokens: Uint32Array<ArrayBuffer>;
  /** Of each token: 1 for a number or a symbol. */
  readonly placeables: Uint8Array<ArrayBuffer>;
  readonly postings: PostingsParts;
}

/** No search goes below this similarity: the index is cut to what it may need. */
export const MIN_SIMILARITY = 0.5;
/** New texts are searched one by one until there are so many of them, and are then built into the index. */
const MAX_RECENT = 4096;
/** Numbers and symbols are one type in the filter: what differs only in them is always found. */
export const PLACEABLE = 0;
/** 256 bits of each text say which types it may hold. */
const SIGNATURE_WORDS = 8;

/**
 * Fuzzy search over the texts of one language, in one process, with exact recall: every text whose similarity reaches the
 * threshold is found, and every text that differs in placeables only.
 *
 * Texts are filtered, never guessed: by length; by the rarest types that two texts which share enough must share (see
 * {@link Postings}); by a signature of 256 bits that bounds what they can share; what is left is measured by a banded edit
 * distance. Memory: 283 bytes for a text of 34 words.
 */
export class FuzzyIndex {
  readonly #vocabulary = new Map<string, number>();
  /** Of each token its type in the filter: itself, or {@link PLACEABLE}. */
  #typeOf = new Uint32Array(1024);
  #ids = new Float64Array(256);
  #offsets = new Uint32Array(257);
  #tokens = new Uint32Array(4096);
  #signatures = new Uint32Array(256 * SIGNATURE_WORDS);
  #removed = new Uint8Array(256);
  #count = 0;
  #size = 0;
  /** Of each id one more than the place of its text; 0 where there is none. */
  #placeOf = new Uint32Array(1024);
  #postings: Postings | undefined;

  constructor() {
    this.#vocabulary.set("", PLACEABLE);
  }

  /** How many texts there are. */
  get size(): number {
    return this.#size;
  }

  /**
   * Adds a text, in place of an earlier one of the same id.
   *
   * @param id a whole number from 0 on; room is kept for all that are lower, four bytes each
   */
  put(id: number, text: string): void {
    this.remove(id);
    const at = this.#count++;
    this.#reserve(at);
    this.#ids[at] = id;
    if (id >= this.#placeOf.length) this.#placeOf = grown(this.#placeOf, id + 1);
    this.#placeOf[id] = at + 1;
    this.#size++;
    let end = this.#offsets[at]!;
    for (const { key, placeable } of matchTokens(text)) {
      let token = this.#vocabulary.get(key);
      if (token === undefined) {
        token = this.#vocabulary.size;
        this.#vocabulary.set(key, token);
        if (token >= this.#typeOf.length) this.#typeOf = grown(this.#typeOf, token + 1);
        this.#typeOf[token] = placeable ? PLACEABLE : token;
      }
      if (end >= this.#tokens.length) this.#tokens = grown(this.#tokens, end + 1);
      this.#tokens[end++] = token;
      const bit = bitOf(this.#typeOf[token]!);
      const word = at * SIGNATURE_WORDS + (bit >> 5);
      this.#signatures[word] = this.#signatures[word]! | (1 << (bit & 31));
    }
    this.#offsets[at + 1] = end;
  }

  /** What an index is made of, to be kept: its texts in the order in which they are built in. */
  parts(): FuzzyParts {
    this.#build();
    return {
      vocabulary: [...this.#vocabulary.keys()],
      ids: this.#ids,
      offsets: this.#offsets,
      tokens: this.#tokens,
      placeables: Uint8Array.from(this.#vocabulary.values(), (token) => (this.#typeOf[token] === token ? 0 : 1)),
      postings: (this.#postings as Postings).parts,
    };
  }

  /** An index of what {@link parts} gave. */
  static of({ vocabulary, ids, offsets, tokens, placeables, postings }: FuzzyParts): FuzzyIndex {
    const index = new FuzzyIndex();
    index.#typeOf = new Uint32Array(vocabulary.length);
    for (const [token, key] of vocabulary.entries()) {
      index.#vocabulary.set(key, token);
      index.#typeOf[token] = placeables[token] ? PLACEABLE : token;
    }
    [index.#ids, index.#offsets, index.#tokens] = [ids, offsets, tokens];
    index.#count = ids.length;
    index.#size = ids.length;
    index.#placeOf = new Uint32Array(ids.reduce((most, id) => Math.max(most, id), 0) + 1);
    index.#removed = new Uint8Array(ids.length);
    index.#signatures = new Uint32Array(ids.length * SIGNATURE_WORDS);
    for (let at = 0; at < ids.length; at++) {
      index.#placeOf[ids[at]!] = at + 1;
      for (let k = offsets[at]!; k < offsets[at + 1]!; k++) {
        const bit = bitOf(index.#typeOf[tokens[k]!]!);
        const word = at * SIGNATURE_WORDS + (bit >> 5);
        index.#signatures[word] = index.#signatures[word]! | (1 << (bit & 31));
      }
    }
    index.#postings = new Postings(postings, offsets, MIN_SIMILARITY);
    return index;
  }

  /** Whether it holds under an id a text of these very tokens. */
  holds(id: number, text: string): boolean {
    const place = this.#placeOf[id] ?? 0;
    if (place === 0) return false;
    const [from, end] = [this.#offsets[place - 1]!, this.#offsets[place]!];
    const tokens = matchTokens(text);
    return (
      tokens.length === end - from && tokens.every(({ key }, k) => this.#vocabulary.get(key) === this.#tokens[from + k])
    );
  }

  /** Takes a text out, if there is one of that id. */
  remove(id: number): void {
    const place = this.#placeOf[id] ?? 0;
    if (place === 0) return;
    this.#removed[place - 1] = 1;
    this.#placeOf[id] = 0;
    this.#size--;
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
    if (this.#count - (this.#postings?.texts ?? 0) > MAX_RECENT) this.#build();
    const tokens = matchTokens(text);
    if (tokens.length === 0) return [];
    // A token that no text has is a type of its own, after all others.
    const ids = Int32Array.from(tokens, ({ key }) => this.#vocabulary.get(key) ?? -1);
    const types = tokens.map(({ placeable }, at) => (placeable ? PLACEABLE : ids[at]!));
    const query: Query = { ids, types, bits: types.map((type) => (type < 0 ? -1 : bitOf(type))), threshold };
    const hits: FuzzyHit[] = [];
    if (this.#postings) {
      this.#postings.candidates(types, threshold, (at) => {
        this.#measure(at, query, hits);
      });
    }
    for (let at = this.#postings?.texts ?? 0; at < this.#count; at++) this.#measure(at, query, hits);
    return hits.sort((a, b) => b.similarity - a.similarity || a.id - b.id);
  }

  #measure(at: number, { ids, types, bits, threshold }: Query, hits: FuzzyHit[]): void {
    if (this.#removed[at]) return;
    const from = this.#offsets[at]!;
    const length = this.#offsets[at + 1]! - from;
    const longer = Math.max(ids.length, length);
    const most = mostEdits(longer, threshold);
    if (Math.abs(ids.length - length) > most) return;
    // What the text's signature lacks cannot be shared.
    let missing = 0;
    const allowed = ids.length - (longer - most);
    const base = at * SIGNATURE_WORDS;
    for (const bit of bits)
      if (bit < 0 || (this.#signatures[base + (bit >> 5)]! & (1 << (bit & 31))) === 0) if (++missing > allowed) return;
    const distance = editDistance(ids, this.#tokens, from, length, most);
    const placeablesOnly = distance > 0 && this.#differInPlaceables(types, from, length);
    if (distance > most && !placeablesOnly) return;
    const edits = distance <= most ? distance : editDistance(ids, this.#tokens, from, length, longer);
    hits.push({ id: this.#ids[at]!, similarity: 1 - edits / longer, placeablesOnly });
  }

  #differInPlaceables(types: readonly number[], from: number, length: number): boolean {
    if (types.length !== length) return false;
    for (let k = 0; k < length; k++) if (types[k] !== this.#typeOf[this.#tokens[from + k]!]) return false;
    return true;
  }

  /** Builds all texts into the filter, those removed left out and the shortest first. */
  #build(): void {
    const lengthOf = (at: number): number => this.#offsets[at + 1]! - this.#offsets[at]!;
    const count = this.#size;
    const order = new Uint32Array(count);
    for (let at = 0, place = 0; at < this.#count; at++) if (!this.#removed[at]) order[place++] = at;
    order.sort((a, b) => lengthOf(a) - lengthOf(b) || a - b);
    const total = order.reduce((sum, at) => sum + lengthOf(at), 0);
    const ids = new Float64Array(count);
    const offsets = new Uint32Array(count + 1);
    const tokens = new Uint32Array(total);
    const signatures = new Uint32Array(count * SIGNATURE_WORDS);
    for (let place = 0; place < count; place++) {
      const at = order[place]!;
      ids[place] = this.#ids[at]!;
      tokens.set(this.#tokens.subarray(this.#offsets[at], this.#offsets[at + 1]), offsets[place]);
      offsets[place + 1] = offsets[place]! + lengthOf(at);
      signatures.set(
        this.#signatures.subarray(at * SIGNATURE_WORDS, (at + 1) * SIGNATURE_WORDS),
        place * SIGNATURE_WORDS,
      );
      this.#placeOf[ids[place]!] = place + 1;
    }
    [this.#ids, this.#offsets, this.#tokens, this.#signatures] = [ids, offsets, tokens, signatures];
    this.#removed = new Uint8Array(count);
    this.#count = count;
    this.#postings = Postings.of(offsets, tokens, this.#typeOf, this.#vocabulary.size, MIN_SIMILARITY);
  }

  #reserve(at: number): void {
    if (at < this.#ids.length) return;
    const size = at + 1;
    this.#ids = grown(this.#ids, size);
    this.#offsets = grown(this.#offsets, this.#ids.length + 1);
    this.#removed = grown(this.#removed, this.#ids.length);
    this.#signatures = grown(this.#signatures, this.#ids.length * SIGNATURE_WORDS);
  }
}

interface Query {
  readonly ids: Int32Array;
  readonly types: readonly number[];
  /** The signature's bit of each type, -1 for a token that no text has. */
  readonly bits: readonly number[];
  readonly threshold: number;
}

/** The bit of a type in a signature, 0..255. */
export const bitOf = (type: number): number => Math.imul(type + 1, 0x9e3779b1) >>> 24;

/** The same numbers in an array of at least `size`, and of twice the old size. */
function grown<T extends Float64Array | Uint32Array | Uint8Array>(array: T, size: number): T {
  const larger = new (array.constructor as new (length: number) => T)(Math.max(size, 2 * array.length));
  larger.set(array);
  return larger;
}
