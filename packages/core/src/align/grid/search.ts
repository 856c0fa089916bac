import { type Corridor, prefixAt } from "./corridor.ts";
import type { SegmentLinks } from "./links.ts";
import { type Gaps, isOneSided, type Priors, SHAPES, type ShapeCounts, type Step } from "./shapes.ts";

/**
 * The dynamic programmes over a corridor's prefix grid. `scores[cell * SHAPES.length + shape]` is the score, in nats, of
 * the bead of that shape that ends at the grid's cell; IMPOSSIBLE where there is none.
 */
export const IMPOSSIBLE = -1e9;

const SOURCE = Int32Array.from(SHAPES, (shape) => shape.source);
const TARGET = Int32Array.from(SHAPES, (shape) => shape.target);
const ALL = Int32Array.from(SHAPES, (_, shape) => shape);

/** Fills a score for every cell and shape that lies in the corridor; others are IMPOSSIBLE. */
export function scoreBeads(corridor: Corridor, shapes: Int32Array, score: BeadScore): Float32Array {
  const { sources, first, last, offset } = corridor;
  const scores = new Float32Array(offset[sources + 1]! * SHAPES.length).fill(IMPOSSIBLE);
  for (let i = 0; i <= sources; i++) {
    for (let j = first[i]!; j <= last[i]!; j++) {
      const at = (offset[i]! + j - first[i]!) * SHAPES.length;
      for (const shape of shapes) {
        const pi = i - SOURCE[shape]!;
        const pj = j - TARGET[shape]!;
        if (pi < 0 || pj < first[pi]! || pj > last[pi]!) continue;
        scores[at + shape] = score(i, j, shape);
      }
    }
  }
  return scores;
}

/** The best path, runs of gaps not followed. Ties go to the earlier shape. */
export function bestPath(corridor: Corridor, scores: Float32Array, { shapes, plain }: Priors): Step[] {
  return decode(corridor, ALL, (at, shape) => {
    const own = scores[at * SHAPES.length + shape]!;
    return own <= IMPOSSIBLE ? IMPOSSIBLE : own - shapes[shape]! + plain[shape]!;
  });
}

/** The best path of some shapes, whose scores are asked for and not kept: for corridors too wide to keep them. */
export function cheapestPath(corridor: Corridor, shapes: Int32Array, score: BeadScore): Step[] {
  return decode(corridor, shapes, (_, shape, i, j) => score(i, j, shape));
}

/** Score in nats of the bead of a shape that ends before source segment i and target segment j. */
export type BeadScore = (i: number, j: number, shape: number) => number;

/**
 * The path of the most expected gain: the sum of its beads' posteriors, one-sided beads at half, so that a bead is kept
 * where it is probable and not where the path as a whole happens to be (minimum Bayes risk).
 */
export function mostExpectedPath(corridor: Corridor, posterior: Float32Array, scores: Float32Array): Step[] {
  return decode(corridor, ALL, (at, shape) => {
    const cell = at * SHAPES.length + shape;
    if (scores[cell]! <= IMPOSSIBLE) return IMPOSSIBLE;
    const gain = SOURCE[shape] && TARGET[shape] ? 1 : 0.5;
    return gain * posterior[cell]! - 1e-6;
  });
}

function decode(
  corridor: Corridor,
  shapes: Int32Array,
  value: (at: number, shape: number, i: number, j: number) => number,
): Step[] {
  const { sources, targets, first, last, offset } = corridor;
  const size = offset[sources + 1]!;
  const best = new Float64Array(size).fill(-Infinity);
  const from = new Int8Array(size).fill(-1);
  best[0] = 0;
  for (let i = 0; i <= sources; i++) {
    for (let j = first[i]!; j <= last[i]!; j++) {
      const at = offset[i]! + j - first[i]!;
      if (at === 0) continue;
      for (const shape of shapes) {
        const pi = i - SOURCE[shape]!;
        const pj = j - TARGET[shape]!;
        if (pi < 0 || pj < first[pi]! || pj > last[pi]!) continue;
        const own = value(at, shape, i, j);
        if (own <= IMPOSSIBLE) continue;
        const total = best[offset[pi]! + pj - first[pi]!]! + own;
        if (total > best[at]!) {
          best[at] = total;
          from[at] = shape;
        }
      }
    }
  }
  const steps: Step[] = [];
  for (let i = sources, j = targets; i > 0 || j > 0; ) {
    const shape = from[offset[i]! + j - first[i]!]!;
    if (shape < 0) throw new Error(`no path leads through the corridor at ${i}, ${j}`);
    steps.push({ source: i, target: j, shape });
    i -= SOURCE[shape]!;
    j -= TARGET[shape]!;
  }
  return steps.reverse();
}

/** What forward–backward gives. */
export interface Posteriors extends ShapeCounts {
  /** Of each cell and shape, laid out as the scores; 0 below 1e-4. */
  readonly beads: Float32Array;
  /** Of each pair of segments to be in one bead, above 1e-3. */
  readonly links: SegmentLinks;
}

/** Where the bead of a step stands in an array laid out as the scores. */
export const beadAt = (corridor: Corridor, { source, target, shape }: Step): number =>
  prefixAt(corridor, source, target) * SHAPES.length + shape;

/** The two-sided beads that have at least this posterior. */
export function beadsAbove(corridor: Corridor, posterior: Float32Array, least: number): Step[] {
  const steps: Step[] = [];
  for (let source = 0; source <= corridor.sources; source++)
    for (let target = corridor.first[source]!; target <= corridor.last[source]!; target++)
      for (let shape = 0; shape < SHAPES.length; shape++) {
        const step = { source, target, shape };
        if (!isOneSided(shape) && posterior[beadAt(corridor, step)]! >= least) steps.push(step);
      }
  return steps;
}

/** Below this many nats under the larger term, a term adds nothing to a sum. */
const NEGLIGIBLE_NATS = 25;

/**
 * Posterior probabilities of all beads of the corridor: forward–backward, in log space, over two states. A path is in the
 * one after a two-sided bead and in the other after a one-sided one, see {@link Gaps}.
 *
 * @param scores of a shape given that it is two-sided, or given that it is one-sided
 * @param temper factor on all scores: below 1 keeps a first, poor model from being too sure
 */
export function posteriors(corridor: Corridor, scores: Float32Array, gaps: Gaps, temper = 1): Posteriors {
  const { sources, first, last, offset } = corridor;
  const size = offset[sources + 1]!;
  const count = SHAPES.length;
  const [opens, pairs] = [temper * Math.log(gaps.opens), temper * Math.log(1 - gaps.opens)];
  const [continues, ends] = [temper * Math.log(gaps.continues), temper * Math.log(1 - gaps.continues)];
  // Of each cell: sums over the paths that reach it, ready for a one-sided or for a two-sided bead.
  const toGap = new Float64Array(size).fill(-Infinity);
  const toPair = new Float64Array(size).fill(-Infinity);
  /** The same for one-sided beads, of the paths that come from another. */
  const gapAgain = new Float64Array(size).fill(-Infinity);
  const terms = new Float64Array(count);
  let total = 0;
  for (let i = 0; i <= sources; i++) {
    for (let j = first[i]!; j <= last[i]!; j++) {
      const at = offset[i]! + j - first[i]!;
      let paired = at === 0 ? 0 : -Infinity;
      let alone = -Infinity;
      let n = 0;
      let most = -Infinity;
      for (let shape = 0; shape < count; shape++) {
        const own = scores[at * count + shape]!;
        if (own <= IMPOSSIBLE) continue;
        const pi = i - SOURCE[shape]!;
        const before = offset[pi]! + j - TARGET[shape]! - first[pi]!;
        if (isOneSided(shape)) alone = logSum(alone, toGap[before]! + own * temper);
        else {
          const term = toPair[before]! + own * temper;
          if (term > most) most = term;
          terms[n++] = term;
        }
      }
      if (most > -Infinity) paired = logSum(paired, most + Math.log(sumAbove(terms, n, most)));
      gapAgain[at] = alone + continues;
      toGap[at] = logSum(paired + opens, alone + continues);
      toPair[at] = logSum(paired + pairs, alone + ends);
      total = logSum(paired, alone);
    }
  }

  const beads = new Float32Array(size * count);
  const shapes = new Float64Array(count);
  const cells = new Float32Array(corridor.cellOffset[sources]!);
  let continued = 0;
  // Sums over the paths on from a cell, by the bead they begin with.
  const fromGap = new Float64Array(size).fill(-Infinity);
  const fromPair = new Float64Array(size).fill(-Infinity);
  for (let i = sources; i >= 0; i--) {
    for (let j = last[i]!; j >= first[i]!; j--) {
      const at = offset[i]! + j - first[i]!;
      const isLast = at === size - 1;
      const gap = fromGap[at]!;
      const pair = fromPair[at]!;
      const afterPair = isLast ? 0 : logSum(gap + opens, pair + pairs);
      const afterGap = isLast ? 0 : logSum(gap + continues, pair + ends);
      if (afterPair === -Infinity && afterGap === -Infinity) continue;
      for (let shape = 0; shape < count; shape++) {
        const own = scores[at * count + shape]!;
        if (own <= IMPOSSIBLE) continue;
        const a = SOURCE[shape]!;
        const b = TARGET[shape]!;
        const before = offset[i - a]! + j - b - first[i - a]!;
        const oneSided = isOneSided(shape);
        const reached = (oneSided ? toGap : toPair)[before]!;
        if (reached === -Infinity) continue;
        const term = (oneSided ? afterGap : afterPair) + own * temper;
        const sums = oneSided ? fromGap : fromPair;
        sums[before] = logSum(sums[before]!, term);
        const logPosterior = reached + term - total;
        if (logPosterior < -9.2) continue;
        const posterior = Math.min(1, Math.exp(logPosterior));
        beads[at * count + shape] = posterior;
        shapes[shape] = shapes[shape]! + posterior;
        if (oneSided) {
          continued += Math.exp(gapAgain[before]! + term - total);
          continue;
        }
        if (posterior < 1e-3) continue;
        for (let x = i - a; x < i; x++) {
          const row = corridor.cellOffset[x]! - corridor.low[x]!;
          for (let y = Math.max(j - b, corridor.low[x]!); y < Math.min(j, corridor.high[x]!); y++)
            cells[row + y] = cells[row + y]! + posterior;
        }
      }
    }
  }
  return { beads, shapes, continued, links: linksOf(corridor, cells) };
}

function logSum(a: number, b: number): number {
  const most = Math.max(a, b);
  const difference = Math.min(a, b) - most;
  // Also where both are -Infinity, and their difference is not a number.
  return difference > -NEGLIGIBLE_NATS ? most + Math.log1p(Math.exp(difference)) : most;
}

function sumAbove(terms: Float64Array, count: number, most: number): number {
  let sum = 0;
  for (let at = 0; at < count; at++) {
    const difference = terms[at]! - most;
    if (difference > -NEGLIGIBLE_NATS) sum += Math.exp(difference);
  }
  return sum;
}

function linksOf(corridor: Corridor, cells: Float32Array): SegmentLinks {
  const starts = new Int32Array(corridor.sources + 1);
  const targets: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < corridor.sources; i++) {
    const row = corridor.cellOffset[i]! - corridor.low[i]!;
    for (let j = corridor.low[i]!; j < corridor.high[i]!; j++) {
      const weight = cells[row + j]!;
      if (weight <= 1e-3) continue;
      targets.push(j);
      weights.push(Math.min(1, weight));
    }
    starts[i + 1] = targets.length;
  }
  return { starts, targets: Int32Array.from(targets), weights: Float64Array.from(weights) };
}
