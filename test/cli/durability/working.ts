/**
 * A process that does one kind of work until it is done or killed. It says that it begins, then each piece that is done, and
 * behind a tab how far the disk had what was written by then (see power-cut.ts).
 *
 *   node working.ts KIND PLACE(JSON) ID MOST
 */
import { closeSync, openSync, readSync } from "node:fs";
import pg from "pg";
import { isPostgres } from "../../../packages/core/src/memory/database/postgres/address.ts";
import { KINDS, type KindName, type Place } from "./kinds.ts";

const [, , name, json = "", id = "a", most] = process.argv;
const place = JSON.parse(json) as Place;
let client: pg.Client | undefined;
let count = 0;

process.stdout.write("begun\t\n");
await KINDS[name as KindName].work(place, id, async (done) => {
  process.stdout.write(`${done}\t${await markOf(place.location)}\n`);
  if (++count >= Number(most)) process.exit(0);
});
await client?.end();

/** How far the log is on the disk: PostgreSQL's own word, or the log's salt and the frames that SQLite's index of it counts. */
async function markOf(location: string): Promise<string> {
  if (isPostgres(location)) {
    if (!client) {
      client = new pg.Client({ connectionString: location });
      await client.connect();
    }
    return (await client.query("select pg_current_wal_flush_lsn() as lsn")).rows[0].lsn;
  }
  // To close the file lets go of this process' locks on it, as POSIX has them: another process would find SQLite's gone.
  if (!place.isMarked) return "";
  const header = Buffer.alloc(48);
  try {
    const file = openSync(`${location}-shm`, "r");
    readSync(file, header, 0, header.length, 0);
    closeSync(file);
  } catch {
    // Closed: all of the log is in the file itself.
    return "";
  }
  return `${header.toString("hex", 32, 40)}:${header.readUInt32LE(16)}`;
}
