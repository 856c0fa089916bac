import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "./schema.ts";

/** What the rows and units of a document set are listed under, as part of a query; null where there is no such set. */
export const contentOf = (documentSet: string): RawBuilder<string> =>
  sql<string>`(select content from document_set where id = ${documentSet})`;

/** The same, asked. @throws {Error} where there is no such set */
export async function askedContent(db: Kysely<Tables>, documentSet: string): Promise<string> {
  const set = await db.selectFrom("document_set").select("content").where("id", "=", documentSet).executeTakeFirst();
  if (!set?.content) throw new Error(`there is no document set ${documentSet}`);
  return set.content;
}

/** What anything is listed under that is to be seen, as a query. */
export const published = (db: Kysely<Tables>) =>
  db.selectFrom("document_set").select("content").where("content", "is not", null).$narrowType<{ content: string }>();
