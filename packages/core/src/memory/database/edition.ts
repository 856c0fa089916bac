import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Tables } from "./schema.ts";

/** So many of the last editions are known by their tokens: an index that saw an older one is built anew. */
const MAX_TOKENS = 10_000;

/** Which state a memory is in. */
export interface Edition {
  /** A UUID of the memory. */
  readonly memory: string;
  /** How often it has changed. */
  readonly number: number;
  /** Random: a memory that was restored and changed has another one under the same number. */
  readonly token: string;
}

/** The edition that a memory is in. */
export async function editionOf(db: Kysely<Tables>): Promise<Edition> {
  const { memory, number, token } = await db
    .selectFrom("edition")
    .leftJoin("edition_token", "edition_token.number", "edition.number")
    .select(["memory", "edition.number", "token"])
    .executeTakeFirstOrThrow();
  return { memory, number, token: token ?? "" };
}

/** Whether a memory is, or once was, in an edition. */
export async function hasEdition(db: Kysely<Tables>, { memory, number, token }: Edition): Promise<boolean> {
  const now = await editionOf(db);
  if (now.memory !== memory) return false;
  const known = await db
    .selectFrom("edition_token")
    .select("token")
    .where("number", "=", number)
    .where("number", "<=", now.number)
    .executeTakeFirst();
  return known?.token === token;
}

/** The last id that a table has had; `known` is what was known of it. */
const last = (table: "paragraph" | "unit", known: string) =>
  sql<number>`coalesce((select max(id) from ${sql.table(table)} where id > edition.${sql.ref(known)}), ${sql.ref(known)})`;

const LAST_IDS = { last_paragraph: last("paragraph", "last_paragraph"), last_unit: last("unit", "last_unit") };

/** Keeps which ids were given, in a transaction that changes nothing that anybody sees. */
export async function keepIds(db: Kysely<Tables>): Promise<void> {
  await db.updateTable("edition").set(LAST_IDS).execute();
}

/** Counts a memory's edition up, once in each transaction that changes it. */
export async function nextEdition(db: Kysely<Tables>): Promise<void> {
  await db
    .updateTable("edition")
    .set({ number: sql`number + 1`, ...LAST_IDS })
    .execute();
  await sql`insert into edition_token (number, token) select number, ${randomUUID()} from edition`.execute(db);
  await sql`delete from edition_token where number <= (select number from edition) - ${MAX_TOKENS}`.execute(db);
}
