import { type Expressions, expressionsOf } from "./expressions.ts";
import { isLinked, isMostlyLinked, isSurelyLinked, type Linkedness, linkedness } from "./rendering-links.ts";
import { type CutPair, candidatesOf, holds, isCut, placesIn, strongestOf } from "./translation-marks.ts";
import type { PairLinks } from "./word-links.ts";
import type { IsCommon, Sequence } from "./word-sequences.ts";

/** Different texts with the phrase of which the translations hold a rendering: the same text again says nothing more. */
const MIN_TEXTS = 3;
/** Of the units that hold a rendering, at least this share hold the phrase: `their` renders more than `leurs`. */
const MIN_BACK_SHARE = 0.5;
/** Renderings of one phrase that are looked for, and sequences that are tried for each: those that tell most. */
const MAX_RENDERINGS = 3;
const MAX_TRIED = 8;
/** An expression is fixed if none longer stands in so large a share of its texts, and it stands in as large a share of those of its parts. */
const FIXED_SHARE = 0.85;

/**
 * What renders a phrase, the strongest first: sequences whose words are linked to those of the phrase, and to no others. Where the
 * words of either always stand together, links do not tell which belongs to which; then the whole of the one renders the whole of the other.
 *
 * @param links of the pairs with the phrase
 * @param common words of either language that only join others
 */
export function renderingsOf(
  pairs: readonly CutPair[],
  links: ReadonlyMap<CutPair, PairLinks>,
  common: readonly [IsCommon, IsCommon],
): readonly Sequence[] {
  const renderings: Sequence[] = [];
  // Most phrases are told by their links, and need no look at what stands around them.
  let around: Expressions | undefined;
  const linkednessOf = (sequence: Sequence): Linkedness | undefined => linkedIfMet(sequence, pairs, links, common);
  while (renderings.length < MAX_RENDERINGS) {
    const candidates = candidatesOf(pairs, renderings);
    const whole = (): Sequence | undefined => {
      if (candidates.length === 0) return undefined;
      around ??= expressionsOf(pairs, common[0]);
      const { isWhole, rendersMore } = around;
      if (!isWhole) return undefined;
      const best = strongestOf(wholesOf(candidates).filter((sequence) => !rendersMore(sequence)));
      const linked = best && isFixed(best, candidates, pairs) && linkednessOf(best);
      return linked && isMostlyLinked(linked) ? best : undefined;
    };
    const rendering = linkedOf(candidates.slice(0, MAX_TRIED), linkednessOf) ?? whole();
    if (!rendering) break;
    renderings.push(rendering);
  }
  return renderings;
}

/**
 * The sequence that tells best, if it is linked. Where it is not, others are looked at; they have to be linked more surely, unless they
 * hold it: they may be parts of a whole.
 */
function linkedOf(
  candidates: readonly Sequence[],
  linkednessOf: (sequence: Sequence) => Linkedness | undefined,
): Sequence | undefined {
  const best = strongestOf(candidates);
  const isRendering = (sequence: Sequence): boolean => {
    const linked = linkednessOf(sequence);
    if (!linked) return false;
    return best && holds(sequence, best) ? isLinked(linked) : isSurelyLinked(linked);
  };
  return strongestOf(best && isRendering(best) ? [best] : candidates.filter(isRendering));
}

/** How a sequence is linked to the phrase; undefined where too few of the texts that hold it have the phrase, or where it cuts words. */
function linkedIfMet(
  sequence: Sequence,
  pairs: readonly CutPair[],
  links: ReadonlyMap<CutPair, PairLinks>,
  common: readonly [IsCommon, IsCommon],
): Linkedness | undefined {
  const having = pairs.filter(({ target }) => placesIn(target, sequence.words).length > 0);
  const hits = having.filter(({ isHit }) => isHit);
  if (new Set(hits.map(({ source }) => source.text)).size < MIN_TEXTS) return undefined;
  if (hits.length < MIN_BACK_SHARE * having.length || isCut(sequence, hits)) return undefined;
  return linkedness(sequence.words, hits, links, common);
}

/** The sequences that tell most, of those in the same texts the longest alone. */
function wholesOf(candidates: readonly Sequence[]): readonly Sequence[] {
  const wholes: Sequence[] = [];
  for (const sequence of candidates) {
    if (wholes.length === MAX_TRIED) break;
    const { having, lacking } = sequence;
    const isPart = (whole: Sequence): boolean =>
      whole.having === having && whole.lacking === lacking && holds(whole, sequence);
    if (!wholes.some(isPart)) wholes.push(sequence);
  }
  return wholes;
}

/** Whether the words of a sequence always stand together, and no others with them. */
function isFixed(sequence: Sequence, candidates: readonly Sequence[], pairs: readonly CutPair[]): boolean {
  const { key, words, having, lacking } = sequence;
  if (words.length === 1) return false;
  const isLonger = (other: Sequence): boolean =>
    other.key !== key && other.having >= FIXED_SHARE * having && holds(other, sequence);
  const textsWith = (part: readonly string[]): number =>
    pairs.filter(({ target }) => placesIn(target, part).length > 0).length;
  const parts = [words.slice(1), words.slice(0, -1)];
  return !candidates.some(isLonger) && parts.every((part) => having + lacking >= FIXED_SHARE * textsWith(part));
}
