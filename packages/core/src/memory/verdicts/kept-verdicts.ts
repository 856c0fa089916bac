import type { Kysely } from "kysely";
import { nextEdition } from "../database/edition.ts";
import type { Tables } from "../database/schema.ts";
import type { Transactions } from "../database/transactions.ts";
import { documentSetsOf } from "../rows/document-sets.ts";
import type { JudgedFinding, VerdictScope } from "./judged.ts";
import { forgetNotError, keepNotError, type NotError, notErrorsOf, verdictKeysOf } from "./not-errors.ts";

/** What people have said of the findings in document sets: that they are no errors. */
export class KeptVerdicts {
  readonly #db: Kysely<Tables>;
  readonly #transactions: Transactions;

  constructor(db: Kysely<Tables>, transactions: Transactions) {
    this.#db = db;
    this.#transactions = transactions;
  }

  /**
   * Remembers that a finding is no error: for these texts of the row, for these values in the whole document set, or in every
   * set. It stays when the set is aligned again, and goes with the set.
   *
   * @returns undefined where there is no such document set
   */
  async keep(
    documentSet: string,
    finding: JudgedFinding,
    verdict: { readonly scope: VerdictScope; readonly by: string },
  ): Promise<NotError | undefined> {
    const set = (await documentSetsOf(this.#db, documentSet))[0];
    if (!set) return undefined;
    return this.#transactions.write(async (db) => {
      const kept = await keepNotError(db, set.id, finding, verdict);
      await nextEdition(db);
      return kept;
    });
  }

  /** Takes such a verdict back; undefined where there is none. */
  forget(documentSet: string, id: number): Promise<NotError | undefined> {
    return this.#transactions.write(async (db) => {
      const gone = await forgetNotError(db, documentSet, id);
      await nextEdition(db);
      return gone;
    });
  }

  /** Findings of a document set that are no errors, with who said so and when, the last first. */
  list(documentSet: string): Promise<NotError[]> {
    return notErrorsOf(this.#db, documentSet);
  }

  /** What the verdicts that hold in a document set are found by; ask `isJudged` with them. */
  keys(documentSet: string): Promise<string[]> {
    return verdictKeysOf(this.#db, documentSet);
  }
}
