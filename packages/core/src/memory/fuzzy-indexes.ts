import { type Kysely, sql } from "kysely";
import type { Engine } from "./engine.ts";
import { FuzzyIndex } from "./fuzzy-index.ts";
import { readSnapshot, writeSnapshot } from "./index-snapshot.ts";
import type { Tables } from "./schema.ts";

const INDEX_PORTION = 10_000;
/** An index of fewer texts is built as fast as it is read. */
const LEAST_KEPT = 20_000;
/** An index that was kept is kept anew when so many texts have come since: to add them takes less than to write it. */
const MOST_NEW = 5000;
/** Texts that are gone are left in an index while they are not more than this, or a quarter. */
const MOST_GONE = 1000;

/** An index, and the edition of the memory that it has seen. */
interface Known {
  readonly edition: number;
  readonly index: Promise<FuzzyIndex>;
}

/** An index, and how many texts were added to it. */
interface Grown {
  readonly index: FuzzyIndex;
  readonly added: number;
}

/** The fuzzy indexes of a memory, one for each language that is asked for. */
export class FuzzyIndexes {
  readonly #db: Kysely<Tables>;
  readonly #engine: Engine;
  readonly #indexes = new Map<string, Known>();

  constructor(db: Kysely<Tables>, engine: Engine) {
    this.#db = db;
    this.#engine = engine;
  }

  /**
   * The fuzzy index of a language: built, or read from what was kept of it, when it is first asked for; what is new is added
   * when the memory has changed. Units that are gone are left in it until they are many: a lookup does not find their texts.
   */
  async of(language: string): Promise<FuzzyIndex> {
    const { number: edition, memory } = await this.#db
      .selectFrom("edition")
      .select(["number", "memory"])
      .executeTakeFirstOrThrow();
    let known = this.#indexes.get(language);
    if (known?.edition !== edition) {
      // Lookups at one time wait for one index.
      const index = known ? this.#regrown(language, known) : this.#begun(language, memory, edition);
      known = { edition, index };
      this.#indexes.set(language, known);
      // The next lookup tries again.
      index.catch(() => this.#indexes.delete(language));
    }
    return known.index;
  }

  async #regrown(language: string, known: Known): Promise<FuzzyIndex> {
    return (await this.#grown(language, { ...known, index: await known.index })).index;
  }

  async #begun(language: string, memory: string, edition: number): Promise<FuzzyIndex> {
    const { snapshots } = this.#engine;
    const file = snapshots && `${snapshots}.${language}.index`;
    const kept = file ? await readSnapshot(file, memory) : undefined;
    const { index, added } = kept ? await this.#grown(language, kept) : await this.#built(language);
    if (file && index.size >= LEAST_KEPT && added > MOST_NEW) await writeSnapshot(file, memory, edition, index);
    return index;
  }

  async #grown(language: string, { edition, index }: { edition: number; index: FuzzyIndex }): Promise<Grown> {
    const { count } = await this.#db
      .selectFrom("variant")
      .select(sql<number>`count(*)`.as("count"))
      .where("language", "=", language)
      .executeTakeFirstOrThrow();
    const grown = await this.#added(index, language, edition);
    const gone = index.size - Number(count);
    return gone > MOST_GONE && gone > index.size / 4 ? this.#built(language) : grown;
  }

  /** Adds what the units of a language say. */
  async #built(language: string): Promise<Grown> {
    const index = new FuzzyIndex();
    for (let after = 0, added = 0; ; ) {
      const page = await this.#db
        .selectFrom("variant")
        .innerJoin("unit as owner", "owner.id", "variant.unit")
        .select(["unit", "text"])
        .where("language", "=", language)
        .where("owner.status", "!=", "rejected")
        .where("unit", ">", after)
        .orderBy("unit")
        .limit(INDEX_PORTION)
        .execute();
      for (const { unit, text } of page) index.put(unit, text);
      added += page.length;
      if (page.length < INDEX_PORTION) return { index, added };
      after = (page.at(-1) as { unit: number }).unit;
    }
  }

  /** Adds what they say since an edition: of few units as a rule, which are asked for first. */
  async #added(index: FuzzyIndex, language: string, edition: number): Promise<Grown> {
    const units = await this.#db
      .selectFrom("unit")
      .select("id")
      .where("edition", ">", edition)
      .where("status", "!=", "rejected")
      .execute();
    const ids = Int32Array.from(units, ({ id }) => id).sort();
    let added = 0;
    for (let at = 0; at < ids.length; at += INDEX_PORTION) {
      const variants = this.#engine.variantsOf(language, ids.subarray(at, at + INDEX_PORTION));
      const { rows } = await sql<{ unit: number; text: string }>`select variant.unit, variant.text
        from ${variants}`.execute(this.#db);
      for (const { unit, text } of rows) index.put(unit, text);
      added += rows.length;
    }
    return { index, added };
  }
}
