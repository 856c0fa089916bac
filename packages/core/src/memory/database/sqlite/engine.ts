import { accessSync, closeSync, constants, existsSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { SqliteDialect, type SqliteStatement, sql } from "kysely";
import type { Engine, EngineOptions } from "../engine.ts";
import { SQLITE_MIGRATIONS } from "./migrations.ts";

const BUSY = 5;
/**
 * Milliseconds to wait for another process: a statement, in which the thread stands still; and all in all where a file is
 * opened, at the most and at a time. Whole changes are tried again by who makes them, see memory.ts.
 */
const STATEMENT_WAIT_MS = 50;
const MAX_WAIT_MS = 5000;
const WAIT_MS = 20;
/** SQLite's primary result codes that a person can do something about. */
const EXPLAINED: Readonly<Record<number, string>> = {
  [BUSY]: "another process is writing it; try again when that is done",
  8: "its file, or the folder that it is in, is read-only",
  10: "the disk refuses to write or read; it may be full, or a limit may be set",
  11: "its file is damaged; sextant memory --check says how",
  13: "the disk is full",
  14: "its file, or the folder that it is in, may not be written",
};
/** Of pages that a connection keeps that only reads: what is searched lies far apart. */
const READING_CACHE_KB = 32_768;
/** Rows that are written between two looks at what else is to be done. */
const ROWS_PER_BATCH = 200;
/** Statements that are kept ready. */
const MAX_STATEMENTS = 200;

/**
 * SQLite, one file: the engine of who needs no server.
 *
 * @param file a path, or `:memory:`
 * @throws {Error} when the file cannot be opened
 */
export function sqliteEngine(file: string, { readOnly = false }: EngineOptions = {}): Engine {
  const inserts = new Map<string, StatementSync>();
  const database = opened(file, readOnly);
  return {
    name: file,
    dialect: dialectOf(database),
    ...(file !== ":memory:" && { snapshots: file }),
    migrations: SQLITE_MIGRATIONS,
    batch: ROWS_PER_BATCH,
    isServer: false,
    async insert(db, table, columns, rows) {
      const key = `${table} ${columns.join()}`;
      let statement = inserts.get(key);
      if (!statement) {
        const row = Object.fromEntries(columns.map((column) => [column, null]));
        statement = database.prepare(db.insertInto(table).values(row).compile().sql);
        inserts.set(key, statement);
      }
      // On the one connection there is, and so in the transaction: one by one through Kysely takes longer.
      for (const row of rows) statement.run(...(row as SQLInputValue[]));
    },
    explained: (error) => EXPLAINED[primaryCode(error)],
    isBusy: (error) => primaryCode(error) === BUSY,
    isLost: () => false,
    async hasTable(db, name) {
      const { rows } = await sql`select 1 from sqlite_master where type = 'table' and name = ${name}`.execute(db);
      return rows.length > 0;
    },
    async alone(db, work) {
      await db.connection().execute(async (db) => {
        await inTurn(() => sql`begin immediate`.execute(db));
        try {
          await work(db);
          await sql`commit`.execute(db);
        } catch (error) {
          await sql`rollback`.execute(db);
          throw error;
        }
      });
    },
    async damages(db, quick) {
      if (quick) {
        const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db);
        return rows.map((row) => row.quick_check).filter((said) => said !== "ok");
      }
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(20)`.execute(db);
      const { rows: keys } = await sql<{ table: string; rowid: number }>`pragma foreign_key_check`.execute(db);
      return [
        ...rows.map((row) => row.integrity_check).filter((said) => said !== "ok"),
        ...keys.map(({ table, rowid }) => `a row of ${table}, ${rowid}, belongs to nothing`),
      ];
    },
    async lock(db) {
      // A transaction that reads first may find that it cannot write any more; one that writes first waits for its turn.
      await db.updateTable("edition").set({ number: sql`number` }).execute();
    },
    unsynced: (db, change) =>
      // Nothing else is written meanwhile: there is one connection.
      db.connection().execute(async (db) => {
        database.exec("pragma synchronous = normal");
        try {
          return await change(db);
        } finally {
          database.exec("pragma synchronous = full");
        }
      }),
    async written() {},
    async counted() {},
    variantsOf: (language, units) => sql`json_each(${`[${units.join()}]`}) as listed
      cross join variant on variant.unit = listed.value and variant.language = ${language}`,
  };
}

/** One file, write-ahead log, foreign keys kept. */
function opened(file: string, readOnly: boolean): DatabaseSync {
  if (isReadOnly(file)) return openedToRead(file);
  if (readOnly && file !== ":memory:") {
    const reading = new DatabaseSync(file, { readOnly: true, timeout: MAX_WAIT_MS });
    reading.exec(`pragma cache_size = -${READING_CACHE_KB}`);
    return reading;
  }
  // What is new is its owner's alone; SQLite gives the log beside it the same rights.
  if (file !== ":memory:" && !existsSync(file)) closeSync(openSync(file, "a", 0o600));
  const database = new DatabaseSync(file, { timeout: STATEMENT_WAIT_MS });
  try {
    inTurnNow(() => database.exec("pragma journal_mode = wal"));
    // Full: what was acknowledged is on the disk, whatever becomes of the power.
    database.exec("pragma synchronous = full; pragma foreign_keys = on;");
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** Whether a file is there that this process may not write, or whose log it may not write beside it. */
function isReadOnly(file: string): boolean {
  if (file === ":memory:" || !existsSync(file)) return false;
  try {
    accessSync(file, constants.W_OK);
    accessSync(dirname(file), constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/** A file to be searched only. Where no other process has a log beside it, SQLite is told that it needs none either. */
function openedToRead(file: string): DatabaseSync {
  const address = pathToFileURL(file);
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  address.search = log && log.size > 0 ? "?mode=ro" : "?immutable=1";
  return new DatabaseSync(address, { readOnly: true, timeout: MAX_WAIT_MS });
}

/** Tries again while the file is locked: SQLite itself does not wait where two begin a file's log at one time. */
function inTurnNow(work: () => void): void {
  for (let waited = 0; ; waited += WAIT_MS)
    try {
      work();
      return;
    } catch (error) {
      if (primaryCode(error) !== BUSY || waited >= MAX_WAIT_MS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
    }
}

/** The same, while others go on. */
async function inTurn(work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  for (;;)
    try {
      await work();
      return;
    } catch (error) {
      if (primaryCode(error) !== BUSY || performance.now() - started >= MAX_WAIT_MS) throw error;
      await setTimeout(WAIT_MS);
    }
}

/** Extended codes have the primary one in their lowest byte. */
const primaryCode = (error: unknown): number => ((error as { errcode?: number }).errcode ?? 0) & 0xff;

/** Kysely's SQLite dialect on Node's own SQLite. */
function dialectOf(database: DatabaseSync): SqliteDialect {
  const statements = new Map<string, SqliteStatement>();
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare(text) {
        let statement = statements.get(text);
        if (!statement) {
          if (statements.size >= MAX_STATEMENTS) statements.clear();
          statement = prepared(database, text);
          statements.set(text, statement);
        }
        return statement;
      },
    },
  });
}

/** A statement as Kysely asks for it: rows are read as arrays and named here, which takes less than Node's own objects. */
function prepared(database: DatabaseSync, text: string): SqliteStatement {
  const statement = database.prepare(text);
  statement.setReturnArrays(true);
  const values = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[];
  const columns = (): string[] => statement.columns().map(({ name }) => name);
  let names = columns();
  const named = (row: unknown): Record<string, unknown> => {
    const fields = row as readonly unknown[];
    // A migration may have changed what there is of a table.
    if (fields.length !== names.length) names = columns();
    const record: Record<string, unknown> = {};
    for (let at = 0; at < fields.length; at++) record[names[at]!] = fields[at];
    return record;
  };
  return {
    reader: names.length > 0,
    all: (parameters) => statement.all(...values(parameters)).map(named),
    // SQLite itself takes back what a full disk interrupts; to ask for it again would hide why.
    run: (parameters) =>
      text === "rollback" && !database.isTransaction
        ? { changes: 0, lastInsertRowid: 0 }
        : statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)).map(named),
  };
}
