import { type Kysely, sql } from "kysely";
import { languageCode, languageTag } from "../language/profile.ts";
import { type FuzzyHit, FuzzyIndex, LEAST_SIMILARITY } from "./fuzzy-index.ts";
import { readSnapshot, writeSnapshot } from "./index-snapshot.ts";
import { type LookupOptions, type Match, matchOf, mostScore, type Neighbours, PENALTIES } from "./lookup.ts";
import { exactKey } from "./normal.ts";
import type { Tables } from "./schema.ts";
import type { TranslationUnit } from "./stored.ts";
import { unitsById } from "./units.ts";

/** Units are fetched so many at a time. */
const PORTION = 25;
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

/** Looks texts up in a memory, with a fuzzy index for each language that is asked for. */
export class Matcher {
  readonly #db: Kysely<Tables>;
  readonly #snapshots: string | undefined;
  readonly #indexes = new Map<string, Known>();

  /** @param snapshots where indexes are kept: a path that is continued by their names; they are not, if left out */
  constructor(db: Kysely<Tables>, snapshots?: string) {
    this.#db = db;
    this.#snapshots = snapshots;
  }

  /** See {@link Memory.lookup}. */
  async lookup(
    text: string,
    source: string,
    target: string,
    { threshold = 70, limit = 10, memories, penalties, ...neighbours }: LookupOptions,
  ): Promise<Match[]> {
    if (!(threshold >= 100 * LEAST_SIMILARITY && threshold <= 100))
      throw new RangeError(`a threshold lies between ${100 * LEAST_SIMILARITY} and 100, not at ${threshold}`);
    if (!(Number.isInteger(limit) && limit >= 1 && limit <= 100))
      throw new RangeError(`a limit lies between 1 and 100, not at ${limit}`);
    const pair = [languageCode(source), languageCode(target)] as const;
    const judging = {
      ...neighbours,
      threshold,
      tags: [languageTag(source), languageTag(target)] as const,
      penalties: { ...PENALTIES, ...penalties },
    };
    const [index, ranks] = await Promise.all([this.#index(pair[0]), this.#ranks()]);
    const hits = index.search(text, threshold / 100).sort((a, b) => mostScore(b) - mostScore(a) || a.id - b.id);
    const best = new Map<string, Match>();
    for (let at = 0; at < hits.length; at += PORTION) {
      const worst = [...best.values()].sort(byScore)[limit - 1];
      // What is left cannot be worth more, and of equals those of lower ids have been seen.
      if (worst && mostScore(hits[at] as FuzzyHit) <= worst.score) break;
      const portion = hits.slice(at, at + PORTION);
      const units = new Map(
        (
          await unitsById(
            this.#db,
            portion.map(({ id }) => id),
          )
        ).map((unit) => [unit.id, unit]),
      );
      for (const hit of portion) {
        const unit = units.get(hit.id);
        if (unit?.variants[pair[1]] === undefined || unit.status === "rejected") continue;
        if (memories && !memories.includes(unit.memory)) continue;
        const asksContext = neighbours.before !== undefined || neighbours.after !== undefined;
        const around = asksContext && hit.similarity === 1 ? await this.#neighbours(unit, pair[0]) : {};
        const match = matchOf(text, unit, pair, hit, ranks.get(unit.memory) ?? 1, around, judging);
        if (!match) continue;
        const said = `${exactKey(match.source)}\n${exactKey(match.target)}`;
        const known = best.get(said);
        const occurrences = (known?.occurrences ?? 0) + 1;
        best.set(said, known && known.score >= match.score ? { ...known, occurrences } : { ...match, occurrences });
      }
    }
    return [...best.values()].sort(byScore).slice(0, limit);
  }

  /** The rank of each memory. */
  async #ranks(): Promise<ReadonlyMap<string, number>> {
    const memories = await this.#db.selectFrom("memory").select(["name", "rank"]).execute();
    return new Map(memories.map(({ name, rank }) => [name, rank]));
  }

  /**
   * The fuzzy index of a language: built, or read from what was kept of it, when it is first asked for; what is new is added
   * when the memory has changed. Units that are gone are left in it until they are many: a lookup does not find their texts.
   */
  async #index(language: string): Promise<FuzzyIndex> {
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
    const file = this.#snapshots && `${this.#snapshots}.${language}.index`;
    const kept = file ? await readSnapshot(file, memory) : undefined;
    const { index, added } = kept
      ? await this.#grown(language, kept)
      : await this.#added(new FuzzyIndex(), language, -1);
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
    return gone > MOST_GONE && gone > index.size / 4 ? this.#added(new FuzzyIndex(), language, -1) : grown;
  }

  /** Adds what the units of a language say since an edition. */
  async #added(index: FuzzyIndex, language: string, edition: number): Promise<Grown> {
    for (let after = 0, added = 0; ; ) {
      const page = await this.#db
        .selectFrom("variant")
        .innerJoin("unit as owner", "owner.id", "variant.unit")
        .select(["unit", "text"])
        .where("language", "=", language)
        .where("owner.status", "!=", "rejected")
        .where("owner.edition", ">", edition)
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

  async #neighbours({ documentSet, position }: TranslationUnit, language: string): Promise<Neighbours> {
    const found = await this.#db
      .selectFrom("unit")
      .innerJoin("variant", "variant.unit", "unit.id")
      .select(["unit.position", "variant.text"])
      .where("unit.document_set", "=", documentSet)
      .where("unit.position", "in", [position - 1, position + 1])
      .where("variant.language", "=", language)
      .execute();
    const textAt = (place: number): string | undefined => found.find((unit) => unit.position === place)?.text;
    return { before: textAt(position - 1), after: textAt(position + 1) };
  }
}

const byScore = (a: Match, b: Match): number => b.score - a.score || a.unit.id - b.unit.id;
