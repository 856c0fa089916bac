import type { PostingsParts } from "./postings.ts";
import type { VocabularyParts } from "./vocabulary.ts";

/** What a fuzzy index is made of, in arrays that a file keeps and threads share. */
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
  /** Of each id one more than the place of its text; 0 where there is none. */
  readonly placeOf: Uint32Array;
  readonly postings: PostingsParts;
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** The arrays of an index in the order in which they are kept. */
export function arraysOf({ vocabulary, postings, ...own }: FuzzyParts): Numbers[] {
  const { characters, ends, slots } = vocabulary;
  const { ids, offsets, tokens, placeables, signatures, placeOf } = own;
  const { ranks, repeated, starts, lists, places } = postings;
  return [
    ...[characters, ends, slots],
    ...[ids, offsets, tokens, placeables, signatures, placeOf],
    ...[ranks, repeated, starts, lists, places],
  ];
}

/** An index of the memory of its arrays, as {@link arraysOf} gives them. */
export function partsOf(buffers: readonly ArrayBufferLike[]): FuzzyParts {
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
    placeOf: new Uint32Array(part(8)),
    postings: {
      ranks: new Uint32Array(part(9)),
      repeated: new Float64Array(part(10)),
      starts: new Uint32Array(part(11)),
      lists: new Uint32Array(part(12)),
      places: new Uint8Array(part(13)),
    },
  };
}

/** The same index in memory that all threads of the process see: it is handed to them without a copy. */
export function sharedParts(parts: FuzzyParts): FuzzyParts {
  return partsOf(
    arraysOf(parts).map((array) => {
      const shared = new SharedArrayBuffer(array.byteLength);
      new Uint8Array(shared).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
      return shared;
    }),
  );
}
