import type { PostingsParts } from "./postings.ts";
import type { VocabularyParts } from "./vocabulary.ts";

/** What a layer of a fuzzy index is made of, in arrays that a file keeps and threads share. */
export interface FuzzyParts {
  /** The key of each token. */
  readonly vocabulary: VocabularyParts;
  readonly ids: Float64Array;
  /** Text i has the tokens `tokens[offsets[i]..offsets[i + 1])`; texts stand by rising length. */
  readonly offsets: Uint32Array;
  readonly tokens: Uint32Array;
  /** Of each token: 1 for a number or a symbol. */
  readonly placeables: Uint8Array;
  /** Of each text eight words: 256 bits of the types that it may hold. */
  readonly signatures: Uint32Array;
  /** The places of the texts by rising id. */
  readonly byId: Uint32Array;
  /** Of each text: 1 where it is no more. */
  readonly removed: Uint8Array;
  readonly postings: PostingsParts;
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Arrays of a layer. */
const ARRAYS = 15;

/** The arrays of layers, one after the other, in the order in which they are kept. */
export function arraysOf(layers: readonly FuzzyParts[]): Numbers[] {
  return layers.flatMap(({ vocabulary, postings, ...own }) => [
    ...[vocabulary.characters, vocabulary.ends, vocabulary.slots],
    ...[own.ids, own.offsets, own.tokens, own.placeables, own.signatures, own.byId, own.removed],
    ...[postings.ranks, postings.repeated, postings.starts, postings.lists, postings.places],
  ]);
}

/** Layers of the memory of their arrays, as {@link arraysOf} gives them. */
export function partsOf(buffers: readonly ArrayBufferLike[]): FuzzyParts[] {
  const count = Math.floor(buffers.length / ARRAYS);
  return Array.from({ length: count }, (_, at) => layerOf(buffers.slice(at * ARRAYS, (at + 1) * ARRAYS)));
}

function layerOf(buffers: readonly ArrayBufferLike[]): FuzzyParts {
  const part = (at: number): ArrayBufferLike => buffers[at] as ArrayBufferLike;
  return {
    vocabulary: {
      characters: new Uint16Array(part(0)),
      ends: new Uint32Array(part(1)),
      slots: new Uint32Array(part(2)),
    },
    ids: new Float64Array(part(3)),
    offsets: new Uint32Array(part(4)),
    tokens: new Uint32Array(part(5)),
    placeables: new Uint8Array(part(6)),
    signatures: new Uint32Array(part(7)),
    byId: new Uint32Array(part(8)),
    removed: new Uint8Array(part(9)),
    postings: {
      ranks: new Uint32Array(part(10)),
      repeated: new Float64Array(part(11)),
      starts: new Uint32Array(part(12)),
      lists: new Uint32Array(part(13)),
      places: new Uint8Array(part(14)),
    },
  };
}

/** The same layers in memory that all threads of the process see: it is handed to them without a copy. What is shared already stays. */
export function sharedParts(layers: readonly FuzzyParts[]): FuzzyParts[] {
  return partsOf(
    arraysOf(layers).map(({ buffer, byteOffset, byteLength }) => {
      if (buffer instanceof SharedArrayBuffer && buffer.byteLength === byteLength) return buffer;
      const shared = new SharedArrayBuffer(byteLength);
      new Uint8Array(shared).set(new Uint8Array(buffer, byteOffset, byteLength));
      return shared;
    }),
  );
}
