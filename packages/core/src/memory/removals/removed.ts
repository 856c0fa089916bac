import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { SextantError } from "../../error.ts";
import { nextEdition } from "../database/edition.ts";
import { namesOf } from "../database/names.ts";
import type { Tables } from "../database/schema.ts";
import type { Sweep } from "../database/sweep.ts";
import { forgetRoles, giveRolesBack, putRolesAside } from "../memories/memory-roles.ts";
import { isMemory, memoryName } from "../memories/named-memories.ts";
import { countOf } from "../rows/document-sets.ts";
import type { Removed, RemovedSet } from "../stored.ts";

/** What people keep beside the rows of a document set: it goes with the set. */
const OWN_TABLES = ["version", "translation", "change", "not_error"] as const;
const DAY_MS = 86_400_000;

/** Who removes something, and for how many days it can be restored. */
export interface Removal {
  /** Id of the account or token. */
  readonly by?: string | undefined;
  readonly days: number;
}

/** Removes a document set, so that it can be restored; `db` is a transaction. @returns undefined where there is none */
export async function removeSet(db: Kysely<Tables>, id: string, removal: Removal): Promise<Removed | undefined> {
  const set = await db
    .selectFrom("document_set")
    .select("memory")
    .where("id", "=", id)
    .where("content", "is not", null)
    .executeTakeFirst();
  return set && remove(db, { memory: set.memory, rank: null, ...removal }, [id]);
}

/**
 * Removes a named memory with its document sets, so that they can be restored; `db` is a transaction.
 *
 * @returns undefined where there is none
 */
export async function removeMemory(db: Kysely<Tables>, name: string, removal: Removal): Promise<Removed | undefined> {
  const own = memoryName(name);
  const memory = await db.selectFrom("memory").selectAll().where("name", "=", own).executeTakeFirst();
  if (!memory) return undefined;
  const sets = await db
    .selectFrom("document_set")
    .select("id")
    .where("memory", "=", own)
    .where("content", "is not", null)
    .orderBy("id")
    .execute();
  await db.deleteFrom("memory").where("name", "=", own).execute();
  return remove(
    db,
    { memory: own, rank: memory.rank, ...removal },
    sets.map(({ id }) => id),
  );
}

async function remove(
  db: Kysely<Tables>,
  { memory, rank, by, days }: Removal & { readonly memory: string; readonly rank: number | null },
  sets: readonly string[],
): Promise<Removed | undefined> {
  const id = randomUUID();
  const now = Date.now();
  const [at, until] = [new Date(now).toISOString(), new Date(now + days * DAY_MS).toISOString()];
  await db
    .insertInto("removal")
    .values({ id, memory, rank, at, until, by: by ?? null, roles: null })
    .execute();
  for (const set of sets) await putAway(db, id, set);
  await nextEdition(db);
  return (await removedOf(db, id))[0];
}

/** Keeps a document set under another id, where nobody sees it: its own is free then. */
async function putAway(db: Kysely<Tables>, removal: string, id: string): Promise<void> {
  const set = await db.selectFrom("document_set").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const kept = `removed-${randomUUID()}`;
  await db
    .insertInto("document_set")
    .values({ ...set, id: kept, content: null })
    .execute();
  const content = set.content === id ? kept : (set.content as string);
  await moveOwn(db, id, kept);
  if (content === kept)
    for (const table of ["paragraph", "unit"] as const)
      await db.updateTable(table).set({ document_set: kept }).where("document_set", "=", id).execute();
  await db.deleteFrom("document_set").where("id", "=", id).execute();
  await db.insertInto("removed").values({ document_set: kept, removal, id, content }).execute();
}

async function moveOwn(db: Kysely<Tables>, from: string, to: string): Promise<void> {
  for (const table of OWN_TABLES)
    await db.updateTable(table).set({ document_set: to }).where("document_set", "=", from).execute();
}

/**
 * Restores what a removal took away; `db` is a transaction.
 *
 * @returns undefined where there is no such removal, any more
 * @throws {SextantError} `id-taken` where the id of a document set was given to another since
 */
export async function restoreRemoved(db: Kysely<Tables>, id: string): Promise<Removed | undefined> {
  const [removal] = await removedOf(db, id);
  if (!removal) return undefined;
  const sets = await db.selectFrom("removed").selectAll().where("removal", "=", id).orderBy("id").execute();
  for (const set of sets) {
    const there = await db.selectFrom("document_set").select("id").where("id", "=", set.id).executeTakeFirst();
    if (there)
      throw new SextantError(
        "id-taken",
        `there is a document set ${set.id} again; remove that one first, and then restore this one`,
      );
  }
  if (!(await isMemory(db, removal.memory))) await makeAgain(db, id);
  for (const set of sets) await takeBack(db, set);
  await db.deleteFrom("removal").where("id", "=", id).execute();
  await nextEdition(db);
  return removal;
}

/** Makes the memory of a removal again, with its rank, and with the roles that were given in it. */
async function makeAgain(db: Kysely<Tables>, id: string): Promise<void> {
  const removal = db.selectFrom("removal").select(["memory", "rank", "roles"]).where("id", "=", id);
  const { memory, rank, roles } = await removal.executeTakeFirstOrThrow();
  await db
    .insertInto("memory")
    .values({ name: memory, rank: rank ?? 1 })
    .execute();
  if (roles === null) return;
  // Those that stand under its name are of a later memory, which was removed, too.
  await putRolesAside(db, memory);
  await giveRolesBack(db, memory, roles);
}

/** Lets a document set have its id and its content again. */
async function takeBack(
  db: Kysely<Tables>,
  { document_set: kept, id, content }: { readonly document_set: string; readonly id: string; readonly content: string },
): Promise<void> {
  const set = await db.selectFrom("document_set").selectAll().where("id", "=", kept).executeTakeFirstOrThrow();
  const { number } = await db.selectFrom("edition").select("number").executeTakeFirstOrThrow();
  // Indexes that saw an earlier edition take its units in again.
  await db
    .insertInto("document_set")
    .values({ ...set, id, content, published: number + 1 })
    .execute();
  await moveOwn(db, kept, id);
  await db.deleteFrom("removed").where("document_set", "=", kept).execute();
  // Rows that are listed under the other id stay so.
  if (content !== kept) await db.deleteFrom("document_set").where("id", "=", kept).execute();
}

/** What was removed and can be restored, the last first; or one removal. */
export async function removedOf(db: Kysely<Tables>, id?: string): Promise<Removed[]> {
  const all = db.selectFrom("removal").selectAll().orderBy("at", "desc").orderBy("id");
  const removals = await (id === undefined ? all : all.where("id", "=", id)).execute();
  if (removals.length === 0) return [];
  const sets = Map.groupBy(await setsOf(db, id), ({ removal }) => removal);
  const names = await namesOf(
    db,
    removals.flatMap(({ by }) => by ?? []),
  );
  return removals.map(({ id, memory, rank, at, until, by, roles }) => ({
    id,
    memory,
    isMemory: rank !== null,
    ...(roles !== null && { isOfFormer: true }),
    at,
    until,
    ...(by !== null && { by: names.get(by) ?? by }),
    documentSets: (sets.get(id) ?? []).map(({ removal: _, ...set }) => set),
  }));
}

async function setsOf(
  db: Kysely<Tables>,
  removal: string | undefined,
): Promise<(RemovedSet & { readonly removal: string })[]> {
  const all = db
    .selectFrom("removed")
    .innerJoin("document_set", "document_set.id", "removed.document_set")
    .select(["removed.removal", "removed.id", "document_set.symbol", countOf("unit", "removed.content").as("units")])
    .orderBy("removed.id");
  return (removal === undefined ? all : all.where("removed.removal", "=", removal)).execute();
}

/**
 * Gives up what was removed, for `removeRemains` to take out for good, and the roles that were given in it; `db` is a transaction.
 *
 * @param which a removal; all whose time has run out, if left out
 * @returns those that were given up
 */
export async function forgetRemoved(db: Kysely<Tables>, which?: string): Promise<string[]> {
  const all = db.deleteFrom("removal").returning(["id", "memory", "rank", "roles"]);
  const gone = await (which === undefined ? all.where("until", "<=", now()) : all.where("id", "=", which)).execute();
  for (const { memory, rank, roles } of gone) if (rank !== null && roles === null) await forgetRoles(db, memory);
  if (gone.length > 0) await nextEdition(db);
  return gone.map(({ id }) => id);
}

/**
 * What was removed, and can be restored no longer.
 *
 * @param note is told the removals whose time has run out, within the change that forgets them
 */
export const oldRemovals = (note: (db: Kysely<Tables>, removals: readonly string[]) => Promise<void>): Sweep => ({
  async hasRunOut(db) {
    const old = db.selectFrom("removal").select("id").where("until", "<=", now()).limit(1);
    return (await old.executeTakeFirst()) !== undefined;
  },
  takeOut: async (db) => note(db, await forgetRemoved(db)),
});

const now = (): string => new Date().toISOString();
