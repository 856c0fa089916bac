import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";

/**
 * A migration, the same in every database but for how texts are compared: what keeps decisions. Where an imported set is from;
 * versions of rows and units, and ids that are never given again; what each correction made; requests that were answered;
 * the token of each edition.
 *
 * @param text the type of a text that is compared by code point
 */
export const addDecided = (text: string) => async (db: Kysely<unknown>) => {
  const key = sql.raw(text);
  await sql`alter table document_set add column file text`.execute(db);
  await sql`update document_set set file = '' where source like 'imported from %'`.execute(db);
  for (const table of ["paragraph", "unit"])
    await sql`alter table ${sql.table(table)} add column version integer not null default 0`.execute(db);
  await sql`alter table change add column made text`.execute(db);
  await sql`alter table edition add column last_paragraph integer not null default 0`.execute(db);
  await sql`alter table edition add column last_unit integer not null default 0`.execute(db);
  await sql`update edition set last_paragraph = (select coalesce(max(id), 0) from paragraph),
    last_unit = (select coalesce(max(id), 0) from unit)`.execute(db);
  await sql`create table request (key ${key} primary key, at text not null, asked text not null, answer text not null)`.execute(
    db,
  );
  await sql`create table edition_token (number integer primary key, token text not null)`.execute(db);
  await sql`insert into edition_token (number, token) select number, ${randomUUID()} from edition`.execute(db);
};
