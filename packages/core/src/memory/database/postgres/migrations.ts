import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { addAccounts, addGuesses } from "../account-tables.ts";
import { addDecided } from "../decided.ts";
import { addFileHeaders } from "../file-headers.ts";
import { foldAnew, listAnew } from "../foldings.ts";
import { addIssuers } from "../issuer.ts";
import { addRemoved, addRemovedRoles } from "../removed-tables.ts";
import { addServing } from "../serving-tables.ts";
import { addStaged } from "../staged.ts";
import { cascadeByStatement } from "./owners.ts";

/** The schema's history, oldest first. A migration that has been released is never changed. */
export const POSTGRES_MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-memory": {
    /** Texts are compared by code point, so that order is the same as in the other engine. */
    async up(db: Kysely<unknown>) {
      await sql`create table document_set (
        id text collate "C" primary key, symbol text collate "C" not null, date text, source text not null,
        fingerprint text not null)`.execute(db);
      await sql`create table version (
        document_set text collate "C" not null references document_set (id) on delete cascade,
        language text collate "C" not null, title text not null, official integer not null,
        primary key (document_set, language))`.execute(db);
      await sql`create table paragraph (
        id integer primary key, document_set text collate "C" not null references document_set (id) on delete cascade,
        position integer not null, role text not null, number text, confidence double precision not null,
        origin text not null, status text not null, unique (document_set, position))`.execute(db);
      await sql`create table block (
        paragraph integer not null references paragraph (id) on delete cascade, language text collate "C" not null,
        position integer not null, number text, text text not null, marks text not null,
        primary key (paragraph, language, position))`.execute(db);
      await sql`create table unit (
        id integer primary key, document_set text collate "C" not null references document_set (id) on delete cascade,
        paragraph integer not null references paragraph (id) on delete cascade, position integer not null,
        confidence double precision not null, origin text not null, status text not null,
        edition integer not null, unique (document_set, position))`.execute(db);
      await sql`create index unit_edition on unit (edition)`.execute(db);
      await sql`create index unit_paragraph on unit (paragraph)`.execute(db);
      await sql`create index unit_rejected on unit (id) where status = 'rejected'`.execute(db);
      await sql`create table variant (
        unit integer not null references unit (id) on delete cascade, language text collate "C" not null,
        text text not null, folded text collate "C" not null, grams integer[] not null,
        primary key (unit, language))`.execute(db);
      await sql`create index variant_language on variant (language, unit)`.execute(db);
      await sql`create index variant_grams on variant using gin (grams)`.execute(db);
      await sql`create table edition (number integer not null, memory text not null)`.execute(db);
      await sql`insert into edition (number, memory) values (0, ${randomUUID()})`.execute(db);
      await sql`create table change (
        id serial primary key, document_set text collate "C" not null references document_set (id) on delete cascade,
        at text not null, correction text not null, position integer not null, rows integer not null,
        replaced text not null)`.execute(db);
      await sql`create index change_document_set on change (document_set, id)`.execute(db);
    },
  },
  "0002-named-memories": {
    async up(db: Kysely<unknown>) {
      await sql`create table memory (name text collate "C" primary key, rank integer not null)`.execute(db);
      await sql`insert into memory (name, rank) values ('main', 1)`.execute(db);
      await sql`alter table document_set add column memory text collate "C" not null default 'main'`.execute(db);
      await sql`alter table unit add column details text`.execute(db);
    },
  },
  "0003-translations": {
    async up(db: Kysely<unknown>) {
      await sql`create table translation (
        document_set text collate "C" not null references document_set (id) on delete cascade,
        source_language text collate "C" not null, target_language text collate "C" not null,
        source text collate "C" not null, target text collate "C" not null, count double precision not null,
        primary key (document_set, source_language, target_language, source, target))`.execute(db);
      await sql`create index translation_languages on translation (source_language, target_language)`.execute(db);
    },
  },
  "0004-fuzzy-keys": {
    /** What fuzzy lookup filters by, see fuzzy.ts. Languages that are there already get theirs when first looked up. */
    async up(db: Kysely<unknown>) {
      await sql`create table fuzzy_order (
        language text collate "C" primary key, id text not null, format integer not null, texts integer not null,
        frequent integer[] not null)`.execute(db);
      await sql`insert into fuzzy_order (language, id, format, texts, frequent)
        select distinct language, '', 0, 0, '{}'::integer[] from version
        union select distinct language, '', 0, 0, '{}'::integer[] from variant`.execute(db);
      await sql`create table fuzzy_key (
        unit integer not null references unit (id) on delete cascade, language text collate "C" not null,
        length integer not null, elements integer[] not null, signature bit(256) not null,
        primary key (unit, language))`.execute(db);
      await sql`create index fuzzy_key_elements on fuzzy_key using gin (elements)`.execute(db);
    },
  },
  "0005-issuers": { up: addIssuers },
  "0006-phrases": {
    /**
     * Lists of our own in place of an inverted index, see phrases/phrase-writer.ts; they are filled when the memory is opened.
     * Texts are folded when they are looked at.
     */
    async up(db: Kysely<unknown>) {
      await sql`drop index variant_grams`.execute(db);
      await sql`alter table variant drop column grams, drop column folded`.execute(db);
      await sql`create table phrase_run (id integer primary key, language text collate "C" not null,
        first integer not null, last integer not null, texts integer not null)`.execute(db);
      await sql`create table posting (run integer not null, gram text collate "C" not null, units bytea not null,
        primary key (run, gram))`.execute(db);
    },
  },
  "0007-file-headers": { up: addFileHeaders },
  "0008-decided": { up: addDecided('text collate "C"') },
  "0012-foldings": { up: foldAnew },
  "0014-hamza": { up: listAnew },
  "0020-not-errors": {
    /** Findings that people said are no errors. */
    async up(db: Kysely<unknown>) {
      await sql`create table not_error (id serial primary key, document_set text collate "C" not null references document_set (id) on delete cascade,
        scope text not null, key text not null, finding text not null, at text not null, "by" text not null)`.execute(
        db,
      );
      await sql`create index not_error_document_set on not_error (document_set, scope, key)`.execute(db);
    },
  },
  "0030-serving": { up: addServing({ counted: "bigint generated always as identity primary key", bytes: "bytea" }) },
  "0031-ta-marbuta": { up: listAnew },
  "0032-staged": { up: addStaged('text collate "C"') },
  "0040-accounts": { up: addAccounts('text collate "C"') },
  "0041-removed": { up: addRemoved('text collate "C"') },
  "0042-guesses": { up: addGuesses('text collate "C"') },
  "0043-removed-roles": { up: addRemovedRoles },
  "0050-owners": { up: cascadeByStatement },
  "0051-raised-signs": { up: listAnew },
};
