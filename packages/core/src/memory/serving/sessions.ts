import type { Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";
import { type Grants, shownGrants } from "./grants.ts";
import { hashOf, newSecret, type Token, tokenById } from "./tokens.ts";

/** Whose a session is, and how long it goes on. */
export interface NewSession {
  /** Id of an account, or of a token. */
  readonly of: { readonly account: string } | { readonly token: string };
  /** Seconds after which it ends unless something is asked; and after which it ends whatever is asked. */
  readonly idleSeconds: number;
  readonly maxSeconds: number;
}

/** Who is known by a session. */
export interface SessionOwner extends Grants {
  /** Of their account or token. */
  readonly id: string;
  readonly name: string;
  readonly kind: "account" | "token";
  /** Whether it is an account that has a password here. */
  readonly hasPassword: boolean;
  /** When it ends unless something is asked before: ISO 8601, UTC. */
  readonly idle: string;
}

const PREFIX = "sxs_";
const inSeconds = (seconds: number): string => new Date(Date.now() + 1000 * seconds).toISOString();

/** Begins a session; those that have ended are forgotten. @returns what the browser keeps, which is kept nowhere else */
export async function beginSession(
  db: Kysely<Tables>,
  { of, idleSeconds, maxSeconds }: NewSession,
): Promise<{ readonly secret: string }> {
  const at = new Date().toISOString();
  await db
    .deleteFrom("session")
    .where(({ or, eb }) => or([eb("idle", "<=", at), eb("ends", "<=", at)]))
    .execute();
  const secret = newSecret(PREFIX);
  const whose = { account: null, token: null, ...of };
  const times = { created: at, idle: inSeconds(idleSeconds), ends: inSeconds(maxSeconds) };
  await db
    .insertInto("session")
    .values({ hash: hashOf(secret), ...whose, ...times })
    .execute();
  return { secret };
}

/** Who is known by what a browser sent; undefined where the session has ended, or its owner's rights have. */
export async function sessionOf(db: Kysely<Tables>, secret: string): Promise<SessionOwner | undefined> {
  const at = new Date().toISOString();
  const session = await db
    .selectFrom("session")
    .select(["account", "token", "idle"])
    .where("hash", "=", hashOf(secret))
    .where("idle", ">", at)
    .where("ends", ">", at)
    .executeTakeFirst();
  if (!session) return undefined;
  const { account, token, idle } = session;
  if (account !== null) {
    const owner = await db.selectFrom("account").selectAll().where("id", "=", account).executeTakeFirst();
    if (!owner || owner.name === null) return undefined;
    return {
      id: owner.id,
      name: owner.name,
      kind: "account",
      hasPassword: owner.password !== null,
      idle,
      ...shownGrants(owner),
    };
  }
  const owner = token === null ? undefined : await tokenById(db, token);
  return owner && { id: owner.id, name: owner.name, kind: "token", hasPassword: false, idle, ...grantsOf(owner) };
}

/** Has a session go on: something was asked. */
export async function keepSession(db: Kysely<Tables>, secret: string, idleSeconds: number): Promise<void> {
  await db
    .updateTable("session")
    .set({ idle: inSeconds(idleSeconds) })
    .where("hash", "=", hashOf(secret))
    .execute();
}

/** Ends a session. */
export async function endSession(db: Kysely<Tables>, secret: string): Promise<void> {
  await db.deleteFrom("session").where("hash", "=", hashOf(secret)).execute();
}

/** Ends all sessions of an account or token, or everybody's. @returns how many there were */
export async function endSessions(db: Kysely<Tables>, owner?: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("session")
    .$if(owner !== undefined, (sessions) =>
      sessions.where(({ or, eb }) => or([eb("account", "=", owner ?? ""), eb("token", "=", owner ?? "")])),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** What a token lets do: its role, everywhere or in the memories that it names. */
export function grantsOf({ role, memories }: Pick<Token, "role" | "memories">): Grants {
  return memories ? { memories: Object.fromEntries(memories.map((name) => [name, role])) } : { role };
}
