import { type Insertable, type Kysely, sql } from "kysely";
import { askedContent } from "../database/content.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { rowsOf } from "../rows/rows.ts";
import { detailsOf } from "../rows/units.ts";
import { type State, stateOf } from "../rows/versions.ts";
import { storedBlocks, type WholeRow, wholeRows } from "../rows/whole-rows.ts";
import { Writer } from "../rows/writer.ts";
import type { StoredRow } from "../stored.ts";
import type { Corrected, Correction } from "./corrections.ts";

/** A document set, and the transaction that changes it. */
export interface ChangedSet {
  readonly db: Kysely<Tables>;
  readonly engine: Engine;
  readonly documentSet: string;
}

/** Who corrects what: kept with what it replaced and made. */
interface Correcting {
  readonly correction: Correction;
  readonly by: string | undefined;
}

/** Puts rows in the place of others as a correction asks, so that it can be taken back. */
export async function correctTo(
  set: ChangedSet,
  old: readonly StoredRow[],
  rows: readonly WholeRow[],
  { correction, by }: Correcting,
): Promise<Corrected> {
  const { db, documentSet } = set;
  const { position, replaced, made } = await replaceRows(set, old, rows);
  const change: Insertable<Tables["change"]> = {
    document_set: documentSet,
    at: new Date().toISOString(),
    correction: JSON.stringify(correction),
    position,
    rows: rows.length,
    replaced: JSON.stringify(replaced),
    made: JSON.stringify(made),
    by: by ?? null,
  };
  const { id } = await db.insertInto("change").values(change).returning("id").executeTakeFirstOrThrow();
  return { change: id, rows: await rowsOf(db, documentSet, { from: position, limit: Math.max(1, rows.length) }) };
}

/** What was replaced, and the ids and versions of what stands there now. */
interface Replacement {
  readonly position: number;
  readonly replaced: readonly WholeRow[];
  readonly made: readonly State[];
}

/**
 * Puts rows in the place of others that follow each other.
 *
 * @param isRestored whether they are put back as they were, with the versions that they had
 */
export async function replaceRows(
  { db, engine, documentSet }: ChangedSet,
  old: readonly StoredRow[],
  rows: readonly WholeRow[],
  { isRestored = false }: { readonly isRestored?: boolean } = {},
): Promise<Replacement> {
  const content = await askedContent(db, documentSet);
  const position = old[0]?.position ?? 0;
  const replaced = await wholeRows(db, old);
  const ids = old.flatMap(({ units }) => units);
  const unitPlace = await firstPlace(db, ids);
  // Begun before anything is deleted: new units take no id that others may take again.
  await using writer = await Writer.begin(db, engine, content, { place: { paragraph: position, unit: unitPlace } });
  const places = old.map((row) => row.position);
  await db.deleteFrom("paragraph").where("document_set", "=", content).where("position", "in", places).execute();
  await shift(db, "paragraph", content, { from: position + old.length, by: rows.length - old.length });
  const added = rows.reduce((sum, { units }) => sum + units.length, 0);
  await shift(db, "unit", content, { from: unitPlace + ids.length, by: added - ids.length });

  const used = await idsTaken(db, rows);
  const free = new Map(replaced.flatMap(({ units }) => units.map((unit) => [JSON.stringify(unit.variants), unit.id])));
  const before = new Map(replaced.flatMap(({ units }) => units.map((unit) => [unit.id, JSON.stringify(unit)])));
  const made: State[] = [];
  for (const { row, units } of rows) {
    made.push(await writeParagraph(writer, row));
    for (const unit of units) {
      // A unit that says what one said before keeps its address.
      const id = [unit.id, free.get(JSON.stringify(unit.variants))].find((own) => own !== undefined && !used.has(own));
      if (id !== undefined) used.add(id);
      const isSame = id === unit.id && (isRestored || before.get(id) === JSON.stringify(unit));
      const again = isSame ? stateOf(unit) : { ...(id !== undefined && { id }) };
      await writer.unit({ ...unit, details: detailsOf(unit) }, Object.entries(unit.variants), again);
    }
  }
  await writer.end();
  return { position, replaced, made };
}

/** The first place that units have; 0 where there are none. */
async function firstPlace(db: Kysely<Tables>, units: readonly number[]): Promise<number> {
  const first = db
    .selectFrom("unit")
    .select("position")
    .where("id", "in", [...units, -1])
    .orderBy("position")
    .limit(1);
  return (await first.executeTakeFirst())?.position ?? 0;
}

async function writeParagraph(writer: Writer, row: WholeRow["row"]): Promise<State> {
  const { role, number = null, confidence, origin, status, blocks } = row;
  return writer.paragraph({ role, number, confidence, origin, status }, storedBlocks(blocks), stateOf(row));
}

/** Writes a row as it was, with its units, where no others have their ids. */
export async function writeRow(writer: Writer, { row, units }: WholeRow): Promise<void> {
  await writeParagraph(writer, row);
  for (const unit of units)
    await writer.unit({ ...unit, details: detailsOf(unit) }, Object.entries(unit.variants), stateOf(unit));
}

/** The ids of units that are to be written and belong to others already. */
async function idsTaken(db: Kysely<Tables>, rows: readonly WholeRow[]): Promise<Set<number>> {
  const asked = rows.flatMap(({ units }) => units.flatMap(({ id }) => (id === undefined ? [] : [id])));
  const taken = await db
    .selectFrom("unit")
    .select("id")
    .where("id", "in", [...asked, -1])
    .execute();
  return new Set(taken.map(({ id }) => id));
}

/** Moves the rows from a place on by some places; through negative ones, for no two may share one on the way. */
async function shift(
  db: Kysely<Tables>,
  table: "paragraph" | "unit",
  content: string,
  { from, by }: { readonly from: number; readonly by: number },
): Promise<void> {
  if (by === 0) return;
  await db
    .updateTable(table)
    .set({ position: sql<number>`-(position + ${by}) - 1` })
    .where("document_set", "=", content)
    .where("position", ">=", from)
    .execute();
  await db
    .updateTable(table)
    .set({ position: sql<number>`-position - 1` })
    .where("document_set", "=", content)
    .where("position", "<", 0)
    .execute();
}
