import type { Kysely } from "kysely";
import type { Document } from "../../document/document.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import type { Transactions } from "../database/transactions.ts";
import { type Asked, type Change, type Corrected, type Correction, isInner } from "./corrections.ts";
import { type SettledRows, settledRows } from "./decisions.ts";
import { changesOf, correctInside } from "./history.ts";
import { type CorrectionPlan, carriedOut, planAndCarryOut, plannedCorrection } from "./planning.ts";
import { once, requestOf } from "./requests.ts";
import { undoChange } from "./undoing.ts";

/** What people correct in the document sets of a memory: rows, units and their texts. */
export class KeptCorrections {
  readonly #db: Kysely<Tables>;
  readonly #engine: Engine;
  readonly #transactions: Transactions;

  constructor(db: Kysely<Tables>, engine: Engine, transactions: Transactions) {
    this.#db = db;
    this.#engine = engine;
    this.#transactions = transactions;
  }

  /**
   * Makes a correction. Rows that it does not speak of stay as they are; only what a move leaves is aligned anew, with the unsure
   * rows beside it. All of it, or nothing; {@link undo} takes it back.
   *
   * @param asked.seen the versions that the correction is made of; nothing is compared without
   * @throws {ImpossibleCorrection}
   * @throws {StaleVersion} where they are not those of now
   * @throws {MissingVersion} where they are not all
   * @throws {KeyTaken}
   */
  async make(documentSet: string, correction: Correction, asked: Asked = {}): Promise<Corrected> {
    return planAndCarryOut(
      () => this.plan(documentSet, correction, asked),
      (plan) => this.carryOut(documentSet, correction, asked, plan),
    );
  }

  /**
   * The first part of {@link make}, which takes the time and changes nothing.
   *
   * @returns undefined where no rows are aligned: the correction moves no blocks, or its request was answered already
   */
  plan(documentSet: string, correction: Correction, asked: Asked): Promise<CorrectionPlan | undefined> {
    return this.#transactions.read(async (db) => {
      if (isInner(correction) || (asked.key !== undefined && (await requestOf(db, asked.key)))) return undefined;
      return plannedCorrection(db, documentSet, correction, asked);
    });
  }

  /** The second part of {@link make}. @returns undefined where its rows are no longer as they were planned with */
  carryOut(
    documentSet: string,
    correction: Correction,
    asked: Asked,
    plan: CorrectionPlan | undefined,
  ): Promise<Corrected | undefined> {
    return this.#transactions.write((db) =>
      once(db, asked.key, { documentSet, correction, seen: asked.seen }, async () => {
        const set = { db, engine: this.#engine, documentSet };
        if (isInner(correction)) return correctInside(set, correction, asked);
        return plan && carriedOut(set, plan, asked);
      }),
    );
  }

  /**
   * Takes a correction of a document set back: the rows that it replaced are again as they were, ids and versions, too.
   *
   * @param change its id; the last correction, if left out
   * @returns undefined where there is none, or where it was taken back already
   * @throws {StaleVersion} where something has been done since to what it made; it names the newer change that is taken back first
   * @throws {KeyTaken}
   */
  undo(documentSet: string, change?: number, { key }: Pick<Asked, "key"> = {}): Promise<Change | undefined> {
    return this.#transactions.write((db) =>
      once(db, key, { documentSet, change }, () => undoChange({ db, engine: this.#engine, documentSet }, change)),
    );
  }

  /** The corrections of a document set that can be taken back, the last first. */
  changes(documentSet: string): Promise<Change[]> {
    return changesOf(this.#db, documentSet);
  }

  /** What people have settled of a document set, to be kept when it is aligned again, see {@link settledRows}. */
  settled(documentSet: string, documents: readonly Document[]): Promise<SettledRows> {
    return settledRows(this.#db, documentSet, documents);
  }
}
