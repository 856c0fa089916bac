import { type Corridor, prefixAt } from "./corridor.ts";
import { type BeadScore, IMPOSSIBLE } from "./scores.ts";
import { ALL_SHAPES, type Priors, SHAPE_SOURCES, SHAPE_TARGETS, SHAPES, type Step } from "./shapes.ts";

/** The best path, runs of gaps not followed. Ties go to the earlier shape. */
export function bestPath(corridor: Corridor, scores: Float32Array, { shapes, plain }: Priors): Step[] {
  return decode(corridor, ALL_SHAPES, (at, shape) => {
    const own = scores[at * SHAPES.length + shape]!;
    return own <= IMPOSSIBLE ? IMPOSSIBLE : own - shapes[shape]! + plain[shape]!;
  });
}

/** The best path of some shapes, whose scores are asked for and not kept: for corridors too wide to keep them. */
export function cheapestPath(corridor: Corridor, shapes: Int32Array, score: BeadScore): Step[] {
  return decode(corridor, shapes, (_, shape, i, j) => score(i, j, shape));
}

/**
 * The path of the most expected gain: the sum of its beads' posteriors, one-sided beads at half, so that a bead is kept
 * where it is probable and not where the path as a whole happens to be (minimum Bayes risk).
 */
export function mostExpectedPath(corridor: Corridor, posterior: Float32Array, scores: Float32Array): Step[] {
  return decode(corridor, ALL_SHAPES, (at, shape) => {
    const cell = at * SHAPES.length + shape;
    if (scores[cell]! <= IMPOSSIBLE) return IMPOSSIBLE;
    const gain = SHAPE_SOURCES[shape] && SHAPE_TARGETS[shape] ? 1 : 0.5;
    return gain * posterior[cell]! - 1e-6;
  });
}

/** The path with the greatest sum of values, each of a bead that ends at a cell, before source segment i and target segment j. */
function decode(
  corridor: Corridor,
  shapes: Int32Array,
  value: (at: number, shape: number, i: number, j: number) => number,
): Step[] {
  const { sources, first, last, offset } = corridor;
  const size = offset[sources + 1]!;
  const best = new Float64Array(size).fill(-Infinity);
  const lastShape = new Int8Array(size).fill(-1);
  best[0] = 0;
  for (let i = 0; i <= sources; i++) {
    for (let j = first[i]!; j <= last[i]!; j++) {
      const at = prefixAt(corridor, i, j);
      if (at === 0) continue;
      for (const shape of shapes) {
        const pi = i - SHAPE_SOURCES[shape]!;
        const pj = j - SHAPE_TARGETS[shape]!;
        if (pi < 0 || pj < first[pi]! || pj > last[pi]!) continue;
        const own = value(at, shape, i, j);
        if (own <= IMPOSSIBLE) continue;
        const total = best[prefixAt(corridor, pi, pj)]! + own;
        if (total > best[at]!) {
          best[at] = total;
          lastShape[at] = shape;
        }
      }
    }
  }
  return tracedBack(corridor, lastShape);
}

/** @param lastShape of each cell, the shape of the last bead of the best path that ends there; -1 for none */
function tracedBack(corridor: Corridor, lastShape: Int8Array): Step[] {
  const steps: Step[] = [];
  for (let i = corridor.sources, j = corridor.targets; i > 0 || j > 0; ) {
    const shape = lastShape[prefixAt(corridor, i, j)]!;
    if (shape < 0) throw new Error(`no path leads through the corridor at ${i}, ${j}`);
    steps.push({ source: i, target: j, shape });
    i -= SHAPE_SOURCES[shape]!;
    j -= SHAPE_TARGETS[shape]!;
  }
  return steps.reverse();
}
