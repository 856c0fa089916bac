import { type Corridor, prefixAt } from "./corridor.ts";
import type { SegmentLinks } from "./links.ts";
import type { Gaps } from "./priors.ts";
import { IMPOSSIBLE } from "./scores.ts";
import { isOneSided, SHAPE_SOURCES, SHAPE_TARGETS, SHAPES, type ShapeCounts, type Step } from "./shapes.ts";

/** The result of forward–backward. */
export interface Posteriors extends ShapeCounts {
  /** Posterior of each cell and shape, in the layout of the scores; 0 below 1e-4. */
  readonly beads: Float32Array;
  /** Posterior of each pair of segments to be in one bead, above 1e-3. */
  readonly links: SegmentLinks;
}

/** Beads with a smaller log posterior (about 1e-4) count as 0. */
const MIN_LOG_POSTERIOR = -9.2;
/** Pairs of segments less probable than this are not linked. */
const MIN_LINK_POSTERIOR = 1e-3;
/** A term this many nats below the larger one adds nothing to a sum. */
const NEGLIGIBLE_NATS = 25;

/** Returns the two-sided beads with a posterior of at least `least`. */
export function beadsAbove(corridor: Corridor, posterior: Float32Array, least: number): Step[] {
  const steps: Step[] = [];
  for (let source = 0; source <= corridor.sources; source++)
    for (let target = corridor.first[source]!; target <= corridor.last[source]!; target++) {
      const at = prefixAt(corridor, source, target) * SHAPES.length;
      for (let shape = 0; shape < SHAPES.length; shape++)
        if (!isOneSided(shape) && posterior[at + shape]! >= least) steps.push({ source, target, shape });
    }
  return steps;
}

/**
 * Tempered log probabilities of transitions: after a two-sided bead, a one-sided one `opens` a gap or another of the
 * `pairs` follows; after a one-sided bead, the gap `continues` or `ends`.
 */
interface Transitions {
  readonly opens: number;
  readonly pairs: number;
  readonly continues: number;
  readonly ends: number;
}

/**
 * Computes the posteriors of all beads of the corridor: forward–backward, in log space, over two states. A path is in
 * the first state after a two-sided bead and in the second after a one-sided bead, see {@link Gaps}.
 *
 * @param scores of a shape given that it is two-sided, or given that it is one-sided
 * @param temper factor on all scores: below 1, a first, poor model is kept from being too sure
 */
export function posteriors(corridor: Corridor, scores: Float32Array, gaps: Gaps, temper = 1): Posteriors {
  const transitions = {
    opens: temper * Math.log(gaps.opens),
    pairs: temper * Math.log(1 - gaps.opens),
    continues: temper * Math.log(gaps.continues),
    ends: temper * Math.log(1 - gaps.continues),
  };
  const forward = forwardSums(corridor, scores, transitions, temper);
  return withBackwardSums(corridor, scores, transitions, temper, forward);
}

/** For each cell, logs of sums over the paths that reach it. */
interface ForwardSums {
  /** Paths that go on with a one-sided bead. */
  readonly toGap: Float64Array;
  /** Paths that go on with a two-sided bead. */
  readonly toPair: Float64Array;
  /** Paths that come from a one-sided bead and go on with another. */
  readonly gapAgain: Float64Array;
  /** Log of the sum over all paths. */
  readonly total: number;
}

function forwardSums(
  corridor: Corridor,
  scores: Float32Array,
  { opens, pairs, continues, ends }: Transitions,
  temper: number,
): ForwardSums {
  const { sources, first, last, offset } = corridor;
  const size = offset[sources + 1]!;
  const count = SHAPES.length;
  const toGap = new Float64Array(size).fill(-Infinity);
  const toPair = new Float64Array(size).fill(-Infinity);
  const gapAgain = new Float64Array(size).fill(-Infinity);
  const terms = new Float64Array(count);
  let [paired, alone] = [0, -Infinity];
  for (let i = 0; i <= sources; i++) {
    for (let j = first[i]!; j <= last[i]!; j++) {
      const at = prefixAt(corridor, i, j);
      paired = at === 0 ? 0 : -Infinity;
      alone = -Infinity;
      let n = 0;
      let most = -Infinity;
      for (let shape = 0; shape < count; shape++) {
        const own = scores[at * count + shape]!;
        if (own <= IMPOSSIBLE) continue;
        const before = prefixAt(corridor, i - SHAPE_SOURCES[shape]!, j - SHAPE_TARGETS[shape]!);
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
    }
  }
  // All paths end at the last cell.
  return { toGap, toPair, gapAgain, total: logSum(paired, alone) };
}

/**
 * The backward pass: a bead's posterior is the sum that reaches it, times its own score, times the sum from its end,
 * over all paths.
 */
function withBackwardSums(
  corridor: Corridor,
  scores: Float32Array,
  { opens, pairs, continues, ends }: Transitions,
  temper: number,
  { toGap, toPair, gapAgain, total }: ForwardSums,
): Posteriors {
  const { sources, first, last } = corridor;
  const size = toGap.length;
  const count = SHAPES.length;
  const beads = new Float32Array(size * count);
  const shapes = new Float64Array(count);
  const cells = new Float32Array(corridor.cellOffset[sources]!);
  let continued = 0;
  // Log sums over the paths that leave a cell, by their first bead.
  const fromGap = new Float64Array(size).fill(-Infinity);
  const fromPair = new Float64Array(size).fill(-Infinity);
  for (let i = sources; i >= 0; i--) {
    for (let j = last[i]!; j >= first[i]!; j--) {
      const at = prefixAt(corridor, i, j);
      const isLast = at === size - 1;
      const afterPair = isLast ? 0 : logSum(fromGap[at]! + opens, fromPair[at]! + pairs);
      const afterGap = isLast ? 0 : logSum(fromGap[at]! + continues, fromPair[at]! + ends);
      if (afterPair === -Infinity && afterGap === -Infinity) continue;
      for (let shape = 0; shape < count; shape++) {
        const own = scores[at * count + shape]!;
        if (own <= IMPOSSIBLE) continue;
        const before = prefixAt(corridor, i - SHAPE_SOURCES[shape]!, j - SHAPE_TARGETS[shape]!);
        const oneSided = isOneSided(shape);
        const reached = (oneSided ? toGap : toPair)[before]!;
        if (reached === -Infinity) continue;
        const term = (oneSided ? afterGap : afterPair) + own * temper;
        const sums = oneSided ? fromGap : fromPair;
        sums[before] = logSum(sums[before]!, term);
        const logPosterior = reached + term - total;
        if (logPosterior < MIN_LOG_POSTERIOR) continue;
        const posterior = Math.min(1, Math.exp(logPosterior));
        beads[at * count + shape] = posterior;
        shapes[shape] = shapes[shape]! + posterior;
        if (oneSided) continued += Math.exp(gapAgain[before]! + term - total);
        else if (posterior >= MIN_LINK_POSTERIOR)
          addToCells(cells, corridor, { source: i, target: j, shape }, posterior);
      }
    }
  }
  return { beads, shapes, continued, links: linksOf(corridor, cells) };
}

/** Adds a bead's posterior to all its pairs of segments. */
function addToCells(
  cells: Float32Array,
  { cellOffset, low, high }: Corridor,
  { source, target, shape }: Step,
  posterior: number,
): void {
  for (let x = source - SHAPE_SOURCES[shape]!; x < source; x++) {
    const row = cellOffset[x]! - low[x]!;
    const end = Math.min(target, high[x]!);
    for (let y = Math.max(target - SHAPE_TARGETS[shape]!, low[x]!); y < end; y++)
      cells[row + y] = cells[row + y]! + posterior;
  }
}

/** log(eᵃ + eᵇ) */
function logSum(a: number, b: number): number {
  const most = Math.max(a, b);
  const difference = Math.min(a, b) - most;
  // Also where both are -Infinity, and their difference is not a number.
  return difference > -NEGLIGIBLE_NATS ? most + Math.log1p(Math.exp(difference)) : most;
}

/** Sums exp(term − most) over the first `count` terms. */
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
      if (weight <= MIN_LINK_POSTERIOR) continue;
      targets.push(j);
      weights.push(Math.min(1, weight));
    }
    starts[i + 1] = targets.length;
  }
  return { starts, targets: Int32Array.from(targets), weights: Float64Array.from(weights) };
}
