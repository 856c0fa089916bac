import { type Insertable, type Kysely, sql } from "kysely";
import type { Document } from "../../document/document.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { rowsOf, variantsOf } from "../rows/rows.ts";
import { detailsOf } from "../rows/units.ts";
import { textsKey, type WholeRow, wholeRows } from "../rows/whole-rows.ts";
import { Writer } from "../rows/writer.ts";
import type { RowStatus, StoredRow } from "../stored.ts";
import {
  type Change,
  type Correction,
  ImpossibleCorrection,
  isInner,
  type RowCorrection,
  realigned,
} from "./corrections.ts";
import { correctedInside } from "./row-units.ts";

/** An automatic row that every language has, and that is at least so sure, is not aligned again for what stands beside it. */
const MIN_ANCHOR_CONFIDENCE = 0.99;
/** Rows to either side of a correction that are aligned again at most. */
const REACH_ROWS = 20;

/** See {@link Memory.correct}; `db` is a transaction. */
export async function correctRows(
  db: Kysely<Tables>,
  engine: Engine,
  documentSet: string,
  correction: Correction,
): Promise<StoredRow[]> {
  const { position } = correction;
  const others = isInner(correction) ? [] : otherRows(correction);
  const [low, high] = [Math.min(position, ...others), Math.max(position, ...others)];
  if (!(low >= 0) || high - low > 10 * REACH_ROWS)
    throw new ImpossibleCorrection(
      `a correction spans at most ${10 * REACH_ROWS} rows from row 0 on, not rows ${low} to ${high}`,
    );
  const from = Math.max(0, low - REACH_ROWS);
  const around = await rowsOf(db, documentSet, { from, limit: high + REACH_ROWS + 1 - from });
  if (isInner(correction)) {
    const row = around[position - from];
    if (!row) throw new ImpossibleCorrection(`there is no row ${position}`);
    const [whole] = (await wholeRows(db, [row])) as [WholeRow];
    return replaceRows(db, engine, documentSet, [row], [correctedInside(whole, correction)], correction);
  }

  if (!around[high - from]) throw new ImpossibleCorrection(`there is no row ${high}`);
  const languages = new Set(around.flatMap(({ blocks }) => Object.keys(blocks)));
  const isNote = around[position - from]?.role === "note";
  const isAnchor = (row: StoredRow): boolean =>
    (row.role === "note") !== isNote ||
    row.status !== "automatic" ||
    (row.confidence >= MIN_ANCHOR_CONFIDENCE && Object.keys(row.blocks).length === languages.size);
  const first = from + around.slice(0, low - from).findLastIndex(isAnchor) + 1;
  const next = around.findIndex((row, at) => from + at > high && isAnchor(row));
  const stretch = around.slice(first - from, next < 0 ? undefined : next);
  if (stretch.some(({ role }) => (role === "note") !== isNote))
    throw new ImpossibleCorrection("a note and a paragraph of the text cannot be one row");

  const { rows, documents } = realigned(stretch, correction, first);
  const before = new Map((await wholeRows(db, stretch)).map((whole) => [textsKey(whole.row), whole]));
  const made = rows.map((row): WholeRow => {
    const blocks = Object.fromEntries(
      Object.entries(row.units).map(([language, units]) => [
        language,
        units.map((unit) => {
          const { number, text, marks = [] } = (documents.get(language) as Document).blocks[unit]!;
          return { ...(number !== undefined && { number }), text, marks };
        }),
      ]),
    );
    const old = before.get(textsKey({ blocks }));
    if (old) return old;
    const { confidence, origin } = row;
    const status: RowStatus = origin === "corrected" ? "confirmed" : "automatic";
    const number = Object.values(blocks)[0]?.[0]?.number;
    return {
      row: {
        role: isNote ? "note" : row.role,
        ...(number !== undefined && { number }),
        confidence,
        origin,
        status,
        blocks,
      },
      units: row.rows.map((inner) => ({
        confidence: inner.confidence,
        origin,
        status,
        variants: Object.fromEntries(variantsOf(row, inner, documents)),
      })),
    };
  });
  return replaceRows(db, engine, documentSet, stretch, made, correction);
}

/** The rows beside its own that a correction speaks of. */
function otherRows(correction: RowCorrection): number[] {
  const { action, position } = correction;
  if (action === "merge") return [position + correction.count - 1];
  if (action === "link") return [correction.other];
  return action === "move" ? [position + (correction.to === "before" ? -1 : 1)] : [];
}

/** See {@link Memory.undo}; `db` is a transaction. */
export async function undoLast(db: Kysely<Tables>, engine: Engine, documentSet: string): Promise<Change | undefined> {
  const last = await db
    .selectFrom("change")
    .selectAll()
    .where("document_set", "=", documentSet)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!last) return undefined;
  const now = await rowsOf(db, documentSet, { from: last.position, limit: last.rows });
  await replaceRows(db, engine, documentSet, now, JSON.parse(last.replaced));
  await db.deleteFrom("change").where("id", "=", last.id).execute();
  return { id: last.id, at: last.at, correction: JSON.parse(last.correction) };
}

/** See {@link Memory.changes}. */
export async function changesOf(db: Kysely<Tables>, documentSet: string): Promise<Change[]> {
  const changes = await db
    .selectFrom("change")
    .select(["id", "at", "correction"])
    .where("document_set", "=", documentSet)
    .orderBy("id", "desc")
    .limit(100)
    .execute();
  return changes.map(({ id, at, correction }) => ({ id, at, correction: JSON.parse(correction) }));
}

/** Puts rows in the place of others that follow each other, and keeps the others where it is told by what correction. */
async function replaceRows(
  db: Kysely<Tables>,
  engine: Engine,
  documentSet: string,
  old: readonly StoredRow[],
  rows: readonly WholeRow[],
  correction?: Correction,
): Promise<StoredRow[]> {
  const position = old[0]?.position ?? 0;
  const replaced = await wholeRows(db, old);
  const ids = old.flatMap(({ units }) => units);
  const firstUnit =
    ids.length > 0
      ? (await db.selectFrom("unit").select("position").where("id", "in", ids).orderBy("position").executeTakeFirst())
          ?.position
      : undefined;
  const unitPlace = firstUnit ?? 0;
  // Begun before anything is deleted: new units take no id that others may take again.
  await using writer = await Writer.begin(db, engine, documentSet, { paragraph: position, unit: unitPlace });
  const places = old.map((row) => row.position);
  await db.deleteFrom("paragraph").where("document_set", "=", documentSet).where("position", "in", places).execute();
  await shift(db, "paragraph", documentSet, position + old.length, rows.length - old.length);
  const added = rows.reduce((sum, { units }) => sum + units.length, 0);
  await shift(db, "unit", documentSet, unitPlace + ids.length, added - ids.length);

  const asked = rows.flatMap(({ units }) => units.flatMap(({ id }) => (id === undefined ? [] : [id])));
  const used = new Set(
    (
      await db
        .selectFrom("unit")
        .select("id")
        .where("id", "in", [...asked, -1])
        .execute()
    ).map(({ id }) => id),
  );
  const free = new Map(replaced.flatMap(({ units }) => units.map((unit) => [JSON.stringify(unit.variants), unit.id])));
  for (const { row, units } of rows) {
    const { role, number, confidence, origin, status, blocks } = row;
    await writer.paragraph(
      { role, number: number ?? null, confidence, origin, status },
      Object.entries(blocks).flatMap(([language, list]) =>
        list.map((block, at) => ({
          language,
          position: at,
          number: block.number ?? null,
          text: block.text,
          marks: JSON.stringify(block.marks),
        })),
      ),
    );
    for (const { id, variants, ...unit } of units) {
      // A unit that says what one said before keeps its address.
      const key = JSON.stringify(variants);
      const again = [id, free.get(key)].find((own) => own !== undefined && !used.has(own));
      if (again !== undefined) used.add(again);
      await writer.unit({ ...unit, details: detailsOf(unit) }, Object.entries(variants), again);
    }
  }
  await writer.end();
  if (correction) {
    const change: Insertable<Tables["change"]> = {
      document_set: documentSet,
      at: new Date().toISOString(),
      correction: JSON.stringify(correction),
      position,
      rows: rows.length,
      replaced: JSON.stringify(replaced),
    };
    await db.insertInto("change").values(change).execute();
  }
  return rowsOf(db, documentSet, { from: position, limit: Math.max(1, rows.length) });
}

/** Moves the rows from a place on by some places; through negative ones, for no two may share one on the way. */
async function shift(
  db: Kysely<Tables>,
  table: "paragraph" | "unit",
  documentSet: string,
  from: number,
  by: number,
): Promise<void> {
  if (by === 0) return;
  await db
    .updateTable(table)
    .set({ position: sql<number>`-(position + ${by}) - 1` })
    .where("document_set", "=", documentSet)
    .where("position", ">=", from)
    .execute();
  await db
    .updateTable(table)
    .set({ position: sql<number>`-position - 1` })
    .where("document_set", "=", documentSet)
    .where("position", "<", 0)
    .execute();
}
