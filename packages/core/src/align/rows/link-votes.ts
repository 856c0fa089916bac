import type { LinkMaps } from "../grid/links.ts";
import type { RowSpan } from "../pair/unit-rows.ts";

const NONE: ReadonlyMap<number, number> = new Map();

/**
 * `links[a][b][u]` maps segments of language b to the posterior of their link with segment u of language a; for both
 * orders of a and b.
 */
export type LinksByLanguage = readonly (readonly LinkMaps[])[];

/**
 * The votes of links for rows: each pair of segments of two languages in one row counts (posterior − ½), so a link
 * speaks for a row if it is more probable than not.
 */
export class LinkVotes {
  /** Number of segments of each language. */
  readonly counts: readonly number[];
  readonly #links: LinksByLanguage;

  constructor(counts: readonly number[], links: LinksByLanguage) {
    this.counts = counts;
    this.#links = links;
  }

  /** Maps segments of language b to the posterior of their link with segment u of language a. */
  of(a: number, u: number, b: number): ReadonlyMap<number, number> {
    return this.#links[a]?.[b]?.[u] ?? NONE;
  }

  /** The most probable link of a segment with a language: what a row without that language leaves out. */
  strongest(a: number, u: number, b: number): number {
    let most = 0;
    for (const weight of this.of(a, u, b).values()) most = Math.max(most, weight);
    return most;
  }

  /** Sum of the most probable links of a language with all others. */
  agreement(l: number): number {
    let sum = 0;
    for (let b = 0; b < this.counts.length; b++)
      for (let u = 0; b !== l && u < this.counts[l]!; u++) sum += this.strongest(l, u, b);
    return sum;
  }

  /** Vote for linking the given spans of two languages. */
  worth(a: number, aFrom: number, aTo: number, b: number, bFrom: number, bTo: number): number {
    let sum = -0.5 * (aTo - aFrom) * (bTo - bFrom);
    if (sum === 0) return 0;
    for (let u = aFrom; u < aTo; u++)
      for (const [v, weight] of this.of(a, u, b)) if (v >= bFrom && v < bTo) sum += weight;
    return sum;
  }

  /** Vote for a row. */
  within({ from, to }: RowSpan): number {
    let sum = 0;
    for (let a = 0; a < from.length; a++)
      for (let b = a + 1; b < from.length; b++) sum += this.worth(a, from[a]!, to[a]!, b, from[b]!, to[b]!);
    return sum;
  }

  /** Vote for all rows. */
  value(rows: readonly RowSpan[]): number {
    return rows.reduce((sum, row) => sum + this.within(row), 0);
  }
}
