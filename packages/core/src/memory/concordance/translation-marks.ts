import type { Span } from "../../language/span.ts";
import {
  commonWords,
  likelihoodRatio,
  placesOfSequence,
  type Sequence,
  tellingSequences,
  type Word,
} from "./word-sequences.ts";

/** A rendering is met in at least so many hits, and in this share of those that no other rendering explains. */
const MIN_HITS = 3;
const MIN_SHARE = 0.3;
/** Of the units that hold the rendering, at least this share hold the phrase. */
const MIN_BACK_SHARE = 0.7;
/** A lower log-likelihood ratio, in nats, may be chance. */
const MIN_SCORE = 6;
/** What scores this share of the best is as good: a longer sequence is the whole of it, one elsewhere makes it a guess. */
const CLOSE = 0.9;
/** Which of two sequences of one score is taken is not left to rounding. */
const SAME = 1.0001;
/** A phrase that more of the units hold is held against too few others; of short words alone, such as join others, fewer will do. */
const MAX_HIT_SHARE = 0.4;
const MAX_SHORT_HIT_SHARE = 0.15;
const MAX_SHORT_LETTERS = 4;
/** A word is part of a phrase if it is in this share of its places. */
const MIN_COVERED_SHARE = 0.3;
/** A word is translated by another if none scores more than the other's score over this share. */
const MIN_LINK_SHARE = 0.8;
const MIN_LINK_SCORE = 3;
const MIN_LINK_UNITS = 2;

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
 * What tells the translations of a phrase from other texts best, and nothing else nearly as well; undefined where nothing does.
 *
 * @param pairs those with the phrase, and others
 * @param known renderings whose texts are explained
 */
export function strongestRendering(pairs: readonly CutPair[], known: readonly Sequence[]): Sequence | undefined {
  const isKnown = ({ target }: CutPair): boolean => known.some(({ words }) => placesIn(target, words).length > 0);
  const hits = pairs.filter((pair) => pair.isHit && !isKnown(pair)).map(({ target }) => target.pieces);
  const others = pairs.filter(({ isHit }) => !isHit).map(({ target }) => target.pieces);
  if (hits.length < MIN_HITS || hits.length > MAX_HIT_SHARE * (hits.length + others.length)) return undefined;
  const isCommon = commonWords(others);
  const isTerm = ({ key, words }: Sequence): boolean =>
    LETTER.test(key) &&
    !NUMERAL.test(key) &&
    (!HAN.test(key) || words.length > 1) &&
    ![words[0]!, words.at(-1)!].some(isCommon);
  const found = tellingSequences(hits, others, Math.max(MIN_HITS, MIN_SHARE * hits.length)).filter(isTerm);
  const [strongest] = found;
  if (!strongest || strongest.score < MIN_SCORE) return undefined;
  const close = found.filter(({ score }) => score >= CLOSE * strongest.score);
  const whole = close
    .filter((other) => holds(other, strongest))
    .reduce((longest, other) => (other.words.length > longest.words.length ? other : longest));
  return close.every((other) => holds(whole, other) || holds(other, whole)) ? whole : undefined;
}

/** A sequence by its key. */
type Keyed = Pick<Sequence, "key">;

const holds = (longer: Keyed, shorter: Keyed): boolean => ` ${longer.key} `.includes(` ${shorter.key} `);

/**
 * Whether a phrase in its turn tells the units that hold a rendering best. A part of the phrase, or something around it, that
 * does as well is as likely what is rendered.
 */
export function isMutual(rendering: Sequence, pairs: readonly CutPair[], phrase: readonly Word[]): boolean {
  const having = pairs.filter(({ target }) => placesIn(target, rendering.words).length > 0);
  const lacking = pairs.filter(({ target }) => placesIn(target, rendering.words).length === 0);
  const hitsOf = (some: readonly CutPair[]): number => some.filter(({ isHit }) => isHit).length;
  if (having.length < MIN_HITS || hitsOf(having) < MIN_BACK_SHARE * having.length) return false;
  if (isTooFrequent(phrase, hitsOf(pairs), pairs.length)) return false;
  const isCommon = commonWords(pairs.filter(({ isHit }) => !isHit).map(({ source }) => source.pieces));
  const telling = (words: readonly string[]): string => words.filter((word) => !isCommon(word)).join(" ");
  const own = { key: phrase.map(({ key }) => key).join(" ") };
  const asked = telling(phrase.map(({ key }) => key));
  if (!LETTER.test(asked)) return false;
  const score = likelihoodRatio([hitsOf(having), having.length], [hitsOf(lacking), lacking.length]);
  const isRival = (rival: Sequence): boolean => {
    const others = telling(rival.words);
    return LETTER.test(others) && others !== asked && rival.score > score * (holds(own, rival) ? SAME : CLOSE);
  };
  const sources = (some: readonly CutPair[]) => some.map(({ source }) => source.pieces);
  return !tellingSequences(sources(having), sources(lacking), MIN_HITS).some(isRival);
}

/** Whether so many of the texts hold a phrase that the others tell nothing. */
export function isTooFrequent(phrase: readonly Word[], hits: number, texts: number): boolean {
  const isShort = phrase.every(({ key, start, end }) => end - start <= MAX_SHORT_LETTERS && !HAN.test(key));
  return hits > (isShort ? MAX_SHORT_HIT_SHARE : MAX_HIT_SHARE) * texts;
}

/**
 * Whether a phrase and its rendering are one another's whole: no word of the one is translated by a word beside the other
 * (Koehn, Och and Marcu, Statistical phrase-based translation, 2003), and none is cut.
 */
export function isWhole(rendering: Sequence, pairs: readonly CutPair[]): boolean {
  const rendered = pairs.flatMap((pair) => {
    const places = pair.isHit ? placesIn(pair.target, rendering.words) : [];
    return places.length > 0 ? [{ pair, places }] : [];
  });
  const isCut = ({ words }: CutText, at: number): boolean => words.some(({ start, end }) => start < at && at < end);
  // A dictionary cuts most places rightly.
  const cut = rendered.filter(({ pair, places }) =>
    places.some(({ start, end }) => isCut(pair.target, start) || isCut(pair.target, end)),
  );
  if (cut.length > rendered.length / 2) return false;
  const source = coveredWords(rendered.map(({ pair }) => [pair.source, pair.places]));
  const target = coveredWords(rendered.map(({ pair, places }) => [pair.target, places]));
  const others = pairs.filter(({ isHit }) => !isHit);
  const isCommonSource = commonWords(others.map((pair) => pair.source.words));
  const isCommonTarget = commonWords(others.map((pair) => pair.target.words));
  const links = pairs.map((pair) => ({ source: keysOf(pair.source), target: keysOf(pair.target), pair }));
  const stays = (side: "source" | "target", word: string): boolean => {
    const [made, inside, isCommon] =
      side === "source" ? (["target", target, isCommonTarget] as const) : (["source", source, isCommonSource] as const);
    const texts = (has: boolean) =>
      links.filter((link) => link[side].has(word) === has).map(({ pair }) => pair[made].words);
    const scores = tellingSequences(texts(true), texts(false), MIN_LINK_UNITS, 1).filter(
      ({ key }) => LETTER.test(key) && !isCommon(key),
    );
    const best = scores[0]?.score ?? 0;
    const own = scores.find(({ key }) => inside.has(key))?.score ?? 0;
    return best < MIN_LINK_SCORE || own >= MIN_LINK_SHARE * best;
  };
  return (
    [...target].every((word) => isCommonTarget(word) || stays("target", word)) &&
    [...source].every((word) => isCommonSource(word) || stays("source", word))
  );
}

const keysOf = ({ words }: CutText): ReadonlySet<string> => new Set(words.map(({ key }) => key));

/** Keys of the words that places in texts are made of. */
function coveredWords(texts: readonly (readonly [CutText, readonly Span[]])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const [{ words }, places] of texts) {
    const own = words.filter((word) => places.some(({ start, end }) => word.start < end && start < word.end));
    for (const key of new Set(own.map(({ key }) => key))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= MIN_COVERED_SHARE * texts.length).map(([key]) => key));
}

/** Where a sequence stands in a text. */
export const placesIn = ({ text, pieces }: CutText, sequence: readonly string[]): Span[] =>
  placesOfSequence(pieces, sequence, (from, to) => BETWEEN.test(text.slice(from, to)));

/** Where the first of some renderings stands that a text has. */
export function marksOf(text: CutText, renderings: readonly Sequence[]): readonly Span[] {
  for (const { words } of renderings) {
    const places = placesIn(text, words);
    if (places.length > 0) return places;
  }
  return [];
}
