/**
 * Room removals: what is removed, until it is restored or taken out for good. In: a document set or a named memory. Out: what was removed,
 * and until when it can be restored. Imports stored.ts, database, rows and memories.
 *
 * @module
 */

import type { Transactions } from "../database/transactions.ts";
import { removeRemains } from "../rows/staging.ts";
import { MAIN_MEMORY, type Removed } from "../stored.ts";
import { forgetRemoved, type Removal, removedOf, removeMemory, removeSet, restoreRemoved } from "./removed.ts";

/** What is removed from a memory: document sets and named memories, which can be restored for some days. */
export class Removals {
  readonly #transactions: Transactions;
  readonly #days: number;

  /** @param days for which what was removed can be restored */
  constructor(transactions: Transactions, days: number) {
    this.#transactions = transactions;
    this.#days = days;
  }

  /**
   * Removes a document set, with all that people decided of it: nobody sees it any more. For the days of `keepRemovedDays`
   * it can be restored; its id may be given to another set meanwhile.
   *
   * @param by id of the account or token of who does so
   * @returns undefined where there is none
   */
  remove(id: string, by?: string): Promise<Removed | undefined> {
    return this.#transactions.write((db) => removeSet(db, id, this.#removal(by)));
  }

  /**
   * Removes a named memory with all its document sets, as {@link remove} does. Roles that were given in it come back when it is restored,
   * and are gone when it is gone for good; in another memory that gets its name they are none.
   *
   * @returns undefined where there is none
   * @throws {RangeError} for the main memory, which is always there, and for a name that is none
   */
  async removeMemory(name: string, by?: string): Promise<Removed | undefined> {
    if (name === MAIN_MEMORY)
      throw new RangeError(`the memory ${name} is always there; its document sets can be removed`);
    return this.#transactions.write((db) => removeMemory(db, name, this.#removal(by)));
  }

  #removal(by: string | undefined): Removal {
    return { by, days: this.#days };
  }

  /** What was removed and can be restored, the last first. */
  list(): Promise<Removed[]> {
    return this.#transactions.read((db) => removedOf(db));
  }

  /**
   * Restores what was removed: rows, units and corrections are as they were, ids and versions, too. A memory that is there
   * again has its document sets back beside those that it has now, and the roles of now. All of it, or nothing.
   *
   * @param id of the removal
   * @returns undefined where there is none, or where it is gone for good
   * @throws {SextantError} `id-taken` where the id of a document set is that of another now
   */
  restore(id: string): Promise<Removed | undefined> {
    return this.#transactions.write((db) => restoreRemoved(db, id));
  }

  /** Takes out for good what was removed. @returns whether there was such a removal */
  async forget(id: string): Promise<boolean> {
    const gone = await this.#transactions.write((db) => forgetRemoved(db, id));
    await removeRemains(this.#transactions.access);
    return gone.length > 0;
  }
}
