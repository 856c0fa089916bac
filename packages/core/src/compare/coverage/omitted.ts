import { boundedEvidence } from "./bounded-words.ts";
import { type LengthEvidence, lengthEvidence, startsOf } from "./length-evidence.ts";
import { isTold, MIN_AGREEING_NATS, type Omitted, type Surplus } from "./omission.ts";
import { LIKELIEST_WEIGHT, type PairWords, type RowWords, WORD_WEIGHT } from "./pair-words.ts";
import type { RowSide } from "./row-sides.ts";
import { surplusSentences } from "./surplus.ts";

/** What one side of a row most likely has without a counterpart. */
export interface SideCandidates {
  /** Whether it has more sentences than the other side … */
  readonly hasMore: boolean;
  /** … and which of them are the likeliest that many too many; the nats that there are more of them are not in it yet. */
  readonly surplus?: Surplus;
  /** Any other stretch. */
  readonly stretch?: Omitted;
}

/** Of both sides of a row. */
export type Candidates = readonly [SideCandidates, SideCandidates];

/**
 * What a sign says for an omission on either side, in nats: much where the document hardly ever shows it without one, and little where
 * that is how it is translated.
 */
export type SignNats = readonly [number, number];

/**
 * The stretches of a row that most likely have no counterpart.
 *
 * @param openEnds what it says that a side alone ends with a mark
 */
export const candidatesOf = (words: RowWords, pair: PairWords, openEnds: SignNats): Candidates => [
  sideCandidates(words, 0, pair, openEnds[0]),
  sideCandidates(words, 1, pair, openEnds[1]),
];

/**
 * The candidate of a row that is likelier to have no counterpart than one, if any.
 *
 * @param surpluses what it says that a side has more sentences
 */
export function mostOmitted(candidates: Candidates, surpluses: SignNats): Omitted | undefined {
  const [first, second] = candidates.map(({ surplus, stretch }, side) => {
    // Sentences that one side has more of are the simplest thing to say.
    const more = surpluses[side]!;
    if (surplus && surplus.nats + more >= MIN_WHOLE_NATS && !isBetterTold(stretch, surplus, more))
      return { ...surplus, nats: surplus.nats + more, place: surplus.place + more };
    return stretch && stretch.nats > 0 ? stretch : undefined;
  });
  return first && second ? (second.nats > first.nats ? second : first) : (first ?? second);
}

/**
 * Whether sentences were joined and something else is left out: a stretch that is told by itself, and likelier than the sentences by
 * the same evidence.
 */
const isBetterTold = (stretch: Omitted | undefined, surplus: Surplus, more: number): boolean =>
  stretch !== undefined && isTold(stretch) && surplus.nats + surplus.besideStretch + more < stretch.nats;

function sideCandidates(words: RowWords, side: 0 | 1, pair: PairWords, openEnd: number): SideCandidates {
  const own = words.sides[side];
  const other = words.sides[side === 0 ? 1 : 0];
  const many = own.pieces.length;
  const hasMore = own.sentences > other.sentences;
  if (many < 2) return { hasMore };
  const end = own.ends && !other.ends ? openEnd : 0;
  const lengthsWithout = remembered(lengthEvidence(words, side, pair), many + 1);
  // Most rows have no stretch that lengths or its place speak for: their words need not be asked.
  if (!hasMore && end === 0 && !someStretch(many, (from, to) => lengthsWithout(from, to) >= MIN_AGREEING_NATS))
    return { hasMore };
  const surplus = hasMore ? surplusSentences(words, side, pair, end) : undefined;
  const likeliest = likeliestStretch(words, side, lengthsWithout, placeOdds(own, hasMore, end));
  const stretch = likeliest && omittedStretch(likeliest, words, side, pair);
  return { hasMore, ...(surplus && { surplus }), ...(stretch && { stretch }) };
}

/** Pieces that may have no counterpart, and what their lengths and their place say for it, in nats. */
interface Stretch {
  readonly from: number;
  /** The piece after its last. */
  readonly to: number;
  readonly length: number;
  readonly place: number;
}

/** Of all stretches but sentences that there are more of the one that most likely has no counterpart. */
function likeliestStretch(
  words: RowWords,
  side: 0 | 1,
  lengthsWithout: LengthEvidence,
  odds: (from: number, to: number) => number,
): Stretch | undefined {
  const own = words.sides[side];
  const many = own.pieces.length;
  const more = own.sentences - words.sides[side === 0 ? 1 : 0].sentences;
  const explained = explainedOf(words, side);
  let best: Stretch | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (let from = 0; from < many; from++) {
    let nats = 0;
    explained.back.reset();
    for (let to = from + 1; to <= many; to++) {
      nats -= explained.own[to - 1]!;
      explained.back.leaveOut(to - 1);
      if (to - from === many) continue;
      const [length, place] = [lengthsWithout(from, to), odds(from, to)];
      const all = WORD_WEIGHT * (nats + explained.back.gain()) + length + place;
      if (all <= most || (more > 0 && wholeSentences(own, from, to) === more)) continue;
      most = all;
      best = { from, to, length, place };
    }
  }
  return best;
}

function omittedStretch({ from, to, length, place }: Stretch, words: RowWords, side: 0 | 1, pair: PairWords): Omitted {
  const { pieces, lengths } = words.sides[side];
  const wordNats = LIKELIEST_WEIGHT * boundedEvidence(words, side, pair)(from, to);
  const startsAt = startsOf(lengths);
  return {
    side,
    start: pieces[from]!.start,
    end: pieces[to - 1]!.end,
    nats: wordNats + length + place,
    words: wordNats,
    length,
    place,
    share: (startsAt[to]! - startsAt[from]!) / startsAt.at(-1)!,
  };
}

/** Asks for each stretch once. @param width the pieces of the side, and one */
function remembered(evidence: LengthEvidence, width: number): LengthEvidence {
  const known = new Float64Array(width * width).fill(Number.NaN);
  return (from, to) => {
    const at = from * width + to;
    if (Number.isNaN(known[at]!)) known[at] = evidence(from, to);
    return known[at]!;
  };
}

/** Whether a stretch of some but not all pieces is of a kind. */
function someStretch(many: number, isOfKind: (from: number, to: number) => boolean): boolean {
  for (let from = 0; from < many; from++)
    for (let to = from + 1; to <= many; to++) if (to - from < many && isOfKind(from, to)) return true;
  return false;
}

/** How well the pieces of a side are explained, and how well the other side is without some of them. */
interface Explained {
  /** Nats of each piece. */
  readonly own: readonly number[];
  readonly back: BackExplained;
}

function explainedOf({ sides, worths, sums }: RowWords, side: 0 | 1): Explained {
  const [own, other] = side === 0 ? sides : ([sides[1], sides[0]] as const);
  const logs = logRatios(sums(side === 0 ? 1 : 0), other, own);
  return {
    own: own.counts.map((counts) => counts.reduce((sum, times, type) => sum + times * logs[type]!, 0)),
    back: new BackExplained(worths(side), own, other),
  };
}

/** Whole sentences, where this side has no more of them. */
const SAME_SENTENCES_NATS = -7;
/** A stretch that no mark parts from its neighbours on one side. */
const NO_MARK_NATS = -2;
/** From so many nats on whole sentences go before other stretches. */
const MIN_WHOLE_NATS = 3;

/**
 * What speaks for a stretch by its place alone, in nats, but for sentences that there are more of.
 *
 * @param openEnd what it says that a stretch is the end
 */
function placeOdds(own: RowSide, hasMore: boolean, openEnd: number): (from: number, to: number) => number {
  const { pieces } = own;
  return (from, to) => {
    const isEnd = to === pieces.length;
    const nats = isEnd ? openEnd : 0;
    if (wholeSentences(own, from, to) > 0) return nats + (hasMore ? 0 : SAME_SENTENCES_NATS);
    const isCutBefore = pieces[from]!.isCut || nats > 0;
    const isCutBehind = isEnd || pieces[to]!.isCut;
    return nats + (isCutBefore ? 0 : NO_MARK_NATS) + (isCutBehind ? 0 : NO_MARK_NATS);
  };
}

/** How many sentences a stretch is; 0 where it is a part of one. */
function wholeSentences({ pieces }: RowSide, from: number, to: number): number {
  const [first, last] = [pieces[from]!, pieces[to - 1]!];
  const isWhole =
    pieces[from - 1]?.sentence !== first.sentence && pieces[to]?.sentence !== last.sentence && pieces.length > 1;
  return isWhole ? last.sentence - first.sentence + 1 : 0;
}

/**
 * log of how much likelier each type of `made` is, given the other side, than by itself.
 *
 * @param sums what all types of `given` together make of each
 */
export function logRatios(sums: Float64Array, given: RowSide, made: RowSide): Float64Array {
  const size = Math.max(
    1,
    given.times.reduce((sum, times) => sum + times, 0),
  );
  return sums.map((sum, k) => Math.log(made.background[k]! + sum / size));
}

/** How well the other side is explained when pieces are left out. */
class BackExplained {
  readonly #worths: Float64Array;
  readonly #given: RowSide;
  readonly #made: RowSide;
  readonly #full: Float64Array;
  readonly #size: number;
  readonly #whole: number;
  #left: Float64Array;
  #leftSize = 0;

  constructor(worths: Float64Array, given: RowSide, made: RowSide) {
    this.#worths = worths;
    this.#given = given;
    this.#made = made;
    const many = made.times.length;
    this.#full = new Float64Array(many);
    for (let q = 0; q < given.times.length; q++)
      for (let k = 0; k < many; k++) this.#full[k] = this.#full[k]! + worths[q * many + k]!;
    this.#size = given.times.reduce((sum, times) => sum + times, 0);
    this.#left = this.#full.slice();
    this.#whole = this.#nats(this.#full, this.#size);
  }

  reset(): void {
    this.#left = this.#full.slice();
    this.#leftSize = this.#size;
  }

  leaveOut(piece: number): void {
    const counts = this.#given.counts[piece]!;
    const many = this.#made.times.length;
    counts.forEach((times, q) => {
      if (times === 0) return;
      const share = times / this.#given.times[q]!;
      this.#leftSize -= times;
      for (let k = 0; k < many; k++) this.#left[k] = this.#left[k]! - share * this.#worths[q * many + k]!;
    });
  }

  gain(): number {
    return this.#nats(this.#left, this.#leftSize) - this.#whole;
  }

  #nats(sums: Float64Array, size: number): number {
    let nats = 0;
    for (let k = 0; k < sums.length; k++)
      nats += this.#made.times[k]! * Math.log(this.#made.background[k]! + Math.max(0, sums[k]!) / Math.max(1, size));
    return nats;
  }
}
