import type { AlignOptions } from "../pair/options.ts";
import type { PairWork } from "../rows/pair-work.ts";
import { type Row, rowsWork, type Section, type UnitRow } from "../rows/rows.ts";
import { inText } from "../tables/tables.ts";
import type { Segment } from "../text/segments.ts";
import { byLanguages } from "./versions.ts";

/** Returns the rows with their segments; rows that have none yet are aligned inside. */
export function* withSegments(
  rows: readonly (Row & Partial<UnitRow>)[],
  languages: readonly string[],
  textsOf: (language: string) => readonly string[],
  options: AlignOptions,
): PairWork<UnitRow[]> {
  const open = rows
    .filter((row) => row.rows === undefined)
    .map((row) => ({ row, section: sectionOf(row, languages, textsOf) }));
  const aligned = yield* rowsWork(
    open.map(({ section }) => section),
    languages,
    options,
  );
  const byRow = new Map(open.map(({ row }, at) => [row, asOne(row, aligned[at] ?? [])]));
  return rows.map((row) => byRow.get(row) ?? (row as UnitRow));
}

/** Makes a section of the units of a row. */
export function sectionOf(
  { units }: Pick<Row, "units">,
  languages: readonly string[],
  textsOf: (language: string) => readonly string[],
): Section {
  return byLanguages(languages, (language) => (units[language] ?? []).map((unit) => textsOf(language)[unit]!));
}

/** Makes one row of units that are known to belong together, with the segments that were aligned in them. */
export function asOne(row: Row, aligned: readonly UnitRow[]): UnitRow {
  const rows = aligned.flatMap((own) => inText(own, (language, unit) => row.units[language]![unit]!).rows);
  const segments: Record<string, Segment[]> = {};
  for (const own of rows)
    for (const [language, list] of Object.entries(own.segments))
      segments[language] = [...(segments[language] ?? []), ...list];
  // Where each language has one segment, the segments belong together because the row does.
  const isOne = Object.values(segments).every(({ length }) => length === 1);
  const { confidence, origin } = row;
  return { ...row, rows: isOne ? [{ segments, confidence, origin }] : rows };
}
