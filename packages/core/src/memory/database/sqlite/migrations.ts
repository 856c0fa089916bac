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

/** The schema's history, oldest first. A migration that has been released is never changed. */
export const SQLITE_MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-document-sets": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("document_set")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("symbol", "text", (column) => column.notNull())
        .addColumn("date", "text")
        .addColumn("source", "text", (column) => column.notNull())
        .addColumn("fingerprint", "text", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("version")
        .addColumn("document_set", "text", (column) =>
          column.notNull().references("document_set.id").onDelete("cascade"),
        )
        .addColumn("language", "text", (column) => column.notNull())
        .addColumn("title", "text", (column) => column.notNull())
        .addColumn("official", "integer", (column) => column.notNull())
        .addPrimaryKeyConstraint("version_key", ["document_set", "language"])
        .execute();
      await db.schema
        .createTable("paragraph")
        .addColumn("id", "integer", (column) => column.primaryKey())
        .addColumn("document_set", "text", (column) =>
          column.notNull().references("document_set.id").onDelete("cascade"),
        )
        .addColumn("position", "integer", (column) => column.notNull())
        .addColumn("role", "text", (column) => column.notNull())
        .addColumn("number", "text")
        .addColumn("confidence", "real", (column) => column.notNull())
        .addColumn("origin", "text", (column) => column.notNull())
        .addUniqueConstraint("paragraph_place", ["document_set", "position"])
        .execute();
      await db.schema
        .createTable("block")
        .addColumn("paragraph", "integer", (column) => column.notNull().references("paragraph.id").onDelete("cascade"))
        .addColumn("language", "text", (column) => column.notNull())
        .addColumn("position", "integer", (column) => column.notNull())
        .addColumn("number", "text")
        .addColumn("text", "text", (column) => column.notNull())
        .addColumn("marks", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("block_key", ["paragraph", "language", "position"])
        .execute();
      await db.schema
        .createTable("unit")
        .addColumn("id", "integer", (column) => column.primaryKey())
        .addColumn("document_set", "text", (column) =>
          column.notNull().references("document_set.id").onDelete("cascade"),
        )
        .addColumn("paragraph", "integer", (column) => column.notNull().references("paragraph.id").onDelete("cascade"))
        .addColumn("position", "integer", (column) => column.notNull())
        .addColumn("confidence", "real", (column) => column.notNull())
        .addColumn("origin", "text", (column) => column.notNull())
        .addUniqueConstraint("unit_place", ["document_set", "position"])
        .execute();
      await db.schema.createIndex("unit_paragraph").on("unit").column("paragraph").execute();
      await db.schema
        .createTable("variant")
        .addColumn("unit", "integer", (column) => column.notNull().references("unit.id").onDelete("cascade"))
        .addColumn("language", "text", (column) => column.notNull())
        .addColumn("text", "text", (column) => column.notNull())
        .addColumn("exact_key", "text", (column) => column.notNull())
        .addColumn("folded", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("variant_key", ["unit", "language"])
        .execute();
      await db.schema.createIndex("variant_exact").on("variant").columns(["language", "exact_key"]).execute();
      await sql`analyze`.execute(db);
    },
  },
  "0002-edition": {
    /**
     * Counts up with every change, so that what was built from the units knows that it is out of date. Exact matches are
     * found by the fuzzy index, too: their keys are kept no longer.
     */
    async up(db: Kysely<unknown>) {
      await db.schema.dropIndex("variant_exact").execute();
      await db.schema.alterTable("variant").dropColumn("exact_key").execute();
      await db.schema
        .createTable("edition")
        .addColumn("number", "integer", (column) => column.notNull())
        .execute();
      await sql`insert into edition (number) values (0)`.execute(db);
      await db.schema.createIndex("variant_language").on("variant").columns(["language", "unit"]).execute();
    },
  },
  "0003-trigrams": {
    /**
     * What concordance looks in first, see trigrams.ts. Variants that are deleted, by whatever way, leave it by a trigger;
     * those that are added enter it together (writer.ts), for a trigger would make FTS5 write out each by itself.
     */
    async up(db: Kysely<unknown>) {
      await sql`update variant set folded = folded || ${"\n\n"}`.execute(db);
      await sql`create virtual table trigram using fts5(folded, content = 'variant', content_rowid = 'rowid', tokenize = 'trigram case_sensitive 1', detail = none)`.execute(
        db,
      );
      await sql`insert into trigram (rowid, folded) select rowid, folded from variant`.execute(db);
      await sql`create virtual table trigram_count using fts5vocab(trigram, row)`.execute(db);
      await sql`create trigger variant_removed after delete on variant begin
        insert into trigram (trigram, rowid, folded) values ('delete', old.rowid, old.folded); end`.execute(db);
    },
  },
  "0004-corrections": {
    /** What a person has said of rows, and every correction with what it replaced. */
    async up(db: Kysely<unknown>) {
      for (const table of ["paragraph", "unit"])
        await db.schema
          .alterTable(table)
          .addColumn("status", "text", (column) => column.notNull().defaultTo("automatic"))
          .execute();
      await db.schema
        .createTable("change")
        .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
        .addColumn("document_set", "text", (column) =>
          column.notNull().references("document_set.id").onDelete("cascade"),
        )
        .addColumn("at", "text", (column) => column.notNull())
        .addColumn("correction", "text", (column) => column.notNull())
        .addColumn("position", "integer", (column) => column.notNull())
        .addColumn("rows", "integer", (column) => column.notNull())
        .addColumn("replaced", "text", (column) => column.notNull())
        .execute();
      await sql`create index unit_rejected on unit (id) where status = 'rejected'`.execute(db);
      await db.schema.createIndex("change_document_set").on("change").columns(["document_set", "id"]).execute();
    },
  },
  "0005-unit-edition": {
    /** Which units are new since an index was built, and which memory it was built of. */
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable("unit")
        .addColumn("edition", "integer", (column) => column.notNull().defaultTo(0))
        .execute();
      await db.schema.createIndex("unit_edition").on("unit").column("edition").execute();
      await db.schema
        .alterTable("edition")
        .addColumn("memory", "text", (column) => column.notNull().defaultTo(""))
        .execute();
      await sql`update edition set memory = ${randomUUID()}`.execute(db);
    },
  },
  "0006-named-memories": {
    /** Memories by name and rank, and what few units have beside their texts. */
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("memory")
        .addColumn("name", "text", (column) => column.primaryKey())
        .addColumn("rank", "integer", (column) => column.notNull())
        .execute();
      await sql`insert into memory (name, rank) values ('main', 1)`.execute(db);
      await db.schema
        .alterTable("document_set")
        .addColumn("memory", "text", (column) => column.notNull().defaultTo("main"))
        .execute();
      await db.schema.alterTable("unit").addColumn("details", "text").execute();
    },
  },
  "0007-trigram-buffer": {
    /** FTS5 gathers 8 MB of trigrams before it writes them, not 1: a large import then takes two thirds of the time there. */
    async up(db: Kysely<unknown>) {
      await sql`insert into trigram (trigram, rank) values ('hashsize', 8388608)`.execute(db);
    },
  },
  "0008-translations": {
    /** How words were translated in each document set. */
    async up(db: Kysely<unknown>) {
      await sql`create table translation (
        document_set text not null references document_set (id) on delete cascade,
        source_language text not null, target_language text not null, source text not null, target text not null,
        count real not null,
        primary key (document_set, source_language, target_language, source, target)) without rowid`.execute(db);
      await sql`create index translation_languages on translation (source_language, target_language)`.execute(db);
    },
  },
  "0009-issuers": { up: addIssuers },
  "0010-phrases": {
    /**
     * Lists of our own in place of FTS5's trigrams, see phrases/phrase-writer.ts; they are filled when the memory is opened.
     * Texts are folded when they are looked at, and lie together by unit: a look is one search less.
     */
    async up(db: Kysely<unknown>) {
      await sql`drop trigger variant_removed`.execute(db);
      await sql`drop table trigram_count`.execute(db);
      await sql`drop table trigram`.execute(db);
      await sql`create table text_variant (unit integer not null references unit (id) on delete cascade,
          language text not null, text text not null, primary key (unit, language)) without rowid`.execute(db);
      await sql`insert into text_variant select unit, language, text from variant order by unit, language`.execute(db);
      await sql`drop table variant`.execute(db);
      await sql`alter table text_variant rename to variant`.execute(db);
      await sql`create index variant_language on variant (language, unit)`.execute(db);
      await sql`create table phrase_run (id integer primary key, language text not null,
          first integer not null, last integer not null, texts integer not null)`.execute(db);
      await sql`create table posting (run integer not null, gram text not null, units blob not null,
          primary key (run, gram)) without rowid`.execute(db);
    },
  },
  "0011-file-headers": { up: addFileHeaders },
  "0012-decided": { up: addDecided("text") },
  "0016-foldings": { up: foldAnew },
  "0018-hamza": { up: listAnew },
  "0020-not-errors": {
    /** Findings that people said are no errors. */
    async up(db: Kysely<unknown>) {
      await sql`create table not_error (id integer primary key, document_set text not null references document_set (id) on delete cascade,
        scope text not null, key text not null, finding text not null, at text not null, "by" text not null)`.execute(
        db,
      );
      await sql`create index not_error_document_set on not_error (document_set, scope, key)`.execute(db);
    },
  },
  "0030-serving": { up: addServing({ counted: "integer primary key autoincrement", bytes: "blob" }) },
  "0031-ta-marbuta": { up: listAnew },
  "0032-staged": { up: addStaged("text") },
  "0040-accounts": { up: addAccounts("text") },
  "0041-removed": { up: addRemoved("text") },
  "0042-guesses": { up: addGuesses("text") },
  "0043-removed-roles": { up: addRemovedRoles },
  "0051-raised-signs": { up: listAnew },
};
