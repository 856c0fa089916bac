import type { Kysely } from "kysely";
import type { WordTranslations } from "../../align/words/known-words.ts";
import { Batches } from "../database/batches.ts";
import type { Engine } from "../database/engine.ts";
import { removedSets } from "../database/not-removed.ts";
import type { Tables } from "../database/schema.ts";

/** Translations of a pair of languages that are asked for: those met most often. */
const MAX_ENTRIES = 10_000;

/** Keeps how words were translated in a document set of which nothing is kept yet; `db` is a transaction. */
export async function saveWordTranslations(
  db: Kysely<Tables>,
  engine: Engine,
  documentSet: string,
  translations: readonly WordTranslations[],
): Promise<void> {
  const batches = new Batches(db, engine, "translation");
  for (const { source, target, entries } of translations)
    for (const [from, to, count] of entries)
      if (batches.add([documentSet, source, target, from, to, count])) await batches.flush();
  await batches.flush();
}

/** See {@link Memory.wordTranslations}. */
export async function wordTranslationsOf(db: Kysely<Tables>): Promise<WordTranslations[]> {
  const pairs = await db
    .selectFrom("translation")
    .select(["source_language", "target_language"])
    .where("document_set", "not in", removedSets(db))
    .distinct()
    .orderBy("source_language")
    .orderBy("target_language")
    .execute();
  const found: WordTranslations[] = [];
  for (const { source_language: source, target_language: target } of pairs) {
    const rows = await db
      .selectFrom("translation")
      .select(({ fn }) => ["source", "target", fn.sum<number>("count").as("times")])
      .where("source_language", "=", source)
      .where("target_language", "=", target)
      .where("document_set", "not in", removedSets(db))
      .groupBy(["source", "target"])
      .orderBy("times", "desc")
      .orderBy("source")
      .orderBy("target")
      .limit(MAX_ENTRIES)
      .execute();
    found.push({ source, target, entries: rows.map(({ source, target, times }) => [source, target, Number(times)]) });
  }
  return found;
}
