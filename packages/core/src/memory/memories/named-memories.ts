/**
 * Room memories: the named memories of a memory, with their ranks, and who may do what in them. In: their names. Out: the same, listed.
 * Imports stored.ts, database and rows.
 *
 * @module
 */

import { type Kysely, sql } from "kysely";
import { SextantError } from "../../error.ts";
import { nextEdition } from "../database/edition.ts";
import type { Tables } from "../database/schema.ts";
import type { Transactions } from "../database/transactions.ts";
import { countOf } from "../rows/document-sets.ts";
import type { NamedMemory } from "../stored.ts";
import { putRolesAside, renameRoles } from "./memory-roles.ts";

/** Names of memories: letters and digits of any script, then also spaces, `.`, `_` and `-`; at most 64 characters. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,63}$/u;
const MAX_RANK = 100;

/** The named memories of a memory, with their ranks, and which document sets they hold. */
export class NamedMemories {
  readonly #db: Kysely<Tables>;
  readonly #transactions: Transactions;

  constructor(db: Kysely<Tables>, transactions: Transactions) {
    this.#db = db;
    this.#transactions = transactions;
  }

  /** All of them, the best ranks first. */
  async list(): Promise<NamedMemory[]> {
    const counted = this.#db
      .selectFrom("document_set")
      .select(["memory", sql<number>`count(*)`.as("sets"), sql<number>`sum(${countOf("unit")})`.as("units")])
      .where("content", "is not", null)
      .groupBy("memory");
    const [memories, counts] = await Promise.all([
      this.#db.selectFrom("memory").selectAll().orderBy("rank").orderBy("name").execute(),
      counted.execute(),
    ]);
    const byName = new Map(counts.map((own) => [own.memory, own]));
    return memories.map(({ name, rank }) => ({
      name,
      rank,
      documentSets: Number(byName.get(name)?.sets ?? 0),
      units: Number(byName.get(name)?.units ?? 0),
    }));
  }

  /** Ranks a named memory, 1..100, and makes it where there is none. @throws {RangeError} for another rank or no name */
  async rank(name: string, rank: number): Promise<void> {
    if (!(Number.isInteger(rank) && rank >= 1 && rank <= MAX_RANK))
      throw new RangeError(`a rank is a whole number from 1 to ${MAX_RANK}, not ${rank}`);
    await this.#transactions.write(async (db) => {
      const own = await memoryNamed(db, name);
      await db.updateTable("memory").set({ rank }).where("name", "=", own).execute();
      await nextEdition(db);
    });
  }

  /**
   * Gives a named memory another name; its document sets, its rank, and the tokens that are good for it go with it.
   *
   * @returns whether there is such a memory
   * @throws {SextantError} `id-taken` where there is a memory of the other name
   * @throws {RangeError} for a name that is none
   */
  rename(name: string, next: string): Promise<boolean> {
    return this.#transactions.write(async (db) => {
      const isThere = await renameMemory(db, memoryName(name), memoryName(next));
      await nextEdition(db);
      return isThere;
    });
  }

  /**
   * Puts a document set into a named memory, which is made where there is none.
   *
   * @returns whether there is such a document set
   * @throws {RangeError} for a name that is none
   */
  assign(documentSet: string, name: string): Promise<boolean> {
    return this.#transactions.write(async (db) => {
      const memory = await memoryNamed(db, name);
      const set = db.updateTable("document_set").set({ memory }).where("id", "=", documentSet);
      const { numUpdatedRows } = await set.executeTakeFirstOrThrow();
      await nextEdition(db);
      return numUpdatedRows > 0n;
    });
  }
}

/** Returns the name of a memory as it is kept. @throws {RangeError} if it is invalid */
export function memoryName(name: string): string {
  const own = name.normalize("NFC").trim();
  if (!NAME.test(own))
    throw new RangeError(
      `“${name}” is no name of a memory; it has 1 to 64 letters, digits, spaces, dots, hyphens and underscores, a letter or digit first`,
    );
  return own;
}

/**
 * Returns the name of a memory, which is made at rank 1 if it does not exist.
 *
 * @throws {RangeError} if the name is invalid
 */
export async function memoryNamed(db: Kysely<Tables>, name: string): Promise<string> {
  const own = memoryName(name);
  if (!(await isMemory(db, own))) await makeMemory(db, own, 1);
  return own;
}

/** Makes a named memory; roles in one that was removed are none in it. */
async function makeMemory(db: Kysely<Tables>, name: string, rank: number): Promise<void> {
  await putRolesAside(db, name);
  await db.insertInto("memory").values({ name, rank }).execute();
}

/** Whether there is a memory of a name. */
export async function isMemory(db: Kysely<Tables>, name: string): Promise<boolean> {
  return (await db.selectFrom("memory").select("name").where("name", "=", name).executeTakeFirst()) !== undefined;
}

/** See {@link NamedMemories.rename}. */
async function renameMemory(db: Kysely<Tables>, own: string, other: string): Promise<boolean> {
  const memories = await db.selectFrom("memory").selectAll().execute();
  const there = memories.find((memory) => memory.name === own);
  if (!there || own === other) return there !== undefined;
  if (memories.some((memory) => memory.name === other))
    throw new SextantError("id-taken", `there is a memory ${other} already; document sets can be moved to it`);
  await makeMemory(db, other, there.rank);
  // What was removed from a former memory of the name is none of this one's.
  const former = db
    .selectFrom("removed")
    .innerJoin("removal", "removal.id", "removed.removal")
    .where("removal.roles", "is not", null)
    .select("removed.document_set");
  await db
    .updateTable("document_set")
    .set({ memory: other })
    .where("memory", "=", own)
    .where("id", "not in", former)
    .execute();
  await db.updateTable("removal").set({ memory: other }).where("memory", "=", own).where("roles", "is", null).execute();
  await db.deleteFrom("memory").where("name", "=", own).execute();
  await renameRoles(db, own, other);
  return true;
}
