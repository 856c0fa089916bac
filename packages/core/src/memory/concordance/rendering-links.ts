import type { Span } from "../../language/span.ts";
import { type CutPair, placesIn } from "./translation-marks.ts";
import type { PairLinks } from "./word-links.ts";
import type { IsCommon, Word } from "./word-sequences.ts";

/** Of the links of a phrase, and of those of its rendering, at least this share join the two … */
const MIN_SHARED = 0.5;
/** … if each of their words is linked as much; … */
const MIN_LINKED = 0.2;
/** … else at least this share. */
const MIN_SHARED_ALONE = 0.8;
/** So much of either where something else tells more. */
const MIN_SURELY_SHARED = 0.9;
const MIN_SURELY_LINKED = 0.3;
/** Of the links of a phrase, where it and its rendering are fixed expressions, at least this share lead there. */
const MIN_KEPT = 0.6;

const LETTER = /\p{L}/u;

/** How a phrase and a rendering of it are linked, 0..1, in the mean of the texts that have both. */
export interface Linkedness {
  /** Of the links of the phrase those that lead to the rendering; and the other way round. */
  readonly kept: number;
  readonly own: number;
  /** What is less of these. */
  readonly shared: number;
  /** How much the least linked word of either is linked to the other. */
  readonly least: number;
}

/**
 * How far a phrase and a rendering are one another's whole: the words of the one are linked to those of the other, and to none
 * beside them (Koehn, Och and Marcu, Statistical phrase-based translation, 2003).
 *
 * @param rendering the keys of its words
 * @param hits pairs with the phrase
 * @param common words of either language that only join others; they need no link
 */
export function linkedness(
  rendering: readonly string[],
  hits: readonly CutPair[],
  links: ReadonlyMap<CutPair, PairLinks>,
  common: readonly [IsCommon, IsCommon],
): Linkedness {
  let [texts, kept, own, told, telling] = [0, 0, 0, 0, 0];
  for (const pair of hits) {
    const made = links.get(pair);
    const places = made ? placesIn(pair.target, rendering) : [];
    if (!made || places.length === 0) continue;
    const shares = sharesOf(pair, made, places, common);
    texts++;
    kept += shares.kept;
    own += shares.own;
    told += shares.told;
    telling += shares.telling;
  }
  if (texts === 0) return { kept: 0, own: 0, shared: 0, least: 0 };
  return {
    kept: kept / texts,
    own: own / texts,
    shared: Math.min(kept, own) / texts,
    least: Math.min(told, telling) / texts,
  };
}

/** Whether that is enough where a phrase and a rendering are the whole of what stands in the same texts. */
export const isMostlyLinked = ({ kept, own }: Linkedness): boolean => kept >= MIN_KEPT && own >= MIN_SHARED;
/** Whether that is enough for what tells the translations best; and where something else tells them better. */
export const isLinked = ({ shared, least }: Linkedness): boolean =>
  shared >= MIN_SHARED_ALONE || (shared >= MIN_SHARED && least >= MIN_LINKED);
export const isSurelyLinked = ({ shared, least }: Linkedness): boolean =>
  shared >= MIN_SURELY_SHARED && least >= MIN_SURELY_LINKED;

/** How a phrase and a rendering are linked in a text: shares of their links, and the least linked word of either, 0..1. */
interface Shares {
  /** Of the links of the phrase those that lead to the rendering; and the other way round. */
  readonly kept: number;
  readonly own: number;
  readonly told: number;
  readonly telling: number;
}

function sharesOf(
  { source, target, places }: CutPair,
  { width, links }: PairLinks,
  rendered: readonly Span[],
  [isCommonSource, isCommonTarget]: readonly [IsCommon, IsCommon],
): Shares {
  const inside = source.words.map((word) => isWithin(word, places));
  const made = target.words.map((word) => isWithin(word, rendered));
  const [given, taken] = [new Float64Array(inside.length), new Float64Array(made.length)];
  let [joined, away, elsewhere] = [0, 0, 0];
  for (let i = 0; i < inside.length; i++)
    for (let j = 0; j < width; j++) {
      const link = links[i * width + j]!;
      if (inside[i] && made[j]) {
        joined += link;
        given[i]! += link;
        taken[j]! += link;
      } else if (inside[i]) away += link;
      else if (made[j]) elsewhere += link;
    }
  const least = (
    words: readonly Word[],
    isOf: readonly boolean[],
    linked: Float64Array,
    isCommon: IsCommon,
  ): number => {
    const own = linked.filter((_, at) => isOf[at] && LETTER.test(words[at]!.key) && !isCommon(words[at]!.key));
    return own.length === 0 ? 0 : Math.min(...own);
  };
  return {
    kept: joined === 0 ? 0 : joined / (joined + away),
    own: joined === 0 ? 0 : joined / (joined + elsewhere),
    told: least(source.words, inside, given, isCommonSource),
    telling: least(target.words, made, taken, isCommonTarget),
  };
}

const isWithin = (word: Word, places: readonly Span[]): boolean =>
  places.some(({ start, end }) => word.start < end && start < word.end);
