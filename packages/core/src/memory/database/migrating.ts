import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { Engine } from "./engine.ts";
import type { Tables } from "./schema.ts";

/**
 * Brings a memory's schema up to date: all migrations that it lacks, and the records of them, in one transaction that keeps
 * other writers out. Whoever is killed in it has done nothing; of several that start at one time one does it.
 *
 * @throws {Error} where the memory is of a later version, or what the database says
 */
export async function bringUpToDate(db: Kysely<Tables>, engine: Engine): Promise<void> {
  if ((await lacking(db, engine)).length === 0) return;
  await engine.alone(db, async (db) => {
    // As Kysely's own migrator made it in earlier versions.
    await sql`create table if not exists kysely_migration (name varchar(255) not null primary key,
      timestamp varchar(255) not null)`.execute(db);
    // Asked again: another process may have done it meanwhile.
    for (const [name, migration] of await lacking(db, engine)) {
      await migration.up(db);
      await sql`insert into kysely_migration (name, timestamp) values (${name}, ${new Date().toISOString()})`.execute(
        db,
      );
    }
  });
}

/** The migrations that a memory lacks, oldest first. */
async function lacking(db: Kysely<Tables>, engine: Engine): Promise<(readonly [name: string, migration: Migration])[]> {
  const all = Object.entries(engine.migrations);
  if (!(await engine.hasTable(db, "kysely_migration"))) return all;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const done = new Set(rows.map(({ name }) => name));
  const later = [...done].filter((name) => engine.migrations[name] === undefined);
  if (later.length > 0)
    throw new Error(
      `a later version of Sextant wrote it (${later.join(", ")}); that version, or a later one, opens it`,
    );
  return all.filter(([name]) => !done.has(name));
}
