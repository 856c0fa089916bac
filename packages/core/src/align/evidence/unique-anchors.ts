import { type Corridor, cellAt } from "../grid/corridor.ts";
import { type Step, shapeOf } from "../grid/shapes.ts";
import type { Lookalikes } from "../text/cognates.ts";
import type { Side, Sides, Vocabulary } from "../text/tokens.ts";

/**
 * A token that stands once in either text and looks the same in both: a date, a symbol, a number, a name. The two
 * segments nearly always belong to one bead, however long they are; a bag of words sees only one word of many in them.
 */
export interface UniqueAnchor {
  readonly source: number;
  readonly target: number;
}

/** Finds the anchors of two sides, as pairs of segments in order of the source. */
export function uniqueAnchors(
  { source, target }: Sides,
  sourceWords: Vocabulary,
  targetWords: Vocabulary,
  [identical]: Lookalikes,
): UniqueAnchor[] {
  const unitOf = new Map<number, number>();
  for (let j = 0; j < target.count; j++)
    for (let at = target.starts[j]!; at < target.starts[j + 1]!; at++) {
      const type = target.types[at]!;
      if (isUnique(targetWords, type)) unitOf.set(type, j);
    }
  const anchors: UniqueAnchor[] = [];
  for (let i = 0; i < source.count; i++)
    for (let at = source.starts[i]!; at < source.starts[i + 1]!; at++) {
      const type = source.types[at]!;
      const partners = identical[type]?.ids;
      if (!partners || !isUnique(sourceWords, type)) continue;
      for (const partner of partners) {
        const j = unitOf.get(partner);
        if (j !== undefined) anchors.push({ source: i, target: j });
      }
    }
  return anchors;
}

const isUnique = (words: Vocabulary, type: number): boolean => words.counts[type] === 1;

/** Weight of the belief that an anchor's segments are in one bead as often as not, in anchors. */
const SMOOTHING = 2;

/**
 * Worth, in nats, of an anchor's two segments standing in one bead: the log odds that they do, by the paths, over those
 * of segments that meet by chance.
 */
export function anchorWorth(
  texts: readonly {
    readonly anchors: readonly UniqueAnchor[];
    readonly source: Side;
    readonly steps: readonly Step[];
  }[],
): number {
  let all = 0;
  let kept = 0;
  let segments = 0;
  for (const { anchors, source, steps } of texts) {
    segments += source.count;
    all += anchors.length;
    if (anchors.length === 0) continue;
    const low = new Int32Array(source.count).fill(-1);
    const high = new Int32Array(source.count).fill(-1);
    for (const { source: i, target: j, shape } of steps) {
      const { source: a, target: b } = shapeOf(shape);
      low.fill(j - b, i - a, i);
      high.fill(j, i - a, i);
    }
    for (const { source: i, target: j } of anchors) if (j >= low[i]! && j < high[i]!) kept++;
  }
  const share = (kept + SMOOTHING / 2) / (all + SMOOTHING);
  return Math.max(0, Math.log(share / (1 - share)) + Math.log(segments));
}

/** Sums, for each pair of segments of a corridor, the worth of their anchors, in nats. */
export function anchorCells(anchors: readonly UniqueAnchor[], corridor: Corridor, worth: number): Float32Array {
  const cells = new Float32Array(corridor.cellOffset[corridor.sources]!);
  for (const { source, target } of anchors) {
    if (target < corridor.low[source]! || target >= corridor.high[source]!) continue;
    const cell = cellAt(corridor, source, target);
    cells[cell] = cells[cell]! + worth;
  }
  return cells;
}
