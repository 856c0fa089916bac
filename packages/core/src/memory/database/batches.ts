import type { Kysely } from "kysely";
import type { Engine, StagedKeys } from "./engine.ts";
import { type BatchTable, COLUMNS, type Tables } from "./schema.ts";

/** Rows on their way into a table, many by one statement: values in the order of its {@link COLUMNS}. */
export class Batches {
  readonly #db: Kysely<Tables>;
  readonly #engine: Engine;
  readonly #table: BatchTable;
  readonly #keys: StagedKeys | undefined;
  #rows: (readonly unknown[])[] = [];

  /** @param keys see {@link Engine.insert} */
  constructor(db: Kysely<Tables>, engine: Engine, table: BatchTable, keys?: StagedKeys) {
    this.#db = db;
    this.#engine = engine;
    this.#table = table;
    this.#keys = keys;
  }

  /** @returns whether there are enough to be inserted */
  add(row: readonly unknown[]): boolean {
    this.#rows.push(row);
    return this.#rows.length >= this.#engine.batch;
  }

  async flush(): Promise<void> {
    const rows = this.#rows;
    if (rows.length === 0) return;
    this.#rows = [];
    await this.#engine.insert(this.#db, this.#table, COLUMNS[this.#table], rows, this.#keys);
  }
}
