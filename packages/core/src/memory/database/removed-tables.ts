import { type Kysely, sql } from "kysely";

/** What was removed and can be restored. */
export interface RemovedTables {
  removal: RemovalTable;
  removed: RemovedTable;
}

/** A removal, of one document set or of a named memory with all that was in it. */
interface RemovalTable {
  id: string;
  /** The name of the memory; it follows when that is renamed. */
  memory: string;
  /** The memory's rank where it was removed, too; null where one document set was. */
  rank: number | null;
  /** ISO 8601, UTC. */
  at: string;
  /** ISO 8601, UTC: from when on it is taken out for good. */
  until: string;
  /** Id of the account or token of who removed it; null where that is not known. */
  by: string | null;
  /** JSON of the roles in the memory, once another one has its name; null while they stand under the name. */
  roles: string | null;
}

/** A document set that was removed. */
interface RemovedTable {
  /** The id that it is kept under: its own may be given to another. */
  document_set: string;
  removal: string;
  /** Its own id. */
  id: string;
  /** What its rows and units are listed under. */
  content: string;
}

/**
 * A migration, the same in every database but for how texts are compared.
 *
 * @param text the type of a text that is compared by code point
 */
export const addRemoved = (text: string) => async (db: Kysely<unknown>) => {
  const key = sql.raw(text);
  await sql`create table removal (id ${key} primary key, memory ${key} not null, rank integer, at text not null,
    until text not null, "by" text)`.execute(db);
  await sql`create table removed (document_set ${key} primary key references document_set (id) on delete cascade,
    removal ${key} not null references removal (id) on delete cascade, id ${key} not null,
    content ${key} not null unique)`.execute(db);
  await sql`create index removed_removal on removed (removal)`.execute(db);
};

/** A migration, the same in every database: what was given in a removed memory, when another one has its name. */
export async function addRemovedRoles(db: Kysely<unknown>): Promise<void> {
  await sql`alter table removal add column roles text`.execute(db);
}
