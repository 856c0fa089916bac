/**
 * Room tables: tables and JSON Lines. In: the text of a file, or units. Out: units and problems; or lines. Imports exchange/tmx.
 *
 * @module
 */

import type { FileHeader, ImportedUnit, Property } from "../../memory/stored.ts";
import { type LanguageName, languageNamed, VariantKeys } from "../language-name.ts";
import { ILL_FORMED_BYTES, MAX_SEGMENT_CHARACTERS, type Report } from "../problem.ts";
import { SegmentReader } from "../tmx/segment-reader.ts";
import { type Column, columnsOf, headOf } from "./columns.ts";
import { recordsOf, type Record as TableRecord, UnreadableLines } from "./records.ts";

/** Number of records that show what a column holds. */
const SAMPLE_RECORDS = 50;

/** What is known of a table, and where to report. */
export interface TableOptions {
  readonly report: Report;
  readonly onHeader?: ((header: FileHeader) => void) | undefined;
  /** Languages of the columns, in order; their names are in the first line if left out. */
  readonly languages?: readonly string[] | undefined;
}

/**
 * Reads translation units from a table. The first line names the columns: `tuid` and `symbol` as {@link writeTsv} writes them, or
 * left out, then language tags; the content of other columns is kept as notes or props of the unit, and at the end of a line may be
 * wanting, as in the glossaries of OmegaT. Of a table without a line of names the languages are to be given. An empty field is not a text.
 *
 * @param portions of the file's text
 * @param options `report` receives each line that is left out, `onHeader` the source, which is the first language that is named
 * @throws {UnreadableLines} if the table has fewer than two languages, or a line too long for memory
 * @throws {RangeError} if a language that is given is no tag
 */
export async function* tableUnits(
  portions: AsyncIterable<string>,
  { report, onHeader, languages }: TableOptions,
): AsyncGenerator<ImportedUnit> {
  const records = recordsOf(portions, (line) =>
    report({ kind: "repaired", reason: "comment", line, message: "a comment before the table, which is no unit" }),
  );
  const sample: TableRecord[] = [];
  while (sample.length <= SAMPLE_RECORDS) {
    const next = await records.next();
    if (next.done) break;
    sample.push(next.value);
  }
  const [first, ...others] = sample;
  if (!first) throw new UnreadableLines("the file is empty", { why: { reason: "empty" } });
  const { columns, isNames } = headed(first, others, languages, report);
  const source = columns.find((column) => column.kind === "language");
  if (source) onHeader?.({ attributes: { srclang: source.named.tag }, properties: [] });
  for (const record of isNames ? others : sample) yield* unitIn(record, columns, report);
  for await (const record of records) yield* unitIn(record, columns, report);
}

interface Headed {
  readonly columns: readonly Column[];
  /** Whether the first line holds names. */
  readonly isNames: boolean;
}

/** Decides what the columns hold, and reports what is in doubt. */
function headed(
  first: TableRecord,
  others: readonly TableRecord[],
  languages: readonly string[] | undefined,
  report: Report,
): Headed {
  const { line, fields } = first;
  const texts = others.map((record) => record.fields);
  if (languages !== undefined) {
    const told = headOf(fields, languages.map(languageNamed));
    return told.isNames ? told : headOf(longest(first, others), languages.map(languageNamed));
  }
  const columns = columnsOf(fields, texts, (message) =>
    report({ kind: "repaired", reason: "column names", line, message }),
  );
  if ("why" in columns) throw new UnreadableLines(`line ${line}: ${columns.message}`, { why: columns.why });
  for (const [at, column] of columns.entries()) sayColumn(column, fields[at] as string, at, line, report);
  return { columns, isNames: true };
}

/**
 * The longest of the first records: where no line names the columns, the first need not have all of them. A comma or semicolon may
 * stand in a text, where a further field would be a piece of it.
 */
const longest = (first: TableRecord, others: readonly TableRecord[]): readonly string[] =>
  first.separator === "\t"
    ? others.reduce((most, { fields }) => (fields.length > most.length ? fields : most), first.fields)
    : first.fields;

function sayColumn(column: Column, name: string, at: number, line: number, report: Report): void {
  const say = (message: string): void => report({ kind: "repaired", reason: "column", line, message });
  if (column.kind === "tuid" && name.trim() !== "tuid") say(`column ${name} was read as what units are called by`);
  if (column.kind === "note" || column.kind === "prop")
    say(`column ${name.trim() || at + 1} names no language: kept as a ${column.kind} of each unit`);
}

function* unitIn({ line, fields }: TableRecord, columns: readonly Column[], report: Report): Generator<ImportedUnit> {
  const tuid = columns.map(({ kind }, at) => (kind === "tuid" ? fields[at]?.trim() : "")).find(Boolean);
  const about = { line, ...(tuid && { tuid }) };
  if (fields.length > columns.length || columns.slice(fields.length).some(({ kind }) => kind === "language")) {
    const message = `${fields.length} field${fields.length === 1 ? "" : "s"} where the table has ${columns.length}`;
    report({ kind: "unit", reason: "number of fields", ...about, message });
    return;
  }
  const named: (readonly [LanguageName, string])[] = [];
  const properties: Property[] = [];
  for (const [at, column] of columns.entries()) {
    const value = fields[at] ?? "";
    if (column.kind === "language") named.push([column.named, value]);
    else if (value.trim() === "") continue;
    else if (column.kind === "note") properties.push({ kind: "note", value });
    else if (column.kind === "prop") properties.push({ kind: "prop", name: column.name || `${at + 1}`, value });
  }
  const texts = !fields.every((own) => own.isWellFormed()) ? ILL_FORMED_BYTES : textsOf(named);
  if (typeof texts === "string")
    report({ kind: "unit", reason: texts === ILL_FORMED_BYTES ? "encoding" : "text", ...about, message: texts });
  else
    yield {
      ...(tuid && { tuid }),
      role: "text",
      confidence: 1,
      origin: "imported",
      ...texts,
      ...(properties.length > 0 && { properties }),
      unofficial: [],
    };
}

/** Returns the texts of a unit with the tags of their languages, or what is wrong with them. */
function textsOf(
  named: readonly (readonly [LanguageName, string])[],
): Pick<ImportedUnit, "variants" | "tags" | "segments" | "order"> | string {
  const keys = new VariantKeys();
  const variants: Record<string, string> = {};
  const tags: Record<string, string> = {};
  const segments: Record<string, string> = {};
  for (const [language, own] of named) {
    if (own.includes("\0")) return `a text in ${language.tag} that holds the character U+0000`;
    if (own.length > MAX_SEGMENT_CHARACTERS)
      return `a text of ${own.length} characters in ${language.tag} is no segment`;
    const reader = new SegmentReader(() => {});
    reader.text(own);
    const { text, content: whole } = reader.end();
    if (text === "") continue;
    const key = keys.next(language);
    variants[key] = text;
    if (language.tag !== language.language) tags[key] = language.tag;
    if (whole !== undefined) segments[key] = whole;
  }
  if (Object.keys(variants).length === 0) return "a unit without any text";
  return {
    variants,
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(Object.keys(segments).length > 0 && { segments }),
    ...keys.order(),
  };
}
