import { type Kysely, sql } from "kysely";

/** Who signs in, and until when they are known. */
export interface AccountTables {
  account: AccountTable;
  session: SessionTable;
  guess: GuessTable;
}

/** A person. */
interface AccountTable {
  id: string;
  /** What they sign in by; null where it was erased. */
  name: string | null;
  /** What they may do in every memory; null for nothing. */
  role: string | null;
  /** JSON of what they may do in named memories: names to roles. */
  memories: string;
  /** A salted slow hash; null for who signs in elsewhere, or no longer. */
  password: string | null;
  /** Until when a password that was made for them is good, ISO 8601; null for one that they chose. */
  password_until: string | null;
  /** Who they are at an OpenID provider: its issuer and their subject, with a space between them. */
  subject: string | null;
  /** ISO 8601, UTC. */
  created: string;
}

/** From a sign-in to its end: of an account, or of a token. */
interface SessionTable {
  /** SHA-256 of what the browser keeps, hexadecimal. */
  hash: string;
  account: string | null;
  token: string | null;
  /** ISO 8601, UTC. */
  created: string;
  /** When it ends unless something is asked before; and when it ends whatever is asked. */
  idle: string;
  ends: string;
}

/** Passwords that were guessed for a name, or by an address. */
interface GuessTable {
  /** SHA-256 of what they are counted by, hexadecimal: people may type anything for their name. */
  hash: string;
  count: number;
  /** ISO 8601, UTC: until when they are counted. */
  until: string;
}

/**
 * A migration, the same in every database but for how texts are compared: accounts, their sessions, and who made a correction. Who
 * said that a finding is no error is from now on known by the id of their token, where they have one.
 *
 * @param text the type of a text that is compared by code point
 */
export const addAccounts = (text: string) => async (db: Kysely<unknown>) => {
  const key = sql.raw(text);
  await sql`create table account (id ${key} primary key, name ${key} unique, role text, memories text not null,
    password text, password_until text, subject ${key} unique, created text not null)`.execute(db);
  await sql`create table session (hash ${key} primary key,
    account ${key} references account (id) on delete cascade, token text references token (id) on delete cascade,
    created text not null, idle text not null, ends text not null)`.execute(db);
  await sql`create index session_account on session (account)`.execute(db);
  await sql`create index session_token on session (token)`.execute(db);
  await sql`alter table change add column "by" text`.execute(db);
  await sql`update not_error set "by" = (select min(id) from token where name = not_error."by")
    where exists (select 1 from token where name = not_error."by")`.execute(db);
};

/** A migration, the same in every database but for how texts are compared: guesses, which several servers count together. */
export const addGuesses = (text: string) => async (db: Kysely<unknown>) => {
  const key = sql.raw(text);
  await sql`create table guess (hash ${key} primary key, count integer not null, until ${key} not null)`.execute(db);
  await sql`create index guess_until on guess (until)`.execute(db);
};
