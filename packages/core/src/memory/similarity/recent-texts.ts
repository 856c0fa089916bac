/** 256 bits of each text say which types it may hold. */
export const SIGNATURE_WORDS = 8;

/** The bit of a type in a signature, 0..255. */
export const bitOf = (type: number): number => Math.imul(type + 1, 0x9e3779b1) >>> 24;

/** Texts that are not built in yet: arrays that grow. */
export class RecentTexts {
  ids = new Float64Array(64);
  offsets = new Uint32Array(65);
  tokens = new Uint32Array(1024);
  signatures = new Uint32Array(64 * SIGNATURE_WORDS);
  /** Of each text: 1 where it is no more. */
  removed = new Uint8Array(64);
  count = 0;
  readonly #placeOf = new Map<number, number>();

  add(id: number, tokens: readonly number[], typeOf: (token: number) => number): void {
    const at = this.count++;
    if (at >= this.ids.length) {
      this.ids = grown(this.ids, at + 1);
      this.offsets = grown(this.offsets, this.ids.length + 1);
      this.removed = grown(this.removed, this.ids.length);
      this.signatures = grown(this.signatures, this.ids.length * SIGNATURE_WORDS);
    }
    this.ids[at] = id;
    this.#placeOf.set(id, at);
    const from = this.offsets[at]!;
    if (from + tokens.length > this.tokens.length) this.tokens = grown(this.tokens, from + tokens.length);
    this.tokens.set(tokens, from);
    this.offsets[at + 1] = from + tokens.length;
    for (const token of tokens) {
      const bit = bitOf(typeOf(token));
      const word = at * SIGNATURE_WORDS + (bit >> 5);
      this.signatures[word] = this.signatures[word]! | (1 << (bit & 31));
    }
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
