import type { Kysely } from "kysely";
import { contentOf } from "../database/content.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import type { Write } from "../database/transactions.ts";
import { PhraseWriter } from "../phrases/phrase-writer.ts";
import { dropRun } from "../phrases/staged-phrases.ts";
import { unitsBetween } from "./units.ts";

/** Rows that one change takes out, with all that is theirs: others wait no longer than for so many. */
const ROWS_PER_CHANGE = 2000;

/**
 * Takes out the content of a document set, if it exists, and leaves the set and its history: what is written next may
 * have the same rows again. `db` is a transaction.
 */
export async function emptyDocumentSet(db: Kysely<Tables>, engine: Engine, id: string): Promise<void> {
  const between = await unitsBetween(db, contentOf(id));
  await db.deleteFrom("paragraph").where("document_set", "=", contentOf(id)).execute();
  for (const table of ["version", "translation"] as const)
    await db.deleteFrom(table).where("document_set", "=", id).execute();
  await forgetUndoing(db, id);
  if (between) await forget(db, engine, between);
}

/** Changes that name their rows only by place cannot be undone any more, once a set has other content. */
export async function forgetUndoing(db: Kysely<Tables>, id: string): Promise<void> {
  await db.updateTable("change").set({ made: "[]" }).where("document_set", "=", id).where("made", "is", null).execute();
}

/** Takes out content that nobody sees, by many small changes: whoever is killed in it leaves what the next one takes out. */
export async function removeContent(write: Write, engine: Engine, content: string): Promise<void> {
  while (await write((db) => dropRun(db, content)));
  const between = await write((db) => unitsBetween(db, content));
  while (await write((db) => dropRows(db, content)));
  await write(async (db) => {
    await db.deleteFrom("document_set").where("id", "=", content).where("content", "is", null).execute();
    if (between) await forget(db, engine, between);
  });
}

/** @returns whether there may be more */
async function dropRows(db: Kysely<Tables>, content: string): Promise<boolean> {
  const rows = await db
    .selectFrom("paragraph")
    .select("id")
    .where("document_set", "=", content)
    .limit(ROWS_PER_CHANGE)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await db.deleteFrom("paragraph").where("id", "in", ids).execute();
  return ids.length === ROWS_PER_CHANGE;
}

async function forget(
  db: Kysely<Tables>,
  engine: Engine,
  units: readonly [first: number, last: number],
): Promise<void> {
  await using phrases = await PhraseWriter.begin(db, engine);
  await phrases.forget(...units);
  await phrases.end();
}
