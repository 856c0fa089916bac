import { type Kysely, sql } from "kysely";
import { SextantError } from "../../error.ts";
import type { Tables } from "../database/schema.ts";
import type { NamedMemory } from "../stored.ts";
import { countOf } from "./document-sets.ts";

/** Names of memories: letters and digits of any script, then also spaces, `.`, `_` and `-`; at most 64 characters. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,63}$/u;
const MAX_RANK = 100;

/** See {@link Memory.memories}. */
export async function memoriesOf(db: Kysely<Tables>): Promise<NamedMemory[]> {
  const [memories, counts] = await Promise.all([
    db.selectFrom("memory").selectAll().orderBy("rank").orderBy("name").execute(),
    db
      .selectFrom("document_set")
      .select(["memory", sql<number>`count(*)`.as("sets"), sql<number>`sum(${countOf("unit")})`.as("units")])
      .where("content", "is not", null)
      .groupBy("memory")
      .execute(),
  ]);
  const byName = new Map(counts.map((own) => [own.memory, own]));
  return memories.map(({ name, rank }) => ({
    name,
    rank,
    documentSets: Number(byName.get(name)?.sets ?? 0),
    units: Number(byName.get(name)?.units ?? 0),
  }));
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
  await db
    .insertInto("memory")
    .values({ name: own, rank: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return own;
}

/** See {@link Memory.rank}. */
export async function rankMemory(db: Kysely<Tables>, name: string, rank: number): Promise<void> {
  if (!(Number.isInteger(rank) && rank >= 1 && rank <= MAX_RANK))
    throw new RangeError(`a rank is a whole number from 1 to ${MAX_RANK}, not ${rank}`);
  await db
    .updateTable("memory")
    .set({ rank })
    .where("name", "=", await memoryNamed(db, name))
    .execute();
}

/** See {@link Memory.rename}. */
export async function renameMemory(db: Kysely<Tables>, name: string, next: string): Promise<boolean> {
  const [own, other] = [memoryName(name), memoryName(next)];
  const memories = await db.selectFrom("memory").selectAll().execute();
  const there = memories.find((memory) => memory.name === own);
  if (!there || own === other) return there !== undefined;
  if (memories.some((memory) => memory.name === other))
    throw new SextantError("id-taken", `there is a memory ${other} already; document sets can be moved to it`);
  await db.insertInto("memory").values({ name: other, rank: there.rank }).execute();
  for (const table of ["document_set", "removal"] as const)
    await db.updateTable(table).set({ memory: other }).where("memory", "=", own).execute();
  await db.deleteFrom("memory").where("name", "=", own).execute();
  await renameInGrants(db, own, other);
  return true;
}

/** Whoever may do something in a memory may do so under its new name. */
async function renameInGrants(db: Kysely<Tables>, own: string, other: string): Promise<void> {
  const now = (name: string): string => (name === own ? other : name);
  const tokens = await db.selectFrom("token").select(["id", "memories"]).where("memories", "is not", null).execute();
  for (const { id, memories } of tokens) {
    const names = (JSON.parse(memories ?? "[]") as string[]).map(now);
    await db
      .updateTable("token")
      .set({ memories: JSON.stringify(names) })
      .where("id", "=", id)
      .execute();
  }
  for (const { id, memories } of await db.selectFrom("account").select(["id", "memories"]).execute()) {
    const roles = Object.entries(JSON.parse(memories) as Record<string, string>);
    const renamed = Object.fromEntries(roles.map(([name, role]) => [now(name), role]));
    await db
      .updateTable("account")
      .set({ memories: JSON.stringify(renamed) })
      .where("id", "=", id)
      .execute();
  }
}

/** See {@link Memory.assign}. */
export async function assignMemory(db: Kysely<Tables>, documentSet: string, name: string): Promise<boolean> {
  const memory = await memoryNamed(db, name);
  const { numUpdatedRows } = await db
    .updateTable("document_set")
    .set({ memory })
    .where("id", "=", documentSet)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
