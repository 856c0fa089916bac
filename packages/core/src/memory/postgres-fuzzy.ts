import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { editDistance } from "./edit-distance.ts";
import type { FuzzyHit } from "./fuzzy-index.ts";
import { keyOf, queryOf, TypeOrder } from "./fuzzy-keys.ts";
import { type MatchToken, matchTokens } from "./match-tokens.ts";
import { insertRows } from "./postgres-insert.ts";
import { mostEdits } from "./postings.ts";
import type { Tables } from "./schema.ts";

/** Another number where tokens or keys are made otherwise: what was kept before is made anew. */
const FORMAT = 1;
/** An order that so many texts have told stands. */
const ENOUGH = 150;
/** One that fewer have told is told anew when there are so many times as many. */
const GROWN = 8;
/** Texts that tell an order anew, and texts whose keys are made at once. */
const SAMPLED = 4000;
const PORTION = 5000;
const COLUMNS = ["unit", "language", "length", "elements", "signature"];

interface Text {
  readonly unit: number;
  readonly language: string;
  readonly text: string;
}

/** An order of types as it is kept: the texts that have told it, and an id that changes with it. */
interface KeptOrder {
  readonly id: string;
  readonly format: number;
  readonly order: TypeOrder;
}

/**
 * The fuzzy filter in SQL, for a memory that several servers share: every text has a key with its rarest elements, under an
 * inverted index, and with its signature; what they let through is fetched and measured here. The same texts are found as
 * by {@link FuzzyIndex}.
 */
export class FuzzyKeys {
  readonly #lock: (db: Kysely<Tables>) => Promise<void>;
  readonly #orders = new Map<string, KeptOrder>();

  /** @param lock keeps others from writing until a transaction has ended */
  constructor(lock: (db: Kysely<Tables>) => Promise<void>) {
    this.#lock = lock;
  }

  /** Makes the keys of new texts, in the transaction that adds them. */
  async insert(db: Kysely<Tables>, texts: readonly Text[]): Promise<void> {
    for (const [language, own] of Map.groupBy(texts, (text) => text.language)) {
      const kept = await this.#order(db, language);
      // Of an earlier format: all are made anew when the language is next looked up.
      if (kept && kept.format !== FORMAT) continue;
      const cut = own.map(({ unit, text }) => ({ unit, tokens: matchTokens(text) }));
      const order = kept?.order ?? TypeOrder.of(cut.map(({ tokens }) => tokens));
      if (!kept) await this.#keep(db, language, order, own.length);
      await insertKeys(db, language, cut, order);
    }
  }

  /** To be called when a change is written: an order that few texts have told is told anew. */
  async written(db: Kysely<Tables>): Promise<void> {
    const { rows } = await sql<{ language: string; texts: number }>`select language, texts from fuzzy_order
      where format = ${FORMAT} and texts < ${ENOUGH}`.execute(db);
    for (const { language, texts } of rows) {
      const count = await sql<{ many: boolean }>`select count(*) >= ${GROWN * texts} as many from fuzzy_key
        where language = ${language}`.execute(db);
      if (count.rows[0]?.many) await this.#remake(db, language);
    }
  }

  /** See {@link Engine.near}. */
  async search(db: Kysely<Tables>, language: string, text: string, threshold: number): Promise<FuzzyHit[]> {
    const tokens = matchTokens(text);
    if (tokens.length === 0) return [];
    // The order and the keys that were made by it, as they are at one time.
    const found = await db
      .transaction()
      .setIsolationLevel("repeatable read")
      .execute(async (db) => {
        const kept = await this.#order(db, language);
        if (!kept) return [];
        return kept.format === FORMAT ? candidates(db, language, tokens, kept.order, threshold) : undefined;
      });
    if (found) return found.flatMap(({ unit, text }) => measured(unit, tokens, matchTokens(text), threshold));
    await db.transaction().execute(async (db) => {
      await this.#lock(db);
      // Another server may have done it meanwhile.
      const kept = await this.#order(db, language);
      if (kept && kept.format !== FORMAT) await this.#remake(db, language);
    });
    return this.search(db, language, text, threshold);
  }

  async #order(db: Kysely<Tables>, language: string): Promise<KeptOrder | undefined> {
    // Compiling a query would take longer than it runs.
    const { rows } = await sql<{ id: string; format: number }>`select id, format, set_config('jit', 'off', true)
      from fuzzy_order where language = ${language}`.execute(db);
    const [row] = rows;
    if (!row) return undefined;
    let known = this.#orders.get(language);
    if (known?.id !== row.id) {
      const { rows } = await sql<{ frequent: number[] }>`select frequent from fuzzy_order
        where language = ${language}`.execute(db);
      known = { ...row, order: new TypeOrder(rows[0]?.frequent ?? []) };
      this.#orders.set(language, known);
    }
    return known;
  }

  async #keep(db: Kysely<Tables>, language: string, { frequent }: TypeOrder, texts: number): Promise<void> {
    await sql`insert into fuzzy_order (language, id, format, texts, frequent)
      values (${language}, ${randomUUID()}, ${FORMAT}, ${texts}, ${frequent}::integer[])
      on conflict (language) do update set id = excluded.id, format = excluded.format, texts = excluded.texts,
      frequent = excluded.frequent`.execute(db);
  }

  /** Tells the order of a language from an even sample of its texts, and makes all its keys by it. */
  async #remake(db: Kysely<Tables>, language: string): Promise<void> {
    const { rows: sample } = await sql<{ text: string }>`select text from (
        select text, row_number() over (order by unit) as place, count(*) over () as texts
        from variant where language = ${language}) as own
      where place % greatest(1, texts / ${SAMPLED}) = 0`.execute(db);
    const order = TypeOrder.of(sample.map(({ text }) => matchTokens(text)));
    await this.#keep(db, language, order, sample.length);
    await sql`delete from fuzzy_key where language = ${language}`.execute(db);
    for (let after = 0; ; ) {
      const { rows } = await sql<{ unit: number; text: string }>`select unit, text from variant
        where language = ${language} and unit > ${after} order by unit limit ${PORTION}`.execute(db);
      const cut = rows.map(({ unit, text }) => ({ unit, tokens: matchTokens(text) }));
      await insertKeys(db, language, cut, order);
      if (rows.length < PORTION) return;
      after = rows.at(-1)?.unit as number;
    }
  }
}

async function insertKeys(
  db: Kysely<Tables>,
  language: string,
  texts: readonly { readonly unit: number; readonly tokens: readonly MatchToken[] }[],
  order: TypeOrder,
): Promise<void> {
  const rows = texts.map(({ unit, tokens }) => {
    const { length, elements, signature } = keyOf(tokens, order);
    return [unit, language, length, `{${elements.join()}}`, `x${signature}`];
  });
  if (rows.length > 0) await insertRows(db, "fuzzy_key", COLUMNS, rows);
}

/** The texts that the filter lets through: all that reach the threshold, and few others. */
async function candidates(
  db: Kysely<Tables>,
  language: string,
  tokens: readonly MatchToken[],
  order: TypeOrder,
  threshold: number,
): Promise<{ unit: number; text: string }[]> {
  const { length, elements, signature } = queryOf(tokens, order, threshold);
  const shortest = Math.ceil(threshold * length - 1e-9);
  const longest = Math.floor(length / threshold + 1e-9);
  // What has to be shared; what a signature lacks cannot be.
  const shared = sql`(greatest(key.length, ${length}::integer)
    - floor(${1 - threshold}::double precision * greatest(key.length, ${length}::integer) + 1e-9))`;
  const bits = sql`${`x${signature}`}::text::bit(256)`;
  const { rows } = await sql<{ unit: number; text: string }>`select key.unit, variant.text
    from fuzzy_key as key join variant on variant.unit = key.unit and variant.language = key.language
    where key.elements && ${elements}::integer[] and key.language = ${language}
      and key.length between ${shortest} and ${longest}
      and bit_count(${bits} & ~key.signature) <= ${length}::integer - ${shared}
      and bit_count(key.signature & ~${bits}) <= key.length - ${shared}`.execute(db);
  return rows;
}

/** What a text that the filter has let through is worth; nothing if it is not near enough. */
function measured(id: number, asked: readonly MatchToken[], own: readonly MatchToken[], threshold: number): FuzzyHit[] {
  const numbers = new Map<string, number>();
  const numbered = (tokens: readonly MatchToken[]): Int32Array =>
    Int32Array.from(tokens, ({ key }) => {
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    });
  const [a, b] = [numbered(asked), numbered(own)];
  const longer = Math.max(a.length, b.length);
  const edits = editDistance(a, b, 0, b.length, longer);
  const placeablesOnly =
    edits > 0 &&
    a.length === b.length &&
    asked.every(({ placeable }, at) => a[at] === b[at] || (placeable && own[at]?.placeable));
  if (edits > mostEdits(longer, threshold) && !placeablesOnly) return [];
  return [{ id, similarity: 1 - edits / longer, placeablesOnly }];
}
