import { type Kysely, sql } from "kysely";
import { published } from "../database/content.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { PhraseWriter } from "./phrase-writer.ts";

/** Texts that are read at once. */
const TEXTS_PER_READ = 1000;

/** Whether a memory was written before phrases were found by lists. */
export async function lacksPhrases(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{
    lacks: number | boolean;
  }>`select exists (select 1 from unit where document_set in (${published(db)}))
    and not exists (select 1 from phrase_run) as lacks`.execute(db);
  return Boolean(rows[0]?.lacks);
}

/** Finds texts that no run can list; returns a sentence for each language that has some. */
export async function unlistedTexts(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ language: string; count: number }>`select language, count(*) as count from variant
    join unit on unit.id = variant.unit where unit.document_set in (${published(db)})
      and not exists (select 1 from phrase_run where phrase_run.language = variant.language
      and variant.unit between phrase_run.first and phrase_run.last) group by language order by language`.execute(db);
  return rows.map(({ language, count }) => `${count} texts in ${language} are in no phrase list`);
}

/** Lists all texts of a memory whose phrases are not listed; `db` is a transaction. */
export async function fillPhrases(db: Kysely<Tables>, engine: Engine): Promise<void> {
  // Another process may have done it in the meantime.
  if (!(await lacksPhrases(db))) return;
  await using phrases = await PhraseWriter.begin(db, engine);
  for (let after: readonly [unit: number, language: string] = [0, ""]; ; ) {
    const page = await db
      .selectFrom("variant")
      .select(["unit", "language", "text"])
      .where(({ eb, refTuple, tuple }) => eb(refTuple("unit", "language"), ">", tuple(...after)))
      .orderBy("unit")
      .orderBy("language")
      .limit(TEXTS_PER_READ)
      .execute();
    for (const { unit, language, text } of page) if (phrases.add(unit, language, text)) await phrases.flush();
    const last = page.at(-1);
    if (!last) break;
    after = [last.unit, last.language];
  }
  await phrases.end();
}
