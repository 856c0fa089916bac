/**
 * Room rows: what a memory keeps, written and read. In: rows and units of a document set. Out: the same by position or by
 * id, document sets. Imports language, document, align (for its types), database and phrases.
 *
 * @module
 */

import type { Kysely, Selectable } from "kysely";
import type { ParagraphRow } from "../../align/documents/document-set.ts";
import type { SegmentRow } from "../../align/rows/rows.ts";
import type { Document } from "../../document/document.ts";
import { compareLanguages, languageProfile } from "../../language/profile.ts";
import { contentOf } from "../database/content.ts";
import type { Tables } from "../database/schema.ts";
import type { RowStatus, StoredBlock, StoredOrigin, StoredRow } from "../stored.ts";
import { PAGE_LIMIT } from "./units.ts";
import { shownVersion } from "./versions.ts";

/** A page of rows. */
export interface RowPage {
  /** Position of the first row; 0 if left out. */
  readonly from?: number;
  /** Number of rows, 1..{@link PAGE_LIMIT}; the limit if left out. */
  readonly limit?: number;
}

/** Returns rows of a document set in order, from position `from` on. */
export async function rowsOf(
  db: Kysely<Tables>,
  documentSet: string,
  { from = 0, limit = PAGE_LIMIT }: RowPage = {},
): Promise<StoredRow[]> {
  const paragraphs = await db
    .selectFrom("paragraph")
    .selectAll()
    .where("document_set", "=", contentOf(documentSet))
    .where("position", ">=", from)
    .orderBy("position")
    .limit(Math.min(limit, PAGE_LIMIT))
    .execute();
  const ids = paragraphs.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [blocks, units] = await Promise.all([
    db.selectFrom("block").selectAll().where("paragraph", "in", ids).orderBy("position").execute(),
    db.selectFrom("unit").select(["id", "paragraph"]).where("paragraph", "in", ids).orderBy("position").execute(),
  ]);
  const blocksByParagraph = Map.groupBy(blocks, ({ paragraph }) => paragraph);
  const unitsByParagraph = Map.groupBy(units, ({ paragraph }) => paragraph);
  const rows = paragraphs.map(({ id, version, position, role, number, confidence, origin, status }) => ({
    id,
    version: shownVersion("r", { id, version }),
    position,
    role,
    ...(number !== null && { number }),
    confidence,
    origin,
    status,
    blocks: byLanguage(blocksByParagraph.get(id) ?? []),
    units: (unitsByParagraph.get(id) ?? []).map((unit) => unit.id),
  }));
  return withUnitsAsBlocks(db, rows);
}

/** Gives rows that were imported as one unit (see writer.ts) and have no blocks the text of their unit as blocks. */
async function withUnitsAsBlocks(db: Kysely<Tables>, rows: readonly StoredRow[]): Promise<StoredRow[]> {
  const units = rows.flatMap((row) => (isBare(row) ? row.units : []));
  if (units.length === 0) return [...rows];
  const variants = await db.selectFrom("variant").selectAll().where("unit", "in", units).execute();
  const byUnit = Map.groupBy(variants, ({ unit }) => unit);
  return rows.map((row) => {
    if (!isBare(row)) return row;
    const own = row.units.flatMap((unit) => byUnit.get(unit) ?? []);
    const { number = null } = row;
    return {
      ...row,
      blocks: byLanguage(own.map(({ language, text }) => ({ language, number, text, marks: "[]" }))),
    };
  });
}

const isBare = ({ blocks }: StoredRow): boolean => Object.keys(blocks).length === 0;

/** Returns the status of a row by its origin. */
export const statusOf = (origin: StoredOrigin): RowStatus => (origin === "corrected" ? "confirmed" : "automatic");

/** Returns the texts of a row of segments, by language. */
export function variantsOf(
  row: ParagraphRow,
  { segments }: SegmentRow,
  documents: ReadonlyMap<string, Document>,
): (readonly [language: string, text: string])[] {
  return Object.entries(segments).map(([language, own]) => {
    const texts = own.map(({ block, start, end }) => textOf(documents, row, language, block).slice(start, end));
    return [language, joinSegments(texts, language)] as const;
  });
}

function textOf(documents: ReadonlyMap<string, Document>, row: ParagraphRow, language: string, at: number): string {
  const document = documents.get(language);
  return (row.role === "note" ? document?.notes[at] : document?.blocks[at])?.text ?? "";
}

/** Returns the blocks of a row, as they are kept. */
export function blocksOf(
  row: ParagraphRow,
  documents: ReadonlyMap<string, Document>,
): Omit<Selectable<Tables["block"]>, "paragraph">[] {
  return Object.entries(row.units).flatMap(([language, units]) =>
    units.map((unit, position) => {
      const document = documents.get(language) as Document;
      const block = row.role === "note" ? undefined : document.blocks[unit];
      const note = row.role === "note" ? document.notes[unit] : undefined;
      return {
        language,
        position,
        number: block?.number ?? note?.mark ?? null,
        text: block?.text ?? note?.text ?? "",
        marks: JSON.stringify(block?.marks ?? []),
      };
    }),
  );
}

/** Joins sentences of a unit into running text, with the word separators of the language. */
export function joinSegments(segments: readonly string[], language: string): string {
  return segments.join(languageProfile(language).spaced ? " " : "");
}

function byLanguage(
  blocks: readonly Omit<Selectable<Tables["block"]>, "paragraph" | "position">[],
): Record<string, StoredBlock[]> {
  const found: Record<string, StoredBlock[]> = {};
  for (const { language, number, text, marks } of [...blocks].sort((a, b) =>
    compareLanguages(a.language, b.language),
  )) {
    found[language] ??= [];
    found[language].push({ ...(number !== null && { number }), text, marks: JSON.parse(marks) });
  }
  return found;
}
