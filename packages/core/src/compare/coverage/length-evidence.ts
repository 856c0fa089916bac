import type { PairWords, RowWords } from "./pair-words.ts";
import type { RowSide } from "./row-sides.ts";
import { type SentenceLengths, sentenceLengths } from "./sentence-lengths.ts";

/**
 * What lengths say for a stretch of pieces that has no counterpart: how much better the texts fit without it, in nats.
 *
 * @param from the first piece of the stretch, @param to the piece after its last
 */
export type LengthEvidence = (from: number, to: number) => number;

/**
 * The evidence of lengths in a row. The length of the row hardly shows what is left out of one of its sentences, and the lengths of
 * sentences vary more than those of rows: where `side` has no more sentences than the other one, the mean of both is taken. Where it
 * has more, only those of sentences tell one that is left out from two that are joined.
 *
 * @param side the side that has the stretch
 */
export function lengthEvidence({ sides }: RowWords, side: 0 | 1, pair: PairWords): LengthEvidence {
  const [own, other] = side === 0 ? sides : ([sides[1], sides[0]] as const);
  const rows = rowEvidence(own, other, (mine, theirs) =>
    side === 0 ? pair.lengths(mine, theirs) : pair.lengths(theirs, mine),
  );
  const most = Math.max(own.sentences, other.sentences);
  if (most < 2 || most > MAX_SENTENCES) return rows;
  const sentences = sentenceEvidence(own, other, (mine, theirs) =>
    side === 0 ? pair.sentencesFit(mine, theirs) : pair.sentencesFit(theirs, mine),
  );
  if (!sentences) return rows;
  if (own.sentences > other.sentences) return sentences;
  return (from, to) => (sentences(from, to) + rows(from, to)) / 2;
}

/** Sentences of longer texts are not paired: the time grows with the square of their number, for each stretch. */
const MAX_SENTENCES = 12;

/** How well two sides fit, in nats. */
type Fit<Lengths> = (mine: Lengths, theirs: Lengths) => number;

function rowEvidence(own: RowSide, other: RowSide, fit: Fit<number>): LengthEvidence {
  const starts = startsOf(own.lengths);
  const [mine, theirs] = [starts.at(-1)!, startsOf(other.lengths).at(-1)!];
  const asItIs = fit(mine, theirs);
  return (from, to) => fit(mine - starts[to]! + starts[from]!, theirs) - asItIs;
}

/** @returns undefined where so many sentences stand against so few that they cannot be paired */
function sentenceEvidence(own: RowSide, other: RowSide, fit: Fit<SentenceLengths>): LengthEvidence | undefined {
  const mine = lengthsOf(own);
  const theirs = sentenceLengths(lengthsOf(other));
  const asItIs = fit(sentenceLengths(mine), theirs);
  if (asItIs === Number.NEGATIVE_INFINITY) return undefined;
  return (from, to) => {
    const left = mine.slice();
    for (let piece = from; piece < to; piece++) {
      const { sentence } = own.pieces[piece]!;
      left[sentence] = left[sentence]! - own.lengths[piece]!;
    }
    return fit(sentenceLengths(left.filter((length) => length > 0)), theirs) - asItIs;
  };
}

/** Code points of each sentence. */
function lengthsOf({ pieces, lengths, sentences }: RowSide): number[] {
  const sums = Array<number>(sentences).fill(0);
  pieces.forEach(({ sentence }, at) => {
    sums[sentence] = sums[sentence]! + lengths[at]!;
  });
  return sums;
}

/** Sums of all lengths before each piece; one more for the end. */
export function startsOf(lengths: readonly number[]): number[] {
  const starts = [0];
  for (const length of lengths) starts.push(starts.at(-1)! + length);
  return starts;
}
