import type { FileHeader, ImportedUnit, Property } from "../../memory/stored.ts";
import { languageNamed } from "../language-name.ts";
import { UnitParts } from "../other/file-handler.ts";
import { ILL_FORMED_BYTES, MAX_SEGMENT_CHARACTERS, type Report } from "../problem.ts";
import { type ReadSegment, SegmentReader } from "../tmx/segment-reader.ts";
import { linesOf } from "./records.ts";

/** Number of fields that a unit has at least: date, user, count, and a language with its text twice. */
const MIN_FIELDS = 7;

/**
 * Reads the units of a memory of Wordfast Classic (TXT): a line of names that begin with `%`, then a unit a line, separated by tabs:
 * date, user, number of uses, source language, source, target language, target, and attributes. Placeables (`&tA;`) become codes,
 * escaped characters (`&'85;`) what they stand for.
 *
 * @param portions of the file's text
 * @param report receives each line that is left out
 * @param onHeader receives the source language, once
 * @throws {UnreadableLines} if a line is too long for memory
 */
export async function* wordfastUnits(
  portions: AsyncIterable<string>,
  report: Report,
  onHeader?: (header: FileHeader) => void,
): AsyncGenerator<ImportedUnit> {
  let isSaid = false;
  for await (const { line, text } of linesOf(portions)) {
    if (line === 1 || text.trim() === "") continue;
    const unit = unitOf(text);
    if (typeof unit === "string") {
      report({ kind: "unit", reason: REASONS[unit] ?? "line", line, message: unit });
      continue;
    }
    if (!isSaid)
      onHeader?.({ attributes: { srclang: languageNamed(text.split("\t")[3] as string).tag }, properties: [] });
    isSaid = true;
    yield unit;
  }
}

const NO_TRANSLATION = "a unit without a translation";
/** What is wrong with a line in a few words, where that is known in other files too. */
const REASONS: Readonly<Record<string, string>> = {
  [ILL_FORMED_BYTES]: "encoding",
  [NO_TRANSLATION]: "no translation",
};

/** Returns the unit of a line, or what is wrong with it. */
function unitOf(line: string): ImportedUnit | string {
  if (!line.isWellFormed()) return ILL_FORMED_BYTES;
  const [date = "", user = "", count = "", from = "", source = "", into = "", target = "", ...attributes] =
    line.split("\t");
  const fields = line.split("\t").length;
  if (fields < MIN_FIELDS) return `${fields} field${fields === 1 ? "" : "s"} where a unit has at least ${MIN_FIELDS}`;
  const parts = new UnitParts();
  for (const [language, text] of [
    [from, source],
    [into, target],
  ] as const) {
    if (text.length > MAX_SEGMENT_CHARACTERS) return `a text of ${text.length} characters is no segment`;
    const segment = segmentOf(text);
    if (segment.text === "") return NO_TRANSLATION;
    try {
      parts.add(languageNamed(language), segment);
    } catch {
      return `${JSON.stringify(language)} is no language tag`;
    }
  }
  parts.properties.push(...about(date, user, count));
  for (const [at, value] of attributes.entries())
    if (value.trim() !== "") parts.properties.push({ kind: "prop", name: `x-wordfast-${at + 1}`, value });
  return parts.unit(undefined);
}

function about(date: string, user: string, count: string): Property[] {
  const said: readonly (readonly [string, string | undefined])[] = [
    ["creationdate", /^\d{8}~\d{6}$/.test(date) ? `${date.replace("~", "T")}Z` : undefined],
    ["creationid", user.trim() || undefined],
    ["usagecount", /^\d+$/.test(count) ? count : undefined],
  ];
  return said.flatMap(([name, value]) => (value === undefined ? [] : [{ kind: "attribute", name, value }]));
}

const WINDOWS_1252 = new TextDecoder("windows-1252");

function segmentOf(text: string): ReadSegment {
  const reader = new SegmentReader(() => {});
  for (const [at, piece] of text.split(/(&t[A-Z]+;)/).entries())
    if (at % 2 === 0)
      reader.text(
        piece.replace(/&'([\dA-F]{1,2});/gi, (_, code) =>
          WINDOWS_1252.decode(Uint8Array.of(Number.parseInt(code, 16))),
        ),
      );
    else {
      reader.open("ph", {});
      reader.text(piece);
      reader.close("ph");
    }
  return reader.end();
}
