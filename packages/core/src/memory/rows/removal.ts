import type { Kysely } from "kysely";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { PhraseWriter } from "../phrases/phrase-writer.ts";
import { unitsBetween } from "./units.ts";

/**
 * Takes out the content of a document set, if it exists, and leaves the set and its history: what is written next may
 * have the same rows again. `db` is a transaction.
 */
export async function emptyDocumentSet(db: Kysely<Tables>, engine: Engine, id: string): Promise<void> {
  const between = await unitsBetween(db, id);
  for (const table of ["paragraph", "version", "translation"] as const)
    await db.deleteFrom(table).where("document_set", "=", id).execute();
  // Changes that name their rows only by place cannot be undone any more.
  await db.updateTable("change").set({ made: "[]" }).where("document_set", "=", id).where("made", "is", null).execute();
  if (between) await forget(db, engine, between);
}

/** Takes out a document set with its content, if it exists; `db` is a transaction. */
export async function removeDocumentSet(db: Kysely<Tables>, engine: Engine, id: string): Promise<void> {
  const between = await unitsBetween(db, id);
  await db.deleteFrom("document_set").where("id", "=", id).execute();
  if (between) await forget(db, engine, between);
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
