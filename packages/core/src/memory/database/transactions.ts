import { setTimeout } from "node:timers/promises";
import type { Kysely } from "kysely";
import { SextantError } from "../../error.ts";
import type { Engine } from "./engine.ts";
import type { Tables } from "./schema.ts";

/** Milliseconds for which a change waits for another one to end, and between two tries. */
const MAX_BUSY_MS = 5000;
const BUSY_WAIT_MS = 15;
/** Milliseconds for which questions are asked anew where their connections are lost. */
const MAX_LOST_MS = 1000;
/** Milliseconds that a change takes which is one of many: others wait no longer; and that are theirs between two. */
const MAX_STAGE_MS = 50;
const TURN_MS = 5;

/** Makes a change, whole or not at all. */
export type Write = <T>(work: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;

/**
 * A part of what is done by many changes; `db` is the transaction of one of them. It does something, and goes on until `isLate` says that
 * others have waited long enough.
 *
 * @returns whether there is more to do
 */
export type Stage = (db: Kysely<Tables>, isLate: () => boolean) => Promise<boolean>;

/** How a memory is asked and changed by what makes several changes. */
export interface Access {
  readonly engine: Engine;
  /** Several questions, answered from one state. */
  readonly read: Write;
  readonly write: Write;
  /**
   * Makes short changes, between which others write, until there is nothing more to do. They are for what nobody sees: when the power
   * is cut, the last of them may be lost, unless a change by {@link write} came behind.
   */
  readonly stage: (work: Stage) => Promise<void>;
}

/** The same within one transaction. */
export const within = (engine: Engine, db: Kysely<Tables>): Access => ({
  engine,
  read: (work) => work(db),
  write: (work) => work(db),
  async stage(work) {
    while (await work(db, () => false));
  },
});

/** Does what another may do later: where others write, or the database is not there, it is left undone. */
export async function ifPossible({ engine }: Access, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SextantError) && engine.explained(error) === undefined) throw error;
  }
}

/** Asks a database; end it when done. */
export interface Reader {
  /** Several questions, answered from one state. */
  read<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

type Making = <T>(change: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;

/** How a database is read and changed: a change is whole, or it did not happen. */
export class Transactions {
  readonly #db: Kysely<Tables>;
  readonly #engine: Engine;
  #refusal: string | undefined;

  constructor(db: Kysely<Tables>, engine: Engine) {
    this.#db = db;
    this.#engine = engine;
  }

  get access(): Access {
    return {
      engine: this.#engine,
      read: (work) => this.read(work),
      write: (work) => this.write(work),
      stage: (work) => this.#stage(work),
    };
  }

  /** From now on nothing is written. @param why the sentence with which changes are refused */
  refuse(why: string): void {
    this.#refusal = why;
  }

  /**
   * Makes one change, whole or not at all; no other is made meanwhile. While another one is, or the database is not there, it is
   * tried again, and what else is asked goes on.
   *
   * @throws {SextantError} `memory-damaged` after {@link refuse}; `memory-busy` where another change takes more than five seconds;
   *   `memory-not-changed` where disk, rights or connection did not let it be made
   */
  write<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    return this.#written((change) => change(this.#db), work);
  }

  /** See {@link Access.stage}. */
  async #stage(work: Stage): Promise<void> {
    for (;;) {
      const hasMore = await this.#written(
        (change) => this.#engine.unsynced(this.#db, change),
        (db) => {
          const end = performance.now() + MAX_STAGE_MS;
          return work(db, () => performance.now() > end);
        },
      );
      if (!hasMore) return;
      await setTimeout(TURN_MS);
    }
  }

  /** @param made how a change is made: it is given the change, which it makes on a connection */
  async #written<T>(made: Making, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    if (this.#refusal !== undefined) throw new SextantError("memory-damaged", this.#refusal);
    const started = performance.now();
    for (;;) {
      const tried = await this.#tried(made, work);
      if ("value" in tried) return tried.value;
      const { cause, hasBegun } = tried;
      const isBusy = this.#engine.isBusy(cause);
      if ((isBusy || this.#engine.isLost(cause)) && !hasBegun && performance.now() - started < MAX_BUSY_MS) {
        await setTimeout(BUSY_WAIT_MS * (1 + Math.random()));
        continue;
      }
      const why = this.#engine.explained(cause);
      if (why === undefined) throw cause;
      const { message } = cause as Error;
      const told = `the memory ${this.#engine.name} was not changed: ${why} (${message})`;
      throw new SextantError(isBusy ? "memory-busy" : "memory-not-changed", told, { cause });
    }
  }

  /** What a change came to, once; `hasBegun` says whether anything of it was done before it was undone. */
  async #tried<T>(
    made: Making,
    work: (db: Kysely<Tables>) => Promise<T>,
  ): Promise<{ readonly value: T } | { readonly cause: unknown; readonly hasBegun: boolean }> {
    let [first, hasBegun]: [unknown, boolean] = [undefined, false];
    try {
      const value = await made((db) =>
        db.transaction().execute(async (db) => {
          try {
            await this.#engine.lock(db);
            hasBegun = true;
            return await work(db);
          } catch (error) {
            first = error;
            throw error;
          }
        }),
      );
      return { value };
    } catch (last) {
      // Where the database itself has undone the change already, undoing it fails, and says nothing of why.
      return { cause: first ?? last, hasBegun };
    }
  }

  /**
   * Several questions, answered from one state, whatever is written meanwhile. Where a connection is lost, they are asked anew, over
   * another one, for a second.
   */
  async read<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    const started = performance.now();
    for (;;)
      try {
        return await this.#db.transaction().setIsolationLevel("repeatable read").execute(work);
      } catch (error) {
        if (!this.#engine.isLost(error) || performance.now() - started > MAX_LOST_MS) throw error;
        await setTimeout(BUSY_WAIT_MS);
      }
  }

  /** An error as a caller can act on it: a database that is gone, or overtaxed, is that; others stay as they are. */
  told(error: unknown): unknown {
    const why = error instanceof SextantError ? undefined : this.#engine.explained(error);
    if (why === undefined) return error;
    const code = this.#engine.isBusy(error) ? "memory-busy" : "memory-unavailable";
    return new SextantError(code, `the memory ${this.#engine.name} does not answer: ${why}`, { cause: error });
  }

  /**
   * Reads again and again.
   *
   * @param oneState whether all is of one state, until it is ended; a database in a file answers nothing else on this connection
   *   meanwhile
   */
  async reader(oneState: boolean): Promise<Reader> {
    if (!oneState) return { read: (work) => this.read(work), end: () => Promise.resolve() };
    const db = await this.#db.startTransaction().setIsolationLevel("repeatable read").execute();
    return { read: (work) => work(db), end: () => db.rollback().execute() };
  }
}
