import { execFileSync } from "node:child_process";
import { chmod, copyFile, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Memory } from "@sextant/core";
import pg from "pg";
import { SQLITE_MIGRATIONS } from "../../../packages/core/src/memory/database/sqlite/migrations.ts";
import { earlierMemory } from "../../core/memory/earlier.ts";
import { emptyDatabase, startPostgres } from "../../setup.ts";
import { fillBase, fillLarge, type Place, type Template } from "./kinds.ts";
import { cutPostgresLog, cutSqlite } from "./power-cut.ts";

type Random = () => number;

/** An engine's memories: each round has one of its own. */
export interface World {
  place(template: Template): Promise<Place>;
  /** Called before a round that a power cut ends. */
  begin?(): Promise<void>;
  /** What was on the disk when a power cut ended everything is there again; `mark` as a working process says it. */
  cut(place: Place, mark: string, random: Random): Promise<void>;
  /** Takes a round's memory away. */
  remove(place: Place): Promise<void>;
  close(): Promise<void>;
}

/** Migrations that the earlier version had. */
const EARLIER = { sqlite: Object.keys(SQLITE_MIGRATIONS).indexOf("0008-translations"), postgres: 3 } as const;
/**
 * Nothing but the log is written between two checkpoints, and these are made here alone. What would be on the disk is known by the
 * server's own account, and so it need not wait for it.
 */
const QUIET = [
  "checkpoint_timeout=1h",
  "max_wal_size=8GB",
  "bgwriter_lru_maxpages=0",
  "shared_buffers=256MB",
  "autovacuum=off",
  "fsync=off",
];

async function filled(location: string, fill: (memory: Memory) => Promise<unknown>): Promise<string> {
  await using memory = await Memory.open(location);
  await fill(memory);
  return location;
}

export const ENGINES = ["SQLite", "PostgreSQL"] as const;
export type EngineName = (typeof ENGINES)[number];

/** The worlds of both engines, in a folder that PostgreSQL's user may come to. */
export async function openWorlds(folder: string): Promise<Readonly<Record<EngineName, World>>> {
  await chmod(folder, 0o755);
  const base = await filled(join(folder, "base.sqlite"), fillBase);
  const postgres = await postgresWorld(folder, base);
  return { SQLite: await sqliteWorld(folder, postgres.base), PostgreSQL: postgres };
}

/** Memories in a folder, which has that of {@link fillBase} already. @param other such a one of the other engine */
async function sqliteWorld(folder: string, other: string): Promise<World> {
  const template = (name: Template): string => join(folder, `${name}.sqlite`);
  await filled(template("index"), fillLarge);
  await earlierMemory(template("earlier"), EARLIER.sqlite);
  let count = 0;
  return {
    async place(name) {
      const own = join(folder, `sqlite-${count++}`);
      await mkdir(own);
      const place = { location: join(own, "memory.sqlite"), folder: own, other, backup: join(own, "backup.sqlite") };
      await copyFile(template("base"), place.backup);
      if (name !== "nothing") await copyFile(template(name), place.location);
      return place;
    },
    cut: ({ location }, mark, random) => cutSqlite(location, mark, random),
    remove: (place) => rm(place.folder, { recursive: true }),
    close: async () => {},
  };
}

/** Databases of a server of their own. @param other a SQLite memory, as {@link fillBase} makes it */
async function postgresWorld(folder: string, other: string): Promise<World & { readonly base: string }> {
  const server = await startPostgres(folder, QUIET);
  const base = await filled(await server.database("base"), fillBase);
  const ask = async (text: string, values: unknown[] = [], location = base): Promise<pg.QueryResult> => {
    const client = new pg.Client({ connectionString: location });
    await client.connect();
    return client.query(text, values).finally(() => client.end());
  };
  // Keys of an earlier format are made anew when they are first asked for.
  await ask("update fuzzy_order set format = 1", [], await filled(await server.database("index"), fillFew));
  await earlierMemory(await server.database("earlier"), EARLIER.postgres);
  let count = 0;
  let mark = "";
  const synced = join(folder, "synced");
  return {
    base,
    async place(name) {
      const own = join(folder, `postgres-${count++}`);
      await mkdir(own);
      const location = await emptyDatabase(base, name === "nothing" ? "template0" : name);
      const backup = join(own, "backup.sqlite");
      await copyFile(other, backup);
      return { location, folder: own, other: backup, backup };
    },
    // What is on the disk now is what comes back, with the log since.
    async begin() {
      await ask("checkpoint");
      mark = (await ask("select pg_current_wal_flush_lsn() as lsn")).rows[0].lsn;
      await rm(synced, { recursive: true, force: true });
      await copyAll(server.data, synced);
    },
    async cut(_, last, random) {
      await server.kill();
      // Either nothing but the log was written since the checkpoint, or all was.
      if (random() < 2 / 3) {
        await copyAll(synced, server.data);
        await cutPostgresLog(server.data, last || mark, random);
      }
      await server.start();
    },
    async remove(place) {
      const name = new URL(place.location).pathname.slice(1);
      await ask(`drop database ${name} with (force)`);
      await rm(place.folder, { recursive: true });
    },
    close: () => server.stop(),
  };
}

/** Few, for PostgreSQL: an index is kept there whatever its size. */
const fillFew = (memory: Memory): Promise<number> => fillLarge(memory, 500);

/** Puts all but the log of a server's folder in the place of another's. */
async function copyAll(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const without = (names: string[]): string[] => names.filter((name) => name !== "pg_wal" && name !== "postmaster.pid");
  for (const name of without(await readdir(to))) await rm(join(to, name), { recursive: true });
  const paths = without(await readdir(from)).map((name) => join(from, name));
  // With their owners, which Node's own way does not keep.
  execFileSync("cp", ["-a", ...paths, to]);
}
