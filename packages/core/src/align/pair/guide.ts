import type { Sides, UnitPair } from "../evidence/pieces.ts";
import { type Corridor, corridorOf } from "../grid/corridor.ts";
import type { Lookalikes } from "../text/cognates.ts";
import type { Side } from "../text/tokens.ts";

/** What is worth more to the guide: a token of the same spelling, a cognate, a known translation. */
const TRUST = [1, 0.5, 0.5] as const;
/** A token of one text meets its partner in the other in at most so many pairs of units, or says too little. */
const MOST_MEETINGS = 36;
/** A point of the guide is believed where another is this near, and this little off its diagonal; in units. */
const NEAR = 50;
const SLANT = 15;
/** Units to either side of a point, and of the box between two of them. */
const MARGIN = 12;
/** A box of no more units than this on a side is searched whole. */
const WHOLE = 250;

/**
 * The corridor of a text too long for its whole grid: around the chain of rare tokens that both sides share in the same
 * order (the heaviest increasing subsequence), between the points of which the grid is searched whole, or, where they are
 * far apart, in a band around the diagonal of cumulated length. Time n log n in the units.
 *
 * @param width of that band, units to either side
 */
export function guidedCorridor(sides: Sides, looks: Lookalikes, width: number): Corridor {
  const { source, target } = sides;
  const low = new Int32Array(source.count).fill(target.count);
  const high = new Int32Array(source.count);
  const end = { source: source.count, target: target.count };
  let from: UnitPair = { source: 0, target: 0 };
  const [sourceSums, targetSums] = [lengthSums(source), lengthSums(target)];
  for (const to of [...believed(chain(meetings(sides, looks))), end]) {
    const isWhole = Math.max(to.source - from.source, to.target - from.target) <= WHOLE;
    const begin = sourceSums[from.source] as number;
    const share =
      ((targetSums[to.target] as number) - (targetSums[from.target] as number)) /
      Math.max(1, (sourceSums[to.source] as number) - begin);
    let j = from.target;
    for (let i = from.source; i < Math.min(source.count, to.source + 1); i++) {
      const reached = (targetSums[from.target] as number) + ((sourceSums[i] as number) - begin) * share;
      while (j < to.target && (targetSums[j + 1] as number) <= reached) j++;
      const [least, most] = isWhole ? [from.target, to.target] : [j - width, j + width];
      low[i] = Math.min(low[i] as number, Math.max(least, from.target) - MARGIN);
      high[i] = Math.max(high[i] as number, Math.min(most, to.target) + MARGIN);
    }
    from = to;
  }
  return corridorOf(low, high, target.count);
}

/** Where a rare token of one side meets its partner on the other. */
interface Meeting extends UnitPair {
  readonly weight: number;
}

/** All meetings of rare tokens, in order of the source; of one source unit those of later target units first. */
function meetings({ source, target }: Sides, looks: Lookalikes): Meeting[] {
  const [sourceUnits, targetUnits] = [unitsByType(source), unitsByType(target)];
  const found: Meeting[] = [];
  for (const [type, units] of sourceUnits)
    looks.forEach((table, at) => {
      const partners = table[type];
      partners?.ids.forEach((id, p) => {
        const others = targetUnits.get(id);
        if (!others || units.length * others.length > MOST_MEETINGS) return;
        const weight =
          ((TRUST[at] as number) * (partners.weights[p] as number)) / Math.max(units.length, others.length);
        for (const i of units) for (const j of others) found.push({ source: i, target: j, weight });
      });
    });
  return found.sort((a, b) => a.source - b.source || b.target - a.target);
}

function unitsByType(side: Side): Map<number, number[]> {
  const unitsOf = new Map<number, number[]>();
  for (let unit = 0; unit < side.count; unit++)
    for (const type of side.types.subarray(side.starts[unit], side.starts[unit + 1])) {
      const units = unitsOf.get(type);
      if (!units) unitsOf.set(type, [unit]);
      // One more than can be rare is enough to know that it is not.
      else if (units.length <= MOST_MEETINGS) units.push(unit);
    }
  return unitsOf;
}

/** The heaviest chain of meetings that rise on both sides: a Fenwick tree over target units holds the best that ends below each. */
function chain(meetings: readonly Meeting[]): Meeting[] {
  const size = 1 + meetings.reduce((most, { target }) => Math.max(most, target + 1), 0);
  const best = new Float64Array(size);
  const last = new Int32Array(size).fill(-1);
  const previous = new Int32Array(meetings.length);
  let [most, end] = [0, -1];
  meetings.forEach(({ target, weight }, at) => {
    let [sum, before] = [0, -1];
    for (let node = target; node > 0; node -= node & -node)
      if ((best[node] as number) > sum) [sum, before] = [best[node] as number, last[node] as number];
    sum += weight;
    previous[at] = before;
    for (let node = target + 1; node < size; node += node & -node)
      if ((best[node] as number) < sum) {
        best[node] = sum;
        last[node] = at;
      }
    if (sum > most) [most, end] = [sum, at];
  });
  const found: Meeting[] = [];
  for (let at = end; at >= 0; at = previous[at] as number) found.push(meetings[at] as Meeting);
  return found.reverse();
}

/** The points that another one bears out. */
function believed(points: readonly Meeting[]): Meeting[] {
  const bears = (a: Meeting | undefined, b: Meeting | undefined): boolean => {
    if (!a || !b) return false;
    const [rows, columns] = [b.source - a.source, b.target - a.target];
    return rows <= NEAR && columns <= NEAR && Math.abs(rows - columns) <= SLANT;
  };
  return points.filter((point, at) => bears(points[at - 1], point) || bears(point, points[at + 1]));
}

function lengthSums({ count, lengths }: Side): Float64Array {
  const sums = new Float64Array(count + 1);
  for (let unit = 0; unit < count; unit++) sums[unit + 1] = (sums[unit] as number) + (lengths[unit] as number);
  return sums;
}
