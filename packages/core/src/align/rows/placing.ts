import { type Corridor, corridorOf } from "../grid/corridor.ts";
import { hasUnits, type RowSpan } from "../pair/unit-rows.ts";
import type { LinkVotes } from "./link-votes.ts";

/** The most rows that merge for a segment, and the most segments that share a row. */
const MAX_MERGED = 5;

/** Places a language's segments among rows that lack it: rows may merge for a segment, segments may share a row or stand alone. */
export function place(votes: LinkVotes, rows: readonly RowSpan[], l: number): RowSpan[] {
  const gains = gainsOf(votes, rows, l);
  const steps = bestSteps(votes, rows, l, gains);
  const { first, offset } = gains.corridor;
  const placed: RowSpan[] = [];
  for (let r = rows.length, v = votes.counts[l]!; r > 0 || v > 0; ) {
    const code = steps[offset[r]! + v - first[r]!]!;
    const [a, b] = [code >> 3, code & 7];
    const taken = rows.slice(r - a, r);
    const row = taken.length > 0 ? taken.reduce(joined) : single(votes.counts.length, l, 0, 0);
    placed.push(b > 0 ? { from: row.from.with(l, v - b), to: row.to.with(l, v) } : row);
    r -= a;
    v -= b;
  }
  return placed.reverse();
}

/**
 * Finds the best way to each place (r, v), after r rows and v segments.
 *
 * @returns for each place, `8 · rows + segments` of the last step to it, laid out by the corridor's prefix grid
 */
function bestSteps(votes: LinkVotes, rows: readonly RowSpan[], l: number, { corridor, of }: Gains): Uint8Array {
  const { first, last, offset } = corridor;
  const best = new Float64Array(offset[rows.length + 1]!).fill(-Infinity);
  const steps = new Uint8Array(best.length);
  best[0] = 0;
  for (let r = 0; r <= rows.length; r++) {
    const merged = mergersOf(votes, rows, r, l);
    for (let v = first[r]!; v <= last[r]!; v++) {
      const at = offset[r]! + v - first[r]!;
      const consider = (a: number, b: number, worth: number): void => {
        const [pr, pv] = [r - a, v - b];
        if (pv < first[pr]! || pv > last[pr]!) return;
        const total = best[offset[pr]! + pv - first[pr]!]! + worth;
        if (total <= best[at]! + 1e-12) return;
        best[at] = total;
        steps[at] = a * 8 + b;
      };
      if (r > 0) consider(1, 0, 0);
      if (v > 0) consider(0, 1, 0);
      for (let a = 1; a <= Math.min(r, MAX_MERGED); a++)
        for (let b = 1, linked = 0; b <= Math.min(v, a > 1 ? 1 : MAX_MERGED); b++) {
          for (let x = r - a; x < r; x++) linked += of(x, v - b);
          consider(a, b, merged[a]! + linked);
        }
    }
  }
  return steps;
}

/** The gain of each row from each segment of a language, in the corridor of rows and segments that are linked at all. */
interface Gains {
  readonly corridor: Corridor;
  readonly of: (row: number, segment: number) => number;
}

function gainsOf(votes: LinkVotes, rows: readonly RowSpan[], l: number): Gains {
  const M = votes.counts[l]!;
  const low = new Int32Array(rows.length).fill(M);
  const high = new Int32Array(rows.length);
  const linked = rows.map(({ from, to }, r) => {
    const weights = new Map<number, number>();
    let size = 0;
    for (let o = 0; o < from.length; o++) {
      if (o === l) continue;
      for (let u = from[o]!; u < to[o]!; u++) {
        size++;
        for (const [v, weight] of votes.of(o, u, l)) {
          weights.set(v, (weights.get(v) ?? 0) + weight);
          low[r] = Math.min(low[r]!, v - MAX_MERGED);
          high[r] = Math.max(high[r]!, v + MAX_MERGED + 1);
        }
      }
    }
    return { weights, size };
  });
  return {
    corridor: corridorOf(low, high, M),
    of: (row, segment) => {
      const { weights, size } = linked[row]!;
      return (weights.get(segment) ?? 0) - 0.5 * size;
    },
  };
}

/** `[a]` is the gain of merging the `a` rows before row r, without language l. */
function mergersOf(votes: LinkVotes, rows: readonly RowSpan[], r: number, l: number): number[] {
  const worth = [0, 0];
  for (let a = 2; a <= Math.min(r, MAX_MERGED); a++) {
    const x = rows[r - a]!;
    let sum = worth[a - 1]!;
    for (let s = r - a + 1; s < r; s++) {
      const y = rows[s]!;
      for (let o = 0; o < x.from.length; o++)
        for (let p = 0; p < x.from.length; p++)
          if (o !== p && o !== l && p !== l) sum += votes.worth(o, x.from[o]!, x.to[o]!, p, y.from[p]!, y.to[p]!);
    }
    worth.push(sum);
  }
  return worth;
}

/** Joins two rows that follow each other. */
export function joined(one: RowSpan, other: RowSpan): RowSpan {
  // A language that neither row has stands at no particular place: both ends must come from the same row.
  return {
    from: one.from.map((from, l) => (hasUnits(one, l) ? from : other.from[l]!)),
    to: other.to.map((to, l) => (hasUnits(other, l) || !hasUnits(one, l) ? to : one.to[l]!)),
  };
}

/** A row of the segments `from` to before `to` of one language. */
export function single(languages: number, l: number, from: number, to: number): RowSpan {
  return {
    from: Array.from({ length: languages }, (_, at) => (at === l ? from : 0)),
    to: Array.from({ length: languages }, (_, at) => (at === l ? to : 0)),
  };
}
