import { type Kysely, sql } from "kysely";
import type { DatabasePosition } from "../engine.ts";
import type { Tables } from "../schema.ts";

/** Where a server's log is: what it has written, or what it has replayed of its primary's. */
export async function positionOf(db: Kysely<Tables>): Promise<DatabasePosition> {
  const { rows } = await sql<{ memory: string; replica: boolean; at: string }>`select memory,
    pg_is_in_recovery() as replica, (case when pg_is_in_recovery() then pg_last_wal_replay_lsn()
      else pg_current_wal_lsn() end) - '0/0'::pg_lsn as at from edition`.execute(db);
  const [row] = rows as [(typeof rows)[number]];
  return { memory: row.memory, isReplica: row.replica, at: Number(row.at) };
}
