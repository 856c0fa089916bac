import { DatabaseSync } from "node:sqlite";
import { SaxesParser } from "saxes";
import type { FileHeader, ImportedUnit, Property } from "../../memory/stored.ts";
import { type LanguageName, languageNamed } from "../language-name.ts";
import { MAX_SEGMENT_CHARACTERS, type Report } from "../problem.ts";
import { type ReadSegment, SegmentReader } from "../tmx/segment-reader.ts";
import { UnitParts, UnreadableFile } from "./file-handler.ts";

/** Columns for who made a unit and when, with TMX's names for them. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  creation_date: "creationdate",
  creation_user: "creationid",
  change_date: "changedate",
  change_user: "changeid",
  last_used_date: "lastusagedate",
  usage_counter: "usagecount",
};

type Row = Readonly<Record<string, string | number | null | bigint | Uint8Array>>;

/**
 * Reads the units of a translation memory of Trados Studio (SDLTM), which is a SQLite file: texts with their codes,
 * authors and dates, and fields as props. The file is opened for reading only.
 *
 * @param report receives each problem; its line is the number of the unit
 * @param onHeader receives the source language
 * @throws {UnreadableFile} if the file is not such a memory
 */
export async function* sdltmUnits(
  path: string,
  report: Report,
  onHeader?: (header: FileHeader) => void,
): AsyncGenerator<ImportedUnit> {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly: true });
    const columns = columnsOf(db, "translation_units");
    if (!columns.has("source_segment") || !columns.has("target_segment"))
      throw new Error("it has no translation units as Trados Studio keeps them");
    const memory = columnsOf(db, "translation_memories").has("source_language")
      ? (db.prepare("select source_language from translation_memories limit 1").get() as Row | undefined)
      : undefined;
    if (typeof memory?.source_language === "string")
      onHeader?.({ attributes: { srclang: languageNamed(memory.source_language).tag }, properties: [] });
    const fields = fieldsOf(db);
    for (const row of db.prepare("select * from translation_units order by id").iterate() as Iterable<Row>) {
      const unit = unitOf(row, fields(Number(row.id)));
      if (typeof unit !== "string") yield unit;
      else report({ kind: "unit", reason: "segment", line: Number(row.id), message: unit });
    }
  } catch (cause) {
    throw new UnreadableFile(`the memory cannot be read: ${(cause as Error).message}`, {
      cause,
      why: { reason: "damaged" },
    });
  } finally {
    db?.close();
  }
}

function columnsOf(db: DatabaseSync, table: string): Set<string> {
  const rows = db.prepare("select name from pragma_table_info(?)").all(table) as Row[];
  return new Set(rows.map(({ name }) => `${name}`));
}

/** Returns a function that reads the fields of a unit: texts and chosen values, with their names. */
function fieldsOf(db: DatabaseSync): (unit: number) => Property[] {
  const has = (table: string): boolean => columnsOf(db, table).size > 0;
  const queries = [
    ...(has("attributes") && has("string_attributes")
      ? [
          "select a.name, s.value from string_attributes s join attributes a on a.id = s.attribute_id where s.translation_unit_id = ?",
        ]
      : []),
    ...(has("attributes") && has("picklist_attributes") && has("picklist_values")
      ? [
          "select a.name, v.value from picklist_attributes p join picklist_values v on v.id = p.picklist_value_id join attributes a on a.id = v.attribute_id where p.translation_unit_id = ?",
        ]
      : []),
  ].map((query) => db.prepare(query));
  return (unit) =>
    queries.flatMap((query) =>
      (query.all(unit) as Row[]).map(
        ({ name, value }): Property => ({ kind: "prop", name: `${name}`, value: `${value}` }),
      ),
    );
}

/** Returns the unit of a row, or what is wrong with it. */
function unitOf(row: Row, fields: readonly Property[]): ImportedUnit | string {
  const parts = new UnitParts();
  for (const column of ["source_segment", "target_segment"]) {
    const found = segmentOf(`${row[column] ?? ""}`);
    if (typeof found === "string") return `${column}: ${found}`;
    parts.add(found.language, found.segment);
  }
  for (const [column, name] of Object.entries(ATTRIBUTES)) {
    const value = row[column];
    if (value === null || value === undefined || value === "") continue;
    const written = column.endsWith("_date")
      ? `${value}`
          .replace(/\.\d+|[-:Z]/g, "")
          .replace(" ", "T")
          .concat("Z")
      : `${value}`;
    parts.properties.push({ kind: "attribute", name, value: written });
  }
  parts.properties.push(...fields);
  return parts.unit(typeof row.guid === "string" ? row.guid : undefined);
}

/** Reads a text in the form of Trados: `Segment` with `Elements` of `Text` and `Tag`, and a `CultureName`. */
function segmentOf(xml: string): { readonly language: LanguageName; readonly segment: ReadSegment } | string {
  const reader = new SegmentReader(() => {});
  const path: string[] = [];
  let tag: Record<string, string> = {};
  let culture = "";
  let wrong: string | undefined;
  const parser = new SaxesParser({ xmlns: false });
  parser.on("error", (error) => {
    wrong ??= error.message;
  });
  parser.on("opentag", ({ name }) => {
    path.push(name);
    if (name === "Tag") tag = {};
  });
  parser.on("text", (text) => {
    const name = path.at(-1) ?? "";
    if (name === "Value" && path.at(-2) === "Text") reader.text(text);
    else if (path.at(-2) === "Tag") tag[name] = (tag[name] ?? "") + text;
    else if (name === "CultureName") culture += text;
  });
  parser.on("closetag", ({ name }) => {
    path.pop();
    if (name === "Tag") addTag(reader, tag);
  });
  parser.write(xml).close();
  if (wrong !== undefined) return wrong;
  if (reader.size > MAX_SEGMENT_CHARACTERS) return `a segment of ${reader.size} characters`;
  const segment = reader.end();
  if (segment.text === "") return "it has no text";
  try {
    return { language: languageNamed(culture), segment };
  } catch (error) {
    return (error as Error).message;
  }
}

function addTag(reader: SegmentReader, tag: Readonly<Record<string, string>>): void {
  const { Type = "", Anchor = "", AlignmentAnchor, TagID = "", TextEquivalent = "" } = tag;
  const x = AlignmentAnchor && AlignmentAnchor !== "0" ? { x: AlignmentAnchor } : {};
  const [name, attributes] = ((): readonly [string, Readonly<Record<string, string>>] => {
    switch (Type) {
      case "Start":
        return ["bpt", { i: Anchor, ...x, type: TagID }];
      case "End":
        return ["ept", { i: Anchor }];
      case "UnmatchedStart":
        return ["it", { pos: "begin", ...x, type: TagID }];
      case "UnmatchedEnd":
        return ["it", { pos: "end", ...x, type: TagID }];
      default:
        return ["ph", { ...x, type: TagID }];
    }
  })();
  reader.open(name, attributes);
  reader.text(TextEquivalent);
  reader.close(name);
}
