import { MIN_SIMILARITY, PLACEABLE } from "../../similarity/fuzzy-index.ts";
import { bitOf } from "../../similarity/measuring.ts";
import { lengthsNear, prefixLength } from "../../similarity/postings.ts";
import type { MatchToken } from "../../text/match-tokens.ts";
import { EMPTY_HASH, hashed } from "./hash.ts";

/** What a text is asked for most often: its elements are told apart from those that only less similar texts are found by. */
const USUAL_SIMILARITY = 0.7;
/** Types whose frequency is known at most; all others are rarer. */
const MAX_FREQUENT_TYPES = 4096;
/** A type met less often in a sample is as rare as any. */
const MIN_MET = 3;
/** Texts of one class are at most so many times as long as each other: elements of different classes are different. */
const MAX_CLASS_RATIO = 1.2;
/** Bits of a signature. */
const SIGNATURE_BITS = 256;

/** A type of token in the filter: a hash of its key. Two types of one hash are one, which only lets more texts through. */
const typeOf = ({ key, placeable }: MatchToken): number => (placeable ? PLACEABLE : hashOf(key));

function hashOf(text: string): number {
  let hash = EMPTY_HASH;
  for (let at = 0; at < text.length; at++) hash = hashed(hash, text.charCodeAt(at));
  return hash;
}

/**
 * The order of all types of a language in which texts have their rarest elements first, see {@link Postings}. Whatever it
 * is, all texts that must be found are found, if only it is the same for all; the better it knows what is frequent, the
 * fewer others are.
 */
export class TypeOrder {
  /** The frequent types, the least frequent first. */
  readonly frequent: readonly number[];
  /** What the elements of a language begin with: those of different languages are different. */
  readonly seed: number;
  readonly #ranks: ReadonlyMap<number, number>;

  constructor(language: string, frequent: readonly number[]) {
    this.frequent = frequent;
    this.seed = hashOf(language);
    this.#ranks = new Map(frequent.map((type, at) => [type, at + 1]));
  }

  /** The order that a sample of texts tells. */
  static of(language: string, texts: Iterable<readonly MatchToken[]>): TypeOrder {
    const counts = new Map<number, number>();
    for (const tokens of texts)
      for (const token of tokens) {
        const type = typeOf(token);
        counts.set(type, (counts.get(type) ?? 0) + 1);
      }
    const frequent = [...counts].filter(([, count]) => count >= MIN_MET).sort((a, b) => a[1] - b[1] || a[0] - b[0]);
    return new TypeOrder(
      language,
      frequent.slice(-MAX_FREQUENT_TYPES).map(([type]) => type),
    );
  }

  /** First occurrences before second ones, rare types before frequent ones. */
  sorted(tokens: readonly MatchToken[]): TypeOccurrence[] {
    const met = new Map<number, number>();
    const occurrences = tokens.map((token): TypeOccurrence => {
      const type = typeOf(token);
      const occurrence = met.get(type) ?? 0;
      met.set(type, occurrence + 1);
      return { type, occurrence, rank: this.#ranks.get(type) ?? 0 };
    });
    return occurrences.sort((a, b) => a.occurrence - b.occurrence || a.rank - b.rank || a.type - b.type);
  }
}

interface TypeOccurrence {
  readonly type: number;
  readonly occurrence: number;
  readonly rank: number;
}

/** What a text is filtered by in a database. */
export interface FuzzyKey {
  /** Tokens. */
  readonly length: number;
  /** The elements that it is found by, or looked for by, as signed integers of 32 bits. */
  readonly elements: readonly number[];
  /** 256 bits as hexadecimal digits: which types it may hold. */
  readonly signature: string;
}

/** What a text of the memory is found by, whatever similarity is asked for. */
export function keyOf(tokens: readonly MatchToken[], order: TypeOrder): FuzzyKey {
  const { length } = tokens;
  const usual = prefixLength(length, USUAL_SIMILARITY);
  const elements = order
    .sorted(tokens)
    .slice(0, prefixLength(length, MIN_SIMILARITY))
    .map((occurrence, at) => elementOf(order, occurrence, classOf(length), at < usual));
  return { length, elements, signature: signatureOf(tokens) };
}

/**
 * What a text is looked for by: whatever reaches the threshold has one of the elements.
 *
 * @param threshold 0.5..1
 */
export function queryOf(tokens: readonly MatchToken[], order: TypeOrder, threshold: number): FuzzyKey {
  const { length } = tokens;
  const { shortest, longest } = lengthsNear(length, threshold);
  const first = classOf(shortest);
  const classes = Array.from({ length: classOf(longest) - first + 1 }, (_, at) => first + at);
  const elements = order
    .sorted(tokens)
    .slice(0, prefixLength(length, threshold))
    .flatMap((occurrence) =>
      classes.flatMap((lengths) =>
        threshold >= USUAL_SIMILARITY
          ? [elementOf(order, occurrence, lengths, true)]
          : [elementOf(order, occurrence, lengths, true), elementOf(order, occurrence, lengths, false)],
      ),
    );
  return { length, elements, signature: signatureOf(tokens) };
}

/** @param usual whether it is among those that the usual similarity asks for */
const elementOf = (
  { seed }: TypeOrder,
  { type, occurrence }: TypeOccurrence,
  lengths: number,
  usual: boolean,
): number => hashed(hashed(hashed(hashed(seed, type), occurrence), lengths), Number(usual));

const classOf = (length: number): number => Math.floor(Math.log(length) / Math.log(MAX_CLASS_RATIO));

function signatureOf(tokens: readonly MatchToken[]): string {
  const bytes = Buffer.alloc(SIGNATURE_BITS / 8);
  for (const token of tokens) {
    const bit = bitOf(typeOf(token));
    bytes[bit >> 3] = bytes[bit >> 3]! | (128 >> (bit & 7));
  }
  return bytes.toString("hex");
}
