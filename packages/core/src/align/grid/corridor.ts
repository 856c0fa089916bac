/**
 * Room grid: the search, which knows no text. In: scores of beads over a corridor of the grid of source and target
 * segments. Out: paths (paths.ts), posteriors of beads and of pairs of segments (posteriors.ts, links.ts). Imports
 * nothing.
 *
 * @module
 */

import type { SegmentLinks } from "./links.ts";
import { type Step, shapeOf } from "./shapes.ts";

/**
 * The part of the grid that is searched: for each source segment i the target segments `low[i] <= j < high[i]`, both never
 * falling, and the prefix grid of the dynamic programme over it: for each i in 0..sources the prefixes
 * `first[i] <= j <= last[i]`, stored flat from `offset[i]` on.
 */
export interface Corridor {
  readonly sources: number;
  readonly targets: number;
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly offset: Int32Array;
  /**
   * Index of the first cell of source segment i, in an array over all segment pairs of the corridor; `sources + 1`
   * entries.
   */
  readonly cellOffset: Int32Array;
}

/** Makes a corridor from bounds for each source segment; they are widened where no path would lead through. */
export function corridorOf(low: Int32Array, high: Int32Array, targets: number): Corridor {
  const sources = low.length;
  for (let i = 0; i < sources; i++) {
    low[i] = Math.max(0, Math.min(low[i]!, targets));
    high[i] = Math.max(0, Math.min(high[i]!, targets));
  }
  for (let i = 1; i < sources; i++) high[i] = Math.max(high[i]!, high[i - 1]!);
  for (let i = sources - 2; i >= 0; i--) low[i] = Math.min(low[i]!, low[i + 1]!);
  if (sources > 0) {
    low[0] = 0;
    high[sources - 1] = targets;
    // Neighbouring rows must touch, or no path leads from one to the next.
    for (let i = 1; i < sources; i++) low[i] = Math.min(low[i]!, high[i - 1]!);
    for (let i = sources - 2; i >= 0; i--) low[i] = Math.min(low[i]!, low[i + 1]!);
  }
  const first = new Int32Array(sources + 1);
  const last = new Int32Array(sources + 1);
  const offset = new Int32Array(sources + 2);
  const cellOffset = new Int32Array(sources + 1);
  for (let i = 0; i <= sources; i++) {
    const before = i > 0 ? i - 1 : 0;
    first[i] = sources === 0 ? 0 : i < sources ? Math.min(low[before]!, low[i]!) : low[before]!;
    last[i] = sources === 0 ? targets : i === 0 ? high[0]! : high[i - 1]!;
    offset[i + 1] = offset[i]! + last[i]! - first[i]! + 1;
    if (i < sources) cellOffset[i + 1] = cellOffset[i]! + high[i]! - low[i]!;
  }
  first[0] = 0;
  return { sources, targets, low, high, first, last, offset, cellOffset };
}

/** Index of the prefix before source segment i and target segment j, in an array over the prefix grid. */
export function prefixAt({ first, offset }: Corridor, i: number, j: number): number {
  return offset[i]! + j - first[i]!;
}

/** Index of the pair of source segment i and target segment j, in an array over the corridor's pairs. */
export function cellAt({ cellOffset, low }: Corridor, i: number, j: number): number {
  return cellOffset[i]! + j - low[i]!;
}

/** Sums an array over the cells, for the segment pairs of the bead that ends before (i, j). */
export function cellSum(
  cells: Float32Array,
  { cellOffset, low, high }: Corridor,
  i: number,
  a: number,
  j: number,
  b: number,
): number {
  let sum = 0;
  for (let x = i - a; x < i; x++) {
    const row = cellOffset[x]! - low[x]!;
    const to = Math.min(j, high[x]!);
    for (let y = Math.max(j - b, low[x]!); y < to; y++) sum += cells[row + y]!;
  }
  return sum;
}

/** The whole grid. */
export function fullCorridor(sources: number, targets: number): Corridor {
  return corridorOf(new Int32Array(sources), new Int32Array(sources).fill(targets), targets);
}

/**
 * Makes a band around a path and around every link whose probability counts.
 *
 * @param width segments to either side
 */
export function aroundPath(
  sources: number,
  targets: number,
  path: readonly Step[],
  width: number,
  links?: SegmentLinks,
): Corridor {
  const low = new Int32Array(sources).fill(targets);
  const high = new Int32Array(sources);
  for (let i = 0; links && i < sources; i++)
    for (let at = links.starts[i]!; at < links.starts[i + 1]!; at++) {
      if (links.weights[at]! <= MIN_LINK_POSTERIOR) continue;
      low[i] = Math.min(low[i]!, links.targets[at]! - LINK_MARGIN_SEGMENTS);
      high[i] = Math.max(high[i]!, links.targets[at]! + LINK_MARGIN_SEGMENTS + 1);
    }
  for (const { source: end, target: reached, shape } of path) {
    const { source: a, target: b } = shapeOf(shape);
    for (let x = Math.max(0, end - a - 1); x < Math.min(sources, end - a + Math.max(a, 1)); x++) {
      low[x] = Math.min(low[x]!, reached - b - width);
      high[x] = Math.max(high[x]!, reached + width);
    }
  }
  return corridorOf(low, high, targets);
}

const MIN_LINK_POSTERIOR = 0.003;
/** Segments to either side of a link. */
const LINK_MARGIN_SEGMENTS = 3;
