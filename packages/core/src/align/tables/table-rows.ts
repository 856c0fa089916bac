import type { Block } from "../../document/document.ts";
import { type Corridor, corridorOf } from "../grid/corridor.ts";
import { type LinkMaps, transposed } from "../grid/links.ts";
import { posteriors } from "../grid/posteriors.ts";
import { estimatedPriors } from "../grid/priors.ts";
import { scoreBeads } from "../grid/scores.ts";
import { ALL_SHAPES, isOneSided, shapeOf } from "../grid/shapes.ts";
import type { LinksByLanguage } from "../rows/link-votes.ts";
import { Vote } from "../rows/vote.ts";
import type { ItemRow } from "./items.ts";
import { SignScore, signsOf } from "./row-evidence.ts";

/** Width of the band: this many rows to either side of where the search aligned a row. */
const BAND_ROWS = 16;
/** Nats for rows that the search aligned with each other, if it is sure. */
const LINK_NATS = 3;
/**
 * Signs are not independent of each other: the confidence that is shown counts this share of what they say (measured,
 * docs/alignment.md).
 */
const TEMPER = 0.5;
/** A row is divided into at most three rows, or two rows are divided otherwise. */
const SHAPES_OF_ROWS = ALL_SHAPES.filter((shape) => {
  const { source, target } = shapeOf(shape);
  return source + target <= 4;
});

/**
 * Aligns the rows of neighbouring tables by their grids. What the search aligned by words (`rows`) is one witness;
 * numbers, lengths and filled columns are the others (row-evidence.ts). All pairs of languages vote, as they do for
 * segments (vote.ts). O(rows · {@link BAND_ROWS}) for each pair of languages.
 *
 * @param rows of tables only, as the search aligned them, in order
 * @param languages in their order
 * @returns rows in order, every item in exactly one
 */
export function rowsByGrid(
  rows: readonly ItemRow[],
  languages: readonly string[],
  blocksOf: (language: string) => readonly Block[],
): ItemRow[] {
  const items = languages.map((language) => rows.flatMap((row) => row.items[language] ?? []));
  if (items.filter(({ length }) => length > 0).length < 2) return [...rows];
  const signs = items.map((list, l) => list.map((item) => signsOf(item, blocksOf(languages[l]!))));
  const links: LinkMaps[][] = languages.map(() => []);
  const tempered: LinkMaps[][] = languages.map(() => []);
  languages.forEach((_, a) => {
    languages.forEach((_, b) => {
      if (b < a) return;
      const found = a === b ? undefined : pairOfTables(rows, [languages[a]!, languages[b]!], [signs[a]!, signs[b]!]);
      links[a]![b] = found?.links ?? [];
      links[b]![a] = transposed(found?.links, items[b]!.length);
      tempered[a]![b] = found?.tempered ?? [];
      tempered[b]![a] = transposed(found?.tempered, items[b]!.length);
    });
  });
  const counts = items.map(({ length }) => length);
  const confidences = new Vote(counts, tempered as LinksByLanguage);
  return new Vote(counts, links).rows().map((row) => ({
    items: Object.fromEntries(
      languages.flatMap((language, l) => {
        const own = items[l]!.slice(row.from[l], row.to[l]);
        return own.length > 0 ? [[language, own]] : [];
      }),
    ),
    confidence: confidences.confidence(row),
  }));
}

function pairOfTables(
  rows: readonly ItemRow[],
  [a, b]: readonly [string, string],
  [source, target]: readonly [ReturnType<typeof signsOf>[], ReturnType<typeof signsOf>[]],
): { links: LinkMaps; tempered: LinkMaps } {
  const { corridor, from, together } = placesOf(rows, [a, b], target.length);
  const signs = new SignScore(source, target);
  const { shapes, gaps } = estimatedPriors();
  const scores = scoreBeads(corridor, SHAPES_OF_ROWS, (i, j, shape) => {
    if (isOneSided(shape)) return shapes[shape]!;
    const { source: m, target: n } = shapeOf(shape);
    let linked = 0;
    for (let x = i - m; x < i; x++)
      for (let y = j - n; y < j; y++) if (from[0][x] === from[1][y]) linked += together[from[0][x]!]!;
    return shapes[shape]! + (LINK_NATS * (m + n) * linked) / (2 * m * n) + signs.of(i, m, j, n);
  });
  const maps = (temper: number): LinkMaps => {
    const { starts, targets, weights } = posteriors(corridor, scores, gaps, temper).links;
    return source.map((_, i) => {
      const row = new Map<number, number>();
      for (let at = starts[i]!; at < starts[i + 1]!; at++) row.set(targets[at]!, weights[at]!);
      return row;
    });
  };
  return { links: maps(1), tempered: maps(TEMPER) };
}

/**
 * The rows of two languages as the search aligned them: a band around them, the row of each item, and the confidence of
 * each row.
 */
function placesOf(
  rows: readonly ItemRow[],
  [a, b]: readonly [string, string],
  targets: number,
): { corridor: Corridor; from: readonly [number[], number[]]; together: number[] } {
  const from: [number[], number[]] = [[], []];
  const low: number[] = [];
  const high: number[] = [];
  const together = rows.map(({ items, confidence }, at) => {
    const [ours, theirs] = [items[a] ?? [], items[b] ?? []];
    for (const _ of ours) {
      from[0].push(at);
      low.push(from[1].length - BAND_ROWS);
      high.push(from[1].length + theirs.length + BAND_ROWS);
    }
    for (const _ of theirs) from[1].push(at);
    return ours.length > 0 && theirs.length > 0 ? confidence : 0;
  });
  return { corridor: corridorOf(Int32Array.from(low), Int32Array.from(high), targets), from, together };
}
