import { randomBytes } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import { SextantError } from "../../error.ts";
import type { Tables } from "../database/schema.ts";
import { type Grants, keptGrants, shownGrants } from "./grants.ts";
import { erasePerson } from "./tokens.ts";

/** A person as they are listed. */
export interface Account extends Grants {
  readonly id: string;
  /** What they sign in by; empty where it was erased. */
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly created: string;
  /** The issuer of the OpenID provider where they sign in; left out for who does so here. */
  readonly provider?: string;
  /** Sessions that have not ended. */
  readonly sessions: number;
}

/** A password as it is kept: its hash. */
export interface KeptPassword {
  readonly hash: string;
  /** Until when one that was made for them is good, ISO 8601; left out for one that they chose. */
  readonly until?: string;
}

/** What an account is made for. */
export interface NewAccount extends Grants {
  readonly name: string;
  readonly password: KeptPassword;
}

/** Somebody whom an OpenID provider knows. */
export interface ArrivedAccount extends Grants {
  readonly issuer: string;
  readonly subject: string;
  /** As the provider has it; where another has that name here, a number is put behind it. */
  readonly name: string;
}

const ID_BYTES = 6;
export const MAX_NAME = 100;
/** Letters that are left free for the number of a name that another has. */
const ROOM_FOR_NUMBER = 10;
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const now = (): string => new Date().toISOString();
const newId = (): string => randomBytes(ID_BYTES).toString("hex");
const keptPassword = (password?: KeptPassword) => ({
  password: password?.hash ?? null,
  password_until: password?.until ?? null,
});

/**
 * A person's name as it is kept: without spaces around it, in Unicode's NFC.
 *
 * @throws {RangeError} for one that is empty, too long, or has signs that are not seen
 */
export function accountName(name: string): string {
  const own = name.normalize("NFC").trim();
  if (own === "" || own.length > MAX_NAME || /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(own))
    throw new RangeError(`a name has 1 to ${MAX_NAME} letters, and no signs that are not seen`);
  return own;
}

/**
 * Makes an account.
 *
 * @returns its id
 * @throws {SextantError} `id-taken` where another has the name
 * @throws {RangeError} as {@link accountName} does
 */
export async function addAccount(db: Kysely<Tables>, { name, password, ...grants }: NewAccount): Promise<string> {
  const own = accountName(name);
  if (await isTaken(db, own)) throw new SextantError("id-taken", `there is an account of ${own} already`);
  const id = newId();
  const kept = { ...keptGrants(grants), ...keptPassword(password), subject: null, created: now() };
  await db
    .insertInto("account")
    .values({ id, name: own, ...kept })
    .execute();
  return id;
}

/** All accounts, the oldest first. */
export async function accounts(db: Kysely<Tables>): Promise<Account[]> {
  const at = now();
  const found = await db
    .selectFrom("account")
    .selectAll("account")
    .select(({ selectFrom }) =>
      selectFrom("session")
        .whereRef("session.account", "=", "account.id")
        .where("session.idle", ">", at)
        .where("session.ends", ">", at)
        .select(({ fn }) => fn.countAll().as("count"))
        .as("sessions"),
    )
    .orderBy("created")
    .orderBy("id")
    .execute();
  return found.map(({ sessions, ...row }) => ({ ...shown(row), sessions: Number(sessions) }));
}

/** The password of who signs in by a name, and their id; undefined where nobody does. */
export async function passwordOf(
  db: Kysely<Tables>,
  name: string,
): Promise<(KeptPassword & { readonly id: string }) | undefined> {
  const row = await db
    .selectFrom("account")
    .select(["id", "password", "password_until"])
    .where("name", "=", name.normalize("NFC").trim())
    .executeTakeFirst();
  if (!row || row.password === null) return undefined;
  return { id: row.id, hash: row.password, ...(row.password_until !== null && { until: row.password_until }) };
}

/** Gives an account other rights. @returns whether there is such an account */
export async function grant(db: Kysely<Tables>, id: string, grants: Grants): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("account")
    .set(keptGrants(grants))
    .where("id", "=", id)
    .where("name", "is not", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Gives an account another password; its sessions end. @returns whether there is an account that has passwords */
export async function setPassword(db: Kysely<Tables>, id: string, password: KeptPassword): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("account")
    .set(keptPassword(password))
    .where("id", "=", id)
    .where("name", "is not", null)
    .where("subject", "is", null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return false;
  await db.deleteFrom("session").where("account", "=", id).execute();
  return true;
}

/**
 * The account of somebody whom an OpenID provider knows, which is made where there is none. What they may do is each time what the
 * provider says; their name is that of the first time.
 *
 * @returns its id
 */
export async function arrive(
  db: Kysely<Tables>,
  { issuer, subject: own, name, ...grants }: ArrivedAccount,
): Promise<string> {
  const subject = `${issuer} ${own}`;
  const known = await db.selectFrom("account").select("id").where("subject", "=", subject).executeTakeFirst();
  if (known) {
    await grant(db, known.id, grants);
    return known.id;
  }
  const [id, wanted] = [newId(), accountName(beginning(name.normalize("NFC").trim(), MAX_NAME - ROOM_FOR_NUMBER))];
  let free = wanted;
  for (let at = 2; await isTaken(db, free); at++) free = `${wanted} ${at}`;
  const kept = { ...keptGrants(grants), ...keptPassword(), subject, created: now() };
  await db
    .insertInto("account")
    .values({ id, name: free, ...kept })
    .execute();
  return id;
}

/** Takes what they may do from somebody to whom their OpenID provider gives nothing any more; their sessions end. */
export async function depart(
  db: Kysely<Tables>,
  { issuer, subject }: Pick<ArrivedAccount, "issuer" | "subject">,
): Promise<void> {
  const known = db.selectFrom("account").select("id").where("subject", "=", `${issuer} ${subject}`);
  const { id } = (await known.executeTakeFirst()) ?? {};
  if (id === undefined) return;
  await grant(db, id, {});
  await db.deleteFrom("session").where("account", "=", id).execute();
}

/**
 * Erases a person's name: what they did stays, as an id's; they sign in no longer, and tokens of the same name are revoked.
 *
 * @returns whether there was one of that id
 */
export async function eraseAccount(db: Kysely<Tables>, id: string): Promise<boolean> {
  const account = await db.selectFrom("account").select("name").where("id", "=", id).executeTakeFirst();
  if (!account || account.name === null) return false;
  await db
    .updateTable("account")
    .set({ name: null, subject: null, ...keptPassword(), ...keptGrants({}) })
    .where("id", "=", id)
    .execute();
  await db.deleteFrom("session").where("account", "=", id).execute();
  await erasePerson(db, account.name);
  return true;
}

/** What fits of a name, in whole letters with their marks; of one that has hardly any other, in whole code points. */
function beginning(name: string, most: number): string {
  const whole = (signs: Iterable<string>): string => {
    let fits = "";
    for (const sign of signs) {
      if (fits.length + sign.length > most) break;
      fits += sign;
    }
    return fits;
  };
  const found = whole(Iterator.from(letters.segment(name)).map(({ segment }) => segment));
  return found === "" ? whole(name) : found;
}

async function isTaken(db: Kysely<Tables>, name: string): Promise<boolean> {
  return (await db.selectFrom("account").select("id").where("name", "=", name).executeTakeFirst()) !== undefined;
}

function shown({ id, name, created, subject, ...row }: Selectable<Tables["account"]>): Omit<Account, "sessions"> {
  const [provider] = subject?.split(" ") ?? [];
  return { id, name: name ?? "", created, ...shownGrants(row), ...(provider !== undefined && { provider }) };
}
