import type { Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";

/**
 * Roles in a named memory are kept under its name, with the accounts and tokens that have them. A memory that is removed leaves its name
 * free: they stay under it, so that it can be restored by who could remove it, until another memory has the name. Then they are put
 * aside, into the removal, and come back with the memory.
 */
interface Roles {
  /** Of accounts, by their ids. */
  readonly accounts: Readonly<Record<string, string>>;
  /** Ids of tokens that were good for it. */
  readonly tokens: readonly string[];
}

const NOBODY: Roles = { accounts: {}, tokens: [] };

/** Whoever may do something in a memory may do so under its new name. */
export async function renameRoles(db: Kysely<Tables>, name: string, next: string): Promise<void> {
  await giveRoles(db, next, await takeRoles(db, name));
}

/** Puts the roles of a removed memory aside, where there is one of that name: another gets the name. Removals of its sets are told apart, too. */
export async function putRolesAside(db: Kysely<Tables>, name: string): Promise<void> {
  const former = db.selectFrom("removal").where("memory", "=", name).where("roles", "is", null);
  const last = await former.where("rank", "is not", null).select("id").orderBy("at", "desc").executeTakeFirst();
  const roles = last ? await takeRoles(db, name) : NOBODY;
  for (const { id } of await former.select("id").execute())
    await db
      .updateTable("removal")
      .set({ roles: JSON.stringify(id === last?.id ? roles : NOBODY) })
      .where("id", "=", id)
      .execute();
}

/** Gives back what {@link putRolesAside} has put aside. */
export async function giveRolesBack(db: Kysely<Tables>, name: string, aside: string): Promise<void> {
  await giveRoles(db, name, JSON.parse(aside) as Roles);
}

/** Takes the roles away that were given in a removed memory, unless its name is still that of a memory, or can be restored. */
export async function forgetRoles(db: Kysely<Tables>, name: string): Promise<void> {
  const there = db.selectFrom("memory").select("name").where("name", "=", name);
  const removed = db.selectFrom("removal").select("memory as name").where("memory", "=", name);
  const others = there.union(removed.where("rank", "is not", null).where("roles", "is", null));
  if ((await others.executeTakeFirst()) === undefined) await takeRoles(db, name);
}

/** Takes away all roles in a memory. @returns what they were */
async function takeRoles(db: Kysely<Tables>, name: string): Promise<Roles> {
  const accounts: Record<string, string> = {};
  for (const { id, memories } of await db.selectFrom("account").select(["id", "memories"]).execute()) {
    const { [name]: role, ...others } = JSON.parse(memories) as Record<string, string>;
    if (role === undefined) continue;
    accounts[id] = role;
    await keepOfAccount(db, id, others);
  }
  const tokens: string[] = [];
  for (const { id, memories } of await namedTokens(db)) {
    const names = JSON.parse(memories ?? "[]") as string[];
    if (!names.includes(name)) continue;
    tokens.push(id);
    await keepOfToken(
      db,
      id,
      names.filter((own) => own !== name),
    );
  }
  return { accounts, tokens };
}

/** Gives roles in a memory, to those who are still known. */
async function giveRoles(db: Kysely<Tables>, name: string, { accounts, tokens }: Roles): Promise<void> {
  const known = db.selectFrom("account").select(["id", "memories"]).where("name", "is not", null);
  for (const { id, memories } of await known.execute()) {
    const role = accounts[id];
    if (role !== undefined) await keepOfAccount(db, id, { ...JSON.parse(memories), [name]: role });
  }
  for (const { id, memories } of await namedTokens(db))
    if (tokens.includes(id)) await keepOfToken(db, id, [...new Set([...JSON.parse(memories ?? "[]"), name])]);
}

const namedTokens = (db: Kysely<Tables>) =>
  db.selectFrom("token").select(["id", "memories"]).where("memories", "is not", null).execute();

async function keepOfAccount(
  db: Kysely<Tables>,
  id: string,
  memories: Readonly<Record<string, string>>,
): Promise<void> {
  await db
    .updateTable("account")
    .set({ memories: JSON.stringify(memories) })
    .where("id", "=", id)
    .execute();
}

async function keepOfToken(db: Kysely<Tables>, id: string, memories: readonly string[]): Promise<void> {
  await db
    .updateTable("token")
    .set({ memories: JSON.stringify(memories) })
    .where("id", "=", id)
    .execute();
}
