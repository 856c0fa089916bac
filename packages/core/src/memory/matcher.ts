import type { Kysely } from "kysely";
import { languageCode } from "../language/profile.ts";
import { type FuzzyHit, FuzzyIndex, LEAST_SIMILARITY } from "./fuzzy-index.ts";
import { type LookupOptions, type Match, matchOf, mostScore, type Neighbours } from "./lookup.ts";
import { exactKey } from "./normal.ts";
import type { Tables } from "./schema.ts";
import type { TranslationUnit } from "./stored.ts";
import { unitsById } from "./units.ts";

/** Units are fetched so many at a time. */
const PORTION = 50;
const INDEX_PORTION = 10_000;

/** Looks texts up in a memory, with a fuzzy index for each language that is asked for. */
export class Matcher {
  readonly #db: Kysely<Tables>;
  readonly #indexes = new Map<string, { readonly edition: number; readonly index: Promise<FuzzyIndex> }>();

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** See {@link Memory.lookup}. */
  async lookup(
    text: string,
    source: string,
    target: string,
    { threshold = 70, limit = 10, ...neighbours }: LookupOptions,
  ): Promise<Match[]> {
    if (!(threshold >= 100 * LEAST_SIMILARITY && threshold <= 100))
      throw new RangeError(`a threshold lies between ${100 * LEAST_SIMILARITY} and 100, not at ${threshold}`);
    if (!(Number.isInteger(limit) && limit >= 1 && limit <= 100))
      throw new RangeError(`a limit lies between 1 and 100, not at ${limit}`);
    const pair = [languageCode(source), languageCode(target)] as const;
    const index = await this.#index(pair[0]);
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
        if (unit?.variants[pair[1]] === undefined) continue;
        const asksContext = neighbours.before !== undefined || neighbours.after !== undefined;
        const around = asksContext && hit.similarity === 1 ? await this.#neighbours(unit, pair[0]) : {};
        const match = matchOf(text, unit, pair, hit, around, { ...neighbours, threshold });
        if (!match) continue;
        const said = `${exactKey(match.source)}\n${exactKey(match.target)}`;
        const known = best.get(said);
        const occurrences = (known?.occurrences ?? 0) + 1;
        best.set(said, known && known.score >= match.score ? { ...known, occurrences } : { ...match, occurrences });
      }
    }
    return [...best.values()].sort(byScore).slice(0, limit);
  }

  /** The fuzzy index of a language, built when it is first asked for and again when the memory has changed. */
  async #index(language: string): Promise<FuzzyIndex> {
    const { number: edition } = await this.#db.selectFrom("edition").select("number").executeTakeFirstOrThrow();
    let known = this.#indexes.get(language);
    if (known?.edition !== edition) {
      // Lookups at one time wait for one index.
      known = { edition, index: this.#built(language) };
      this.#indexes.set(language, known);
    }
    return known.index;
  }

  async #built(language: string): Promise<FuzzyIndex> {
    const index = new FuzzyIndex();
    try {
      for (let after = 0; ; ) {
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
        if (page.length < INDEX_PORTION) return index;
        after = (page.at(-1) as { unit: number }).unit;
      }
    } catch (error) {
      // The next lookup tries again.
      this.#indexes.delete(language);
      throw error;
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
