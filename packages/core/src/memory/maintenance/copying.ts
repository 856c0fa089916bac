import { type Kysely, sql } from "kysely";
import { Batches } from "../database/batches.ts";
import { nextEdition } from "../database/edition.ts";
import type { Engine } from "../database/engine.ts";
import { type BatchTable, COLUMNS, type Tables } from "../database/schema.ts";
import { PhraseWriter } from "../phrases/phrase-writer.ts";

/** Number of rows that are read at a time. */
const ROWS_PER_READ = 1000;

/** The tables, in the order of their references, with the columns that identify their rows. */
const KEYS = {
  memory: ["name"],
  document_set: ["id"],
  version: ["document_set", "language"],
  removal: ["id"],
  removed: ["document_set"],
  paragraph: ["id"],
  block: ["paragraph", "language", "position"],
  unit: ["id"],
  variant: ["unit", "language"],
  change: ["id"],
  not_error: ["id"],
  token: ["id"],
  account: ["id"],
  translation: ["document_set", "source_language", "target_language", "source", "target"],
} as const satisfies { readonly [T in Exclude<BatchTable, "posting">]: readonly (keyof Tables[T])[] };

/**
 * Copies everything in a memory into an empty one, with who may do what; ids are kept. Sessions, jobs and the audit log stay
 * behind.
 *
 * @param into a transaction of the other memory
 * @returns the number of units that were copied
 * @throws {Error} if the other memory is not empty
 */
export async function copyTables(
  from: Kysely<Tables>,
  into: Kysely<Tables>,
  engine: Engine,
  progress?: (units: number) => void,
): Promise<number> {
  const there = await into.selectFrom("document_set").select("id").limit(1).executeTakeFirst();
  if (there) throw new Error(`the memory ${engine.name} is not empty: it holds ${there.id}`);
  // Whoever may do something is known as they were there.
  for (const table of ["memory", "session", "token", "account"] as const) await into.deleteFrom(table).execute();
  await using phrases = await PhraseWriter.begin(into, engine);
  let units = 0;
  for (const [table, key] of Object.entries(KEYS) as [keyof typeof KEYS, readonly string[]][]) {
    const columns: readonly string[] = COLUMNS[table];
    const batches = new Batches(into, engine, table);
    let last: readonly unknown[] | undefined;
    for (;;) {
      const after = last && sql`where (${refs(key)}) > (${sql.join(last)})`;
      const { rows } = await sql<Record<string, unknown>>`select ${refs(columns)} from ${sql.table(table)}
        ${after ?? sql``} order by ${refs(key)} limit ${ROWS_PER_READ}`.execute(from);
      for (const row of rows) {
        if (batches.add(columns.map((column) => row[column]))) await batches.flush();
        if (table !== "variant") continue;
        const { unit, language, text } = row as { unit: number; language: string; text: string };
        if (phrases.add(unit, language, text)) await phrases.flush();
      }
      if (table === "unit") {
        units += rows.length;
        progress?.(units);
      }
      if (rows.length < ROWS_PER_READ) break;
      last = key.map((column) => rows.at(-1)?.[column]);
    }
    await batches.flush();
  }
  await phrases.end();
  await engine.written(into, 0);
  await engine.counted(into);
  const { number, last_paragraph, last_unit } = await from.selectFrom("edition").selectAll().executeTakeFirstOrThrow();
  await into.updateTable("edition").set({ number, last_paragraph, last_unit }).execute();
  await nextEdition(into);
  return units;
}

const refs = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)));
