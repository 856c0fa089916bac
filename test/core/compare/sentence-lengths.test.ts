import fc from "fast-check";
import { expect, test } from "vitest";
import {
  fittedLengthModel,
  initialLengthModel,
  lengthScoring,
} from "../../../packages/core/src/align/evidence/length.ts";
import {
  JOINED_NATS,
  sentenceLengths,
  sentencesFit,
} from "../../../packages/core/src/compare/coverage/sentence-lengths.ts";

const PAIRS = [60, 80, 100, 130, 170].map((length) => [length, Math.round(1.2 * length)] as const);
const scoring = lengthScoring(
  fittedLengthModel(
    initialLengthModel(
      Float64Array.from(PAIRS, ([x]) => x),
      Float64Array.from(PAIRS, ([, y]) => y),
    ),
    PAIRS,
  ),
);

const fitOf = (first: readonly number[], second: readonly number[]): number =>
  sentencesFit(scoring, sentenceLengths(first), sentenceLengths(second));

/** All ways to pair sentences, one by one. */
function naiveFit(first: readonly number[], second: readonly number[]): number {
  const score = scoring({ source: sentenceLengths(first), target: sentenceLengths(second) });
  const best = (i: number, j: number): number => {
    if (i === 0 && j === 0) return 0;
    let nats = Number.NEGATIVE_INFINITY;
    for (let sources = 1; sources <= i; sources++)
      for (let targets = 1; targets <= j; targets++)
        if (sources === 1 || targets === 1)
          nats = Math.max(
            nats,
            best(i - sources, j - targets) + score(i, sources, j, targets) + JOINED_NATS * (sources + targets - 2),
          );
    return nats;
  };
  return best(first.length, second.length);
}

test("sentences are paired in the best of all ways", () => {
  const lengths = fc.array(fc.integer({ min: 10, max: 200 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(lengths, lengths, (first, second) => {
      expect(fitOf(first, second)).toBeCloseTo(naiveFit(first, second), 8);
    }),
  );
});

test("sentences fit better once the one that the other side lacks is left out", () => {
  const [first, second] = [
    [149, 170, 236, 207],
    [200, 280, 250],
  ];
  expect(fitOf(first.slice(1), second)).toBeGreaterThan(fitOf(first, second));
});
