/** The keys of tokens in a form that threads share: a table of hashes over one array of characters. */
export interface VocabularyParts {
  /** All keys one after the other, in UTF-16 code units. */
  readonly characters: Uint16Array;
  /** Key k is `characters[ends[k - 1]..ends[k])`. */
  readonly ends: Uint32Array;
  /** Open addressing: one more than the key's number, 0 for a free place. A power of two, at most half full. */
  readonly slots: Uint32Array;
}

/** Finds keys by their characters. A string would be hashed by its `Map` each time anew: to find a key takes a fifth of that. */
export class Vocabulary {
  #characters: Uint16Array;
  #ends: Uint32Array;
  #slots: Uint32Array;
  #size: number;

  /** @param parts are shared, and not written: {@link extended} makes a vocabulary that has more */
  constructor({ characters, ends, slots }: VocabularyParts = NOTHING) {
    this.#characters = characters;
    this.#ends = ends;
    this.#slots = slots;
    this.#size = ends.length;
  }

  get size(): number {
    return this.#size;
  }

  get parts(): VocabularyParts {
    const ends = this.#ends.subarray(0, this.#size);
    return { characters: this.#characters.subarray(0, ends.at(-1) ?? 0), ends, slots: this.#slots };
  }

  /** The number of a key, 0..size − 1; -1 where there is none. */
  find(key: string): number {
    return this.#slots[this.#slotOf(key)]! - 1;
  }

  /** Adds a key that it lacks, to a vocabulary that was made without parts. @returns its number */
  add(key: string): number {
    const full = 2 * (this.#size + 1) > this.#slots.length;
    if (full) this.#slots = slotsOf(this.#characters, this.#ends.subarray(0, this.#size), 2 * this.#slots.length);
    if (this.#size === this.#ends.length) this.#ends = grown(this.#ends, this.#size + 1);
    let end = this.#size === 0 ? 0 : this.#ends[this.#size - 1]!;
    if (end + key.length > this.#characters.length) this.#characters = grown(this.#characters, end + key.length);
    this.#slots[this.#slotOf(key)] = this.#size + 1;
    for (let at = 0; at < key.length; at++) this.#characters[end++] = key.charCodeAt(at);
    this.#ends[this.#size] = end;
    return this.#size++;
  }

  /** The key of a number, 0..size − 1. */
  keyOf(number: number): string {
    const start = number === 0 ? 0 : this.#ends[number - 1]!;
    return String.fromCharCode(...this.#characters.subarray(start, this.#ends[number]));
  }

  /** A vocabulary with the keys of another, which it lacks, behind its own. */
  extended(other: Vocabulary): Vocabulary {
    const [own, more] = [this.parts, other.parts];
    const characters = new Uint16Array(own.characters.length + more.characters.length);
    characters.set(own.characters);
    characters.set(more.characters, own.characters.length);
    const ends = new Uint32Array(own.ends.length + more.ends.length);
    ends.set(own.ends);
    for (const [at, end] of more.ends.entries()) ends[own.ends.length + at] = own.characters.length + end;
    let size = 2;
    while (size < 2 * ends.length) size *= 2;
    return new Vocabulary({ characters, ends, slots: slotsOf(characters, ends, size) });
  }

  /** Where a key is listed, or may be. */
  #slotOf(key: string): number {
    const [characters, ends, slots] = [this.#characters, this.#ends, this.#slots];
    const mask = slots.length - 1;
    for (let at = hashOf(key) & mask; ; at = (at + 1) & mask) {
      const number = slots[at]! - 1;
      if (number < 0) return at;
      const start = number === 0 ? 0 : ends[number - 1]!;
      if (ends[number]! - start !== key.length) continue;
      let same = 0;
      while (same < key.length && characters[start + same] === key.charCodeAt(same)) same++;
      if (same === key.length) return at;
    }
  }
}

/** Arrays without room: the first key that is added makes others. */
const NOTHING: VocabularyParts = {
  characters: new Uint16Array(),
  ends: new Uint32Array(),
  slots: new Uint32Array(1),
};

/** The table of all keys, of a size that is a power of two. */
function slotsOf(characters: Uint16Array, ends: Uint32Array, size: number): Uint32Array<ArrayBuffer> {
  const slots = new Uint32Array(size);
  for (let number = 0, start = 0; number < ends.length; start = ends[number++]!) {
    let hash = FNV_START;
    for (let at = start; at < ends[number]!; at++) hash = Math.imul(hash ^ characters[at]!, FNV_PRIME);
    let slot = mixed(hash) & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = number + 1;
  }
  return slots;
}

/** The same numbers in an array of at least `size`, and of twice the old size. */
function grown<T extends Uint16Array | Uint32Array>(array: T, size: number): T {
  const larger = new (array.constructor as new (length: number) => T)(Math.max(size, 2 * array.length));
  larger.set(array);
  return larger;
}

/** FNV-1a (Fowler, Noll & Vo) over UTF-16 code units. */
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

function hashOf(key: string): number {
  let hash = FNV_START;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), FNV_PRIME);
  return mixed(hash);
}

/** Its low bits depend on all others. */
const mixed = (hash: number): number => hash ^ (hash >>> 15);
