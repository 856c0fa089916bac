import type { ComparedRow } from "@sextant/core/compare";
import { decodeText } from "@sextant/core/document";
import { languageCode } from "@sextant/core/language";
import { UsageError } from "../exit.ts";
import { readInput } from "../files.ts";

/** Rows that were aligned elsewhere. */
export interface RowsFile {
  readonly languages: readonly string[];
  readonly rows: readonly ComparedRow[];
}

/**
 * Reads rows of tab-separated values: the first line names the columns, `row` and two or more languages; a cell may be empty, the
 * last, too.
 *
 * @param chosen the languages to compare, all if left out
 * @throws {UsageError} naming the line that cannot be read
 */
export async function readRows(path: string, chosen?: readonly string[]): Promise<RowsFile> {
  const text = decodeText(await readInput(path), path).replace(/^\ufeff/, "");
  const lines = text.split(/\r\n|\n/);
  if (lines.at(-1) === "") lines.pop();
  const [head = "", ...others] = lines;
  const [first, ...tags] = head.split("\t");
  if (first?.trim().toLowerCase() !== "row" || tags.length < 2)
    throw new UsageError(`${path}: the first line has to be “row” and two or more language tags, tabs between`);
  const languages = tags.map((tag) => languageCode(tag.trim()));
  if (new Set(languages).size < languages.length)
    throw new UsageError(`${path}: a language stands twice in the first line`);
  const wanted = (chosen ?? languages).map(languageCode);
  for (const language of wanted)
    if (!languages.includes(language))
      throw new UsageError(`${path} has no column ${language}; it has ${languages.join(", ")}`);
  if (wanted.length < 2) throw new UsageError("name two languages or more to compare");
  const rows = others.map((line, at): ComparedRow => {
    const [number = "", ...cells] = line.split("\t");
    if (!/^\d{1,9}$/.test(number.trim()) || cells.length > languages.length)
      throw new UsageError(
        `${path}, line ${at + 2}: expected a row number and ${languages.length} texts, tabs between`,
      );
    const texts = Object.fromEntries(languages.map((language, column) => [language, cells[column] ?? ""]));
    return {
      row: Number(number),
      texts: Object.fromEntries(wanted.map((language) => [language, texts[language] ?? ""])),
    };
  });
  return { languages: wanted, rows };
}
