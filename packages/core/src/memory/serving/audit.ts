import type { Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";

/** A request that changed something, or was to. */
export interface AuditEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Id of the token, or `local`. */
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
  /** Of whom the token is, where that is known. */
  readonly name?: string;
}

const PAGE = 500;

/** Notes what was asked. */
export async function noteAudit(db: Kysely<Tables>, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length > 0)
    await db
      .insertInto("audit")
      .values([...entries])
      .execute();
}

/** The entries behind one, the oldest first; at most 500. */
export async function auditAfter(db: Kysely<Tables>, after = 0): Promise<NotedEntry[]> {
  const found = await db
    .selectFrom("audit")
    .leftJoin("token", "token.id", "audit.who")
    .select(["audit.id", "at", "who", "method", "path", "status", "request", "token.name"])
    .where("audit.id", ">", after)
    .orderBy("audit.id")
    .limit(PAGE)
    .execute();
  return found.map(({ name, id, ...entry }) => ({ id: Number(id), ...entry, ...(name && { name }) }));
}
