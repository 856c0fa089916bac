import { dirname } from "node:path";
import { Kysely } from "kysely";
import { SextantError } from "../../error.ts";
import type { Engine, EngineOptions } from "./engine.ts";
import { madeFolder } from "./folder.ts";
import { bringUpToDate } from "./migrating.ts";
import { isPostgres, withoutPassword } from "./postgres/address.ts";
import type { Tables } from "./schema.ts";
import { sqliteEngine } from "./sqlite/engine.ts";

/** A database whose schema is of this version, and what runs it. */
export interface OpenDatabase {
  readonly db: Kysely<Tables>;
  readonly engine: Engine;
}

/**
 * Opens the database of a memory, and makes it, with its folder, where there is none. The schema is brought up to date.
 *
 * @param location a path; `:memory:`; or the address of a PostgreSQL database
 * @throws {SextantError} `memory-unavailable`; passwords are not told
 */
export async function openDatabase(location: string, options: EngineOptions): Promise<OpenDatabase> {
  const engine = await engineAt(location, options);
  const db = new Kysely<Tables>({ dialect: engine.dialect });
  try {
    await bringUpToDate(db, engine);
  } catch (cause) {
    await db.destroy();
    const why = engine.explained(cause) ?? (cause as Error).message;
    const message = `the memory ${engine.name} cannot be opened: ${why}`;
    throw new SextantError("memory-unavailable", message, { cause });
  }
  return { db, engine };
}

async function engineAt(location: string, options: EngineOptions): Promise<Engine> {
  try {
    // Its driver is loaded by those alone who use it.
    if (isPostgres(location)) return (await import("./postgres/engine.ts")).postgresEngine(location, options);
    if (location !== ":memory:") madeFolder(dirname(location));
    return sqliteEngine(location, options);
  } catch (cause) {
    const name = isPostgres(location) ? withoutPassword(location) : location;
    const { message } = cause as Error;
    throw new SextantError("memory-unavailable", `the memory ${name} cannot be opened: ${message}`, { cause });
  }
}
