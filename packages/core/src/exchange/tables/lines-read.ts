/**
 * Room tables: tab-separated tables and JSON Lines. In: the lines of a file, or units. Out: units and problems; or
 * lines. Imports exchange/tmx.
 *
 * @module
 */

import { z } from "zod";
import { SextantError } from "../../error.ts";
import { type FileHeader, type ImportedUnit, type Property, propertiesIn } from "../../memory/stored.ts";
import { type LanguageName, languageNamed, VariantKeys } from "../language-name.ts";
import { MAX_SEGMENT_CHARACTERS, type Report } from "../problem.ts";
import { isInlineCode, isSegmentContent } from "../tmx/inline-codes.ts";
import { SegmentReader } from "../tmx/segment-reader.ts";
import { texts } from "../unpack.ts";
import { content } from "../xml.ts";
import { type Column, columnsOf } from "./columns.ts";
import { linesOf, recordsOf, type Record as TableRecord, TooLongLine } from "./records.ts";

/** A file that is not a table of units, or cannot be read further. */
export class UnreadableLines extends SextantError {
  override name = "UnreadableLines";

  constructor(message: string, options?: ErrorOptions) {
    super("unreadable-file", message, options);
  }
}

/** Number of records that show what a column holds. */
const SAMPLE_RECORDS = 50;

/**
 * Reads translation units from tab-separated values. The first line names the columns: `tuid` and `symbol` as {@link
 * writeTsv} writes them, or left out, then language tags; the content of other columns is kept as notes or props of the
 * unit. An empty field is not a text. The file may be in any encoding that can be detected, gzip, or a ZIP archive, of
 * which every `.tsv` is read.
 *
 * @param report receives each line that is left out
 * @param onHeader receives the source, which is the first language that is named
 * @throws {UnreadableLines} if the file has fewer than two languages, or a line too long for memory
 */
export async function* readTsv(
  bytes: AsyncIterable<Uint8Array>,
  report: Report,
  onHeader?: (header: FileHeader) => void,
): AsyncGenerator<ImportedUnit> {
  for await (const { name, portions } of texts(bytes, { extensions: [".tsv"], unreadable: UnreadableLines, report })) {
    const own: Report = (problem) => report(name === undefined ? problem : { ...problem, file: name });
    yield* unreadable(table(portions, own, onHeader));
  }
}

/** Turns errors of reading into the error of this room. */
async function* unreadable<T>(values: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* values;
  } catch (cause) {
    throw cause instanceof TooLongLine ? new UnreadableLines(cause.message, { cause }) : cause;
  }
}

async function* table(
  portions: AsyncIterable<string>,
  report: Report,
  onHeader?: (header: FileHeader) => void,
): AsyncGenerator<ImportedUnit> {
  const records = recordsOf(portions);
  const names = await records.next();
  if (names.done) throw new UnreadableLines("the file is empty");
  const sample: TableRecord[] = [];
  while (sample.length < SAMPLE_RECORDS) {
    const next = await records.next();
    if (next.done) break;
    sample.push(next.value);
  }
  const { line, fields } = names.value;
  const columns = columnsOf(
    fields,
    sample.map((record) => record.fields),
  );
  if (typeof columns === "string") throw new UnreadableLines(`line ${line}: ${columns}`);
  for (const [at, column] of columns.entries()) sayColumn(column, fields[at] as string, at, line, report);
  const source = columns.find((column) => column.kind === "language");
  if (source) onHeader?.({ attributes: { srclang: source.named.tag }, properties: [] });
  for (const record of sample) yield* unitIn(record, columns, report);
  for await (const record of records) yield* unitIn(record, columns, report);
}

function sayColumn(column: Column, name: string, at: number, line: number, report: Report): void {
  const say = (message: string): void => report({ kind: "repaired", reason: "column", line, message });
  if (column.kind === "tuid" && name.trim() !== "tuid") say(`column ${name} was read as what units are called by`);
  if (column.kind === "note" || column.kind === "prop")
    say(`column ${name.trim() || at + 1} names no language: kept as a ${column.kind} of each unit`);
}

function* unitIn({ line, fields }: TableRecord, columns: readonly Column[], report: Report): Generator<ImportedUnit> {
  const tuid = columns.map(({ kind }, at) => (kind === "tuid" ? fields[at]?.trim() : "")).find(Boolean);
  const about = { line, ...(tuid && { tuid }) };
  if (fields.length !== columns.length) {
    const message = `${fields.length} fields where the first line names ${columns.length}`;
    report({ kind: "unit", reason: "number of fields", ...about, message });
    return;
  }
  const named: (readonly [LanguageName, string])[] = [];
  const properties: Property[] = [];
  for (const [at, column] of columns.entries()) {
    const value = fields[at] as string;
    if (column.kind === "language") named.push([column.named, value]);
    else if (value.trim() === "") continue;
    else if (column.kind === "note") properties.push({ kind: "note", value });
    else if (column.kind === "prop") properties.push({ kind: "prop", name: column.name || `${at + 1}`, value });
  }
  const texts = textsOf(named);
  if (typeof texts === "string") report({ kind: "unit", reason: "text", ...about, message: texts });
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

const PropertySchema = z.object({
  variant: z.string().max(35).optional(),
  kind: z.enum(["attribute", "prop", "note"]),
  name: z.string().max(200).optional(),
  value: z.string().max(MAX_SEGMENT_CHARACTERS),
  language: z.string().max(35).optional(),
  encoding: z.string().max(35).optional(),
});
const CodeSchema = z.object({
  offset: z.int().min(0),
  code: z.string().refine(isInlineCode, "it is no inline element of TMX"),
});
const Line = z.object({
  tuid: z.string().optional(),
  number: z.string().optional(),
  role: z.string().default("text"),
  confidence: z.number().min(0).max(1).default(1),
  origin: z.string().default("imported"),
  status: z.string().optional(),
  tags: z.record(z.string(), z.string().max(35)).optional(),
  /** An object by name, as earlier versions wrote it, or a list. */
  properties: z.union([z.array(PropertySchema), z.record(z.string().max(200), z.string().max(4000))]).optional(),
  codes: z.record(z.string(), z.array(CodeSchema)).optional(),
  segments: z.record(z.string(), z.string().refine(isSegmentContent, "it is no content of a TMX segment")).optional(),
  order: z.array(z.string().max(35)).optional(),
  variants: z.record(z.string(), z.string()),
});

/**
 * Reads translation units from JSON Lines, as {@link writeJsonLines} writes them; a line needs only `variants`.
 *
 * @param report receives each line that is left out
 * @throws {UnreadableLines} if a line is too long for memory
 */
export async function* readJsonLines(bytes: AsyncIterable<Uint8Array>, report: Report): AsyncGenerator<ImportedUnit> {
  for await (const { name, portions } of texts(bytes, {
    extensions: [".jsonl"],
    unreadable: UnreadableLines,
    report,
  })) {
    for await (const { line, text } of unreadable(linesOf(portions))) {
      if (text.trim() === "") continue;
      const unit = unitOf(text);
      if (typeof unit !== "string") yield unit;
      else report({ kind: "unit", reason: "JSON", line, ...(name !== undefined && { file: name }), message: unit });
    }
  }
}

/** Returns the unit of a line, or what is wrong with it. */
function unitOf(text: string): ImportedUnit | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "this is no JSON";
  }
  const line = Line.safeParse(value);
  if (!line.success) return wrongIn(line.error);
  const { variants: said, properties, ...more } = line.data;
  const keys = new VariantKeys();
  /** Maps each name in the line to its key. */
  const renamed = new Map<string, string>();
  const variants: Record<string, string> = {};
  const tags: Record<string, string> = {};
  const segments: Record<string, string> = {};
  for (const [name, own] of Object.entries(said)) {
    if (own.length > MAX_SEGMENT_CHARACTERS) return `a text of ${own.length} characters in ${name} is no segment`;
    try {
      const named = languageNamed(name);
      const key = keys.next(named);
      renamed.set(name, key);
      const tag = languageNamed(more.tags?.[name] ?? named.tag.replace(/-x-\d+$/, "")).tag;
      if (tag !== named.language) tags[key] = tag;
      const trimmed = own.normalize("NFC").trim();
      if (trimmed !== "") variants[key] = trimmed;
      if (trimmed !== own && !more.codes?.[name]) segments[key] = content(own);
    } catch {
      return `${name} is no language tag`;
    }
  }
  if (Object.keys(variants).length === 0) return "a unit without any text";
  const list = properties && propertiesIn(properties as readonly Property[]);
  const named = <T>(own: Readonly<Record<string, T>> | undefined): Record<string, T> =>
    Object.fromEntries(Object.entries(own ?? {}).map(([name, of]) => [renamed.get(name) ?? name, of]));
  const details = {
    tags,
    codes: named(more.codes),
    segments: { ...segments, ...named(more.segments) },
    properties: (list ?? []).map((own) =>
      own.variant === undefined ? own : { ...own, variant: renamed.get(own.variant) ?? own.variant },
    ),
    order: (more.order ?? []).map((name) => renamed.get(name) ?? name),
  };
  const { tags: _, codes: __, segments: ___, order: ____, ...fields } = more;
  const present = Object.entries(details).filter(([, own]) => Object.keys(own).length > 0);
  return { ...fields, ...Object.fromEntries(present), variants, unofficial: [] } as ImportedUnit;
}

/** What is wrong with a line, in a sentence: the first of it. */
function wrongIn({ issues: [issue] }: z.ZodError): string {
  const where = issue?.path.join(".") ?? "";
  const wanted = issue?.code === "invalid_type" ? ` (${issue.expected})` : "";
  return where === ""
    ? `this is no unit${wanted && ": an object with variants is"}`
    : `“${where}” is missing, or is not what it has to be${wanted}`;
}
