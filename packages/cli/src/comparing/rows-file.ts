import type { ComparedRow } from "@sextant/core/compare";
import { decodeText } from "@sextant/core/document";
import { recordsOf } from "@sextant/core/exchange";
import { languageCode } from "@sextant/core/language";
import { UsageError } from "../exit.ts";
import { readInput } from "../files.ts";

/** Rows that were aligned elsewhere. */
export interface RowsFile {
  readonly languages: readonly string[];
  readonly rows: readonly ComparedRow[];
}

/** What the columns of a file are. */
interface Columns {
  /** Where row numbers stand. */
  readonly row: number;
  /** Where each language stands. */
  readonly languages: ReadonlyMap<string, number>;
  readonly count: number;
}

/**
 * Reads rows of tab-separated values: the first line names the columns, `row` and two or more languages in any order. A cell may be
 * empty, the last cells left out, and a cell quoted as spreadsheets do it.
 *
 * @param chosen the languages to compare, all if left out
 * @throws {UsageError} naming the line that cannot be read
 */
export async function readRows(path: string, chosen?: readonly string[]): Promise<RowsFile> {
  const text = decodeText(await readInput(path), path).replace(/^\ufeff/, "");
  let columns: Columns | undefined;
  let wanted: readonly string[] = [];
  const rows: ComparedRow[] = [];
  for await (const { line, fields } of recordsOf(portionsOf(text))) {
    if (!columns) {
      columns = columnsOf(fields, path);
      wanted = wantedLanguages(columns, chosen, path);
    } else rows.push(rowOf(fields, columns, wanted, `${path}, line ${line}`));
  }
  if (!columns) throw new UsageError(`${path} is empty`);
  return { languages: wanted, rows };
}

async function* portionsOf(text: string): AsyncGenerator<string> {
  yield text;
}

function columnsOf(fields: readonly string[], path: string): Columns {
  const row = fields.findIndex((field) => field.trim().toLowerCase() === "row");
  if (row < 0 || fields.length < 3)
    throw new UsageError(`${path}: the first line has to be “row” and two or more language tags, tabs between`);
  const languages = new Map<string, number>();
  fields.forEach((field, at) => {
    if (at === row || field.trim() === "") return;
    const language = languageCode(field.trim());
    if (languages.has(language)) throw new UsageError(`${path}: a language stands twice in the first line`);
    languages.set(language, at);
  });
  return { row, languages, count: fields.length };
}

function wantedLanguages({ languages }: Columns, chosen: readonly string[] | undefined, path: string): string[] {
  const wanted = chosen ? chosen.map(languageCode) : [...languages.keys()];
  for (const language of wanted)
    if (!languages.has(language))
      throw new UsageError(`${path} has no column ${language}; it has ${[...languages.keys()].join(", ")}`);
  if (wanted.length < 2) throw new UsageError("name two languages or more to compare");
  return wanted;
}

function rowOf(fields: readonly string[], columns: Columns, wanted: readonly string[], place: string): ComparedRow {
  const number = (fields[columns.row] ?? "").trim();
  const isTooLong = fields.slice(columns.count).some((field) => field.trim() !== "");
  if (!/^\d{1,9}$/.test(number) || isTooLong)
    throw new UsageError(`${place}: expected a row number and ${columns.languages.size} texts, tabs between`);
  const texts = wanted.map((language) => [language, fields[columns.languages.get(language) as number] ?? ""]);
  return { row: Number(number), texts: Object.fromEntries(texts) };
}
