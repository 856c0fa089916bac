import type { Kysely } from "kysely";
import { Batches } from "../database/batches.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { within } from "../database/transactions.ts";
import type { GatheredRun } from "./gatherer.ts";
import type { Posting } from "./gram-lists.ts";
import { Intake } from "./intake.ts";
import { MAX_TEXTS_WITHIN, runsToMerge } from "./merging.ts";
import { joinedRuns, lastRun, type Run, runsBetween, textsWithin } from "./run-lists.ts";

/**
 * Keeps the lists by which phrases are found: for each gram of a language, the units whose text has it. Lists are
 * written in runs, one for each write, and runs of about one size are merged, so that there are few (O'Neil et al., The
 * log-structured merge-tree, 1996): a text is listed again about log₈ n times while a memory grows to n. Small ones are merged
 * within the change that adds to them, others by changes of their own: merging.ts.
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
    for (const language of this.#languages)
      for await (const runs of runsToMerge((work) => work(this.#db), language, MAX_TEXTS_WITHIN))
        await this.#join(runs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#intake.close();
  }

  /** Call this after units were taken out: those between two, of any languages; others between them may be left. */
  async forget(first: number, last: number): Promise<void> {
    for (const run of await runsBetween(this.#db, first, last)) {
      const most = await textsWithin(this.#db, run);
      if (most === 0) await this.#drop([run]);
      else if (most < run.texts / 2) await this.#join([run]);
    }
  }

  /** Replaces some runs by one, without units that are gone. */
  async #join(runs: readonly Run[]): Promise<void> {
    const joined = await joinedRuns(within(this.#engine, this.#db), runs);
    const id = ++this.#run;
    for await (const posting of joined.postings) await this.#add(id, posting);
    await this.#postings.flush();
    const { language, first, last, texts } = joined;
    if (texts > 0) await this.#db.insertInto("phrase_run").values({ id, language, first, last, texts }).execute();
    await this.#drop(runs);
  }

  async #drop(runs: readonly Run[]): Promise<void> {
    const ids = runs.map(({ id }) => id);
    await this.#db.deleteFrom("posting").where("run", "in", ids).execute();
    await this.#db.deleteFrom("phrase_run").where("id", "in", ids).execute();
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
}
