import { MAX_AGAINST_ONE, MAX_SIDE } from "../grid/shapes.ts";
import type { Side } from "../text/tokens.ts";

/**
 * The length model: how well the lengths of a bead's two sides fit each other, as a log-likelihood ratio in nats
 * against sides that have nothing to do with each other.
 *
 * Given the source's length x, the target's length y is normal around `ratio`·x. Its variance grows with the length m
 * (Gale & Church 1993): `spread`·m, as if characters came one by one, plus `terseness`·m², because a whole paragraph
 * may be worded more or less tersely. All three are fitted to the text, with a floor for lengths that nothing explains.
 * The null model is a gamma distribution, fitted to each side; n segments have the n-fold sum.
 */
export interface LengthModel {
  readonly ratio: number;
  /** Variance for each character of length, in characters. */
  readonly spread: number;
  /** Variance for each character squared; 0 where the text does not ask for it. */
  readonly terseness: number;
  readonly source: Gamma;
  readonly target: Gamma;
}

interface Gamma {
  readonly shape: number;
  readonly scale: number;
}

/** Gale & Church's variance, used before a text is seen. */
const INITIAL_SPREAD = 6.8;
const MIN_SPREAD = 1;
/** Log of the share of beads whose lengths say nothing. */
const FLOOR = Math.log(1e-8);

/** Makes a first model from the lengths of all segments of either side. */
export function initialLengthModel(source: Float64Array, target: Float64Array): LengthModel {
  const sum = (lengths: Float64Array): number => lengths.reduce((total, length) => total + length, 0);
  return {
    ratio: sum(target) / sum(source),
    spread: INITIAL_SPREAD,
    terseness: 0,
    source: fitGamma(source),
    target: fitGamma(target),
  };
}

/** Fits the model to pairs of lengths that are known to belong together (those of 1:1 beads). */
export function fittedLengthModel(model: LengthModel, pairs: readonly (readonly [number, number])[]): LengthModel {
  if (pairs.length < 5) return model;
  let x = 0;
  let y = 0;
  for (const [a, b] of pairs) {
    x += a;
    y += b;
  }
  const ratio = y / x;
  const step = Math.ceil(pairs.length / MAX_PAIRS);
  const points = pairs
    .filter((_, at) => at % step === 0)
    .map(([a, b]) => ({ mean: (ratio * a + b) / 2, square: (b - ratio * a) ** 2 }));
  const [first, ...others] = TERSENESS.map((terseness) => ({ terseness, ...fittedSpread(points, ratio, terseness) }));
  const penalty = Math.log(points.length) / 2;
  const best = others.reduce(
    (a, b) => (b.cost + penalty < a.cost ? { ...b, cost: b.cost + penalty } : a),
    first as Fitted,
  );
  return { ...model, ratio, spread: best.spread / ratio, terseness: best.terseness };
}

/** An even sample of this many pairs is enough for a variance. */
const MAX_PAIRS = 1000;
/**
 * Values that are tried. One above 0 must make up for being one parameter more (the Bayesian information criterion).
 */
const TERSENESS = [0, 0.0025, 0.005, 0.01, 0.015, 0.02, 0.03];
/** Share of the pairs that is kept: the worst may be no pairs at all, or free translations … */
const KEPT = 0.95;
/** … and squares are widened by what a normal distribution loses when they are left out. */
const WIDENED = 1.25;
const SPREAD_ROUNDS = 8;

interface Fitted {
  readonly terseness: number;
  /** In characters of the target. */
  readonly spread: number;
  /** Negative log-likelihood, in nats. */
  readonly cost: number;
}

/** Finds the most likely spread for a terseness, over the pairs that it keeps. */
function fittedSpread(
  points: readonly { readonly mean: number; readonly square: number }[],
  ratio: number,
  terseness: number,
): Pick<Fitted, "spread" | "cost"> {
  const kept = Math.max(1, Math.floor(points.length * KEPT));
  let spread = 2 * ratio;
  let cost = 0;
  for (let round = 0; round < SPREAD_ROUNDS; round++) {
    const ranked = points
      .map(({ mean, square }) => {
        const variance = mean * (spread + terseness * mean);
        return { share: mean / variance, variance, off: (WIDENED * square) / variance };
      })
      .sort((a, b) => a.off - b.off);
    // Where the likelihood is greatest, the sum of share · (1 - off) is 0.
    let [above, below] = [0, 0];
    cost = 0;
    for (const { share, variance, off } of ranked.slice(0, kept)) {
      above += off * share;
      below += share;
      cost += (Math.log(variance) + off) / 2;
    }
    spread = Math.max(MIN_SPREAD * ratio, (spread * above) / below);
  }
  return { spread, cost };
}

function fitGamma(lengths: Float64Array): Gamma {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const variance = lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0) / lengths.length;
  // A text whose segments are all alike has no variance; one of a character keeps the density finite.
  const safe = Math.max(variance, mean / 4, 1e-3);
  return { shape: (mean * mean) / safe, scale: safe / mean };
}

/** Log density of a length under the sum of `segments` independent draws; what depends on their number alone is computed once. */
function gammaLogDensity({ shape, scale }: Gamma, segments: number): (length: number) => number {
  const k = segments * shape;
  const [ofShape, ofScale] = [logGamma(k), k * Math.log(scale)];
  return (length) => (k - 1) * logOfLength(length) - length / scale - ofShape - ofScale;
}

/**
 * Log density of the two lengths given that they translate one another, averaged over both directions. The caller
 * subtracts half of either side's null density: those depend on one side only and are computed once.
 */
export const jointLogDensity = (model: LengthModel, x: number, y: number): number =>
  shiftedLogDensity(model, x, y, meanShift(model));

/** What the mean of both directions adds to the log density of the target's length given the source's. */
const meanShift = ({ ratio }: LengthModel): number => 0.5 * Math.log(ratio);

/** @param shift {@link meanShift}, computed once for many pairs of lengths */
function shiftedLogDensity({ ratio, spread, terseness }: LengthModel, x: number, y: number, shift: number): number {
  const mean = (ratio * x + y) / 2;
  const variance = mean * (spread * ratio + terseness * mean);
  const z = y - ratio * x;
  // Far off only the floor counts, and the logarithms below are the expensive part.
  if (z * z > 90 * variance) return FLOOR + shift;
  const density = -0.5 * (LOG_2PI + logOf(variance)) - (z * z) / (2 * variance) - 0.0202;
  const floored =
    density > FLOOR + 12 ? density : density > FLOOR - 12 ? FLOOR + Math.log1p(Math.exp(density - FLOOR)) : FLOOR;
  return floored + shift;
}

const LOG_2PI = Math.log(2 * Math.PI);
/**
 * Logarithms of 0, 1, 2 … eighths. They give the logarithm of a variance of 6 or more to 0.01 nats at a fraction of the
 * cost.
 */
const LOGS = Float64Array.from({ length: 1 << 16 }, (_, eighths) => Math.log((eighths + 0.5) / 8));
const logOf = (value: number): number =>
  value > 6 && value < LOGS.length / 8 ? LOGS[(value * 8) | 0]! : Math.log(value);

/** Logarithms of lengths, most of which are numbers of code points. */
const LOGS_OF_LENGTHS = Float64Array.from({ length: 1 << 13 }, (_, length) => Math.log(length));
const logOfLength = (length: number): number => LOGS_OF_LENGTHS[length] ?? Math.log(length);

/** Lengths of the segments of two texts. */
export interface LengthSides {
  readonly source: Pick<Side, "count" | "lengths">;
  readonly target: Pick<Side, "count" | "lengths">;
}

/** Log-likelihood ratio, in nats, of a bead that ends before source segment `i` and target segment `j`. */
export type LengthScore = (i: number, sources: number, j: number, targets: number) => number;

/** A bead of more than {@link MAX_SIDE} segments against one is not searched if its lengths score fewer nats than this. */
const MIN_MANY_NATS = -13;

/**
 * Whether lengths allow a bead at all. One of few segments may lack half of a side, and other evidence decides. Many
 * against one come about where one is as long as all of them; where lengths speak as clearly against it as they can, what
 * words say for it is chance.
 *
 * @param score the bead's {@link LengthScore}
 */
export const lengthsAllow = (score: number, sources: number, targets: number): boolean =>
  score >= MIN_MANY_NATS || Math.max(sources, targets) <= MAX_SIDE;

/** Returns the length model's ratio for the beads of a text; terms of one side only are computed once. */
export const lengthScores = (text: LengthSides, model: LengthModel): LengthScore => lengthScoring(model)(text);

/**
 * {@link lengthScores} for many texts: what depends on the model alone is computed once, and what depends on a side alone, too, as
 * long as it is asked about in a row.
 */
export function lengthScoring(model: LengthModel): (text: LengthSides) => LengthScore {
  const [ofSource, ofTarget] = [nullDensities(model.source), nullDensities(model.target)];
  const shift = meanShift(model);
  return (text) => {
    const source = ofSource(text.source);
    const target = ofTarget(text.target);
    return (i, sources, j, targets) => {
      const x = source.sums[i]! - source.sums[i - sources]!;
      const y = target.sums[j]! - target.sums[j - targets]!;
      return (
        shiftedLogDensity(model, x, y, shift) -
        0.5 * (source.densities[i * WIDE + sources]! + target.densities[j * WIDE + targets]!)
      );
    };
  };
}

/** Array width for the numbers of segments that a bead may have on a side, 0 included. */
const WIDE = MAX_AGAINST_ONE + 1;

/** Lengths up to each segment of a side, and null densities by last segment and number. */
interface NullDensities {
  readonly sums: Float64Array;
  readonly densities: Float64Array;
}

function nullDensities(gamma: Gamma): (side: LengthSides["source"]) => NullDensities {
  const ofNumber = Array.from({ length: WIDE }, (_, n) => gammaLogDensity(gamma, n));
  let last: { readonly side: LengthSides["source"]; readonly densities: NullDensities } | undefined;
  const densitiesOf = ({ count, lengths }: LengthSides["source"]): NullDensities => {
    const sums = new Float64Array(count + 1);
    for (let i = 0; i < count; i++) sums[i + 1] = sums[i]! + lengths[i]!;
    const densities = new Float64Array((count + 1) * WIDE);
    for (let i = 1; i <= count; i++)
      for (let n = 1; n < WIDE && n <= i; n++) densities[i * WIDE + n] = ofNumber[n]!(sums[i]! - sums[i - n]!);
    return { sums, densities };
  };
  return (side) => {
    if (last?.side !== side) last = { side, densities: densitiesOf(side) };
    return last.densities;
  };
}

/** Lanczos' approximation of log Γ(x), x > 0, relative error below 2e-10. */
function logGamma(x: number): number {
  let series = 1.000000000190015;
  LANCZOS.forEach((coefficient, at) => {
    series += coefficient / (x + at + 1);
  });
  const t = x + 5.5;
  return (x + 0.5) * Math.log(t) - t + Math.log((2.5066282746310007 * series) / x);
}
const LANCZOS = [
  76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 0.001208650973866179,
  -5.395239384953e-6,
];
