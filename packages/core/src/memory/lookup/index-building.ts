import type { Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";
import { FuzzyIndex } from "../similarity/fuzzy-index.ts";

const UNITS_PER_READ = 10_000;

/** The fuzzy index of what the units of a language say, rejected ones left out. */
export async function builtIndex(db: Kysely<Tables>, language: string): Promise<FuzzyIndex> {
  const index = new FuzzyIndex();
  for (let after = 0; ; ) {
    const page = await db
      .selectFrom("variant")
      .innerJoin("unit as owner", "owner.id", "variant.unit")
      .select(["unit", "text"])
      .where("language", "=", language)
      .where("owner.status", "!=", "rejected")
      .where("unit", ">", after)
      .orderBy("unit")
      .limit(UNITS_PER_READ)
      .execute();
    for (const { unit, text } of page) index.put(unit, text);
    if (page.length < UNITS_PER_READ) return index;
    after = (page.at(-1) as { unit: number }).unit;
  }
}
