import type { LengthScore, LengthSides } from "../../align/evidence/length.ts";

/** The most sentences that may stand against one. */
const MAX_AGAINST_ONE = 5;

/** What it costs that a sentence is joined with its neighbour, in nats. */
export const JOINED_NATS = -2;

/** Code points of each sentence of a text. */
export type SentenceLengths = LengthSides["source"];

/** The lengths of sentences, to be compared with others. */
export const sentenceLengths = (lengths: readonly number[]): SentenceLengths => ({
  count: lengths.length,
  lengths: Float64Array.from(lengths),
});

type Scoring = (text: LengthSides) => LengthScore;

/**
 * How well the sentences of two texts fit by their lengths alone, in nats against texts that have nothing to do with each other: the
 * best way to pair them in order, joined or divided, and none left out.
 *
 * @param scoring of the lengths of sentences, @param source the lengths of its sentences, @param target of its translation's
 * @returns -Infinity where one side has so many more that some are left over
 */
export function sentencesFit(scoring: Scoring, source: SentenceLengths, target: SentenceLengths): number {
  const score = scoring({ source, target });
  const width = target.count + 1;
  const best = new Float64Array((source.count + 1) * width).fill(Number.NEGATIVE_INFINITY);
  best[0] = 0;
  const reach = (i: number, sources: number, j: number, targets: number): void => {
    if (sources > i || targets > j) return;
    const before = best[(i - sources) * width + j - targets]!;
    if (before === Number.NEGATIVE_INFINITY) return;
    const nats = before + score(i, sources, j, targets) + JOINED_NATS * (sources + targets - 2);
    if (nats > best[i * width + j]!) best[i * width + j] = nats;
  };
  for (let i = 1; i <= source.count; i++)
    for (let j = 1; j <= target.count; j++) {
      reach(i, 1, j, 1);
      for (let many = 2; many <= MAX_AGAINST_ONE; many++) {
        reach(i, many, j, 1);
        reach(i, 1, j, many);
      }
    }
  return best.at(-1)!;
}
