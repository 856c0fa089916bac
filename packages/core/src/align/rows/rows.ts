/**
 * Room rows: the aligner of many languages. In: sections of a text in each language. Out: rows of units, with rows of
 * segments in them. Imports language, grid, text and pair.
 *
 * @module
 */

import { compareLanguages } from "../../language/profile.ts";
import { transposed } from "../grid/links.ts";
import { range } from "../grid/range.ts";
import type { AlignOptions } from "../pair/options.ts";
import type { PairPosteriors } from "../pair/pair.ts";
import type { PairTask } from "../pair/pair-task.ts";
import { unitRows } from "../pair/unit-rows.ts";
import { type Segment, segmentsOf } from "../text/segments.ts";
import type { LinksByLanguage } from "./link-votes.ts";
import { doneHere, type PairWork } from "./pair-work.ts";
import { Vote } from "./vote.ts";

/** A row: for each language, zero-based indices of the units that translate each other, rising; possibly none. */
export interface Row {
  readonly units: Readonly<Record<string, readonly number[]>>;
  /** 0..1: the mean posterior of the links between its languages. */
  readonly confidence: number;
  readonly origin: "automatic" | "corrected";
}

/** Segments that translate each other, inside one row of units. */
export interface SegmentRow {
  readonly segments: Readonly<Record<string, readonly Segment[]>>;
  readonly confidence: number;
  readonly origin: Row["origin"];
}

/** Units of one stretch of a text, in each of its languages; a language may have none there. */
export type Section = Readonly<Record<string, readonly string[]>>;

/** A row of units, with the rows of their segments. */
export interface UnitRow extends Row {
  /** The `block` of a segment is its unit. */
  readonly rows: readonly SegmentRow[];
}

/**
 * Aligns sections of one text in N languages into rows. Units are cut into segments (segments.ts). All pairs of
 * languages are aligned, none through a third one; then the posteriors of all pairs vote (vote.ts). A row of units is
 * as large as the rows of its segments require, because no unit is cut.
 *
 * The result does not depend on the order of languages. Every unit of every language is in exactly one row of its
 * section.
 *
 * @param languages BCP 47 codes, each once
 * @returns rows for each section; unit indices count within the section
 */
export function alignRows(
  sections: readonly Section[],
  languages: readonly string[],
  options: AlignOptions = {},
): UnitRow[][] {
  return doneHere(rowsWork(sections, languages, options));
}

/** The work of {@link alignRows}. */
export function* rowsWork(
  sections: readonly Section[],
  languages: readonly string[],
  { progress, learnt, doubted, ...options }: AlignOptions,
): PairWork<UnitRow[][]> {
  if (sections.length === 0) return [];
  const order = [...languages].sort(compareLanguages);
  const segmented = sections.map((section) => order.map((language) => segmentsOf(section[language] ?? [], language)));
  const isJudged = learnt !== undefined || doubted !== undefined;
  const tasks = order.flatMap((source, a) =>
    order.slice(a + 1).map((target, b): PairTask => {
      const texts = segmented.map((sides) => ({ source: sides[a]!.texts, target: sides[a + 1 + b]!.texts }));
      return { source, target, texts, options, isJudged };
    }),
  );
  const results = yield { tasks, progress };
  const pairs = new Map<string, readonly PairPosteriors[]>();
  for (const [at, { posteriors, learnt: translations, isDoubted }] of results.entries()) {
    const { source, target } = tasks[at]!;
    pairs.set(`${source} ${target}`, posteriors);
    if (isDoubted) doubted?.({ source, target });
    if (translations) learnt?.(translations);
  }
  return segmented.map((texts, at) => {
    const counts = texts.map((own) => own.texts.length);
    const pairOf = (source: string, target: string): PairPosteriors | undefined =>
      pairs.get(`${source} ${target}`)?.[at];
    const bothWays = (kind: keyof PairPosteriors): LinksByLanguage =>
      order.map((source, a) =>
        order.map(
          (target) => pairOf(source, target)?.[kind] ?? transposed(pairOf(target, source)?.[kind], counts[a] ?? 0),
        ),
      );
    const tempered = new Vote(counts, bothWays("tempered"));
    const rows = new Vote(counts, bothWays("posteriors"))
      .rows()
      .map((row) => ({ ...row, confidence: tempered.confidence(row) }));
    return unitRows(rows, texts).map(({ from, to, rows }) => ({
      units: byLanguage(order, (l) => range(from[l]!, to[l]!)),
      confidence: rows.reduce((sum, { confidence }) => sum + confidence, 0) / rows.length,
      origin: "automatic",
      rows: rows.map(({ from, to, confidence }) => ({
        segments: byLanguage(order, (l) =>
          texts[l]!.segments.slice(from[l], to[l]).filter(({ start, end }) => start < end),
        ),
        confidence,
        origin: "automatic",
      })),
    }));
  });
}

/** Of each language that has some. */
function byLanguage<T>(languages: readonly string[], of: (l: number) => readonly T[]): Record<string, readonly T[]> {
  return Object.fromEntries(
    languages.flatMap((language, l) => {
      const own = of(l);
      return own.length > 0 ? [[language, own]] : [];
    }),
  );
}
