import { type Kysely, sql } from "kysely";

/** A migration, the same in every database: what files say of themselves, and the languages of a memory by an index. */
export async function addFileHeaders(db: Kysely<unknown>): Promise<void> {
  await sql`alter table document_set add column details text`.execute(db);
  await sql`create index version_language on version (language)`.execute(db);
}
