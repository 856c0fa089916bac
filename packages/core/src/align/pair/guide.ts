import { type Corridor, corridorOf } from "../grid/corridor.ts";
import type { SegmentPair } from "../grid/shapes.ts";
import type { Lookalikes } from "../text/cognates.ts";
import type { Side, Sides } from "../text/tokens.ts";

/** Worth of a shared token to the guide: same spelling, cognate, known translation. */
const TRUST = [1, 0.5, 0.5] as const;
/** A token and its partner that meet in more pairs of segments than this say too little. */
const MAX_MEETINGS = 36;
/** A point of the guide is believed if another is at most this far away, and at most so far off its diagonal. */
const MAX_DISTANCE_SEGMENTS = 50;
const MAX_SLANT_SEGMENTS = 15;
/** Segments to either side of a point, and of the box between two points. */
const MARGIN_SEGMENTS = 12;
/** A box of no more segments than this on a side is searched whole. */
const MAX_WHOLE_SEGMENTS = 250;

/**
 * Makes the corridor of a text that is too long for its whole grid. It follows the chain of rare tokens that both sides
 * share in the same order (the heaviest increasing subsequence). Between two points the grid is searched whole, or, if
 * they are far apart, in a band around the diagonal of cumulated length. Time n log n in the segments.
 *
 * @param width of that band, segments to either side
 */
export function guidedCorridor(sides: Sides, looks: Lookalikes, width: number): Corridor {
  const { source, target } = sides;
  const low = new Int32Array(source.count).fill(target.count);
  const high = new Int32Array(source.count);
  const end = { source: source.count, target: target.count };
  let from: SegmentPair = { source: 0, target: 0 };
  const [sourceSums, targetSums] = [lengthSums(source), lengthSums(target)];
  for (const to of [...believed(chain(meetings(sides, looks))), end]) {
    const isWhole = Math.max(to.source - from.source, to.target - from.target) <= MAX_WHOLE_SEGMENTS;
    const begin = sourceSums[from.source]!;
    const share = (targetSums[to.target]! - targetSums[from.target]!) / Math.max(1, sourceSums[to.source]! - begin);
    let j = from.target;
    for (let i = from.source; i < Math.min(source.count, to.source + 1); i++) {
      const reached = targetSums[from.target]! + (sourceSums[i]! - begin) * share;
      while (j < to.target && targetSums[j + 1]! <= reached) j++;
      const [least, most] = isWhole ? [from.target, to.target] : [j - width, j + width];
      low[i] = Math.min(low[i]!, Math.max(least, from.target) - MARGIN_SEGMENTS);
      high[i] = Math.max(high[i]!, Math.min(most, to.target) + MARGIN_SEGMENTS);
    }
    from = to;
  }
  return corridorOf(low, high, target.count);
}

/** Where a rare token of one side meets its partner on the other. */
interface Meeting extends SegmentPair {
  readonly weight: number;
}

/** All meetings of rare tokens, in order of the source; for one source segment, later target segments come first. */
function meetings({ source, target }: Sides, looks: Lookalikes): Meeting[] {
  const [sourceSegments, targetSegments] = [segmentsByType(source), segmentsByType(target)];
  const all: Meeting[] = [];
  for (const [type, segments] of sourceSegments)
    looks.forEach((table, at) => {
      const partners = table[type];
      partners?.ids.forEach((id, p) => {
        const others = targetSegments.get(id);
        if (!others || segments.length * others.length > MAX_MEETINGS) return;
        const weight = (TRUST[at]! * partners.weights[p]!) / Math.max(segments.length, others.length);
        for (const i of segments) for (const j of others) all.push({ source: i, target: j, weight });
      });
    });
  return all.sort((a, b) => a.source - b.source || b.target - a.target);
}

function segmentsByType(side: Side): Map<number, number[]> {
  const segmentsOf = new Map<number, number[]>();
  for (let segment = 0; segment < side.count; segment++)
    for (const type of side.types.subarray(side.starts[segment], side.starts[segment + 1])) {
      const segments = segmentsOf.get(type);
      if (!segments) segmentsOf.set(type, [segment]);
      // One more than a rare token may have is enough to know that it is not rare.
      else if (segments.length <= MAX_MEETINGS) segments.push(segment);
    }
  return segmentsOf;
}

/**
 * Finds the heaviest chain of meetings that rise on both sides. A Fenwick tree over target segments holds the best
 * chain that ends below each.
 */
function chain(meetings: readonly Meeting[]): Meeting[] {
  const size = 1 + meetings.reduce((most, { target }) => Math.max(most, target + 1), 0);
  const best = new Float64Array(size);
  const last = new Int32Array(size).fill(-1);
  const previous = new Int32Array(meetings.length);
  let [most, end] = [0, -1];
  meetings.forEach(({ target, weight }, at) => {
    let [sum, before] = [0, -1];
    for (let node = target; node > 0; node -= node & -node)
      if (best[node]! > sum) [sum, before] = [best[node]!, last[node]!];
    sum += weight;
    previous[at] = before;
    for (let node = target + 1; node < size; node += node & -node)
      if (best[node]! < sum) {
        best[node] = sum;
        last[node] = at;
      }
    if (sum > most) [most, end] = [sum, at];
  });
  const links: Meeting[] = [];
  for (let at = end; at >= 0; at = previous[at]!) links.push(meetings[at]!);
  return links.reverse();
}

/** Keeps the points that another point confirms. */
function believed(points: readonly Meeting[]): Meeting[] {
  const bears = (a: Meeting | undefined, b: Meeting | undefined): boolean => {
    if (!a || !b) return false;
    const [rows, columns] = [b.source - a.source, b.target - a.target];
    return (
      rows <= MAX_DISTANCE_SEGMENTS &&
      columns <= MAX_DISTANCE_SEGMENTS &&
      Math.abs(rows - columns) <= MAX_SLANT_SEGMENTS
    );
  };
  return points.filter((point, at) => bears(points[at - 1], point) || bears(point, points[at + 1]));
}

function lengthSums({ count, lengths }: Side): Float64Array {
  const sums = new Float64Array(count + 1);
  for (let segment = 0; segment < count; segment++) sums[segment + 1] = sums[segment]! + lengths[segment]!;
  return sums;
}
