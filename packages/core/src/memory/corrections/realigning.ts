import { alignDocuments, type ParagraphRow } from "../../align/documents/document-set.ts";
import type { Block, Document } from "../../document/document.ts";
import { variantsOf } from "../rows/rows.ts";
import { textsKey, type WholeRow, type WholeUnit } from "../rows/whole-rows.ts";
import type { RowStatus } from "../stored.ts";
import type { RowCorrection } from "./corrections.ts";
import { withDecisions } from "./kept-units.ts";
import { type Cells, type CorrectedRow, corrected } from "./row-blocks.ts";

/**
 * The greatest confidence of a row that lacks a language after what a correction left was aligned again. Only a few texts were
 * there to choose from: that nothing was left for a row does not make it right.
 */
const MAX_LONE_CONFIDENCE = 0.5;

/** Texts of rows that follow each other, as one document of each language. */
type Documents = ReadonlyMap<string, Document>;

/**
 * Makes a correction of rows that follow each other. A row that it makes is cut into units by itself. Where it leaves blocks
 * without a row, these are aligned again with all other rows; otherwise the other rows stay as they are. What people decided of
 * units stays, see {@link withDecisions}.
 *
 * @param rows all of the text, or all notes; the first at position `first`
 * @param correction speaks of these rows only
 * @throws {ImpossibleCorrection}
 */
export function realigned(rows: readonly WholeRow[], correction: RowCorrection, first: number): WholeRow[] {
  const { cells, documents } = numbered(rows);
  const isNote = rows[0]?.row.role === "note";
  const after = corrected(cells, correction, first);
  if (after.some(({ state }) => state === "left"))
    return withDecisions(rows, alignedAgain(rows, after, documents, isNote), cutAnew);
  const rowOf = new Map(cells.map((own, at) => [own, rows[at]]));
  const made = after.map(({ cells: own }) => rowOf.get(own) ?? alignedAlone(own, documents, isNote));
  return withDecisions(rows, made, cutAnew);
}

/** Texts that stand in one row, aligned by themselves and cut into units. */
function cutAnew(variants: Readonly<Record<string, string>>, isNote: boolean): readonly WholeUnit[] {
  const blocks = Object.entries(variants).map(([language, text]) => [language, [{ role: "text" as const, text }]]);
  const cells = Object.fromEntries(Object.keys(variants).map((language) => [language, [0]]));
  return alignedAlone(cells, documentsOf(Object.fromEntries(blocks)), isNote).units;
}

/** Puts the blocks of rows into documents; `cells` says which of them each row holds. */
function numbered(rows: readonly WholeRow[]): { readonly cells: readonly Cells[]; readonly documents: Documents } {
  const blocks: Record<string, Block[]> = {};
  const cells = rows.map(({ row: { role, blocks: own } }) =>
    Object.fromEntries(
      Object.entries(own).map(([language, list]) => {
        blocks[language] ??= [];
        const from = blocks[language].length;
        blocks[language].push(...list.map((block) => ({ ...block, role: role === "note" ? "text" : role })));
        return [language, list.map((_, at) => from + at)];
      }),
    ),
  );
  return { cells, documents: documentsOf(blocks) };
}

const documentsOf = (blocks: Readonly<Record<string, readonly Block[]>>): Documents =>
  new Map(
    Object.entries(blocks).map(([language, list]) => [
      language,
      { language, blocks: list, notes: [], furniture: [], warnings: [] },
    ]),
  );

/** All rows, aligned anew around those that the correction made; a row that comes out as it was stays what it was. */
function alignedAgain(
  rows: readonly WholeRow[],
  after: readonly CorrectedRow[],
  documents: Documents,
  isNote: boolean,
): WholeRow[] {
  const fixed = after.filter(({ state }) => state === "made").map(({ cells }) => ({ units: cells }));
  const before = Map.groupBy(rows, ({ row }) => textsKey(row));
  return alignDocuments([...documents.values()], { fixed }).rows.map((own) => {
    const isLone = own.origin === "automatic" && Object.keys(own.units).length < documents.size;
    const row = wholeRow(isLone ? doubted(own) : own, documents, isNote);
    // Of several with the same texts each is kept once, in order.
    return before.get(textsKey(row.row))?.shift() ?? row;
  });
}

const doubted = (row: ParagraphRow): ParagraphRow => ({
  ...row,
  confidence: Math.min(row.confidence, MAX_LONE_CONFIDENCE),
  rows: row.rows.map((inner) => ({ ...inner, confidence: Math.min(inner.confidence, MAX_LONE_CONFIDENCE) })),
});

/** One row that a person made, cut into units. */
function alignedAlone(cells: Cells, documents: Documents, isNote: boolean): WholeRow {
  const own = documentsOf(
    Object.fromEntries(
      Object.entries(cells).map(([language, units]) => [
        language,
        units.map((unit) => documents.get(language)!.blocks[unit]!),
      ]),
    ),
  );
  const units = Object.fromEntries([...own].map(([language, { blocks }]) => [language, [...blocks.keys()]]));
  const [row] = alignDocuments([...own.values()], { fixed: [{ units }] }).rows;
  return wholeRow(row as ParagraphRow, own, isNote);
}

function wholeRow(row: ParagraphRow, documents: Documents, isNote: boolean): WholeRow {
  const { confidence, origin } = row;
  const status: RowStatus = origin === "corrected" ? "confirmed" : "automatic";
  const blocks = Object.fromEntries(
    Object.entries(row.units).map(([language, units]) => [
      language,
      units.map((unit) => {
        const { number, text, marks = [] } = documents.get(language)!.blocks[unit]!;
        return { ...(number !== undefined && { number }), text, marks };
      }),
    ]),
  );
  const number = Object.values(blocks)[0]?.[0]?.number;
  return {
    row: {
      role: isNote ? "note" : row.role,
      ...{ ...(number !== undefined && { number }), confidence, origin, status, blocks },
    },
    units: row.rows.map((inner) => ({
      ...{ confidence: inner.confidence, origin, status },
      variants: Object.fromEntries(variantsOf(row, inner, documents)),
    })),
  };
}
