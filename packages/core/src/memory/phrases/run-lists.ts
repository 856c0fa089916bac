import { type Kysely, type Selectable, sql } from "kysely";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import type { Write } from "../database/transactions.ts";
import type { Posting } from "./gram-lists.ts";
import { packed, united, unpacked } from "./posting-list.ts";

/** Number of lists that are read at once. */
const LISTS_PER_READ = 4000;

export type Run = Selectable<Tables["phrase_run"]>;

/** How a run is read: a transaction, or many. */
interface Reading {
  readonly engine: Engine;
  readonly read: Write;
}

/** Some runs as one: what it is to list, and its lists in order, without units that are gone. */
export interface JoinedRuns {
  readonly language: string;
  readonly first: number;
  readonly last: number;
  /** Units that it lists. */
  readonly texts: number;
  readonly postings: AsyncIterable<Posting>;
}

/** Joins runs of one language, at least one. */
export async function joinedRuns(reading: Reading, runs: readonly Run[]): Promise<JoinedRuns> {
  const [{ language }] = runs as [Run];
  const { listed, left } = await unitsOf(reading, runs);
  const first = Math.min(...runs.map((run) => run.first));
  const last = Math.max(...runs.map((run) => run.last));
  const postings = (async function* (): AsyncGenerator<Posting> {
    for await (const { gram, units } of listsOf(reading, runs)) {
      const own = left.size < listed ? units.filter((unit) => left.has(unit)) : units;
      if (own.length > 0) yield { gram, units: packed(own, 0, own.length, first - 1) };
    }
  })();
  return { language, first, last, texts: left.size, postings };
}

interface List {
  readonly gram: string;
  readonly units: Int32Array;
}

/** Yields the lists of some runs in order, the lists of one gram joined. */
async function* listsOf(reading: Reading, runs: readonly Run[]): AsyncGenerator<List> {
  const rest = await Promise.all(
    runs.map(async (run) => {
      const lists = listsOfRun(reading, run);
      return { lists, next: await lists.next() };
    }),
  );
  for (;;) {
    const heads = rest.flatMap(({ next }) => (next.done ? [] : [next.value.gram]));
    if (heads.length === 0) return;
    const gram = heads.reduce((least, head) => (compareCodePoints(head, least) < 0 ? head : least));
    const units: Int32Array[] = [];
    for (const own of rest) {
      if (own.next.done || own.next.value.gram !== gram) continue;
      units.push(own.next.value.units);
      own.next = await own.lists.next();
    }
    yield { gram, units: united(units) };
  }
}

async function* listsOfRun({ read }: Reading, { id, first }: Run): AsyncGenerator<List, undefined> {
  for (let after: string | undefined; ; ) {
    const rows = await read((db) => {
      const query = db
        .selectFrom("posting")
        .select(["gram", "units"])
        .where("run", "=", id)
        .orderBy("gram")
        .limit(LISTS_PER_READ);
      return (after === undefined ? query : query.where("gram", ">", after)).execute();
    });
    for (const { gram, units } of rows) yield { gram, units: unpacked(units, first - 1) };
    if (rows.length < LISTS_PER_READ) return;
    after = rows.at(-1)?.gram;
  }
}

/** How many units some runs list, and those of them that there are still. */
async function unitsOf(
  { engine, read }: Reading,
  runs: readonly Run[],
): Promise<{ readonly listed: number; readonly left: ReadonlySet<number> }> {
  const lists = await read((db) =>
    db
      .selectFrom("posting")
      .innerJoin("phrase_run", "phrase_run.id", "posting.run")
      .select(["posting.units", "phrase_run.first"])
      .where(
        "posting.run",
        "in",
        runs.map(({ id }) => id),
      )
      .where("posting.gram", "=", "")
      .execute(),
  );
  const listed = united(lists.map(({ units, first }) => unpacked(units, first - 1)));
  const left = new Set<number>();
  for (let at = 0; at < listed.length; at += LISTS_PER_READ) {
    const portion = engine.variantsOf((runs[0] as Run).language, listed.subarray(at, at + LISTS_PER_READ));
    const { rows } = await read((db) => sql<{ unit: number }>`select variant.unit from ${portion}`.execute(db));
    for (const { unit } of rows) left.add(unit);
  }
  return { listed: listed.length, left };
}

/** Number of the last run, published or not. */
export async function lastRun(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ run: number }>`select coalesce(max(id), 0) as run from
    (select max(id) as id from phrase_run union all select max(id) from staged_run) as runs`.execute(db);
  return Number(rows[0]?.run);
}

/** The languages that there are runs of. */
export async function listedLanguages(db: Kysely<Tables>): Promise<string[]> {
  const rows = await db.selectFrom("phrase_run").select("language").distinct().execute();
  return rows.map(({ language }) => language);
}

/** How many texts of a run's language there are between its first unit and its last: its own, and perhaps others. */
export async function textsWithin(db: Kysely<Tables>, { language, first, last }: Run): Promise<number> {
  const { most } = await db
    .selectFrom("variant")
    .select(sql<number>`count(*)`.as("most"))
    .where("language", "=", language)
    .where("unit", ">=", first)
    .where("unit", "<=", last)
    .executeTakeFirstOrThrow();
  return Number(most);
}

/** The runs that may list units between two. */
export const runsBetween = (db: Kysely<Tables>, first: number, last: number): Promise<Run[]> =>
  db.selectFrom("phrase_run").selectAll().where("first", "<=", last).where("last", ">=", first).execute();

/** Compares texts in the order of both databases. */
function compareCodePoints(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const less = (a.codePointAt(at) as number) - (b.codePointAt(at) as number);
    if (less !== 0) return less;
  }
  return a.length - b.length;
}
