import { range } from "../grid/range.ts";
import type { RowSpan } from "../pair/unit-rows.ts";
import { type LinksByLanguage, LinkVotes } from "./link-votes.ts";
import { joined, place, single } from "./placing.ts";
import { split } from "./splitting.ts";

/**
 * Lets all pairs of languages vote on how texts are cut into rows. It looks for the cut with the greatest sum of
 * (posterior − ½) over all pairs of segments of two languages in one row: a link speaks for a row if it is more
 * probable than not.
 */
export class Vote {
  readonly #votes: LinkVotes;

  /** @param counts number of segments of each language */
  constructor(counts: readonly number[], links: LinksByLanguage) {
    this.#votes = new LinkVotes(counts, links);
  }

  /** Finds a cut with a high vote: languages are added one by one, then each is placed again until none moves. */
  rows(): RowSpan[] {
    const { counts } = this.#votes;
    const present = counts.map((count, l) => ({ count, l })).filter(({ count }) => count > 0);
    if (present.length === 0) return [];
    // Begin with the language that agrees most with all others.
    const agreement = present.map(({ l }) => this.#votes.agreement(l));
    const first = (present[agreement.indexOf(Math.max(...agreement))] as { l: number }).l;
    let rows: RowSpan[] = range(0, counts[first]!).map((u) => single(counts.length, first, u, u + 1));
    const rest = present
      .map(({ l }) => l)
      .filter((l) => l !== first)
      .sort((a, b) => this.#votes.agreement(b) - this.#votes.agreement(a) || a - b);
    for (const l of rest) rows = place(this.#votes, rows, l);
    let value = this.#votes.value(rows);
    for (let pass = 0; pass < 4; pass++) {
      for (const { l } of present) {
        const again = place(this.#votes, this.#without(rows, l), l);
        const worth = this.#votes.value(again);
        if (worth > value + 1e-9) {
          rows = again;
          value = worth;
        }
      }
      const parts = rows.flatMap((row) => split(this.#votes, row));
      const worth = this.#votes.value(parts);
      if (worth <= value + 1e-9) break;
      rows = parts;
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
      if (before && isOne) done[done.length - 1] = joined(before, row);
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
        if ((this.#votes.of(o, u, l).get(segment) ?? 0) > 0.5) {
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
    this.#votes.counts.forEach((countA, a) => {
      this.#votes.counts.forEach((countB, b) => {
        if (b <= a || (countA === 0 && countB === 0)) return;
        const as = range(from[a]!, to[a]!);
        const bs = range(from[b]!, to[b]!);
        if (as.length === 0 && bs.length === 0) return;
        pairs++;
        if (as.length > 0 && bs.length > 0) {
          let links = 0;
          for (const u of as) for (const v of bs) links += this.#votes.of(a, u, b).get(v) ?? 0;
          sum += Math.min(1, links / (as.length * bs.length));
        } else {
          const [segments, own, other] = as.length > 0 ? [as, a, b] : [bs, b, a];
          sum += 1 - Math.max(...segments.map((u) => this.#votes.strongest(own, u, other)));
        }
      });
    });
    return pairs === 0 ? 1 : sum / pairs;
  }

  #without(rows: readonly RowSpan[], l: number): RowSpan[] {
    return rows
      .map((row) => ({ from: row.from.with(l, 0), to: row.to.with(l, 0) }))
      .filter((row) => row.from.some((from, at) => from < row.to[at]!))
      .flatMap((row) => split(this.#votes, row));
  }
}
