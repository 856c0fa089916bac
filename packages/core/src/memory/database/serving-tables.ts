import type { Generated } from "kysely";
import { type Kysely, sql } from "kysely";

/** What a server keeps beside the memory: who may do what, what was done, what is to be done. */
export interface ServingTables {
  token: TokenTable;
  audit: AuditTable;
  job: JobTable;
  job_file: JobFileTable;
}

/** A token; what it says itself is not kept. */
interface TokenTable {
  id: string;
  /** Whose it is; empty where that was erased. */
  name: string;
  role: string;
  /** JSON of the named memories that it is good for; null for all. */
  memories: string | null;
  /** SHA-256 of the token, hexadecimal: it is random, and so needs no slow hash. */
  hash: string;
  /** ISO 8601, UTC. */
  created: string;
  expires: string | null;
  revoked: string | null;
}

/** A request that changed something, or was to. */
interface AuditTable {
  id: Generated<number>;
  /** ISO 8601, UTC. */
  at: string;
  /** Id of the account or token, or `local`. */
  who: string;
  method: string;
  path: string;
  status: number;
  /** The request's id. */
  request: string;
}

/** Work that goes on when its request is answered. */
interface JobTable {
  id: string;
  kind: string;
  /** Who asked for it: the id of an account or a token, or `local`. */
  who: string;
  state: string;
  /** ISO 8601, UTC. */
  created: string;
  ended: string | null;
  /** How often it was begun. */
  tries: number;
  /** Who works on it, and until when nobody else takes it up. */
  worker: string | null;
  lease: string | null;
  /** JSON of what is asked, how far it is, and what came of it. */
  asked: string;
  progress: string | null;
  report: string | null;
}

/** A file that a job reads; gone when that is done. */
interface JobFileTable {
  job: string;
  position: number;
  name: string;
  content: Uint8Array;
}

/**
 * A migration, the same in every database but for its types.
 *
 * @param types of ids that count up, and of bytes
 */
export const addServing =
  (types: { readonly counted: string; readonly bytes: string }) => async (db: Kysely<unknown>) => {
    await sql`create table token (id text primary key, name text not null, role text not null, memories text,
    hash text not null unique, created text not null, expires text, revoked text)`.execute(db);
    await sql`create table audit (id ${sql.raw(types.counted)}, at text not null, who text not null, method text not null,
    path text not null, status integer not null, request text not null)`.execute(db);
    await sql`create table job (id text primary key, kind text not null, who text not null, state text not null,
    created text not null, ended text, tries integer not null, worker text, lease text, asked text not null,
    progress text, report text)`.execute(db);
    await sql`create index job_state on job (state, created)`.execute(db);
    await sql`create table job_file (job text not null references job (id) on delete cascade, position integer not null,
    name text not null, content ${sql.raw(types.bytes)} not null, primary key (job, position))`.execute(db);
  };
