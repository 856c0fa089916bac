import { randomUUID } from "node:crypto";
import { type Kysely, PostgresDialect, sql } from "kysely";
import type { Migration } from "kysely/migration";
import pg from "pg";
import type { Engine } from "./engine.ts";
import type { Tables } from "./schema.ts";
import { TextSample } from "./text-sample.ts";

/** Any number, the same in every process: who holds it writes. */
const WRITERS_LOCK = 67_189;
/** Rows in a statement. */
const BATCH = 1000;
/** Units after which tables are analysed. */
const MANY = 5000;
/** So many texts are looked at in order in the time that one takes which the index of grams has found. */
const SEQUENTIAL = 4;
/** What a column is that is no text. */
const TYPES: Readonly<Partial<Record<keyof Tables, Readonly<Record<string, string>>>>> = {
  memory: { rank: "integer" },
  version: { official: "integer" },
  paragraph: { id: "integer", position: "integer", confidence: "double precision" },
  block: { paragraph: "integer", position: "integer" },
  unit: {
    ...{ id: "integer", paragraph: "integer", position: "integer", edition: "integer" },
    confidence: "double precision",
  },
  variant: { unit: "integer" },
  translation: { count: "double precision" },
  change: { id: "integer", position: "integer", rows: "integer" },
};
/** A write puts so much into the index of grams at once (kB), and has it sorted in when it ends: one by one costs twice as much. */
const PENDING = "65536";
const SORTING = "128MB";
/** Codes and messages of a connection that is no more: PostgreSQL's classes 08 and 57P, the system's, the driver's. */
const LOST = /^(?:08|57P|ECONN|EPIPE)/;
const LOST_MESSAGE = /connection terminated|not queryable/i;
/** Milliseconds to wait for a connection. */
const PATIENCE = 10_000;

/** Whether a memory's location is the address of a PostgreSQL database. */
export const isPostgres = (location: string): boolean => /^postgres(ql)?:\/\//.test(location);

/**
 * PostgreSQL 15 or later: several servers and workers on one database.
 *
 * @param address `postgres://user:password@host:port/database`
 */
export function postgresEngine(address: string): Engine {
  const sample = new TextSample();
  const pool = new pg.Pool({ connectionString: address, max: 10, connectionTimeoutMillis: PATIENCE });
  // A connection that is lost while nothing is asked of it is replaced; the next question says if none can be had.
  pool.on("error", () => {});
  // The same for one that is lost while it is at work: the question that waits for it fails, and no more than that.
  pool.on("connect", (client) => client.on("error", () => {}));
  return {
    name: withoutPassword(address),
    dialect: new PostgresDialect({ pool }),
    migrations: MIGRATIONS,
    batch: BATCH,
    async insert(db, table, columns, rows) {
      // An array for each column: a statement of thousands of parameters takes longer to read than to carry out.
      const names = sql.join(columns.map((column) => sql.ref(column)));
      const arrays = columns.map((column, at) => {
        const type = sql.raw(TYPES[table]?.[column] ?? "text");
        return sql`${rows.map((row) => row[at])}::${type}[]`;
      });
      const values = columns.map((column) => (column === "grams" ? sql`grams::integer[]` : sql.ref(column)));
      await sql`insert into ${sql.table(table)} (${names})
        select ${sql.join(values)} from unnest(${sql.join(arrays)}) as given (${names})`.execute(db);
    },
    searchColumns: ["grams"],
    searchValues: (folded) => [`{${gramsOf(folded).join()}}`],
    explained(error) {
      const { code = "", message = "" } = error as { code?: string; message?: string };
      return LOST.test(code) || LOST_MESSAGE.test(message) ? "the connection to the database was lost" : undefined;
    },
    async lock(db) {
      await sql`select pg_advisory_xact_lock(${WRITERS_LOCK}), set_config('gin_pending_list_limit', ${PENDING}, true),
        set_config('work_mem', ${SORTING}, true), set_config('maintenance_work_mem', ${SORTING}, true)`.execute(db);
    },
    async written(db, above) {
      // Its owner alone may do it; for others the next vacuum does.
      await sql`select gin_clean_pending_list(oid) from pg_class
        where oid = 'variant_grams'::regclass and pg_has_role(relowner, 'usage')`.execute(db);
      // Until the next vacuum the planner would take the tables for as small as they were.
      const { rows } = await sql<{ added: number }>`select coalesce(max(id), 0) - ${above} as added from unit`.execute(
        db,
      );
      if ((rows[0]?.added ?? 0) >= MANY) await sql`analyze variant, unit, paragraph, block`.execute(db);
    },
    async counted(db) {
      await sql`select setval('change_id_seq', coalesce(max(id), 0) + 1, false) from change`.execute(db);
    },
    async find(db, { language, needles, conditions, isNarrow, limit }) {
      const { texts, units } = await sample.take(db);
      const own = texts.filter((text) => text.language === language);
      const share = own.filter(({ folded }) => needles.every((needle) => folded.includes(needle))).length / own.length;
      // The index has no order and gives all that hold the grams; of what is frequent, enough is met in order sooner.
      const isFrequent = !isNarrow && share > 0 && limit / share < SEQUENTIAL * share * units;
      const grams = isFrequent ? [] : needles.flatMap(gramsOf);
      const held = grams.length > 0 ? sql`variant.grams @> ${grams}::integer[] and` : sql``;
      const { rows } = await sql<{ unit: number }>`select variant.unit from variant
        where ${held} variant.language = ${language} and ${sql.join(conditions, sql` and `)}
        order by variant.unit limit ${limit}`.execute(db);
      return rows.map(({ unit }) => unit);
    },
    contains: (column, phrase) => sql<boolean>`strpos(${column}, ${phrase}) > 0`,
  };
}

/** An address as it may be shown. */
export function withoutPassword(address: string): string {
  try {
    const url = new URL(address);
    if (url.password) url.password = "…";
    return decodeURI(url.href);
  } catch {
    return "postgres://…";
  }
}

const HAN = /\p{Script=Han}/u;

/**
 * What a folded text is found by: a number for each three characters that follow each other, and, as Chinese words are
 * short, for each one and two of Chinese. Two that share a number cost a look at the text, and no more.
 */
export function gramsOf(folded: string): number[] {
  const characters = [...folded];
  const grams = new Set<number>();
  for (let at = 0; at < characters.length; at++) {
    if (at + 3 <= characters.length) grams.add(hash(characters, at, 3));
    if (!HAN.test(characters[at] as string)) continue;
    grams.add(hash(characters, at, 1));
    if (HAN.test(characters[at + 1] ?? "")) grams.add(hash(characters, at, 2));
  }
  return [...grams];
}

/** FNV-1a over code points, as a signed integer of 32 bits. */
function hash(characters: readonly string[], from: number, count: number): number {
  let value = 0x811c9dc5;
  for (let at = from; at < from + count; at++)
    value = Math.imul(value ^ ((characters[at] as string).codePointAt(0) as number), 0x01000193);
  return value | 0;
}

const MIGRATIONS: Readonly<Record<string, Migration>> = {
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
};
