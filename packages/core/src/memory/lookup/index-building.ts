import { type Kysely, sql } from "kysely";
import { published } from "../database/content.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { FuzzyIndex } from "../similarity/fuzzy-index.ts";

const UNITS_PER_READ = 10_000;

/** The texts of a language with the ids of their units, rejected ones left out; in the order of the units, in portions. */
export async function* textsOf(
  db: Kysely<Tables>,
  language: string,
): AsyncGenerator<readonly { readonly unit: number; readonly text: string }[]> {
  for (let after = 0; ; ) {
    const page = await db
      .selectFrom("variant")
      .innerJoin("unit as owner", "owner.id", "variant.unit")
      .select(["unit", "text"])
      .where("language", "=", language)
      .where("owner.status", "!=", "rejected")
      .where("owner.document_set", "in", published(db))
      .where("unit", ">", after)
      .orderBy("unit")
      .limit(UNITS_PER_READ)
      .execute();
    yield page;
    if (page.length < UNITS_PER_READ) return;
    after = (page.at(-1) as { unit: number }).unit;
  }
}

/** The fuzzy index of what the units of a language say, rejected ones left out. */
export async function builtIndex(db: Kysely<Tables>, language: string): Promise<FuzzyIndex> {
  const index = new FuzzyIndex();
  for await (const page of textsOf(db, language)) for (const { unit, text } of page) index.put(unit, text);
  return index;
}

/** The units, rejected ones left out, that were written since an edition, and those that were published since; some are both. */
function unitsSince(db: Kysely<Tables>, edition: number) {
  const units = db.selectFrom("unit").select("id").where("status", "!=", "rejected");
  const contents = published(db).where("published", ">", edition);
  return [units.where("edition", ">", edition), units.where("document_set", "in", contents)] as const;
}

/** Whether more than so many units were written or published since an edition. No more are looked at, however many there are. */
export async function hasMoreSince(db: Kysely<Tables>, edition: number, most: number): Promise<boolean> {
  const some = unitsSince(db, edition).map((units) => units.limit(most + 1).execute());
  return new Set((await Promise.all(some)).flatMap((units) => units.map(({ id }) => id))).size > most;
}

/**
 * Adds to an index what the units of a language say that have changed since an edition: few as a rule, which are asked for first.
 *
 * @returns how many texts were added
 */
export async function addSince(
  { db, engine }: { readonly db: Kysely<Tables>; readonly engine: Engine },
  index: FuzzyIndex,
  language: string,
  edition: number,
): Promise<number> {
  const [written, ofPublished] = unitsSince(db, edition);
  const units = await written.union(ofPublished).execute();
  const ids = Int32Array.from(units, ({ id }) => id).sort();
  let added = 0;
  for (let at = 0; at < ids.length; at += UNITS_PER_READ) {
    const variants = engine.variantsOf(language, ids.subarray(at, at + UNITS_PER_READ));
    const { rows } = await sql<{ unit: number; text: string }>`select variant.unit, variant.text
      from ${variants}`.execute(db);
    for (const { unit, text } of rows) index.put(unit, text);
    added += rows.length;
  }
  return added;
}
