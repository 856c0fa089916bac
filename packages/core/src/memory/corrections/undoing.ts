import type { Kysely, Selectable } from "kysely";
import { contentOf } from "../database/content.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { rowsOf } from "../rows/rows.ts";
import { type State, shownVersion } from "../rows/versions.ts";
import type { StoredRow } from "../stored.ts";
import { type Change, StaleVersion } from "./corrections.ts";
import { replaceRows } from "./replacing.ts";

/**
 * See {@link Memory.undo}; `db` is a transaction.
 *
 * @param named the change; the last, if left out
 * @throws {StaleVersion} where the rows that it made are no longer as it left them
 */
export async function undoChange(
  db: Kysely<Tables>,
  engine: Engine,
  documentSet: string,
  named?: number,
): Promise<Change | undefined> {
  const all = db.selectFrom("change").selectAll().where("document_set", "=", documentSet);
  const change = await (named === undefined ? all : all.where("id", "=", named))
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!change) return undefined;
  const now = await rowsMade(db, change);
  await replaceRows(db, engine, documentSet, now, JSON.parse(change.replaced), { isRestored: true });
  await db.deleteFrom("change").where("id", "=", change.id).execute();
  return { id: change.id, at: change.at, correction: JSON.parse(change.correction) };
}

/** The rows that a change made, where they are still as it left them. */
async function rowsMade(db: Kysely<Tables>, change: Selectable<Tables["change"]>): Promise<StoredRow[]> {
  const { id, document_set, made, position, rows } = change;
  if (made === null) {
    // Earlier versions of Sextant kept no more than the place: it is right as long as nothing has been done since.
    const last = await db
      .selectFrom("change")
      .select("id")
      .where("document_set", "=", document_set)
      .where("id", ">", id)
      .limit(1)
      .executeTakeFirst();
    const now = await rowsOf(db, document_set, { from: position, limit: Math.max(1, rows) });
    if (last) throw new StaleVersion(sentence(id, position), now);
    return now;
  }
  const states = JSON.parse(made) as readonly State[];
  const place = await db
    .selectFrom("paragraph")
    .select("position")
    .where("document_set", "=", contentOf(document_set))
    .where("id", "=", states[0]?.id ?? -1)
    .executeTakeFirst();
  const from = place?.position ?? position;
  const now = await rowsOf(db, document_set, { from, limit: Math.max(1, states.length) });
  const isAsLeft = states.length > 0 && states.every((state, at) => now[at]?.version === shownVersion("r", state));
  if (!isAsLeft) throw new StaleVersion(sentence(id, position), now);
  return now;
}

const sentence = (change: number, position: number): string =>
  `change ${change}, of row ${position}, cannot be taken back: what it made has been changed since; what was done since is taken back first`;
