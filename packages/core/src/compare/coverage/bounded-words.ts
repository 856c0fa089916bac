import type { PairWords, RowWords } from "./pair-words.ts";
import type { RowSide } from "./row-sides.ts";

/** The words of one side of a row, and what they make of the other's. */
interface Explaining {
  readonly given: RowSide;
  readonly made: RowSide;
  /** What each type of `given` makes of each of `made`, `given * madeTypes + made`, for all its times together. */
  readonly worths: Float64Array;
  /** How many words of the one language there are for one of the other. */
  readonly wordsPerWord: number;
}

/** How often each type of a side stands in a part of it. */
type Times = Int32Array;

/**
 * How much likelier words are, given words of the other side, than by themselves, in nats. Each word explains as many as there
 * are for one in the pair: where two sentences ask for protection and the other side does so once, one of them is unexplained.
 */
function boundedNats({ given, made, worths, wordsPerWord }: Explaining, givenTimes: Times, madeTimes: Times): number {
  const many = made.times.length;
  const size = Math.max(
    1,
    givenTimes.reduce((sum, times) => sum + times, 0),
  );
  /** Adds what a type makes of all others, a share of it. */
  const add = (sums: Float64Array, type: number, share: number): void => {
    for (let k = 0; k < many; k++) sums[k] = sums[k]! + share * worths[type * many + k]!;
  };
  const shares = Float64Array.from(givenTimes, (times, type) => times / (given.times[type]! * size));
  const free = made.background.slice();
  shares.forEach((share, type) => {
    if (share > 0) add(free, type, share);
  });
  const bounded = made.background.slice();
  shares.forEach((share, type) => {
    if (share === 0) return;
    let explained = 0;
    for (let k = 0; k < many; k++) explained += (madeTimes[k]! * share * worths[type * many + k]!) / free[k]!;
    add(bounded, type, share * Math.min(1, (wordsPerWord * givenTimes[type]!) / explained));
  });
  let nats = 0;
  for (let k = 0; k < many; k++) if (madeTimes[k]! > 0) nats += madeTimes[k]! * Math.log(bounded[k]!);
  return nats;
}

/**
 * How much better the words of a row explain each other without a stretch of pieces, in nats.
 *
 * @param side the side that has the stretch
 * @returns asks for the stretch from a piece to the one before another
 */
export function boundedEvidence(words: RowWords, side: 0 | 1, pair: PairWords): (from: number, to: number) => number {
  const otherSide = side === 0 ? 1 : 0;
  const [own, other] = [words.sides[side], words.sides[otherSide]];
  const [wordsOfOther, wordsOfOwn] = [pair.wordsPerWord(side), pair.wordsPerWord(otherSide)];
  const forth: Explaining = { given: other, made: own, worths: words.worths(otherSide), wordsPerWord: wordsOfOwn };
  const back: Explaining = { given: own, made: other, worths: words.worths(side), wordsPerWord: wordsOfOther };
  const nats = (left: Times): number => boundedNats(forth, other.times, left) + boundedNats(back, left, other.times);
  const whole = nats(own.times);
  return (from, to) => nats(timesWithout(own, from, to)) - whole;
}

/** How often each type stands outside of a stretch of pieces. */
function timesWithout({ times, counts }: RowSide, from: number, to: number): Times {
  const left = times.slice();
  for (let piece = from; piece < to; piece++)
    counts[piece]!.forEach((count, type) => {
      left[type] = left[type]! - count;
    });
  return left;
}
