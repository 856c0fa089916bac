import { type Corridor, prefixAt } from "./corridor.ts";
import type { Priors } from "./priors.ts";
import { type BeadScore, IMPOSSIBLE } from "./scores.ts";
import { ALL_SHAPES, SHAPE_SOURCES, SHAPE_TARGETS, SHAPES, type Step } from "./shapes.ts";

/** Finds the best path, without a model of runs of gaps. Ties go to the earlier shape. */
export function bestPath(corridor: Corridor, scores: Float32Array, { shapes, plain }: Priors): Step[] {
  return decode(corridor, ALL_SHAPES, (at, shape) => {
    const own = scores[at * SHAPES.length + shape]!;
    return own <= IMPOSSIBLE ? IMPOSSIBLE : own - shapes[shape]! + plain[shape]!;
  });
}

/**
 * Finds the best path over some shapes. Scores are computed as they are needed and not kept, for corridors too wide to
 * keep them.
 */
export function cheapestPath(corridor: Corridor, shapes: Int32Array, score: BeadScore): Step[] {
  return decode(corridor, shapes, (_, shape, i, j) => score(i, j, shape));
}

/**
 * Finds the path of the greatest expected gain: the sum of its beads' posteriors, with one-sided beads at half (minimum
 * Bayes risk). A bead is kept because it is probable itself, not because the whole path is.
 */
export function mostExpectedPath(corridor: Corridor, posterior: Float32Array, scores: Float32Array): Step[] {
  return decode(corridor, ALL_SHAPES, (at, shape) => {
    const cell = at * SHAPES.length + shape;
    if (scores[cell]! <= IMPOSSIBLE) return IMPOSSIBLE;
    const gain = SHAPE_SOURCES[shape] && SHAPE_TARGETS[shape] ? 1 : 0.5;
    return gain * posterior[cell]! - 1e-6;
  });
}

/**
 * Finds the path with the greatest sum of bead values. A bead ends at a cell, before source segment i and target
 * segment j.
 */
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

/** @param lastShape for each cell, the shape of the last bead on the best path to it; -1 for none */
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
