import { type Kysely, sql } from "kysely";
import { Batches } from "../database/batches.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import type { Write } from "../database/transactions.ts";
import type { GatheredRun } from "./gatherer.ts";
import { Intake } from "./intake.ts";
import { lastRun } from "./phrase-writer.ts";

/** Lists that are written by one change: others wait no longer than for so many. */
const LISTS_PER_CHANGE = 20_000;

/**
 * The lists of a document set that is being written, and that nobody sees yet: they are no runs until {@link publishRuns} makes them
 * some. Dispose of it, because it may have a thread.
 */
export class StagedPhrases {
  readonly #engine: Engine;
  readonly #content: string;
  readonly #intake = new Intake();
  readonly #languages = new Set<string>();

  /** @param content of the document set */
  constructor(engine: Engine, content: string) {
    this.#engine = engine;
    this.#content = content;
  }

  /** Lists a unit under the grams of its text. */
  add(unit: number, language: string, text: string): void {
    this.#languages.add(language);
    this.#intake.add(unit, language, text);
  }

  /** Those of the texts. */
  get languages(): ReadonlySet<string> {
    return this.#languages;
  }

  /** Writes what is ready, or with `isLast` all that is left, by changes of its own. */
  async flush(write: Write, isLast = false): Promise<void> {
    for await (const run of this.#intake.runs(isLast)) await this.#write(write, run);
  }

  async #write(write: Write, { language, first, last, texts, postings }: GatheredRun): Promise<void> {
    const id = await write(async (db) => {
      const id = (await lastRun(db)) + 1;
      await db
        .insertInto("staged_run")
        .values({ id, document_set: this.#content, language, first, last, texts })
        .execute();
      return id;
    });
    const rest = postings[Symbol.iterator]();
    for (let next = rest.next(); !next.done; )
      await write(async (db) => {
        const batches = new Batches(db, this.#engine, "posting");
        for (let left = LISTS_PER_CHANGE; left > 0 && !next.done; left--, next = rest.next())
          if (batches.add([id, next.value.gram, next.value.units])) await batches.flush();
        await batches.flush();
      });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#intake.close();
  }
}

/** Makes the lists of some content runs like others; `db` is a transaction. */
export async function publishRuns(db: Kysely<Tables>, content: string): Promise<void> {
  await sql`insert into phrase_run (id, language, first, last, texts)
    select id, language, first, last, texts from staged_run where document_set = ${content}`.execute(db);
  await db.deleteFrom("staged_run").where("document_set", "=", content).execute();
}

/**
 * Takes out the lists of some content that were not published, a run at a time.
 *
 * @param db a transaction
 * @returns whether there may be more
 */
export async function dropRun(db: Kysely<Tables>, content: string): Promise<boolean> {
  const run = await db.selectFrom("staged_run").select("id").where("document_set", "=", content).executeTakeFirst();
  if (!run) return false;
  await db.deleteFrom("posting").where("run", "=", run.id).execute();
  await db.deleteFrom("staged_run").where("id", "=", run.id).execute();
  return true;
}
