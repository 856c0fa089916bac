import fc from "fast-check";
import { expect, test } from "vitest";
import type { RowSpan } from "../../../../packages/core/src/align/pair/unit-rows.ts";
import type { LinksByLanguage } from "../../../../packages/core/src/align/rows/link-votes.ts";
import { Vote } from "../../../../packages/core/src/align/rows/vote.ts";
import { random } from "../../../random.ts";

/** The highest vote of all ways to cut what is left of texts into rows: every first row is tried. */
function bestVote(counts: readonly number[], links: LinksByLanguage): number {
  const known = new Map<string, number>();
  const best = (from: readonly number[]): number => {
    if (from.every((at, l) => at === counts[l])) return 0;
    let most = known.get(`${from}`);
    if (most !== undefined) return most;
    most = -Infinity;
    for (const to of ends(counts, from))
      if (to.some((end, l) => end > (from[l] as number))) most = Math.max(most, vote([{ from, to }], links) + best(to));
    known.set(`${from}`, most);
    return most;
  };
  return best(counts.map(() => 0));
}

/** All places at which a row may end. */
function* ends(counts: readonly number[], from: readonly number[], l = 0): Generator<number[]> {
  if (l === counts.length) {
    yield [];
    return;
  }
  for (let end = from[l] as number; end <= (counts[l] as number); end++)
    for (const rest of ends(counts, from, l + 1)) yield [end, ...rest];
}

const posterior = (links: LinksByLanguage, a: number, u: number, b: number, v: number): number =>
  links[a]?.[b]?.[u]?.get(v) ?? 0;

/** The vote: over rows, pairs of languages and pairs of segments, the sum of posterior − ½. */
function vote(rows: readonly RowSpan[], links: LinksByLanguage): number {
  let sum = 0;
  for (const { from, to } of rows)
    for (let a = 0; a < from.length; a++)
      for (let b = a + 1; b < from.length; b++)
        for (let u = from[a] as number; u < (to[a] as number); u++)
          for (let v = from[b] as number; v < (to[b] as number); v++) sum += posterior(links, a, u, b, v) - 0.5;
  return sum;
}

/** Texts of two or three languages cut into rows, and links that say so, some more clearly than others. */
const texts = fc
  .record({ languages: fc.integer({ min: 2, max: 3 }), rows: fc.integer({ min: 1, max: 4 }), seed: fc.nat() })
  .map(({ languages, rows, seed }) => {
    const next = random(seed);
    // At most one language has two segments in a row. Of two languages one may be missing; where one of three is, a single
    // language at a time is placed anew, and the best cut may be missed.
    const sizes = Array.from({ length: rows }, () => {
      const two = Math.floor(next() * languages * 2);
      return Array.from({ length: languages }, (_, l) => (l === two ? 2 : languages === 2 && next() < 0.2 ? 0 : 1));
    });
    const rowOf = Array.from({ length: languages }, (_, l) =>
      sizes.flatMap((size, row) => Array(size[l]).fill(row) as number[]),
    );
    const chance = new Map<string, number>();
    const links = rowOf.map((own, a) =>
      rowOf.map((others, b) =>
        own.map((row, u) => {
          const pairs = others.map((other, v): [number, number] => {
            const key = a < b ? `${a} ${u} ${b} ${v}` : `${b} ${v} ${a} ${u}`;
            const own = chance.get(key) ?? (row === other ? 0.51 + 0.49 * next() : 0.49 * next());
            chance.set(key, own);
            return [v, own];
          });
          return new Map(a === b ? [] : pairs);
        }),
      ),
    );
    return { counts: rowOf.map(({ length }) => length), links };
  });

test("no cut has a higher vote than the one that is found, where links agree", () => {
  fc.assert(
    fc.property(texts, ({ counts, links }) => {
      const found = vote(new Vote(counts, links).rows(), links);
      expect(found).toBeCloseTo(bestVote(counts, links), 9);
    }),
  );
});

test("whatever the links say, rows hold every segment once, in order", () => {
  const anything = fc.record({ counts: fc.array(fc.nat(6), { minLength: 2, maxLength: 4 }), seed: fc.nat() });
  fc.assert(
    fc.property(anything, ({ counts, seed }) => {
      const next = random(seed);
      const chance = new Map<string, number>();
      const links = counts.map((count, a) =>
        counts.map((other, b) =>
          Array.from({ length: count }, (_, u) => {
            const pairs = Array.from({ length: other }, (_, v): [number, number] => {
              const key = a < b ? `${a} ${u} ${b} ${v}` : `${b} ${v} ${a} ${u}`;
              chance.set(key, chance.get(key) ?? next());
              return [v, chance.get(key) as number];
            });
            return new Map(a === b ? [] : pairs);
          }),
        ),
      );
      const rows = new Vote(counts, links).rows();
      counts.forEach((count, l) => {
        const own = rows.flatMap(({ from, to }) =>
          Array.from(
            { length: Math.max(0, (to[l] as number) - (from[l] as number)) },
            (_, n) => (from[l] as number) + n,
          ),
        );
        expect(own).toEqual(Array.from({ length: count }, (_, at) => at));
      });
    }),
  );
});
