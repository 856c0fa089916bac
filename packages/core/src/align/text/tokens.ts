import { languageProfile } from "../../language/profile.ts";
import { latinised } from "../../language/script.ts";
import { wordsOf } from "../../language/words.ts";
import { anchorsOf } from "./anchors.ts";
import { borderKinds } from "./border-kinds.ts";

/**
 * The segments of one text as bags of words: segment i has the types `types[starts[i]..starts[i + 1])`, each once and
 * rising, `times[at]` times each. Only words/order.ts needs to know where in its segment a word stands.
 */
export interface Side {
  readonly count: number;
  readonly starts: Int32Array;
  /** Ids in the side's vocabulary. */
  readonly types: Int32Array;
  readonly times: Int32Array;
  /**
   * Index in `places` of the first place of each type of each segment; a type has one place for each of its `times`.
   */
  readonly placeStarts: Int32Array;
  /** Place of a token in its segment, as a share of the segment's words, 0..1; NaN for an anchor, which is no word. */
  readonly places: Float64Array;
  /** Number of tokens of each segment, all times counted. */
  readonly sizes: Int32Array;
  /** Length of each segment in code points, at least 1. */
  readonly lengths: Float64Array;
  /** The kinds of each segment's beginning and end, numbered for its language. */
  readonly begins: Int32Array;
  readonly ends: Int32Array;
}

/** Two texts to be aligned. */
export interface Sides {
  readonly source: Side;
  readonly target: Side;
}

/** The words of a side, without what else is known about its segments. */
export type Bags = Pick<Side, "count" | "starts" | "types" | "times" | "sizes">;

/** The types of one language, over all texts that are aligned together. */
export class Vocabulary {
  readonly language: string;
  /** How often each type occurs. */
  readonly counts: number[] = [];
  /**
   * A type in the form that is compared with another language: the first full form seen, without diacritics, in Latin
   * letters.
   */
  readonly surfaces: string[] = [];
  /** The key of each type: a stem, a full form (`=…`), a number, a mark, an anchor (`@…`). */
  readonly keys: string[] = [];
  /** Whether each type is or contains a number (a symbol, a date, the number of something). */
  readonly isNumber: boolean[] = [];
  readonly kinds = new Map<string, number>();
  /** ISO 15924. */
  readonly script: string;
  readonly #ids = new Map<string, number>();
  /** The types that each word is entered as. */
  readonly #typesOf = new Map<string, readonly number[]>();
  /** Of each type the first full form seen. */
  readonly #words: string[] = [];
  /** Words that began with a small letter somewhere. */
  readonly #small = new Set<string>();

  constructor(language: string) {
    this.language = language;
    this.script = languageProfile(language).script;
  }

  get size(): number {
    return this.counts.length;
  }

  /** Enters the words of a text's segments into this vocabulary, and returns the segments. */
  side(segments: readonly string[]): Side {
    const starts = new Int32Array(segments.length + 1);
    const sizes = new Int32Array(segments.length);
    const types: number[] = [];
    const times: number[] = [];
    const placeStarts: number[] = [];
    const places: number[] = [];
    const lengths = new Float64Array(segments.length);
    const begins = new Int32Array(segments.length);
    const ends = new Int32Array(segments.length);
    segments.forEach((segment, at) => {
      for (const [word] of segment.matchAll(SMALL_WORD)) this.#small.add(word);
      const tokens: { readonly type: number; readonly place: number }[] = [];
      const words = wordsOf(segment, this.language);
      words.forEach((word, n) => {
        const place = (n + 0.5) / words.length;
        for (const type of this.#entered(word)) tokens.push({ type, place });
      });
      for (const anchor of anchorsOf(segment, this.language))
        tokens.push({ type: this.#enter(anchor, anchor), place: Number.NaN });
      tokens.sort((a, b) => a.type - b.type);
      tokens.forEach(({ type, place }, k) => {
        if (k > 0 && tokens[k - 1]?.type === type) times[times.length - 1] = (times.at(-1) as number) + 1;
        else {
          types.push(type);
          times.push(1);
          placeStarts.push(places.length);
        }
        places.push(place);
      });
      sizes[at] = tokens.length;
      starts[at + 1] = types.length;
      lengths[at] = codePointsOf(segment.trim());
      const { begin, end } = borderKinds(segment);
      begins[at] = this.#kind(begin);
      ends[at] = this.#kind(end);
    });
    return {
      count: segments.length,
      starts,
      types: Int32Array.from(types),
      times: Int32Array.from(times),
      placeStarts: Int32Array.from(placeStarts),
      places: Float64Array.from(places),
      sizes,
      lengths,
      begins,
      ends,
    };
  }

  /** Returns the type of a key; undefined if no text has it. */
  idOf(key: string): number | undefined {
    return this.#ids.get(key);
  }

  /** Returns the types that the words of a text are entered as, as far as they are: stems, full forms, Chinese characters. */
  typesIn(text: string): number[] {
    return wordsOf(text, this.language).flatMap((word) =>
      entriesOf(word, this.script).flatMap(([key]) => this.#ids.get(key) ?? []),
    );
  }

  /** Whether a type seems to be a name, that is a word that never begins with a small letter. Ask when all texts are entered. */
  isName(type: number): boolean {
    return !this.#small.has(this.#words[type]!);
  }

  /** Returns a side without the full forms that occur only once: they say nothing that their stems do not. */
  withoutLoneForms(side: Side): Side {
    const starts = new Int32Array(side.count + 1);
    const sizes = new Int32Array(side.count);
    const kept: number[] = [];
    for (let segment = 0; segment < side.count; segment++) {
      for (let at = side.starts[segment]!; at < side.starts[segment + 1]!; at++) {
        const type = side.types[at]!;
        if (this.counts[type]! === 1 && this.keys[type]?.startsWith(FULL_FORM)) continue;
        kept.push(at);
        sizes[segment] = sizes[segment]! + side.times[at]!;
      }
      starts[segment + 1] = kept.length;
    }
    const of = (array: Int32Array): Int32Array => new Int32Array(kept.length).map((_, k) => array[kept[k]!]!);
    return {
      ...side,
      starts,
      sizes,
      types: of(side.types),
      times: of(side.times),
      placeStarts: of(side.placeStarts),
    };
  }

  #kind(of: string): number {
    const known = this.kinds.get(of);
    if (known !== undefined) return known;
    this.kinds.set(of, this.kinds.size);
    return this.kinds.size - 1;
  }

  /** Enters a word; returns its types. */
  #entered(word: string): readonly number[] {
    let types = this.#typesOf.get(word);
    if (types) for (const type of types) this.counts[type] = this.counts[type]! + 1;
    else {
      types = entriesOf(word, this.script).map(([key, form]) => this.#enter(key, form));
      this.#typesOf.set(word, types);
    }
    return types;
  }

  #enter(key: string, word: string): number {
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.counts.length;
      this.#ids.set(key, id);
      this.counts.push(0);
      this.keys.push(key);
      this.isNumber.push(HOLDS_NUMBER.test(key));
      this.surfaces.push(latinised(word));
      this.#words.push(word);
    }
    this.counts[id] = this.counts[id]! + 1;
    return id;
  }
}

/** Marks the key of a full form; no word begins with it. */
const FULL_FORM = "=";
/** Whether a word's full form says more than its stem. */
const isInflected = (word: string): boolean => word.length > STEM && WORD.test(word) && !HAN_WORD.test(word);
const WORD = /^[\p{L}\p{M}]+$/u;
const HOLDS_NUMBER = /\p{N}/u;
const SMALL_WORD = /(?<![\p{L}\p{M}])\p{Ll}(?:[\p{L}\p{M}]|['’‘](?=\p{L}))*/gu;
const HAN_WORD = /^\p{Script=Han}+$/u;

/** Returns the segments `from` to before `to` of a side, as a side of their own. */
export function sideSlice(side: Side, from: number, to: number): Side {
  const base = side.starts[from]!;
  return {
    count: to - from,
    starts: side.starts.slice(from, to + 1).map((start) => start - base),
    types: side.types.subarray(base, side.starts[to]),
    times: side.times.subarray(base, side.starts[to]),
    placeStarts: side.placeStarts.subarray(base, side.starts[to]),
    places: side.places,
    sizes: side.sizes.subarray(from, to),
    lengths: side.lengths.subarray(from, to),
    begins: side.begins.subarray(from, to),
    ends: side.ends.subarray(from, to),
  };
}

/** Joins the words of several texts into one. */
export function joinedBags(texts: readonly Bags[]): Bags {
  const joined = (arrays: readonly Int32Array[]): Int32Array => {
    const all = new Int32Array(arrays.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const array of arrays) {
      all.set(array, at);
      at += array.length;
    }
    return all;
  };
  let words = 0;
  const starts = texts.map(({ starts, types }) => {
    const own = starts.subarray(0, -1).map((start) => start + words);
    words += types.length;
    return own;
  });
  return {
    count: texts.reduce((sum, { count }) => sum + count, 0),
    starts: joined([...starts, Int32Array.of(words)]),
    types: joined(texts.map(({ types }) => types)),
    times: joined(texts.map(({ times }) => times)),
    sizes: joined(texts.map(({ sizes }) => sizes)),
  };
}

/**
 * Letters of a stem. In small texts the first letters of a word say more than all of them, because their counts are
 * larger.
 */
const STEM = 4;
const ARABIC_PREFIX = /^[وف]?(?:[بك]?ال|لل)(?=\p{L}{3})/u;

function stem(word: string, script: string): string {
  if (!WORD.test(word)) return word;
  const bare = script === "Arab" ? word.replace(/\p{M}/gu, "").replace(ARABIC_PREFIX, "") : word;
  return bare.length > STEM ? bare.slice(0, STEM) : bare;
}

/** What a word is entered as: keys, each with the form that is compared with other languages. */
function entriesOf(word: string, script: string): [key: string, form: string][] {
  const entries: [string, string][] = [[stem(word, script), word]];
  if (isInflected(word)) entries.push([FULL_FORM + word, word]);
  // The characters of a Chinese word are entered too: they recur in related words, and the dictionary cuts words
  // unevenly.
  if (word.length > 1 && HAN_WORD.test(word)) for (const character of word) entries.push([character, character]);
  return entries;
}

/** Number of code points of a segment, at least 1. */
function codePointsOf(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0xdc00 || code > 0xdfff) count++;
  }
  return Math.max(1, count);
}
