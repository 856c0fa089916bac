/**
 * Room phrases: units that hold a phrase. In: the texts of units as they are written (phrase-writer.ts), and phrases.
 * Out: ids of units, in order. Imports text and database.
 *
 * @module
 */

import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { folded } from "../text/normal.ts";
import { type Comparing, type Phrase, stands } from "../text/places.ts";
import { gramsOf, type PhraseGrams } from "./grams.ts";
import { shared, united, unpacked } from "./posting-list.ts";
import type { Run } from "./run-lists.ts";

/** A beginning that more grams of a run have is that of too many texts to be asked for. */
const MAX_BEGINNING_GRAMS = 2000;
/** Texts of the runs that are read first, and how many times as many are read next. */
const FIRST_TEXTS = 1 << 14;
const TEXTS_FACTOR = 4;
/** Bytes of a list that are read and compared while one unit is looked at. */
const BYTES_PER_LOOK = 4000;
/** Units that tell whether a list is worth being read: fewer do not. */
const MIN_TELLING_UNITS = 8;
/** Lists that are read first: where no unit is in both, no other need be read. */
const FIRST_LISTS = 2;
/** Units that are looked at at once: at least, and at most so many times as many as are wanted. */
const MIN_LOOK_UNITS = 16;
const MAX_LOOK_FACTOR = 8;

type Begun = NonNullable<PhraseGrams["begun"]>;

export interface PhraseQuery extends Comparing {
  /** Language code. */
  readonly language: string;
  /** Phrases that each text holds; at least one, none blank. */
  readonly phrases: readonly Phrase[];
  /** A folded phrase that a text of the unit under one of some other keys holds; where it is empty, there is such a text beside it. */
  readonly translated?: { readonly keys: readonly string[]; readonly phrase: string };
  /** Conditions on `variant` that say which of them, beside the language; one at least. */
  readonly conditions: readonly RawBuilder<boolean>[];
  /** Between which units: the first and the last. */
  readonly between?: readonly [first: number, last: number];
  readonly limit: number;
}

/**
 * The first units of which a text in one language holds some phrases, in the order in which they were taken in.
 *
 * Lists are read from run to run. The first runs tell which lists are worth being read: those that leave out more units
 * than could be looked at meanwhile.
 *
 * @param db of one state of the memory: lists and texts belong together
 */
export async function unitsWithPhrases(db: Kysely<Tables>, engine: Engine, query: PhraseQuery): Promise<number[]> {
  const { language, limit, between: [from, to] = [0, Number.POSITIVE_INFINITY] } = query;
  const runs = (
    await db.selectFrom("phrase_run").selectAll().where("language", "=", language).orderBy("first").execute()
  ).filter((run) => run.first <= to && run.last >= from);
  if (runs.length === 0) return [];
  const lists = new Lists(db, query.phrases);
  const found: number[] = [];
  /** Units that are listed and were not looked at. */
  let waiting: Int32Array = new Int32Array(0);
  let looked = 0;
  for (let next = 0, texts = FIRST_TEXTS; next < runs.length; texts *= TEXTS_FACTOR) {
    const portion: Run[] = [];
    for (let sum = 0; next < runs.length && sum < texts; next++) {
      const run = runs[next] as Run;
      portion.push(run);
      sum += run.texts;
    }
    const listed = await lists.read(portion);
    waiting = united([waiting, listed.subarray(lowerBound(listed, from), lowerBound(listed, to + 1))]);
    // Those behind may be listed by runs that were not read.
    const ready = lowerBound(waiting, runs[next]?.first ?? Number.POSITIVE_INFINITY);
    for (let at = 0, look = 0; at < ready; at += look) {
      // As many as will probably do, by how many of those before were meant.
      look =
        Math.ceil((limit - found.length) * Math.min(MAX_LOOK_FACTOR, (looked + 1) / (found.length + 1))) +
        MIN_LOOK_UNITS;
      looked += Math.min(look, ready - at);
      found.push(...(await meant(db, engine, query, waiting.subarray(at, Math.min(ready, at + look)))));
      if (found.length >= limit) return found.slice(0, limit);
    }
    waiting = waiting.subarray(ready);
  }
  return found;
}

/** Those of some units that are meant: a list says where to look. */
async function meant(db: Kysely<Tables>, engine: Engine, query: PhraseQuery, units: Int32Array): Promise<number[]> {
  const { language, phrases, translated, conditions } = query;
  const other = translated
    ? sql`join variant as other on other.unit = variant.unit and other.language in (${sql.join(translated.keys)})
        ${translated.phrase === "" ? sql`and other.language <> variant.language` : sql``}`
    : sql``;
  const { rows } = await sql<{ unit: number; text: string; translation: string }>`
    select variant.unit, variant.text ${translated ? sql`, other.text as translation` : sql``}
    from ${engine.variantsOf(language, units)} ${other} where ${sql.join(conditions, sql` and `)}`.execute(db);
  const found = rows.flatMap(({ unit, text, translation }) => {
    const isMeant =
      phrases.every((phrase) => stands(text, phrase, query)) &&
      (!translated?.phrase || folded(translation).includes(translated.phrase));
    return isMeant ? [unit] : [];
  });
  // A unit may have several translations.
  return [...new Set(found)].sort((a, b) => a - b);
}

/** A gram that every text meant has. */
interface Gram {
  readonly gram: string;
  /** Whether its lists are worth being read; undefined as long as too few units were left to tell. */
  readonly isWorth?: boolean;
}

/** The lists of a gram in some runs. */
interface GramLists extends Gram {
  readonly bytes: number;
  readonly byRun: ReadonlyMap<number, Uint8Array>;
}

/** The lists that a query is answered by. */
class Lists {
  readonly #db: Kysely<Tables>;
  /** The rarest first, once it is known which are. */
  #grams: readonly Gram[];
  /** Beginnings of grams: every text meant has one of each at least. */
  #begun: readonly Begun[];
  #isFirst = true;

  constructor(db: Kysely<Tables>, phrases: readonly Phrase[]) {
    this.#db = db;
    const asked = phrases.map((phrase) => gramsOf(phrase.folded));
    this.#grams = [...new Set(asked.flatMap(({ grams }) => grams))].map((gram) => ({ gram }));
    this.#begun = asked.flatMap(({ begun }) => begun ?? []);
  }

  /** Units of some runs that may be meant, in order. */
  async read(runs: readonly Run[]): Promise<Int32Array> {
    if (this.#isFirst) this.#begun = await this.#rare(runs);
    if (this.#grams.length + this.#begun.length === 0) this.#grams = [{ gram: "" }];
    let left = await this.#readBegun(runs);
    const unread = [...this.#grams];
    const grams: Gram[] = [];
    for (let many = this.#isFirst ? unread.length : FIRST_LISTS; !left || count(left) > 0; many = unread.length) {
      if (unread.length === 0) break;
      for (const lists of await this.#readGrams(runs, unread.splice(0, many))) {
        const before = left && count(left);
        left = narrowed(left, lists, runs);
        const isWorth =
          before === undefined || before < MIN_TELLING_UNITS
            ? lists.isWorth
            : lists.bytes < BYTES_PER_LOOK * (before - count(left));
        if (isWorth !== false || grams.length === 0) grams.push({ gram: lists.gram, ...(isWorth && { isWorth }) });
      }
    }
    this.#grams = [...grams, ...unread];
    this.#isFirst = false;
    return united([...(left ?? []).values()]);
  }

  async #readBegun(runs: readonly Run[]): Promise<Listed | undefined> {
    let left: Listed | undefined;
    for (const { from, to } of this.#begun) {
      const lists = await this.#postings(runs).where("gram", ">=", from).where("gram", "<", to).execute();
      const byRun = Map.groupBy(lists, ({ run }) => run);
      const listed = new Map(
        runs.map((run) => [run, united((byRun.get(run.id) ?? []).map(({ units }) => unpacked(units, run.first - 1)))]),
      );
      left = left ? both(left, listed) : listed;
    }
    return left;
  }

  /** The lists of some grams, the rarest first. */
  async #readGrams(runs: readonly Run[], asked: readonly Gram[]): Promise<GramLists[]> {
    const grams = asked.map(({ gram }) => gram);
    const byGram = Map.groupBy(await this.#postings(runs).where("gram", "in", grams).execute(), ({ gram }) => gram);
    return asked
      .map((gram) => {
        const lists = byGram.get(gram.gram) ?? [];
        const bytes = lists.reduce((sum, { units }) => sum + units.length, 0);
        return { ...gram, bytes, byRun: new Map(lists.map(({ run, units }) => [run, units])) };
      })
      .sort((a, b) => a.bytes - b.bytes);
  }

  /** The beginnings that the largest of some runs has few grams with. */
  async #rare(runs: readonly Run[]): Promise<Begun[]> {
    const largest = runs.reduce((most, run) => (run.texts > most.texts ? run : most));
    const rare: Begun[] = [];
    for (const begun of this.#begun) {
      const many = await this.#db
        .selectFrom("posting")
        .select("gram")
        .where("run", "=", largest.id)
        .where("gram", ">=", begun.from)
        .where("gram", "<", begun.to)
        .limit(MAX_BEGINNING_GRAMS + 1)
        .execute();
      if (many.length <= MAX_BEGINNING_GRAMS) rare.push(begun);
    }
    return rare;
  }

  #postings(runs: readonly Run[]) {
    const ids = runs.map(({ id }) => id);
    return this.#db.selectFrom("posting").select(["run", "gram", "units"]).where("run", "in", ids);
  }
}

/** Units of each of some runs, in order. */
type Listed = ReadonlyMap<Run, Int32Array>;

const count = (listed: Listed): number => [...listed.values()].reduce((sum, { length }) => sum + length, 0);

const both = (a: Listed, b: Listed): Listed =>
  new Map([...a].map(([run, units]) => [run, intersection(units, b.get(run) ?? NONE)]));

/** Those units that the lists of one gram more hold, too. */
const narrowed = (left: Listed | undefined, { byRun }: GramLists, runs: readonly Run[]): Listed =>
  new Map(
    runs.map((run) => {
      const list = byRun.get(run.id) ?? NOTHING;
      const units = left?.get(run);
      return [run, units ? shared(units, list, run.first - 1) : unpacked(list, run.first - 1)];
    }),
  );

const NOTHING = new Uint8Array(0);
const NONE = new Int32Array(0);

function intersection(a: Int32Array, b: Int32Array): Int32Array {
  const there = new Set(b);
  return a.filter((unit) => there.has(unit));
}

/** The place of the first of ascending numbers that is not less than one. */
function lowerBound(numbers: Int32Array, least: number): number {
  let low = 0;
  for (let high = numbers.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
