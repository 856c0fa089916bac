import type { MatchToken } from "../text/match-tokens.ts";
import { bitOf, PLACEABLE, SIGNATURE_WORDS, type Texts, typeOf } from "./measuring.ts";
import { Vocabulary } from "./vocabulary.ts";

/** Texts that are not built in yet, with a vocabulary of their own: arrays that grow. */
export class RecentTexts implements Texts {
  ids = new Float64Array(64);
  offsets = new Uint32Array(65);
  tokens = new Uint32Array(1024);
  signatures = new Uint32Array(64 * SIGNATURE_WORDS);
  removed = new Uint8Array(64);
  placeables = new Uint8Array(64);
  count = 0;
  readonly vocabulary = new Vocabulary();
  readonly #placeOf = new Map<number, number>();

  constructor() {
    this.#add("", false, PLACEABLE);
  }

  /** How many there are, without those that are no more. */
  get size(): number {
    return this.#placeOf.size;
  }

  add(id: number, tokens: readonly MatchToken[]): void {
    const at = this.count++;
    if (at >= this.ids.length) {
      this.ids = grown(this.ids, at + 1);
      this.offsets = grown(this.offsets, this.ids.length + 1);
      this.removed = grown(this.removed, this.ids.length);
      this.signatures = grown(this.signatures, this.ids.length * SIGNATURE_WORDS);
    }
    this.ids[at] = id;
    this.#placeOf.set(id, at);
    let end = this.offsets[at]!;
    if (end + tokens.length > this.tokens.length) this.tokens = grown(this.tokens, end + tokens.length);
    for (const { key, placeable } of tokens) {
      const known = this.vocabulary.find(key);
      const token = known < 0 ? this.#add(key, placeable, this.vocabulary.size) : known;
      this.tokens[end++] = token;
      const bit = bitOf(typeOf(this, token));
      const word = at * SIGNATURE_WORDS + (bit >> 5);
      this.signatures[word] = this.signatures[word]! | (1 << (bit & 31));
    }
    this.offsets[at + 1] = end;
  }

  #add(key: string, placeable: boolean, token: number): number {
    if (token >= this.placeables.length) this.placeables = grown(this.placeables, token + 1);
    this.placeables[token] = Number(placeable);
    return this.vocabulary.add(key);
  }

  /** The place of the text of an id; -1 where there is none. */
  placeOf(id: number): number {
    return this.#placeOf.get(id) ?? -1;
  }

  /** @returns whether there was a text of that id */
  remove(id: number): boolean {
    const at = this.#placeOf.get(id);
    if (at === undefined) return false;
    this.removed[at] = 1;
    this.#placeOf.delete(id);
    return true;
  }
}

/** The same numbers in an array of at least `size`, and of twice the old size. */
function grown<T extends Float64Array | Uint32Array | Uint8Array>(array: T, size: number): T {
  const larger = new (array.constructor as new (length: number) => T)(Math.max(size, 2 * array.length));
  larger.set(array);
  return larger;
}
