import { type Kysely, sql } from "kysely";
import type { Engine } from "./engine.ts";
import { PhraseWriter } from "./phrases/phrase-writer.ts";
import type { Tables } from "./schema.ts";

/** Takes a document set out with all that it holds, where there is one; `db` is a transaction. */
export async function removeDocumentSet(db: Kysely<Tables>, engine: Engine, id: string): Promise<void> {
  const { first, last } = await db
    .selectFrom("unit")
    .select([sql<number | null>`min(id)`.as("first"), sql<number | null>`max(id)`.as("last")])
    .where("document_set", "=", id)
    .executeTakeFirstOrThrow();
  await db.deleteFrom("document_set").where("id", "=", id).execute();
  if (first === null || last === null) return;
  await using phrases = await PhraseWriter.begin(db, engine);
  await phrases.forget(first, last);
  await phrases.end();
}
