import fc from "fast-check";
import { expect, test } from "vitest";
import {
  fittedLengthModel,
  initialLengthModel,
  type LengthModel,
  lengthScores,
  lengthsAllow,
} from "../../../../packages/core/src/align/evidence/length.ts";
import { Vocabulary } from "../../../../packages/core/src/align/text/tokens.ts";

const lengths = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 });
const side = (own: readonly number[]) => new Vocabulary("en").side(own.map((length) => "x".repeat(length)));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const logFactorial = (n: number): number => sum(Array.from({ length: n }, (_, at) => Math.log(at + 1)));

/** Log density of the gamma distribution of a whole-numbered shape. */
const gamma = (shape: number, scale: number, x: number): number =>
  (shape - 1) * Math.log(x) - x / scale - logFactorial(shape - 1) - shape * Math.log(scale);

/** All of a side against all of the other: the log-likelihood ratio as length.ts defines it. */
function closedForm(x: number, a: number, y: number, b: number, model: LengthModel): number {
  const { ratio, spread, terseness, source, target } = model;
  const mean = (ratio * x + y) / 2;
  const variance = mean * (spread * ratio + terseness * mean);
  const normal = Math.exp(-((y - ratio * x) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
  const joint = Math.log(0.98 * normal + 1e-8) + Math.log(ratio) / 2;
  return joint - (gamma(a * source.shape, source.scale, x) + gamma(b * target.shape, target.scale, y)) / 2;
}

test("the ratio of two lengths is that of the closed form, to a fiftieth of a nat", () => {
  const models = fc.record({
    ratio: fc.double({ min: 0.3, max: 3, noNaN: true }),
    spread: fc.double({ min: 1, max: 10, noNaN: true }),
    terseness: fc.constantFrom(0, 0.01, 0.03),
    source: fc.record({ shape: fc.integer({ min: 1, max: 4 }), scale: fc.double({ min: 10, max: 80, noNaN: true }) }),
    target: fc.record({ shape: fc.integer({ min: 1, max: 4 }), scale: fc.double({ min: 10, max: 80, noNaN: true }) }),
  });
  fc.assert(
    fc.property(lengths, lengths, models, (source, target, model) => {
      const [a, b] = [source.length, target.length];
      const own = lengthScores({ source: side(source), target: side(target) }, model)(a, a, b, b);
      const closed = closedForm(sum(source), a, sum(target), b, model);
      expect(Math.abs(own - closed)).toBeLessThan(0.02);
    }),
  );
});

test("a model is begun by the moments of the lengths, and its ratio is that of all characters", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 })), { minLength: 5 }),
      (pairs) => {
        const [sources, targets] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        const first = initialLengthModel(Float64Array.from(sources), Float64Array.from(targets));
        const ratio = sum(targets) / sum(sources);
        expect(first.ratio).toBeCloseTo(ratio, 10);
        expect(fittedLengthModel(first, pairs).ratio).toBeCloseTo(ratio, 10);
        // The mean of a gamma distribution is shape · scale, its variance shape · scale².
        const mean = sum(sources) / sources.length;
        const variance = sum(sources.map((x) => (x - mean) ** 2)) / sources.length;
        const { shape, scale } = first.source;
        expect(shape * scale).toBeCloseTo(mean, 6);
        expect(shape * scale * scale).toBeCloseTo(Math.max(variance, mean / 4), 6);
      },
    ),
  );
});

test("lengths rule out many against one where one is far too short, and never a bead of few segments", () => {
  const eight = Array<number>(8).fill(100);
  const model = initialLengthModel(Float64Array.from(eight), Float64Array.from(eight));
  const allows = (source: readonly number[], target: readonly number[]): boolean => {
    const [a, b] = [source.length, target.length];
    const score = lengthScores({ source: side(source), target: side(target) }, model)(a, a, b, b);
    return lengthsAllow(score, a, b);
  };
  expect(allows([800], eight)).toBe(true);
  expect(allows([700], eight)).toBe(true);
  expect(allows([100], eight)).toBe(false);
  expect(allows(eight.slice(4), [100])).toBe(true);
});
