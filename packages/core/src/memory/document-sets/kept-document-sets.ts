/**
 * Room document-sets: how a document set comes into a memory, and what people decided of its earlier state stays. In: an alignment, a file
 * of another tool, or units that are added one by one. Out: the set, listed and found. Imports document, align, database, rows, memories and
 * corrections.
 *
 * @module
 */

import type { Kysely } from "kysely";
import type { Alignment } from "../../align/documents/document-set.ts";
import type { DocumentSet } from "../../document/document-set.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import type { Transactions } from "../database/transactions.ts";
import { documentSetsOf, fingerprintOf } from "../rows/document-sets.ts";
import { type EndingJob, endWith } from "../serving/jobs.ts";
import type { ImportedUnit, StoredDocumentSet } from "../stored.ts";
import { saveAlignedSet } from "./aligned-set.ts";
import type { Destination } from "./destination.ts";
import { type AddedUnit, addUnits, type GrowingSet } from "./growing-set.ts";
import { type Also, type ImportedSet, importSet } from "./imported-set.ts";

/** The document sets of a memory: those that were aligned, those that were imported, and those that grow by units. */
export class KeptDocumentSets {
  readonly #db: Kysely<Tables>;
  readonly #engine: Engine;
  readonly #transactions: Transactions;

  constructor(db: Kysely<Tables>, engine: Engine, transactions: Transactions) {
    this.#db = db;
    this.#engine = engine;
    this.#transactions = transactions;
  }

  /** All of them, the newest first. */
  list(): Promise<StoredDocumentSet[]> {
    return documentSetsOf(this.#db);
  }

  /** The document set of an id, or else of a symbol; undefined where there is none. */
  async find(named: string): Promise<StoredDocumentSet | undefined> {
    return (await documentSetsOf(this.#db, named))[0];
  }

  /** The fingerprint that a document set was saved with, if it is here. */
  fingerprint(id: string): Promise<string | undefined> {
    return fingerprintOf(this.#db, id);
  }

  /**
   * Keeps a document set with its alignment, in place of an earlier one of the same id; rows and units that say what they
   * said before keep the status that a person gave them, and the history stays. All of it, or nothing.
   *
   * @param job that is done with it
   * @throws {IdTaken} where the id is that of an imported set
   * @throws {SextantError} `id-taken` where it is that of a set outside `within`; `memory-busy` where it is not that of `over` any more
   * @throws {RangeError} for a name of a memory that is none
   */
  async save(set: DocumentSet & Destination, alignment: Alignment, job?: EndingJob): Promise<void> {
    await this.#transactions.write(async (db) => {
      await saveAlignedSet(db, this.#engine, set, alignment);
      if (job) await endWith(db, job, alignment.rows.length + alignment.notes.length);
    });
  }

  /**
   * Keeps the units of a file of another tool as a document set of its own. All of it, or nothing: what the source of the
   * units throws undoes it. Many units are written by many short changes, between which others write; nobody sees any until all are
   * there. The same file again, which may have changed, keeps what people decided of its units, and their
   * history; see {@link ImportedSet}.
   *
   * @param progress told how many units have been read
   * @param job that is done with it
   * @returns how many units there were
   * @throws {RangeError} for a name of a memory that is none
   * @throws {IdTaken} where the id is that of another file, unless it is to be replaced, or of an aligned set
   * @throws {DecisionsLost} where the file no longer has units that people decided on, unless they are to be lost
   */
  async import(
    set: ImportedSet,
    units: AsyncIterable<ImportedUnit>,
    progress?: (done: number) => void,
    job?: EndingJob,
  ): Promise<number> {
    const also: Also = async (db, count) => job && endWith(db, job, count);
    return importSet(this.#transactions.access, set, units, { progress, also });
  }

  /** Adds units to a document set that grows so, see {@link GrowingSet}. @throws {RangeError} for a name of a memory that is none */
  async add(set: GrowingSet, units: readonly AddedUnit[]): Promise<void> {
    await this.#transactions.write((db) => addUnits(db, this.#engine, set, units));
  }
}
