import { type Kysely, sql } from "kysely";

/**
 * A migration, the same in every database: texts are folded otherwise than before, and what phrases are found by is listed anew when
 * the memory is opened.
 */
export async function forgetPhrases(db: Kysely<unknown>): Promise<void> {
  await sql`delete from posting`.execute(db);
  await sql`delete from phrase_run`.execute(db);
}
