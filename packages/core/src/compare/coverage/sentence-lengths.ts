import type { LengthScore, LengthSides } from "../../align/evidence/length.ts";

/** The most sentences that may stand against one. */
const MAX_AGAINST_ONE = 5;

/** What it costs that a sentence is joined with its neighbour, in nats. */
export const JOINED_NATS = -2;

type Scoring = (text: LengthSides) => LengthScore;

/**
 * How well the sentences of two texts fit by their lengths alone, in nats against texts that have nothing to do with each other: the
 * best way to pair them in order, joined or divided, and none left out.
 *
 * @param scoring of the lengths of sentences, @param first code points of each sentence of the source, @param second of its target
 * @returns -Infinity where one side has so many more that some are left over
 */
export function sentencesFit(scoring: Scoring, first: readonly number[], second: readonly number[]): number {
  const score = scoring({ source: side(first), target: side(second) });
  const width = second.length + 1;
  const best = new Float64Array((first.length + 1) * width).fill(Number.NEGATIVE_INFINITY);
  best[0] = 0;
  const reach = (i: number, sources: number, j: number, targets: number): void => {
    if (sources > i || targets > j) return;
    const before = best[(i - sources) * width + j - targets]!;
    if (before === Number.NEGATIVE_INFINITY) return;
    const nats = before + score(i, sources, j, targets) + JOINED_NATS * (sources + targets - 2);
    if (nats > best[i * width + j]!) best[i * width + j] = nats;
  };
  for (let i = 1; i <= first.length; i++)
    for (let j = 1; j <= second.length; j++) {
      reach(i, 1, j, 1);
      for (let many = 2; many <= MAX_AGAINST_ONE; many++) {
        reach(i, many, j, 1);
        reach(i, 1, j, many);
      }
    }
  return best.at(-1)!;
}

const side = (lengths: readonly number[]) => ({ count: lengths.length, lengths: Float64Array.from(lengths) });
