import type { Kysely } from "kysely";
import { contentOf } from "../database/content.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { removeContentRow } from "../database/staged-content.ts";
import type { Access } from "../database/transactions.ts";
import { forgetUnits } from "../phrases/merging.ts";
import { PhraseWriter } from "../phrases/phrase-writer.ts";
import { dropRuns } from "../phrases/staged-phrases.ts";
import { unitsBetween } from "./units.ts";

/** Rows that one statement takes out, with all that is theirs. */
const ROWS_PER_DELETION = 200;

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
  if (!between) return;
  await using phrases = await PhraseWriter.begin(db, engine);
  await phrases.forget(...between);
  await phrases.end();
}

/** Changes that name their rows only by place cannot be undone any more, once a set has other content. */
export async function forgetUndoing(db: Kysely<Tables>, id: string): Promise<void> {
  await db.updateTable("change").set({ made: "[]" }).where("document_set", "=", id).where("made", "is", null).execute();
}

/** Takes out content that nobody sees, by short changes: whoever is killed in it leaves what the next one takes out. */
export async function removeContent(access: Access, content: string): Promise<void> {
  const { read, write, stage } = access;
  await stage((db, isLate) => dropRuns(db, content, isLate));
  const between = await read((db) => unitsBetween(db, content));
  await stage((db, isLate) => dropRows(db, content, isLate));
  await write((db) => removeContentRow(db, content));
  if (between) await forgetUnits(access, ...between);
}

/** @returns whether there may be more */
async function dropRows(db: Kysely<Tables>, content: string, isLate: () => boolean): Promise<boolean> {
  do {
    const rows = await db
      .selectFrom("paragraph")
      .select("id")
      .where("document_set", "=", content)
      .limit(ROWS_PER_DELETION)
      .execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await db.deleteFrom("paragraph").where("id", "in", ids).execute();
    if (ids.length < ROWS_PER_DELETION) return false;
  } while (!isLate());
  return true;
}
