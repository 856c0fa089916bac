import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { editDistance } from "../../similarity/edit-distance.ts";
import type { FuzzyHit } from "../../similarity/fuzzy-index.ts";
import { lengthsNear, mostEdits } from "../../similarity/postings.ts";
import { type MatchToken, matchTokens } from "../../text/match-tokens.ts";
import { published } from "../content.ts";
import type { WrittenText } from "../engine.ts";
import type { Tables } from "../schema.ts";
import { copyRows } from "./copying.ts";
import { KEY_COLUMNS, keyRows } from "./key-rows.ts";
import { type FuzzyKey, keyOf, queryOf, TypeOrder } from "./keys.ts";

/** Another number where tokens or keys are made otherwise: what was kept before is made anew. */
const FORMAT = 6;
/** An order that so many texts have told stands. */
const MIN_FROZEN_TEXTS = 1000;
/** One that fewer have told is told anew when there are so many times as many: their keys are then few. */
const GROWTH_FACTOR = 8;
/** Texts that tell an order anew, and texts whose keys are made at once. */
const SAMPLE_TEXTS = 4000;
const TEXTS_PER_READ = 5000;
/** Of a share of tokens as an integer: no text has so many that the product exceeds 31 bits. */
const SCALE = 1000;

type Write = (db: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<void>) => Promise<void>;

/** An order of types as it is kept: how many texts have told it, and the format of the keys that were made by it. */
interface KeptOrder {
  readonly id: string;
  readonly texts: number;
  readonly format: number;
  readonly order: TypeOrder;
}

/**
 * The fuzzy filter in SQL, for a memory that several servers share: every text has a key with its rarest elements, under an
 * inverted index, and with its signature; what they let through is fetched and measured here. The same texts are found as
 * by {@link FuzzyIndex}.
 */
export class FuzzyKeys {
  readonly #write: Write;
  /** The last order of each language, with the id that changes with it. */
  readonly #orders = new Map<string, { readonly id: string; readonly order: TypeOrder }>();

  /** @param write makes a change of many rows, alone */
  constructor(write: Write) {
    this.#write = write;
  }

  /** Makes the keys of texts that a transaction has just added. */
  async insert(db: Kysely<Tables>, texts: readonly WrittenText[]): Promise<void> {
    for (const [language, own] of Map.groupBy(texts, (text) => text.language)) {
      const kept = await this.#order(db, language);
      // Of an earlier format: all are made anew when the language is next looked up.
      if (kept && kept.format !== FORMAT) continue;
      if (kept && kept.texts < MIN_FROZEN_TEXTS && (await this.#hasGrown(db, language, kept.texts))) {
        await this.#remake(db, language);
        continue;
      }
      const order =
        kept?.order ??
        TypeOrder.of(
          language,
          own.map(({ text }) => matchTokens(text)),
        );
      if (!kept) await this.#keep(db, language, order, own.length);
      await insertKeys(db, language, own, order);
    }
  }

  /** The order of a language, if it stands: keys that are made by it may be written later. */
  async standing(
    db: Kysely<Tables>,
    language: string,
  ): Promise<{ readonly id: string; readonly frequent: readonly number[] } | undefined> {
    const kept = await this.#order(db, language);
    if (kept?.format !== FORMAT || kept.texts < MIN_FROZEN_TEXTS) return undefined;
    return { id: kept.id, frequent: kept.order.frequent };
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
        // No search is worth reading all of a large memory, or waiting for workers of its own.
        await sql`select set_config('enable_seqscan', 'off', true),
          set_config('max_parallel_workers_per_gather', '0', true)`.execute(db);
        const kept = await this.#order(db, language);
        if (!kept) return [];
        return kept.format === FORMAT ? candidates(db, language, tokens, kept.order, threshold) : undefined;
      });
    if (found) {
      const asked = new Asked(tokens);
      return found.flatMap(({ unit, text }) => asked.measured(unit, matchTokens(text), threshold));
    }
    await this.#write(db, async (db) => {
      // Another server may have done it meanwhile.
      const kept = await this.#order(db, language);
      if (kept && kept.format !== FORMAT) await this.#remake(db, language);
    });
    return this.search(db, language, text, threshold);
  }

  /** The languages that have texts without their keys, or with those of other texts: each as a sentence. */
  async unfound(db: Kysely<Tables>): Promise<string[]> {
    const { rows: languages } = await sql<{ language: string }>`select distinct language from variant
      order by language`.execute(db);
    const problems: string[] = [];
    for (const { language } of languages) {
      const kept = await this.#order(db, language);
      // Of an earlier format: all are made anew when the language is next looked up.
      if (kept && kept.format !== FORMAT) continue;
      const count = await countUnfound(db, language, kept?.order);
      if (count > 0) problems.push(`fuzzy lookup does not find ${count} of the texts in ${language} by their keys`);
    }
    return problems;
  }

  async #order(db: Kysely<Tables>, language: string): Promise<KeptOrder | undefined> {
    const { rows } = await sql<{ id: string; texts: number; format: number }>`select id, texts, format
      from fuzzy_order where language = ${language}`.execute(db);
    const [row] = rows;
    if (!row) return undefined;
    let known = this.#orders.get(language);
    if (known?.id !== row.id) {
      const { rows } = await sql<{ frequent: number[] }>`select frequent from fuzzy_order
        where language = ${language}`.execute(db);
      known = { id: row.id, order: new TypeOrder(language, rows[0]?.frequent ?? []) };
      this.#orders.set(language, known);
    }
    return { id: row.id, texts: row.texts, format: row.format, order: known.order };
  }

  async #hasGrown(db: Kysely<Tables>, language: string, texts: number): Promise<boolean> {
    const { rows } = await sql<{
      many: boolean;
    }>`select count(*) >= ${GROWTH_FACTOR * texts}::integer as many from variant
      where language = ${language}`.execute(db);
    return rows[0]?.many === true;
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
      where place % greatest(1, texts / ${SAMPLE_TEXTS}) = 0`.execute(db);
    const order = TypeOrder.of(
      language,
      sample.map(({ text }) => matchTokens(text)),
    );
    await this.#keep(db, language, order, sample.length);
    await sql`delete from fuzzy_key where language = ${language}`.execute(db);
    for (let after = 0; ; ) {
      const { rows } = await sql<{ unit: number; text: string }>`select unit, text from variant
        where language = ${language} and unit > ${after} order by unit limit ${TEXTS_PER_READ}`.execute(db);
      await insertKeys(db, language, rows, order);
      if (rows.length < TEXTS_PER_READ) return;
      after = rows.at(-1)?.unit as number;
    }
  }
}

/** How many texts of a language have not the key that an order gives them. */
async function countUnfound(db: Kysely<Tables>, language: string, order: TypeOrder | undefined): Promise<number> {
  for (let [count, after] = [0, 0]; ; ) {
    const { rows } = await sql<{ unit: number; text: string; key: string | null }>`select variant.unit, text,
        length || ' ' || array_to_string(elements, ',') || ' ' || signature as key
      from variant join unit on unit.id = variant.unit
      left join fuzzy_key as key on key.unit = variant.unit and key.language = variant.language
      where variant.language = ${language} and variant.unit > ${after} and unit.document_set in (${published(db)})
      order by variant.unit limit ${TEXTS_PER_READ}`.execute(db);
    for (const { text, key } of rows) if (!order || key !== written(keyOf(matchTokens(text), order))) count++;
    if (rows.length < TEXTS_PER_READ) return count;
    after = rows.at(-1)?.unit as number;
  }
}

/** A key as the database writes it. */
function written({ length, elements, signature }: FuzzyKey): string {
  const bits = Array.from(signature, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, "0"));
  return `${length} ${elements.join()} ${bits.join("")}`;
}

async function insertKeys(
  db: Kysely<Tables>,
  language: string,
  texts: readonly Pick<WrittenText, "unit" | "text">[],
  order: TypeOrder,
): Promise<void> {
  const own = { language, units: texts.map(({ unit }) => unit), texts: texts.map(({ text }) => text) };
  if (texts.length > 0) await copyRows(db, "fuzzy_key", KEY_COLUMNS, keyRows(own, order));
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
  const { shortest, longest } = lengthsNear(length, threshold);
  // What has to be shared, or one less, in integers, which are compared faster; what a signature lacks cannot be.
  const edits = Math.ceil((1 - threshold) * SCALE);
  const longer = sql`greatest(key.length, ${length}::integer)`;
  const shared = sql`(${longer} - ${longer} * ${edits}::integer / ${SCALE}::integer)`;
  // One by one: for a list of all, the index would compare each text's elements with each of the list.
  const held = sql.join(
    elements.map((element) => sql`key.elements @> ${[element]}::integer[]`),
    sql` or `,
  );
  const bits = sql`${`x${signature}`}::text::bit(256)`;
  const both = sql`bit_count(${bits} & key.signature)`;
  // The elements are the language's own, but for a chance in 2^32, and so the language is asked for last: as it stands, it
  // would lead the database to all of its texts.
  const { rows } = await sql<{ unit: number; text: string }>`select key.unit, variant.text
    from fuzzy_key as key join variant on variant.unit = key.unit and variant.language = key.language
    where (${held}) and variant.language || '' = ${language}
      and key.length between ${shortest} and ${longest}
      and ${both} >= bit_count(${bits}) - ${length}::integer + ${shared}
      and ${both} >= bit_count(key.signature) - key.length + ${shared}`.execute(db);
  return rows;
}

/** A text that is looked up, to be measured against others. */
class Asked {
  readonly #tokens: readonly MatchToken[];
  readonly #numbers = new Map<string, number>();
  readonly #own: Int32Array;

  constructor(tokens: readonly MatchToken[]) {
    this.#tokens = tokens;
    for (const { key } of tokens) if (!this.#numbers.has(key)) this.#numbers.set(key, this.#numbers.size);
    this.#own = this.#numbered(tokens);
  }

  /** Tokens by number, -1 for those that it has not. */
  #numbered(tokens: readonly MatchToken[]): Int32Array {
    const numbers = new Int32Array(tokens.length);
    for (let at = 0; at < tokens.length; at++) numbers[at] = this.#numbers.get(tokens[at]!.key) ?? -1;
    return numbers;
  }

  /** What a text is worth that the filter has let through; nothing if it is not near enough. */
  measured(id: number, tokens: readonly MatchToken[], threshold: number): FuzzyHit[] {
    const [own, other] = [this.#own, this.#numbered(tokens)];
    const longer = Math.max(own.length, other.length);
    const most = mostEdits(longer, threshold);
    const isPlaceable = (at: number): boolean => this.#tokens[at]?.placeable === true && tokens[at]?.placeable === true;
    const placeablesOnly =
      own.length === other.length &&
      own.some((number, at) => number !== other[at]) &&
      own.every((number, at) => number === other[at] || isPlaceable(at));
    const edits = editDistance(own, other, 0, other.length, placeablesOnly ? longer : most);
    if (edits > most && !placeablesOnly) return [];
    return [{ id, similarity: 1 - edits / longer, placeablesOnly }];
  }
}
