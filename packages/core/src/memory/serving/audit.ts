import type { Kysely } from "kysely";
import { namesOf } from "../database/names.ts";
import type { Tables } from "../database/schema.ts";

/** A request that changed something, or was to. */
export interface AuditEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Id of the account or token; `local`; `sweep` where time had run out. */
  readonly who: string;
  readonly method: string;
  /** Without what is asked behind `?`. */
  readonly path: string;
  readonly status: number;
  /** The request's id, which the server's log has, too. */
  readonly request: string;
}

/** An entry as it is listed. */
export interface NotedEntry extends AuditEntry {
  readonly id: number;
  /** Whose account or token it is, where that is known. */
  readonly name?: string;
}

const PAGE = 500;
/** A statement takes 32,766 values at most in SQLite, 65,535 in PostgreSQL. */
const ENTRIES_PER_STATEMENT = 1000;

/** Notes what was asked, however much has gathered while nothing could be written. `db` is a transaction. */
export async function noteAudit(db: Kysely<Tables>, entries: readonly AuditEntry[]): Promise<void> {
  for (let at = 0; at < entries.length; at += ENTRIES_PER_STATEMENT)
    await db
      .insertInto("audit")
      .values(entries.slice(at, at + ENTRIES_PER_STATEMENT))
      .execute();
}

/** The entries behind one, the oldest first; at most 500. */
export async function auditAfter(db: Kysely<Tables>, after = 0): Promise<NotedEntry[]> {
  const found = await db.selectFrom("audit").selectAll().where("id", ">", after).orderBy("id").limit(PAGE).execute();
  const names = await namesOf(
    db,
    found.map(({ who }) => who),
  );
  return found.map(({ id, ...entry }) => {
    const name = names.get(entry.who);
    return { id: Number(id), ...entry, ...(name && { name }) };
  });
}

/** Notes that removals were taken out for good because their time had run out. */
export async function noteSwept(db: Kysely<Tables>, removals: readonly string[]): Promise<void> {
  const entry = { at: new Date().toISOString(), who: "sweep", method: "DELETE", status: 204, request: "" };
  await noteAudit(
    db,
    removals.map((id) => ({ ...entry, path: `/api/removed/${id}` })),
  );
}
