import { type Corridor, corridorOf } from "../grid/corridor.ts";
import type { LinkMaps } from "../grid/links.ts";
import { range } from "../grid/range.ts";
import { hasUnits, type RowSpan } from "../pair/unit-rows.ts";

const MAX_MERGED = 5;

const NONE: ReadonlyMap<number, number> = new Map();

/**
 * `links[a][b][u]` maps segments of language b to the posterior of their link with segment u of language a; for both
 * orders of a and b.
 */
export type LinksByLanguage = readonly (readonly LinkMaps[])[];

/**
 * Lets all pairs of languages vote on how texts are cut into rows. It looks for the cut with the greatest sum of
 * (posterior − ½) over all pairs of segments of two languages in one row: a link speaks for a row if it is more
 * probable than not.
 */
export class Vote {
  readonly #counts: readonly number[];
  readonly #links: LinksByLanguage;

  constructor(counts: readonly number[], links: LinksByLanguage) {
    this.#counts = counts;
    this.#links = links;
  }

  #of(a: number, u: number, b: number): ReadonlyMap<number, number> {
    return this.#links[a]?.[b]?.[u] ?? NONE;
  }

  /** The most probable link of a segment with a language: what a row without that language leaves out. */
  #strongest(a: number, u: number, b: number): number {
    let most = 0;
    for (const weight of this.#of(a, u, b).values()) most = Math.max(most, weight);
    return most;
  }

  /** Finds a cut with a high vote: languages are added one by one, then each is placed again until none moves. */
  rows(): RowSpan[] {
    const present = this.#counts.map((count, l) => ({ count, l })).filter(({ count }) => count > 0);
    if (present.length === 0) return [];
    // Begin with the language that agrees most with all others.
    const agreement = present.map(({ l }) => this.#agreement(l));
    const first = (present[agreement.indexOf(Math.max(...agreement))] as { l: number }).l;
    let rows: RowSpan[] = range(0, this.#counts[first]!).map((u) => this.#single(first, u, u + 1));
    const rest = present
      .map(({ l }) => l)
      .filter((l) => l !== first)
      .sort((a, b) => this.#agreement(b) - this.#agreement(a) || a - b);
    for (const l of rest) rows = this.#place(rows, l);
    let value = this.#value(rows);
    for (let pass = 0; pass < 4; pass++) {
      for (const { l } of present) {
        const again = this.#place(this.#without(rows, l), l);
        const worth = this.#value(again);
        if (worth > value + 1e-9) {
          rows = again;
          value = worth;
        }
      }
      const split = rows.flatMap((row) => this.#split(row));
      const worth = this.#value(split);
      if (worth <= value + 1e-9) break;
      rows = split;
      value = worth;
    }
    return this.#completed(rows);
  }

  /**
   * Joins rows across which a segment is linked. If one language makes one paragraph of two, it stands in one of their
   * rows after the vote, because the other languages outvote it. Two rows are joined if the segment of a language at
   * their border is linked, more probably than not, with most of the languages of the other row.
   */
  #completed(rows: readonly RowSpan[]): RowSpan[] {
    const done: RowSpan[] = [];
    for (const row of rows) {
      const before = done.at(-1);
      const isOne =
        before &&
        row.from.some(
          (from, l) => this.#belongs(l, before.to[l]! - 1, before, row) || this.#belongs(l, from, row, before),
        );
      if (before && isOne) done[done.length - 1] = this.#joined(before, row);
      else done.push(row);
    }
    return done;
  }

  /** Whether a segment of language l belongs to `other` too; `row` is its own row, if it has one. */
  #belongs(l: number, segment: number, row: RowSpan, other: RowSpan): boolean {
    if (row.from[l]! === row.to[l]!) return false;
    let languages = 0;
    let linked = 0;
    other.from.forEach((first, o) => {
      const end = other.to[o]!;
      if (o === l || first === end) return;
      languages++;
      for (let u = first; u < end; u++)
        if ((this.#of(o, u, l).get(segment) ?? 0) > 0.5) {
          linked++;
          return;
        }
    });
    return languages > 0 && linked > languages / 2;
  }

  /** Mean, over all pairs of languages, of the probability that the row is right about them. */
  confidence({ from, to }: RowSpan): number {
    let sum = 0;
    let pairs = 0;
    this.#counts.forEach((countA, a) => {
      this.#counts.forEach((countB, b) => {
        if (b <= a || (countA === 0 && countB === 0)) return;
        const as = range(from[a]!, to[a]!);
        const bs = range(from[b]!, to[b]!);
        if (as.length === 0 && bs.length === 0) return;
        pairs++;
        if (as.length > 0 && bs.length > 0) {
          let links = 0;
          for (const u of as) for (const v of bs) links += this.#of(a, u, b).get(v) ?? 0;
          sum += Math.min(1, links / (as.length * bs.length));
        } else {
          const [segments, own, other] = as.length > 0 ? [as, a, b] : [bs, b, a];
          sum += 1 - Math.max(...segments.map((u) => this.#strongest(own, u, other)));
        }
      });
    });
    return pairs === 0 ? 1 : sum / pairs;
  }

  #agreement(l: number): number {
    let sum = 0;
    for (let b = 0; b < this.#counts.length; b++)
      for (let u = 0; b !== l && u < this.#counts[l]!; u++) sum += this.#strongest(l, u, b);
    return sum;
  }

  #single(l: number, from: number, to: number): RowSpan {
    return {
      from: this.#counts.map((_, at) => (at === l ? from : 0)),
      to: this.#counts.map((_, at) => (at === l ? to : 0)),
    };
  }

  /** Vote for linking the given spans of two languages. */
  #worth(a: number, aFrom: number, aTo: number, b: number, bFrom: number, bTo: number): number {
    let sum = -0.5 * (aTo - aFrom) * (bTo - bFrom);
    if (sum === 0) return 0;
    for (let u = aFrom; u < aTo; u++)
      for (const [v, weight] of this.#of(a, u, b)) if (v >= bFrom && v < bTo) sum += weight;
    return sum;
  }

  #within({ from, to }: RowSpan): number {
    let sum = 0;
    for (let a = 0; a < from.length; a++)
      for (let b = a + 1; b < from.length; b++) sum += this.#worth(a, from[a]!, to[a]!, b, from[b]!, to[b]!);
    return sum;
  }

  #value(rows: readonly RowSpan[]): number {
    return rows.reduce((sum, row) => sum + this.#within(row), 0);
  }

  /** Places a language's segments among rows that lack it: rows may merge for a segment, segments may share a row or stand alone. */
  #place(rows: readonly RowSpan[], l: number): RowSpan[] {
    const { corridor, gains } = this.#gains(rows, l);
    const { sources: R, targets: M, first, last, offset } = corridor;
    const best = new Float64Array(offset[R + 1]!).fill(-Infinity);
    const step = new Uint8Array(best.length);
    best[0] = 0;
    for (let r = 0; r <= R; r++) {
      const merged = this.#mergers(rows, r, l);
      for (let v = first[r]!; v <= last[r]!; v++) {
        const at = offset[r]! + v - first[r]!;
        const consider = (a: number, b: number, worth: number): void => {
          const [pr, pv] = [r - a, v - b];
          if (pv < first[pr]! || pv > last[pr]!) return;
          const total = best[offset[pr]! + pv - first[pr]!]! + worth;
          if (total <= best[at]! + 1e-12) return;
          best[at] = total;
          step[at] = a * 8 + b;
        };
        if (r > 0) consider(1, 0, 0);
        if (v > 0) consider(0, 1, 0);
        for (let a = 1; a <= Math.min(r, MAX_MERGED); a++)
          for (let b = 1, linked = 0; b <= Math.min(v, a > 1 ? 1 : MAX_MERGED); b++) {
            for (let x = r - a; x < r; x++) linked += gains(x, v - b);
            consider(a, b, merged[a]! + linked);
          }
      }
    }
    const out: RowSpan[] = [];
    for (let r = R, v = M; r > 0 || v > 0; ) {
      const code = step[offset[r]! + v - first[r]!]!;
      const [a, b] = [code >> 3, code & 7];
      const taken = rows.slice(r - a, r);
      const joined = taken.length > 0 ? taken.reduce((one, other) => this.#joined(one, other)) : this.#single(l, 0, 0);
      out.push(b > 0 ? { from: joined.from.with(l, v - b), to: joined.to.with(l, v) } : joined);
      r -= a;
      v -= b;
    }
    return out.reverse();
  }

  /**
   * The gain of each row from each segment of a language, and the corridor of rows and segments that are linked at all.
   */
  #gains(rows: readonly RowSpan[], l: number): { corridor: Corridor; gains: (row: number, segment: number) => number } {
    const M = this.#counts[l]!;
    const low = new Int32Array(rows.length).fill(M);
    const high = new Int32Array(rows.length);
    const linked = rows.map(({ from, to }, r) => {
      const weights = new Map<number, number>();
      let size = 0;
      for (let o = 0; o < from.length; o++) {
        if (o === l) continue;
        for (let u = from[o]!; u < to[o]!; u++) {
          size++;
          for (const [v, weight] of this.#of(o, u, l)) {
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
      gains: (row, segment) => {
        const { weights, size } = linked[row]!;
        return (weights.get(segment) ?? 0) - 0.5 * size;
      },
    };
  }

  /** `[a]` is the gain of merging the `a` rows before row r, without language l. */
  #mergers(rows: readonly RowSpan[], r: number, l: number): number[] {
    const worth = [0, 0];
    for (let a = 2; a <= Math.min(r, MAX_MERGED); a++) {
      const x = rows[r - a]!;
      let sum = worth[a - 1]!;
      for (let s = r - a + 1; s < r; s++) {
        const y = rows[s]!;
        for (let o = 0; o < x.from.length; o++)
          for (let p = 0; p < x.from.length; p++)
            if (o !== p && o !== l && p !== l) sum += this.#worth(o, x.from[o]!, x.to[o]!, p, y.from[p]!, y.to[p]!);
      }
      worth.push(sum);
    }
    return worth;
  }

  #joined(one: RowSpan, other: RowSpan): RowSpan {
    // A language that neither row has stands at no particular place: both ends must come from the same row.
    return {
      from: one.from.map((from, l) => (hasUnits(one, l) ? from : other.from[l]!)),
      to: other.to.map((to, l) => (hasUnits(other, l) || !hasUnits(one, l) ? to : one.to[l]!)),
    };
  }

  #without(rows: readonly RowSpan[], l: number): RowSpan[] {
    return rows
      .map((row) => ({ from: row.from.with(l, 0), to: row.to.with(l, 0) }))
      .filter((row) => row.from.some((from, at) => from < row.to[at]!))
      .flatMap((row) => this.#split(row));
  }

  /**
   * Cuts a row in two if that raises its vote. Each segment border of each language is tried, with the others cut where
   * they fit best.
   */
  #split(row: RowSpan): RowSpan[] {
    const size = row.from.map((from, l) => row.to[l]! - from);
    if (size.every((count) => count <= 1)) return [row];
    const own = this.#within(row);
    let best = own + 1e-9;
    let cut: [RowSpan, RowSpan] | undefined;
    size.forEach((count, l) => {
      for (let at = 1; at < count; at++) {
        const border = row.from.map((from, o) => (o === l ? from + at : from));
        // The other languages follow one by one, each cut where it links best with those that are already cut.
        const placed = [l];
        size.forEach((segments, o) => {
          if (o === l || segments === 0) return;
          let most = -Infinity;
          for (let c = 0; c <= segments; c++) {
            const middle = row.from[o]! + c;
            let worth = 0;
            for (const p of placed) {
              worth += this.#worth(p, row.from[p]!, border[p]!, o, row.from[o]!, middle);
              worth += this.#worth(p, border[p]!, row.to[p]!, o, middle, row.to[o]!);
            }
            if (worth > most) {
              most = worth;
              border[o] = middle;
            }
          }
          placed.push(o);
        });
        const parts: [RowSpan, RowSpan] = [
          { from: row.from, to: border },
          { from: border, to: row.to },
        ];
        const worth = this.#within(parts[0]) + this.#within(parts[1]);
        if (worth > best) {
          best = worth;
          cut = parts;
        }
      }
    });
    return cut ? cut.flatMap((part) => this.#split(part)) : [row];
  }
}
