/** The keys of tokens in a form that threads share: a table of hashes over one array of characters. */
export interface VocabularyParts {
  /** All keys one after the other, in UTF-16 code units. */
  readonly characters: Uint16Array;
  /** Key k is `characters[ends[k - 1]..ends[k])`. */
  readonly ends: Uint32Array;
  /** Open addressing: one more than the key's number, 0 for a free place. A power of two, at most half full. */
  readonly slots: Uint32Array;
}

/** Finds keys by their characters. It does not change: {@link extended} makes another. */
export class Vocabulary {
  readonly parts: VocabularyParts;

  constructor(parts: VocabularyParts) {
    this.parts = parts;
  }

  static readonly EMPTY = new Vocabulary({
    characters: new Uint16Array(),
    ends: new Uint32Array(),
    slots: new Uint32Array(2),
  });

  get size(): number {
    return this.parts.ends.length;
  }

  /** The number of a key, 0..size − 1; -1 where there is none. */
  find(key: string): number {
    const { characters, ends, slots } = this.parts;
    const mask = slots.length - 1;
    for (let at = hashOf(key) & mask; ; at = (at + 1) & mask) {
      const number = slots[at]! - 1;
      if (number < 0) return -1;
      const start = number === 0 ? 0 : ends[number - 1]!;
      if (ends[number]! - start !== key.length) continue;
      let same = 0;
      while (same < key.length && characters[start + same] === key.charCodeAt(same)) same++;
      if (same === key.length) return number;
    }
  }

  /** A vocabulary with these keys, which it lacks, behind its own. */
  extended(keys: readonly string[]): Vocabulary {
    const own = this.parts;
    const length = keys.reduce((sum, key) => sum + key.length, own.characters.length);
    const characters = new Uint16Array(length);
    characters.set(own.characters);
    const ends = new Uint32Array(own.ends.length + keys.length);
    ends.set(own.ends);
    let [end, number] = [own.characters.length, own.ends.length];
    for (const key of keys) {
      for (let at = 0; at < key.length; at++) characters[end++] = key.charCodeAt(at);
      ends[number++] = end;
    }
    return new Vocabulary({ characters, ends, slots: slotsOf(characters, ends) });
  }
}

function slotsOf(characters: Uint16Array, ends: Uint32Array): Uint32Array<ArrayBuffer> {
  let size = 2;
  while (size < 2 * ends.length) size *= 2;
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
