/**
 * Room database: where a memory is kept. In: rows of tables (schema.ts), questions of Kysely. Out: the same answers from
 * SQLite and from PostgreSQL, which finds similar texts itself. Imports document's symbols and roles, stored.ts, text and
 * similarity.
 *
 * @module
 */

import type { Dialect, Kysely, RawBuilder } from "kysely";
import type { Migration } from "kysely/migration";
import type { FuzzyHit } from "../similarity/fuzzy-index.ts";
import type { Tables } from "./schema.ts";

/** How a database is opened. */
export interface EngineOptions {
  /** Whether nothing is written: the file is opened to be read, and a server is told so. */
  readonly readOnly?: boolean;
  /** Connections to a server, at the most; 10 if left out. */
  readonly connections?: number;
}

/** A variant that was written. */
export interface WrittenText {
  readonly unit: number;
  readonly language: string;
  readonly text: string;
}

/** Makes the keys that fuzzy lookup finds staged texts by. They are written by later changes than the texts. Close it when done. */
export interface StagedKeys {
  /** Takes texts that a transaction has just written. */
  add(db: Kysely<Tables>, texts: readonly WrittenText[]): Promise<void>;
  /** Writes the keys that are ready, or with `isLast` all that are left; `db` is a transaction. */
  flush(db: Kysely<Tables>, isLast: boolean): Promise<void>;
  close(): Promise<void>;
}

/** Where a database is in its log, or a replica in that of its primary. */
export interface DatabasePosition {
  /** A UUID of the memory. */
  readonly memory: string;
  readonly isReplica: boolean;
  /** Bytes; what is written later has a higher one. */
  readonly at: number;
}

/** What differs between the databases that a memory may be kept in: a file each. */
export interface Engine {
  /** How the memory is called in messages: a path, or an address without its password. */
  readonly name: string;
  readonly dialect: Dialect;
  /** Where fuzzy indexes are kept beside it: a path that is continued by their names. */
  readonly snapshots?: string;
  /** The schema's history, oldest first. */
  readonly migrations: Readonly<Record<string, Migration>>;
  /** Rows of one table that are inserted by one statement. */
  readonly batch: number;
  /**
   * Inserts rows of one table, at most {@link batch} of them; values stand as their columns do. With texts goes what similar
   * ones are found by.
   *
   * @param keys given for staged texts: it takes them, and their keys are written later
   */
  insert(
    db: Kysely<Tables>,
    table: keyof Tables,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
    keys?: StagedKeys,
  ): Promise<void>;
  /** Makes keys of staged texts. Left out by an engine that keeps no keys. */
  stagedKeys?(): StagedKeys;
  /**
   * Every text of a language at least as similar as `threshold` (0.5..1), and every one that differs in placeables only, in
   * any order; the ids are those of units, rejected ones among them. Where it is left out, indexes in process are asked.
   */
  near?(db: Kysely<Tables>, language: string, text: string, threshold: number): Promise<FuzzyHit[]>;
  /** What is wrong with what {@link near} finds by: each language as a sentence. Left out with it. */
  unfound?(db: Kysely<Tables>): Promise<string[]>;
  /** Where the database is in its log; left out where no replica can follow it. */
  position?(db: Kysely<Tables>): Promise<DatabasePosition>;
  /** What an error of the database means to a person, where it is none of the change's own. */
  explained(error: unknown): string | undefined;
  /** Whether an error says that another writes, or that the database is overtaxed: the same may be tried again. */
  isBusy(error: unknown): boolean;
  /** Whether an error says that the database, or the connection to it, is gone: over another one the same may be tried again. */
  isLost(error: unknown): boolean;
  /** Whether there is a table of a name. */
  hasTable(db: Kysely<Tables>, name: string): Promise<boolean>;
  /** A transaction that no other writer is beside from its first statement on, also where there is no table yet. */
  alone(db: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<void>): Promise<void>;
  /** What is wrong with the file that holds the memory; nothing where a server sees to that. Quick: without indexes and references. */
  damages(db: Kysely<Tables>, quick: boolean): Promise<string[]>;
  /** Makes a change, by a transaction on the connection that it is given, whose end does not wait for the disk. */
  unsynced<T>(db: Kysely<Tables>, change: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Whether it is a process of its own: it works while this one does something else. */
  readonly isServer: boolean;
  /** Called first in a transaction that writes: no other writes until it has ended. */
  lock(db: Kysely<Tables>): Promise<void>;
  /** Called last in it: units were added, those above an id and perhaps some below. */
  written(db: Kysely<Tables>, above: number): Promise<void>;
  /** Called when rows with ids of their own were copied into tables that count ids up. */
  counted(db: Kysely<Tables>): Promise<void>;
  /** Those variants of a language that some units have, thousands perhaps, as the table `variant`; each is found by its key. */
  variantsOf(language: string, units: Int32Array): RawBuilder<unknown>;
}
