import { createHash, randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";

/** A token as it is listed; what it says itself is shown once, when it is made. */
export interface Token {
  readonly id: string;
  /** Whose it is; empty where that was erased. */
  readonly name: string;
  readonly role: string;
  /** The named memories that it is good for; all if left out. */
  readonly memories?: readonly string[];
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly expires?: string;
  readonly revoked?: string;
}

/** What a token is made for. */
export interface NewToken {
  readonly name: string;
  readonly role: string;
  readonly memories?: readonly string[];
  /** ISO 8601. */
  readonly expires?: string;
}

const PREFIX = "sxt_";
const SECRET_BYTES = 32;
const ID_BYTES = 6;

/** What is kept of a secret of 256 random bits, which needs no slow hash. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

export const newSecret = (prefix: string): string => prefix + randomBytes(SECRET_BYTES).toString("base64url");

/** Makes a token. @returns what its owner sends, which is kept nowhere */
export async function addToken(
  db: Kysely<Tables>,
  { name, role, memories, expires }: NewToken,
): Promise<{ readonly id: string; readonly secret: string }> {
  const id = randomBytes(ID_BYTES).toString("hex");
  const secret = newSecret(PREFIX);
  await db
    .insertInto("token")
    .values({
      id,
      name,
      role,
      memories: memories ? JSON.stringify(memories) : null,
      hash: hashOf(secret),
      created: new Date().toISOString(),
      expires: expires ?? null,
      revoked: null,
    })
    .execute();
  return { id, secret };
}

/** All tokens, the oldest first. */
export async function tokens(db: Kysely<Tables>): Promise<Token[]> {
  return (await db.selectFrom("token").selectAll().orderBy("created").execute()).map(shown);
}

/** The token that is what somebody sent; undefined where it is none, was revoked, or is out of date. */
export async function tokenOf(db: Kysely<Tables>, secret: string): Promise<Token | undefined> {
  return goodToken(await db.selectFrom("token").selectAll().where("hash", "=", hashOf(secret)).executeTakeFirst());
}

/** The same by its id. */
export async function tokenById(db: Kysely<Tables>, id: string): Promise<Token | undefined> {
  return goodToken(await db.selectFrom("token").selectAll().where("id", "=", id).executeTakeFirst());
}

function goodToken(row: Row | undefined): Token | undefined {
  if (!row || row.revoked !== null) return undefined;
  return row.expires !== null && row.expires <= new Date().toISOString() ? undefined : shown(row);
}

/** Makes a token none. @returns whether there was one of that id */
export async function revokeToken(db: Kysely<Tables>, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("token")
    .set({ revoked: new Date().toISOString() })
    .where("id", "=", id)
    .where("revoked", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/**
 * Erases a name: its tokens are revoked, and what they did is from then on nobody's by name.
 *
 * @returns how many tokens had it
 */
export async function erasePerson(db: Kysely<Tables>, name: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("token")
    .set(({ fn, val }) => ({ name: "", revoked: fn.coalesce("revoked", val(new Date().toISOString())) }))
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  // Where nobody was asked for who they are, they named themselves.
  await db.updateTable("not_error").set({ by: "" }).where("by", "=", name).execute();
  return Number(numUpdatedRows);
}

interface Row extends Omit<Token, "memories" | "expires" | "revoked"> {
  readonly memories: string | null;
  readonly expires: string | null;
  readonly revoked: string | null;
}

function shown({ id, name, role, memories, created, expires, revoked }: Row): Token {
  return {
    id,
    name,
    role,
    ...(memories !== null && { memories: JSON.parse(memories) as string[] }),
    created,
    ...(expires !== null && { expires }),
    ...(revoked !== null && { revoked }),
  };
}
