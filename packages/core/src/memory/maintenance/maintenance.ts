/**
 * Room maintenance: what an operator has done with a whole memory: it is checked, copied, swept and followed. Imports database, phrases,
 * rows and lookup.
 *
 * @module
 */

import type { DatabasePosition, Engine } from "../database/engine.ts";
import type { Sweep } from "../database/sweep.ts";
import type { Transactions } from "../database/transactions.ts";
import type { Lookup } from "../lookup/lookup.ts";
import { unlistedTexts } from "../phrases/filling.ts";
import { copyTables } from "./copying.ts";
import { sweep } from "./sweeping.ts";

/** What keeps a memory sound, and what is known of the database that it is in. */
export class Maintenance {
  readonly #engine: Engine;
  readonly #transactions: Transactions;
  readonly #lookup: Lookup;
  readonly #sweeps: readonly Sweep[];

  /** @param sweeps whatever's time runs out */
  constructor(engine: Engine, transactions: Transactions, lookup: Lookup, sweeps: readonly Sweep[]) {
    this.#engine = engine;
    this.#transactions = transactions;
    this.#lookup = lookup;
    this.#sweeps = sweeps;
  }

  /**
   * What is wrong with the memory: damages of its file, references to what is not there, languages whose texts are not
   * all listed for concordance, or not found by fuzzy lookup. Empty where it is sound.
   *
   * @param quick whether only the file's pages are looked at
   */
  check(quick = false): Promise<string[]> {
    return this.#transactions.read(async (db) => {
      try {
        const damages = await this.#engine.damages(db, quick);
        if (quick) return damages;
        return [...damages, ...(await unlistedTexts(db)), ...(await this.#lookup.unfound(db))];
      } catch (error) {
        return [(error as Error).message];
      }
    });
  }

  /**
   * Looks at the file's pages; where they are damaged, nothing is written from then on: a change is refused with
   * `memory-damaged`, and what can be read is read.
   *
   * @returns what is wrong, in a sentence; undefined where nothing is
   */
  async guard(): Promise<string | undefined> {
    const [damage] = await this.check(true);
    if (damage === undefined) return undefined;
    const refusal = `the memory ${this.#engine.name} is damaged (${damage}), and is not written to; restore a backup`;
    this.#transactions.refuse(refusal);
    return refusal;
  }

  /**
   * Takes out for good what nobody will see any more, and files of jobs that are tried again no more; the audit log notes what was
   * removed and whose time has run out. Phrase lists that many small changes left are merged.
   */
  sweep(): Promise<void> {
    return sweep(this.#transactions.access, this.#sweeps);
  }

  /**
   * Copies everything, as it is when it begins, into another memory, which may be of the other engine and has to be empty. All
   * of it, or nothing.
   *
   * @param progress told how many units have been copied
   * @returns how many units there were
   */
  copyTo(other: { readonly maintenance: Maintenance }, progress?: (units: number) => void): Promise<number> {
    const into = other.maintenance;
    return this.#transactions.read((from) =>
      into.#transactions.write((db) => copyTables(from, db, into.#engine, progress)),
    );
  }

  /** Where the database is in its log; undefined where no replica can follow it. */
  async position(): Promise<DatabasePosition | undefined> {
    return this.#engine.position && this.#transactions.read(this.#engine.position);
  }

  /** The languages whose fuzzy index would be kept beside the memory, because it is large, and is not, or lacks much. */
  unkeptLanguages(): Promise<string[]> {
    return this.#lookup.unkept();
  }
}
