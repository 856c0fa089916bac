import { type Corridor, prefixAt } from "./corridor.ts";
import type { UnitLinks } from "./links.ts";
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
  const scores = new Float32Array((offset[sources + 1] as number) * SHAPES.length).fill(IMPOSSIBLE);
  for (let i = 0; i <= sources; i++) {
    for (let j = first[i] as number; j <= (last[i] as number); j++) {
      const at = ((offset[i] as number) + j - (first[i] as number)) * SHAPES.length;
      for (const shape of shapes) {
        const pi = i - (SOURCE[shape] as number);
        const pj = j - (TARGET[shape] as number);
        if (pi < 0 || pj < (first[pi] as number) || pj > (last[pi] as number)) continue;
        scores[at + shape] = score(i, j, shape);
      }
    }
  }
  return scores;
}

/** The best path, runs of gaps not followed. Ties go to the earlier shape. */
export function bestPath(corridor: Corridor, scores: Float32Array, { shapes, plain }: Priors): Step[] {
  return decode(corridor, ALL, (at, shape) => {
    const own = scores[at * SHAPES.length + shape] as number;
    return own <= IMPOSSIBLE ? IMPOSSIBLE : own - (shapes[shape] as number) + (plain[shape] as number);
  });
}

/** The best path of some shapes, whose scores are asked for and not kept: for corridors too wide to keep them. */
export function cheapestPath(corridor: Corridor, shapes: Int32Array, score: BeadScore): Step[] {
  return decode(corridor, shapes, (_, shape, i, j) => score(i, j, shape));
}

/** Score in nats of the bead of a shape that ends before source unit i and target unit j. */
export type BeadScore = (i: number, j: number, shape: number) => number;

/**
 * The path of the most expected gain: the sum of its beads' posteriors, one-sided beads at half, so that a bead is kept
 * where it is probable and not where the path as a whole happens to be (minimum Bayes risk).
 */
export function mostExpectedPath(corridor: Corridor, posterior: Float32Array, scores: Float32Array): Step[] {
  return decode(corridor, ALL, (at, shape) => {
    const cell = at * SHAPES.length + shape;
    if ((scores[cell] as number) <= IMPOSSIBLE) return IMPOSSIBLE;
    const gain = SOURCE[shape] && TARGET[shape] ? 1 : 0.5;
    return gain * (posterior[cell] as number) - 1e-6;
  });
}

function decode(
  corridor: Corridor,
  shapes: Int32Array,
  value: (at: number, shape: number, i: number, j: number) => number,
): Step[] {
  const { sources, targets, first, last, offset } = corridor;
  const size = offset[sources + 1] as number;
  const best = new Float64Array(size).fill(-Infinity);
  const from = new Int8Array(size).fill(-1);
  best[0] = 0;
  for (let i = 0; i <= sources; i++) {
    for (let j = first[i] as number; j <= (last[i] as number); j++) {
      const at = (offset[i] as number) + j - (first[i] as number);
      if (at === 0) continue;
      for (const shape of shapes) {
        const pi = i - (SOURCE[shape] as number);
        const pj = j - (TARGET[shape] as number);
        if (pi < 0 || pj < (first[pi] as number) || pj > (last[pi] as number)) continue;
        const own = value(at, shape, i, j);
        if (own <= IMPOSSIBLE) continue;
        const total = (best[(offset[pi] as number) + pj - (first[pi] as number)] as number) + own;
        if (total > (best[at] as number)) {
          best[at] = total;
          from[at] = shape;
        }
      }
    }
  }
  const steps: Step[] = [];
  for (let i = sources, j = targets; i > 0 || j > 0; ) {
    const shape = from[(offset[i] as number) + j - (first[i] as number)] as number;
    if (shape < 0) throw new Error(`no path leads through the corridor at ${i}, ${j}`);
    steps.push({ source: i, target: j, shape });
    i -= SOURCE[shape] as number;
    j -= TARGET[shape] as number;
  }
  return steps.reverse();
}

/** What forward–backward gives. */
export interface Posteriors extends ShapeCounts {
  /** Of each cell and shape, laid out as the scores; 0 below 1e-4. */
  readonly beads: Float32Array;
  /** Of each pair of units to be in one bead, above 1e-3. */
  readonly links: UnitLinks;
}

/** Where the bead of a step stands in an array laid out as the scores. */
export const beadAt = (corridor: Corridor, { source, target, shape }: Step): number =>
  prefixAt(corridor, source, target) * SHAPES.length + shape;

/** The two-sided beads that have at least this posterior. */
export function beadsAbove(corridor: Corridor, posterior: Float32Array, least: number): Step[] {
  const steps: Step[] = [];
  for (let source = 0; source <= corridor.sources; source++)
    for (let target = corridor.first[source] as number; target <= (corridor.last[source] as number); target++)
      for (let shape = 0; shape < SHAPES.length; shape++) {
        const step = { source, target, shape };
        if (!isOneSided(shape) && (posterior[beadAt(corridor, step)] as number) >= least) steps.push(step);
      }
  return steps;
}

/** Below this many nats under the larger term, a term adds nothing to a sum. */
const NEGLIGIBLE = 25;

/**
 * Posterior probabilities of all beads of the corridor: forward–backward, in log space, over two states. A path is in the
 * one after a two-sided bead and in the other after a one-sided one, see {@link Gaps}.
 *
 * @param scores of a shape given that it is two-sided, or given that it is one-sided
 * @param temper factor on all scores: below 1 keeps a first, poor model from being too sure
 */
export function posteriors(corridor: Corridor, scores: Float32Array, gaps: Gaps, temper = 1): Posteriors {
  const { sources, first, last, offset } = corridor;
  const size = offset[sources + 1] as number;
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
    for (let j = first[i] as number; j <= (last[i] as number); j++) {
      const at = (offset[i] as number) + j - (first[i] as number);
      let paired = at === 0 ? 0 : -Infinity;
      let alone = -Infinity;
      let n = 0;
      let most = -Infinity;
      for (let shape = 0; shape < count; shape++) {
        const own = scores[at * count + shape] as number;
        if (own <= IMPOSSIBLE) continue;
        const pi = i - (SOURCE[shape] as number);
        const before = (offset[pi] as number) + j - (TARGET[shape] as number) - (first[pi] as number);
        if (isOneSided(shape)) alone = logSum(alone, (toGap[before] as number) + own * temper);
        else {
          const term = (toPair[before] as number) + own * temper;
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
  const cells = new Float32Array(corridor.cellOffset[sources] as number);
  let continued = 0;
  // Sums over the paths on from a cell, by the bead they begin with.
  const fromGap = new Float64Array(size).fill(-Infinity);
  const fromPair = new Float64Array(size).fill(-Infinity);
  for (let i = sources; i >= 0; i--) {
    for (let j = last[i] as number; j >= (first[i] as number); j--) {
      const at = (offset[i] as number) + j - (first[i] as number);
      const isLast = at === size - 1;
      const gap = fromGap[at] as number;
      const pair = fromPair[at] as number;
      const afterPair = isLast ? 0 : logSum(gap + opens, pair + pairs);
      const afterGap = isLast ? 0 : logSum(gap + continues, pair + ends);
      if (afterPair === -Infinity && afterGap === -Infinity) continue;
      for (let shape = 0; shape < count; shape++) {
        const own = scores[at * count + shape] as number;
        if (own <= IMPOSSIBLE) continue;
        const a = SOURCE[shape] as number;
        const b = TARGET[shape] as number;
        const before = (offset[i - a] as number) + j - b - (first[i - a] as number);
        const oneSided = isOneSided(shape);
        const reached = (oneSided ? toGap : toPair)[before] as number;
        if (reached === -Infinity) continue;
        const term = (oneSided ? afterGap : afterPair) + own * temper;
        const sums = oneSided ? fromGap : fromPair;
        sums[before] = logSum(sums[before] as number, term);
        const logPosterior = reached + term - total;
        if (logPosterior < -9.2) continue;
        const posterior = Math.min(1, Math.exp(logPosterior));
        beads[at * count + shape] = posterior;
        shapes[shape] = (shapes[shape] as number) + posterior;
        if (oneSided) {
          continued += Math.exp((gapAgain[before] as number) + term - total);
          continue;
        }
        if (posterior < 1e-3) continue;
        for (let x = i - a; x < i; x++) {
          const row = (corridor.cellOffset[x] as number) - (corridor.low[x] as number);
          for (let y = Math.max(j - b, corridor.low[x] as number); y < Math.min(j, corridor.high[x] as number); y++)
            cells[row + y] = (cells[row + y] as number) + posterior;
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
  return difference > -NEGLIGIBLE ? most + Math.log1p(Math.exp(difference)) : most;
}

function sumAbove(terms: Float64Array, count: number, most: number): number {
  let sum = 0;
  for (let at = 0; at < count; at++) {
    const difference = (terms[at] as number) - most;
    if (difference > -NEGLIGIBLE) sum += Math.exp(difference);
  }
  return sum;
}

function linksOf(corridor: Corridor, cells: Float32Array): UnitLinks {
  const starts = new Int32Array(corridor.sources + 1);
  const targets: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < corridor.sources; i++) {
    const row = (corridor.cellOffset[i] as number) - (corridor.low[i] as number);
    for (let j = corridor.low[i] as number; j < (corridor.high[i] as number); j++) {
      const weight = cells[row + j] as number;
      if (weight <= 1e-3) continue;
      targets.push(j);
      weights.push(Math.min(1, weight));
    }
    starts[i + 1] = targets.length;
  }
  return { starts, targets: Int32Array.from(targets), weights: Float64Array.from(weights) };
}
