import { type Kysely, sql } from "kysely";

/** A migration, the same in every database: texts are folded otherwise, and what phrases are found by is listed anew when the memory is opened. */
export async function listAnew(db: Kysely<unknown>): Promise<void> {
  await sql`delete from posting`.execute(db);
  await sql`delete from phrase_run`.execute(db);
}

/**
 * A migration, the same in every database: what was imported, and so has no blocks of a document, is not said to be official; and as {@link listAnew}.
 */
export async function foldAnew(db: Kysely<unknown>): Promise<void> {
  await sql`update version set official = 2 where official = 1 and document_set not in (
    select paragraph.document_set from paragraph join block on block.paragraph = paragraph.id)`.execute(db);
  await listAnew(db);
}
