import type { Kysely } from "kysely";
import type { WordTranslations } from "../align/known-words.ts";
import type { Engine } from "./engine.ts";
import type { Tables } from "./schema.ts";
import { Batches } from "./writer.ts";

/** Translations of a pair of languages that are asked for: those met most often. */
const MOST_WORDS = 10_000;

/** Keeps how words were translated in a document set that has none yet; `db` is a transaction. */
export async function saveWords(
  db: Kysely<Tables>,
  engine: Engine,
  documentSet: string,
  words: readonly WordTranslations[],
): Promise<void> {
  const batches = new Batches(db, engine, "translation", COLUMNS);
  for (const { source, target, entries } of words)
    for (const [from, to, count] of entries)
      if (batches.add([documentSet, source, target, from, to, count])) await batches.flush();
  await batches.flush();
}
const COLUMNS = ["document_set", "source_language", "target_language", "source", "target", "count"];

/** See {@link Memory.words}. */
export async function wordsOf(db: Kysely<Tables>): Promise<WordTranslations[]> {
  const pairs = await db
    .selectFrom("translation")
    .select(["source_language", "target_language"])
    .distinct()
    .orderBy("source_language")
    .orderBy("target_language")
    .execute();
  const words: WordTranslations[] = [];
  for (const { source_language: source, target_language: target } of pairs) {
    const rows = await db
      .selectFrom("translation")
      .select(({ fn }) => ["source", "target", fn.sum<number>("count").as("times")])
      .where("source_language", "=", source)
      .where("target_language", "=", target)
      .groupBy(["source", "target"])
      .orderBy("times", "desc")
      .orderBy("source")
      .orderBy("target")
      .limit(MOST_WORDS)
      .execute();
    words.push({ source, target, entries: rows.map(({ source, target, times }) => [source, target, Number(times)]) });
  }
  return words;
}
