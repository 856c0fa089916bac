import { type Kysely, type Selectable, sql } from "kysely";
import { Batches } from "../database/batches.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import type { GatheredRun } from "./gatherer.ts";
import type { Posting } from "./gram-lists.ts";
import { Intake } from "./intake.ts";
import { packed, united, unpacked } from "./posting-list.ts";

/** This many runs of about one size become one run of the next size, which has this many times as many texts. */
const RUNS_PER_MERGE = 8;
/** A larger run is not merged any more, because lists are read run by run, as far as they are needed. */
const MAX_MERGED_TEXTS = 1 << 14;
/** Number of lists that are read at once. */
const LISTS_PER_READ = 4000;

export type Run = Selectable<Tables["phrase_run"]>;

/**
 * Keeps the lists by which phrases are found: for each gram of a language, the units whose text has it. Lists are
 * written in runs, one for each write, and runs of about one size are merged, so that there are few (O'Neil et al., The
 * log-structured merge-tree, 1996): a text is listed again about log₈ n times while a memory grows to n.
 *
 * Units that are gone stay listed until their run is merged, or until {@link forget} finds most of a run gone: a list
 * only says where to look. Dispose of it, because it may have a thread.
 */
export class PhraseWriter {
  readonly #db: Kysely<Tables>;
  readonly #engine: Engine;
  readonly #postings: Batches;
  readonly #intake = new Intake();
  /** Languages with new runs. */
  readonly #languages = new Set<string>();
  /** Number of the last run. */
  #run: number;

  private constructor(db: Kysely<Tables>, engine: Engine, run: number) {
    this.#db = db;
    this.#engine = engine;
    this.#postings = new Batches(db, engine, "posting");
    this.#run = run;
  }

  /** @param db the transaction; nothing else writes until it ends */
  static async begin(db: Kysely<Tables>, engine: Engine): Promise<PhraseWriter> {
    return new PhraseWriter(db, engine, await lastRun(db));
  }

  /**
   * Lists a unit under the grams of its text.
   *
   * @returns whether {@link flush} should be called
   */
  add(unit: number, language: string, text: string): boolean {
    return this.#intake.add(unit, language, text);
  }

  /** Writes what is ready. */
  async flush(): Promise<void> {
    for await (const run of this.#intake.runs(false)) await this.#write(run);
  }

  /** Ends the writing; call it once. */
  async end(): Promise<void> {
    for await (const run of this.#intake.runs(true)) await this.#write(run);
    await this.merge(this.#languages);
  }

  /** Merges what runs of some languages are of about one size; {@link end} does so for those that were added to. */
  async merge(languages: Iterable<string>): Promise<void> {
    for (const language of languages) await this.#merge(language);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#intake.close();
  }

  /** Call this after units were taken out: those between two, of any languages; others between them may be left. */
  async forget(first: number, last: number): Promise<void> {
    const runs = await this.#db
      .selectFrom("phrase_run")
      .selectAll()
      .where("first", "<=", last)
      .where("last", ">=", first)
      .execute();
    for (const run of runs) {
      // Other units may be between the first and the last, so a run is rewritten only if it must be.
      const { most } = await this.#db
        .selectFrom("variant")
        .select(sql<number>`count(*)`.as("most"))
        .where("language", "=", run.language)
        .where("unit", ">=", run.first)
        .where("unit", "<=", run.last)
        .executeTakeFirstOrThrow();
      if (Number(most) < run.texts / 2) await this.#mergeRuns([run]);
    }
  }

  async #merge(language: string): Promise<void> {
    for (let size = MAX_MERGED_TEXTS / RUNS_PER_MERGE ** 4; size <= MAX_MERGED_TEXTS; size *= RUNS_PER_MERGE) {
      const runs = await this.#db
        .selectFrom("phrase_run")
        .selectAll()
        .where("language", "=", language)
        .where("texts", ">=", Math.floor(size / RUNS_PER_MERGE))
        .where("texts", "<", size)
        .orderBy("first")
        .execute();
      for (let at = 0; at + RUNS_PER_MERGE <= runs.length; at += RUNS_PER_MERGE)
        await this.#mergeRuns(runs.slice(at, at + RUNS_PER_MERGE));
    }
  }

  /** Replaces some runs by one, without units that are gone. */
  async #mergeRuns(runs: readonly Run[]): Promise<void> {
    const [{ language }] = runs as [Run];
    const there = await this.#there(runs);
    const first = Math.min(...runs.map((run) => run.first));
    const last = Math.max(...runs.map((run) => run.last));
    const id = ++this.#run;
    let texts = 0;
    for await (const { gram, units } of this.#lists(runs)) {
      const left = there ? units.filter((unit) => there.has(unit)) : units;
      if (gram === "") texts = left.length;
      if (left.length > 0) await this.#add(id, { gram, units: packed(left, 0, left.length, first - 1) });
    }
    await this.#postings.flush();
    if (texts > 0) await this.#db.insertInto("phrase_run").values({ id, language, first, last, texts }).execute();
    const merged = runs.map((run) => run.id);
    await this.#db.deleteFrom("posting").where("run", "in", merged).execute();
    await this.#db.deleteFrom("phrase_run").where("id", "in", merged).execute();
  }

  async #write({ language, first, last, texts, postings }: GatheredRun): Promise<void> {
    const id = ++this.#run;
    this.#languages.add(language);
    await this.#db.insertInto("phrase_run").values({ id, language, first, last, texts }).execute();
    for (const posting of postings) await this.#add(id, posting);
    await this.#postings.flush();
  }

  async #add(run: number, { gram, units }: Posting): Promise<void> {
    if (this.#postings.add([run, gram, units])) await this.#postings.flush();
  }

  /** Yields the lists of some runs in order, the lists of one gram joined. */
  async *#lists(runs: readonly Run[]): AsyncGenerator<{ readonly gram: string; readonly units: Int32Array }> {
    const rest = await Promise.all(
      runs.map(async (run) => {
        const lists = this.#listsOf(run);
        return { lists, next: await lists.next() };
      }),
    );
    for (;;) {
      const heads = rest.flatMap(({ next }) => (next.done ? [] : [next.value.gram]));
      if (heads.length === 0) return;
      const gram = heads.reduce((least, head) => (compareCodePoints(head, least) < 0 ? head : least));
      const units: Int32Array[] = [];
      for (const own of rest) {
        if (own.next.done || own.next.value.gram !== gram) continue;
        units.push(own.next.value.units);
        own.next = await own.lists.next();
      }
      yield { gram, units: united(units) };
    }
  }

  async *#listsOf({
    id,
    first,
  }: Run): AsyncGenerator<{ readonly gram: string; readonly units: Int32Array }, undefined> {
    for (let after: string | undefined; ; ) {
      let query = this.#db
        .selectFrom("posting")
        .select(["gram", "units"])
        .where("run", "=", id)
        .orderBy("gram")
        .limit(LISTS_PER_READ);
      if (after !== undefined) query = query.where("gram", ">", after);
      const rows = await query.execute();
      for (const { gram, units } of rows) yield { gram, units: unpacked(units, first - 1) };
      if (rows.length < LISTS_PER_READ) return;
      after = rows.at(-1)?.gram;
    }
  }

  /** Returns the units of some runs that still exist; undefined if all do. */
  async #there(runs: readonly Run[]): Promise<ReadonlySet<number> | undefined> {
    const lists = await this.#db
      .selectFrom("posting")
      .innerJoin("phrase_run", "phrase_run.id", "posting.run")
      .select(["posting.units", "phrase_run.first"])
      .where(
        "posting.run",
        "in",
        runs.map(({ id }) => id),
      )
      .where("posting.gram", "=", "")
      .execute();
    const listed = united(lists.map(({ units, first }) => unpacked(units, first - 1)));
    const there = new Set<number>();
    for (let at = 0; at < listed.length; at += LISTS_PER_READ) {
      const portion = this.#engine.variantsOf((runs[0] as Run).language, listed.subarray(at, at + LISTS_PER_READ));
      const { rows } = await sql<{ unit: number }>`select variant.unit from ${portion}`.execute(this.#db);
      for (const { unit } of rows) there.add(unit);
    }
    return there.size < listed.length ? there : undefined;
  }
}

/** Number of the last run, published or not. */
export async function lastRun(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ run: number }>`select coalesce(max(id), 0) as run from
    (select max(id) as id from phrase_run union all select max(id) from staged_run) as runs`.execute(db);
  return Number(rows[0]?.run);
}

/** Compares texts in the order of both databases. */
function compareCodePoints(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const less = (a.codePointAt(at) as number) - (b.codePointAt(at) as number);
    if (less !== 0) return less;
  }
  return a.length - b.length;
}
