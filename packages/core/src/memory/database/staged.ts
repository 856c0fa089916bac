import { type Kysely, sql } from "kysely";

/**
 * A migration, the same in every database but for how texts are compared: what a file is written under before it is published.
 *
 * @param text the type of a text that is compared by code point
 */
export const addStaged = (text: string) => async (db: Kysely<unknown>) => {
  const key = sql.raw(text);
  await sql`alter table document_set add column content ${key}`.execute(db);
  await sql`update document_set set content = id`.execute(db);
  await sql`create unique index document_set_content on document_set (content)`.execute(db);
  await sql`alter table document_set add column published integer not null default 0`.execute(db);
  await sql`create table staged (document_set ${key} primary key references document_set (id) on delete cascade,
    owner text not null, renewed text not null)`.execute(db);
  await sql`create table staged_run (id integer primary key, document_set ${key} not null references document_set (id),
    language ${key} not null, first integer not null, last integer not null, texts integer not null)`.execute(db);
  await sql`create index staged_run_document_set on staged_run (document_set)`.execute(db);
};
