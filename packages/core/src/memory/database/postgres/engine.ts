import { type Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { Engine, EngineOptions, WrittenText } from "../engine.ts";
import type { Tables } from "../schema.ts";
import { withoutPassword } from "./address.ts";
import { CopiedRows, copyingPool, copyRows } from "./copying.ts";
import { FuzzyKeys } from "./fuzzy.ts";
import { POSTGRES_MIGRATIONS } from "./migrations.ts";
import { OWNERS } from "./owners.ts";
import { positionOf } from "./position.ts";
import { ThreadedKeys } from "./staged-keys.ts";

/** Any number, the same in every process: who holds it writes. */
const WRITERS_LOCK = 67_189;
const MAX_CONNECTIONS = 10;
/** Rows in a statement. */
const ROWS_PER_STATEMENT = 4000;
/** Units after which tables are analysed. */
const MIN_ANALYSED_UNITS = 5000;
/** A write puts so much into the index of keys at once (kB), and has it sorted in when it ends: one by one costs twice as much. */
const PENDING_KB = "65536";
const SORTING_MEMORY = "128MB";
/** For what an index finds. */
const LOOKUP_MEMORY = "64MB";
/** Codes and messages of a connection that is no more: PostgreSQL's classes 08 and 57P, the system's, the driver's. */
const LOST = /^(?:08|57P|ECONN|EPIPE)/;
const LOST_MESSAGE = /connection terminated|not queryable|timeout exceeded when trying to connect/i;
/** Milliseconds to wait for a connection, for a lock, for the answer to a question. */
const MAX_WAIT_MS = 10_000;
const LOCK_WAIT_MS = 500;
const MAX_READ_MS = 30_000;
/** Codes: a lock that is not to be had, a question that takes too long, no more connections. */
const BUSY = new Set(["55P03", "57014", "53300"]);

/**
 * PostgreSQL 15 or later: several servers and workers on one database.
 *
 * @param address `postgres://user:password@host:port/database`
 */
export function postgresEngine(
  address: string,
  { readOnly = false, connections = MAX_CONNECTIONS }: EngineOptions = {},
): Engine {
  const fuzzy = new FuzzyKeys(writeMany);
  const pool = new pg.Pool({ connectionString: address, max: connections, connectionTimeoutMillis: MAX_WAIT_MS });
  // A connection that is lost while nothing is asked of it is replaced; the next question says if none can be had.
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    // The same for one that is lost while it is at work: the question that waits for it fails, and no more than that.
    client.on("error", () => {});
    // Compiling our queries takes longer than they run; with less memory, what an index finds is forgotten again.
    client
      .query(`set jit = off; set work_mem = '${LOOKUP_MEMORY}';
      ${readOnly ? `set statement_timeout = ${MAX_READ_MS}` : `set lock_timeout = ${LOCK_WAIT_MS}`}`)
      .catch(() => {});
  });
  return {
    name: withoutPassword(address),
    dialect: new PostgresDialect({ pool: copyingPool(pool) }),
    migrations: POSTGRES_MIGRATIONS,
    batch: ROWS_PER_STATEMENT,
    isServer: true,
    async insert(db, table, columns, rows, keys) {
      await copyRows(db, table, columns, CopiedRows.of(rows));
      if (table === "variant") await (keys ? keys.add(db, textsOf(rows)) : fuzzy.insert(db, textsOf(rows)));
    },
    stagedKeys: () => new ThreadedKeys(fuzzy),
    near: (db, language, text, threshold) => fuzzy.search(db, language, text, threshold),
    unfound: (db) => fuzzy.unfound(db),
    position: positionOf,
    explained(error) {
      if (isBusy(error)) return "others write it, or ask much of it; try again when that is done";
      return neverHad(error) ?? (isLost(error) ? "the connection to the database was lost" : undefined);
    },
    isBusy,
    isLost,
    async hasTable(db, name) {
      const { rows } = await sql<{ there: boolean }>`select to_regclass(${name}) is not null as there`.execute(db);
      return rows[0]?.there === true;
    },
    async alone(db, work) {
      await db.transaction().execute(async (db) => {
        await lock(db);
        await work(db);
      });
    },
    damages: async (db, quick) => (quick ? [] : orphans(db)),
    lock,
    unsynced: (db, change) =>
      db.connection().execute(async (db) => {
        await sql`set synchronous_commit = off`.execute(db);
        try {
          return await change(db);
        } finally {
          // A connection that is lost is not used again.
          await sql`reset synchronous_commit`.execute(db).catch(() => {});
        }
      }),
    async written(db, above) {
      await sortIn(db);
      const { rows } = await sql<{ added: number }>`select coalesce(max(id), 0) - ${above} as added from unit`.execute(
        db,
      );
      if ((rows[0]?.added ?? 0) >= MIN_ANALYSED_UNITS) await analyse(db);
    },
    async counted(db) {
      await sql`select setval('change_id_seq', coalesce(max(id), 0) + 1, false) from change`.execute(db);
      await sql`select setval('not_error_id_seq', coalesce(max(id), 0) + 1, false) from not_error`.execute(db);
    },
    variantsOf: (language, units) => sql`(select * from variant
      where unit = any(${[...units]}::integer[]) and language = ${language}) as variant`,
  };
}

/** Rows of variants, whose values stand as schema.ts's COLUMNS do. */
const textsOf = (rows: readonly (readonly unknown[])[]): WrittenText[] =>
  (rows as readonly (readonly [number, string, string])[]).map(([unit, language, text]) => ({ unit, language, text }));

const isBusy = (error: unknown): boolean => BUSY.has((error as { code?: string }).code ?? "");

/** Why there is no connection; undefined where there was one. */
function neverHad(error: unknown): string | undefined {
  const { code = "" } = error as { code?: string };
  if (code === "ECONNREFUSED") return "nothing listens there; start PostgreSQL, or put the address right";
  return code === "ENOTFOUND" || code === "EAI_AGAIN" ? "there is no such host" : undefined;
}

function isLost(error: unknown): boolean {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return LOST.test(code) || LOST_MESSAGE.test(message);
}

/** Rows that belong to nothing: a sentence for each table that has some. */
async function orphans(db: Kysely<Tables>): Promise<string[]> {
  const problems: string[] = [];
  for (const { table, column, owner, key } of OWNERS) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)} as own
      where not exists (select 1 from ${sql.table(owner)} as owner where owner.${sql.ref(key)} = own.${sql.ref(column)})`.execute(
      db,
    );
    const count = Number(rows[0]?.count);
    if (count > 0) problems.push(`${count} rows of ${table} belong to no ${owner}`);
  }
  return problems;
}

/** No other writes until the transaction has ended. */
async function lock(db: Kysely<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${WRITERS_LOCK}), set_config('gin_pending_list_limit', ${PENDING_KB}, true),
    set_config('work_mem', ${SORTING_MEMORY}, true), set_config('maintenance_work_mem', ${SORTING_MEMORY}, true)`.execute(
    db,
  );
}

/**
 * Has the index of keys sort in what it was given. Its owner alone may; for others the next vacuum does it. A vacuum that is doing it is
 * not waited for: the change would fail.
 */
async function sortIn(db: Kysely<Tables>): Promise<void> {
  await sql`do $$ begin
    perform gin_clean_pending_list(oid) from pg_class where oid = 'fuzzy_key_elements'::regclass and
      pg_has_role(relowner, 'usage');
  exception when lock_not_available then
  end $$`.execute(db);
}

/**
 * Until it analyses them by itself, the database would plan as if the tables were as small as they were. Those that it is vacuuming are
 * skipped: the change would wait, and fail.
 */
async function analyse(db: Kysely<Tables>): Promise<void> {
  await sql`analyze (skip_locked) variant, unit, paragraph, block, posting, fuzzy_key`.execute(db);
}

/** A change of many rows, whole or not at all, alone. */
async function writeMany(db: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<void>): Promise<void> {
  await db.transaction().execute(async (db) => {
    await lock(db);
    await work(db);
    await sortIn(db);
    await analyse(db);
  });
}
