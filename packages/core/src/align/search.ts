import type { Corridor } from "./corridor.ts";
import type { UnitLinks } from "./links.ts";
import { SHAPES, type Step } from "./shapes.ts";

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

/** The best path. Ties go to the earlier shape. */
export function bestPath(corridor: Corridor, scores: Float32Array): Step[] {
  return decode(corridor, ALL, (at, shape) => scores[at * SHAPES.length + shape] as number);
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
export interface Posteriors {
  /** Of each cell and shape, laid out as the scores; 0 below 1e-4. */
  readonly beads: Float32Array;
  /** Of each pair of units to be in one bead, above 1e-3. */
  readonly links: UnitLinks;
  /** Expected number of beads of each shape. */
  readonly shapes: Float64Array;
}

/** Below this many nats under the largest term, a term adds nothing to a sum. */
const NEGLIGIBLE = 25;

/**
 * Posterior probabilities of all beads of the corridor (forward–backward, in log space).
 *
 * @param temper factor on all scores: below 1 keeps a first, poor model from being too sure
 */
export function posteriors(corridor: Corridor, scores: Float32Array, temper = 1): Posteriors {
  const { sources, first, last, offset } = corridor;
  const size = offset[sources + 1] as number;
  const count = SHAPES.length;
  const forward = new Float64Array(size).fill(-Infinity);
  const backward = new Float64Array(size).fill(-Infinity);
  const terms = new Float64Array(count);
  forward[0] = 0;
  for (let i = 0; i <= sources; i++) {
    for (let j = first[i] as number; j <= (last[i] as number); j++) {
      const at = (offset[i] as number) + j - (first[i] as number);
      if (at === 0) continue;
      let n = 0;
      let most = -Infinity;
      for (let shape = 0; shape < count; shape++) {
        const own = scores[at * count + shape] as number;
        if (own <= IMPOSSIBLE) continue;
        const pi = i - (SOURCE[shape] as number);
        const before = forward[
          (offset[pi] as number) + j - (TARGET[shape] as number) - (first[pi] as number)
        ] as number;
        const term = before + own * temper;
        if (term > most) most = term;
        terms[n++] = term;
      }
      if (most > -Infinity) forward[at] = most + Math.log(sumAbove(terms, n, most));
    }
  }
  const total = forward[size - 1] as number;

  const beads = new Float32Array(size * count);
  const shapes = new Float64Array(count);
  const cells = new Float32Array(corridor.cellOffset[sources] as number);
  // Backward sums are kept as a largest term and a sum relative to it, as each cell adds to cells before it.
  const relative = new Float64Array(size);
  backward[size - 1] = 0;
  relative[size - 1] = 1;
  for (let i = sources; i >= 0; i--) {
    for (let j = last[i] as number; j >= (first[i] as number); j--) {
      const at = (offset[i] as number) + j - (first[i] as number);
      if (backward[at] === -Infinity) continue;
      const here = (backward[at] as number) + Math.log(relative[at] as number);
      for (let shape = 0; shape < count; shape++) {
        const own = scores[at * count + shape] as number;
        if (own <= IMPOSSIBLE) continue;
        const a = SOURCE[shape] as number;
        const b = TARGET[shape] as number;
        const before = (offset[i - a] as number) + j - b - (first[i - a] as number);
        if (forward[before] === -Infinity) continue;
        const term = here + own * temper;
        const most = backward[before] as number;
        if (term > most) {
          relative[before] = (relative[before] as number) * Math.exp(most - term) + 1;
          backward[before] = term;
        } else if (term > most - NEGLIGIBLE) relative[before] = (relative[before] as number) + Math.exp(term - most);
        const logPosterior = (forward[before] as number) + term - total;
        if (logPosterior < -9.2) continue;
        const posterior = Math.min(1, Math.exp(logPosterior));
        beads[at * count + shape] = posterior;
        shapes[shape] = (shapes[shape] as number) + posterior;
        if (a === 0 || b === 0 || posterior < 1e-3) continue;
        for (let x = i - a; x < i; x++) {
          const row = (corridor.cellOffset[x] as number) - (corridor.low[x] as number);
          for (let y = Math.max(j - b, corridor.low[x] as number); y < Math.min(j, corridor.high[x] as number); y++)
            cells[row + y] = (cells[row + y] as number) + posterior;
        }
      }
    }
  }
  return { beads, shapes, links: linksOf(corridor, cells) };
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
