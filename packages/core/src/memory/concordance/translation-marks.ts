import type { Span } from "../../language/span.ts";
import { commonWords, placesOfSequence, type Sequence, tellingSequences, type Word } from "./word-sequences.ts";

/** A rendering is met in at least so many hits, and in this share of those that no other rendering explains. */
const MIN_HITS = 3;
const MIN_SHARE = 0.3;
/** A lower log-likelihood ratio, in nats, may be chance. */
const MIN_SCORE = 6;
/** What scores this share of the best is as good: a longer sequence is the whole of it, one elsewhere makes it a guess. */
const CLOSE = 0.9;
/** A phrase that more of the units hold is held against too few others; of short words alone, such as join others, fewer will do. */
const MAX_HIT_SHARE = 0.4;
const MAX_SHORT_HIT_SHARE = 0.15;
const MAX_SHORT_LETTERS = 4;
const HAN = /\p{Script=Han}/u;
const LETTER = /\p{L}/u;
/** What says nothing but a number: `第二`. */
const NUMERAL = /^[第〇零一二三四五六七八九十百千 ]+$/u;
/** What may stand between words of one rendering: no bracket, no comma. */
export const BETWEEN = /^[\s\p{Pd}'’]*$/u;

/** A text cut into words, and into what sequences are made of: see {@link charactersOf}. */
export interface CutText {
  readonly text: string;
  readonly words: readonly Word[];
  readonly pieces: readonly Word[];
}

/** A text with its translation. */
export interface CutPair {
  readonly source: CutText;
  readonly target: CutText;
  /** Whether the source holds the phrase, and where. */
  readonly isHit: boolean;
  readonly places: readonly Span[];
}

/**
 * Sequences that tell the translations of a phrase from other texts, and may be renderings; the strongest first.
 *
 * @param pairs those with the phrase, and others
 * @param known renderings whose texts are explained
 */
export function candidatesOf(pairs: readonly CutPair[], known: readonly Sequence[]): readonly Sequence[] {
  const isKnown = ({ target }: CutPair): boolean => known.some(({ words }) => placesIn(target, words).length > 0);
  const hits = pairs.filter((pair) => pair.isHit && !isKnown(pair)).map(({ target }) => target.pieces);
  const others = pairs.filter(({ isHit }) => !isHit).map(({ target }) => target.pieces);
  if (hits.length < MIN_HITS || hits.length > MAX_HIT_SHARE * (hits.length + others.length)) return [];
  const isCommon = commonWords(others);
  const isTerm = ({ key, words }: Sequence): boolean =>
    LETTER.test(key) &&
    !NUMERAL.test(key) &&
    (!HAN.test(key) || words.length > 1) &&
    ![words[0]!, words.at(-1)!].some(isCommon);
  return tellingSequences(hits, others, Math.max(MIN_HITS, MIN_SHARE * hits.length)).filter(isTerm);
}

/** The whole of what tells best, if nothing else does nearly as well; undefined where that is not so. */
export function strongestOf(candidates: readonly Sequence[]): Sequence | undefined {
  const [strongest] = candidates;
  if (!strongest || strongest.score < MIN_SCORE) return undefined;
  const close = candidates.filter(({ score }) => score >= CLOSE * strongest.score);
  const whole = close
    .filter((other) => holds(other, strongest))
    .reduce((longest, other) => (other.words.length > longest.words.length ? other : longest));
  return close.every((other) => holds(whole, other) || holds(other, whole)) ? whole : undefined;
}

/** A sequence by its key. */
type Keyed = Pick<Sequence, "key">;

/** Whether a sequence is another, or has it as a part. */
export const holds = (longer: Keyed, shorter: Keyed): boolean => ` ${longer.key} `.includes(` ${shorter.key} `);

/** Whether so many of the texts hold a phrase that the others tell nothing. */
export function isTooFrequent(phrase: readonly Word[], hits: number, texts: number): boolean {
  const isShort = phrase.every(({ key, start, end }) => end - start <= MAX_SHORT_LETTERS && !HAN.test(key));
  return hits > (isShort ? MAX_SHORT_HIT_SHARE : MAX_HIT_SHARE) * texts;
}

/** Where a sequence stands in a text. */
export const placesIn = ({ text, pieces }: CutText, sequence: readonly string[]): Span[] =>
  placesOfSequence(pieces, sequence, (from, to) => BETWEEN.test(text.slice(from, to)));

/** Whether most places of a sequence begin or end inside a word: a dictionary cuts most places rightly. */
export function isCut({ words }: Sequence, pairs: readonly CutPair[]): boolean {
  const cut = pairs.filter(({ target }) =>
    placesIn(target, words).some((place) =>
      target.words.some((word) => [place.start, place.end].some((at) => word.start < at && at < word.end)),
    ),
  );
  return cut.length > pairs.length / 2;
}

/** Where the first of some renderings stands that a text has. */
export function marksOf(text: CutText, renderings: readonly Sequence[]): readonly Span[] {
  for (const { words } of renderings) {
    const places = placesIn(text, words);
    if (places.length > 0) return places;
  }
  return [];
}
