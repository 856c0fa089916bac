import { type Corridor, prefixAt } from "./corridor.ts";
import { SHAPE_SOURCES, SHAPE_TARGETS, SHAPES, type Step } from "./shapes.ts";

/**
 * Scores of beads over a corridor's prefix grid, in nats: `scores[cell * SHAPES.length + shape]` is the score of the
 * bead of that shape that ends at the cell, IMPOSSIBLE if there is none. Every array over beads has this layout.
 */
export const IMPOSSIBLE = -1e9;

/** Score in nats of the bead of a shape that ends before source segment i and target segment j. */
export type BeadScore = (i: number, j: number, shape: number) => number;

/** Index of the bead of a step, in an array over beads. */
export const beadAt = (corridor: Corridor, { source, target, shape }: Step): number =>
  prefixAt(corridor, source, target) * SHAPES.length + shape;

/** Fills in the score of every cell and shape that lies in the corridor; others are IMPOSSIBLE. */
export function scoreBeads(corridor: Corridor, shapes: Int32Array, score: BeadScore): Float32Array {
  const { sources, first, last, offset } = corridor;
  const scores = new Float32Array(offset[sources + 1]! * SHAPES.length).fill(IMPOSSIBLE);
  for (let i = 0; i <= sources; i++) {
    for (let j = first[i]!; j <= last[i]!; j++) {
      const at = prefixAt(corridor, i, j) * SHAPES.length;
      for (const shape of shapes) {
        const pi = i - SHAPE_SOURCES[shape]!;
        const pj = j - SHAPE_TARGETS[shape]!;
        if (pi < 0 || pj < first[pi]! || pj > last[pi]!) continue;
        scores[at + shape] = score(i, j, shape);
      }
    }
  }
  return scores;
}
