import { type Kysely, sql } from "kysely";
import { Batches } from "../database/batches.ts";
import type { Tables } from "../database/schema.ts";
import type { Access } from "../database/transactions.ts";
import type { Posting } from "./gram-lists.ts";
import { Intake } from "./intake.ts";
import { lastRun, type Run } from "./run-lists.ts";

/** Lists that one statement takes out. */
const LISTS_PER_DELETION = 2000;

/**
 * The lists of a document set that is being written, and that nobody sees yet: they are no runs until {@link publishRuns} makes them
 * some. Dispose of it, because it may have a thread.
 */
export class StagedPhrases {
  readonly #access: Access;
  readonly #content: string;
  readonly #intake = new Intake();
  readonly #languages = new Set<string>();

  /** @param content of the document set */
  constructor(access: Access, content: string) {
    this.#access = access;
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
  async flush(isLast = false): Promise<void> {
    for await (const { postings, ...about } of this.#intake.runs(isLast))
      await stageLists(this.#access, await stageRun(this.#access, this.#content, about), postings);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#intake.close();
  }
}

/** Begins a run that belongs to some content, and that nobody sees. @returns its number */
export async function stageRun({ write }: Access, content: string, about: Omit<Run, "id">): Promise<number> {
  const { language, first, last, texts } = about;
  return write(async (db) => {
    const id = (await lastRun(db)) + 1;
    await db.insertInto("staged_run").values({ id, document_set: content, language, first, last, texts }).execute();
    return id;
  });
}

/** Writes lists of such a run by short changes. */
export async function stageLists({ engine, stage }: Access, run: number, postings: Iterable<Posting>): Promise<void> {
  const rest = postings[Symbol.iterator]();
  let next = rest.next();
  await stage(async (db, isLate) => {
    const batches = new Batches(db, engine, "posting");
    for (; !next.done; next = rest.next()) {
      if (!batches.add([run, next.value.gram, next.value.units])) continue;
      await batches.flush();
      if (!isLate()) continue;
      next = rest.next();
      return !next.done;
    }
    await batches.flush();
    return false;
  });
}

/** Makes the lists of some content runs like others; `db` is a transaction. */
export async function publishRuns(db: Kysely<Tables>, content: string): Promise<void> {
  await sql`insert into phrase_run (id, language, first, last, texts)
    select id, language, first, last, texts from staged_run where document_set = ${content}`.execute(db);
  await db.deleteFrom("staged_run").where("document_set", "=", content).execute();
}

/**
 * Takes out the lists of some content that were not published.
 *
 * @param db a transaction
 * @param isLate whether it has taken long enough
 * @returns whether there may be more
 */
export async function dropRuns(db: Kysely<Tables>, content: string, isLate: () => boolean): Promise<boolean> {
  do {
    const run = await db.selectFrom("staged_run").select("id").where("document_set", "=", content).executeTakeFirst();
    if (!run) return false;
    if (!(await dropLists(db, run.id))) await db.deleteFrom("staged_run").where("id", "=", run.id).execute();
  } while (!isLate());
  return true;
}

/** Takes out some lists of a run. @returns whether there are more */
async function dropLists(db: Kysely<Tables>, run: number): Promise<boolean> {
  const own = db.selectFrom("posting").select("gram").where("run", "=", run).orderBy("gram");
  const last = await own
    .offset(LISTS_PER_DELETION - 1)
    .limit(1)
    .executeTakeFirst();
  const lists = db.deleteFrom("posting").where("run", "=", run);
  await (last ? lists.where("gram", "<=", last.gram) : lists).execute();
  return last !== undefined;
}
