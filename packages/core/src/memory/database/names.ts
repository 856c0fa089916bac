import { type Kysely, sql } from "kysely";
import type { Tables } from "./schema.ts";

/**
 * Names of who did something, by the ids of their accounts and tokens: empty where the name was erased.
 *
 * @returns nothing for ids that are none, as `local` is
 */
export async function namesOf(db: Kysely<Tables>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return new Map();
  const found = await db
    .selectFrom("account")
    .select(["id", sql<string>`coalesce(name, '')`.as("name")])
    .where("id", "in", asked)
    .unionAll(db.selectFrom("token").select(["id", "name"]).where("id", "in", asked))
    .execute();
  return new Map(found.map(({ id, name }) => [id, name]));
}
