import type { Kysely } from "kysely";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { PhraseWriter } from "../phrases/phrase-writer.ts";
import { unitsBetween } from "./units.ts";

/** Takes a document set out with all that it holds, where there is one; `db` is a transaction. */
export async function removeDocumentSet(db: Kysely<Tables>, engine: Engine, id: string): Promise<void> {
  const between = await unitsBetween(db, id);
  await db.deleteFrom("document_set").where("id", "=", id).execute();
  if (!between) return;
  await using phrases = await PhraseWriter.begin(db, engine);
  await phrases.forget(...between);
  await phrases.end();
}
