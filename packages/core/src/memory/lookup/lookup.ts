/**
 * Room lookup: matches for a text. In: a text, languages, options. Out: matches, scored and repaired (scoring.ts). Imports
 * language, text, similarity, database, and the units of rows.
 *
 * @module
 */

import type { Kysely } from "kysely";
import { languageCode, languageTag } from "../../language/profile.ts";
import { variantDistance } from "../../language/variant-distance.ts";
import { contentOf } from "../database/content.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { identified, originTest } from "../rows/origins.ts";
import { unitsById } from "../rows/units.ts";
import { variantKeys } from "../rows/variant-keys.ts";
import { type FuzzyHit, MIN_SIMILARITY } from "../similarity/fuzzy-index.ts";
import type { TranslationUnit } from "../stored.ts";
import { exactKey } from "../text/normal.ts";
import { differences } from "./differences.ts";
import { FuzzyIndexes, type IndexOptions } from "./fuzzy-indexes.ts";
import { unfoundTexts } from "./index-check.ts";
import { indexFromThread } from "./index-thread.ts";
import { unkeptLanguages } from "./kept-indexes.ts";
import { type LookupOptions, type LookupQuery, type Match, type Neighbours, PENALTIES } from "./match.ts";
import { type AskedText, maxScore, scored } from "./scoring.ts";

/** Units are fetched so many at a time: each that is not needed may be a wait for the disk. */
const UNITS_PER_READ = 25;
/** Segments of a document that are looked up at one time: a database answers several. */
const TEXTS_AT_ONCE = 4;

/** Looks texts up in a memory: by its database where that can, or by fuzzy indexes in process. */
export class Lookup {
  readonly #db: Kysely<Tables>;
  readonly #engine: Engine;
  readonly #onWarning: (message: string) => void;
  readonly #closing = new AbortController();
  readonly #near: (language: string, text: string, threshold: number) => Promise<FuzzyHit[]>;

  constructor(db: Kysely<Tables>, engine: Engine, { onWarning = () => {}, source }: IndexOptions = {}) {
    this.#db = db;
    this.#engine = engine;
    this.#onWarning = onWarning;
    const file = engine.snapshots;
    const { signal } = this.#closing;
    const indexes = new FuzzyIndexes(db, engine, {
      onWarning,
      mayLag: source !== undefined,
      // Where texts are many and stand in a file, a thread reads it, too.
      source: source ?? (file ? (language) => indexFromThread({ file, language }, signal, onWarning) : undefined),
    });
    this.#near = async (...query) =>
      engine.near ? engine.near(db, ...query) : (await indexes.of(query[0])).search(query[1], query[2]);
  }

  /** Ends the threads that build an index: lookups that wait for one fail. */
  close(): void {
    this.#closing.abort();
  }

  /** See {@link unkeptLanguages}. */
  unkept(): Promise<string[]> {
    return unkeptLanguages(this.#db, this.#engine);
  }

  /** What it would not find, see {@link unfoundTexts}; `db` is a state of the memory that stands. */
  unfound(db: Kysely<Tables>): Promise<string[]> {
    return unfoundTexts(db, this.#engine, this.#onWarning);
  }

  /** See {@link Memory.lookup}. */
  async lookup(text: string, query: LookupQuery): Promise<Match[]> {
    const { limit, memories, leaveOut, ...scoring } = asked(text, query);
    const [sources, targets, ranks, isLeftOut] = await Promise.all([
      variantKeys(this.#db, query.from),
      variantKeys(this.#db, query.to),
      this.#ranks(),
      leaveOut && originTest(this.#db, await identified(this.#db, leaveOut, memories)),
    ]);
    const isOffered = (unit: TranslationUnit): boolean =>
      memories?.includes(unit.memory) !== false && isLeftOut?.(unit) !== true;
    const hits = await this.#nearIn(sources, text, scoring.threshold / 100);
    hits.sort((a, b) => maxScore(b) - maxScore(a) || a.id - b.id);
    const distanceOf = ({ tags }: Unmerged): number =>
      tags.reduce((sum, tag, at) => sum + variantDistance(scoring.tags[at]!, tag).steps, 0);
    const byScore = (a: Unmerged, b: Unmerged): number =>
      b.score - a.score || liberty(a) - liberty(b) || distanceOf(a) - distanceOf(b) || a.unit.id - b.unit.id;
    /** The best match of those that say the same in both languages. */
    const best = new Map<string, ScoredMatch>();
    for (let at = 0; at < hits.length; at += UNITS_PER_READ) {
      const worst = [...best.values()].sort(byScore)[limit - 1];
      // What is left cannot be worth more, and of equals those of lower ids have been seen, or no nearer variant.
      const most = maxScore(hits[at]!);
      const isBehind = worst && most === worst.score && distanceOf(worst) === 0 && liberty(worst) <= REPAIRED;
      if (worst && (most < worst.score || isBehind)) break;
      const units = await this.#offered(hits.slice(at, at + UNITS_PER_READ), targets, scoring, isOffered);
      for (const { unit, hit, pair } of units) {
        const sourceKey = exactKey(unit.variants[pair[0]]!);
        const own = { ...scoring, pair };
        const match = scored(unit, hit, own, {
          isExact: sourceKey === scoring.key,
          rank: ranks.get(unit.memory) ?? 1,
          ...(await this.#neighbours(unit, hit, own)),
        });
        if (!match) continue;
        const key = `${sourceKey}\n${exactKey(match.target)}`;
        const known = best.get(key);
        const occurrences = (known?.occurrences ?? 0) + 1;
        const isNearer = !known || byScore(match, known) < 0;
        best.set(key, { ...(isNearer ? match : known), occurrences });
      }
    }
    return [...best.values()]
      .sort(byScore)
      .slice(0, limit)
      .map((match) => {
        const isExact = match.kind === "exact" || match.kind === "context";
        return { ...match, differences: isExact ? [] : differences(match.source, text) };
      });
  }

  /** What is near a text among the variants of some keys. */
  async #nearIn(keys: readonly string[], text: string, threshold: number): Promise<VariantHit[]> {
    const found = await Promise.all(keys.map((key) => this.#near(key, text, threshold)));
    return found.flatMap((hits, at) => hits.map((hit) => ({ ...hit, variant: keys[at]! })));
  }

  /**
   * The units of hits that may be offered, in their order: translated, not rejected, of an origin that is asked for; with the keys
   * of source and target, once for each target.
   */
  async #offered(
    hits: readonly VariantHit[],
    targets: readonly string[],
    { pair: [source, target], tags }: AskedText,
    isOffered: (unit: TranslationUnit) => boolean,
  ): Promise<{ unit: TranslationUnit; hit: FuzzyHit; pair: readonly [string, string] }[]> {
    const fetched = await unitsById(
      this.#db,
      hits.map(({ id }) => id),
    );
    const units = new Map(fetched.map((unit) => [unit.id, unit]));
    return hits.flatMap((hit) => {
      const unit = units.get(hit.id);
      if (unit?.variants[hit.variant] === undefined || unit.status === "rejected") return [];
      if (!isOffered(unit)) return [];
      return targets
        .filter((key) => key !== hit.variant && unit.variants[key] !== undefined)
        .map((key) => ({ unit, hit, pair: [hit.variant, key] as const }))
        .filter(({ pair }) => source !== target || translates(unit, pair, tags));
    });
  }

  /** See {@link Memory.lookupAll}. */
  async *lookupAll(texts: readonly string[], query: Omit<LookupQuery, keyof Neighbours>): AsyncGenerator<Match[]> {
    for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE) {
      const portion = texts.slice(from, from + TEXTS_AT_ONCE).map((text, at) => {
        const [before, after] = [texts[from + at - 1], texts[from + at + 1]];
        return this.lookup(text, { ...query, ...(before && { before }), ...(after && { after }) });
      });
      yield* await Promise.all(portion);
    }
  }

  /** The rank of each memory, 1 for the best that there are. */
  async #ranks(): Promise<ReadonlyMap<string, number>> {
    const memories = await this.#db.selectFrom("memory").select(["name", "rank"]).execute();
    const first = Math.min(...memories.map(({ rank }) => rank));
    return new Map(memories.map(({ name, rank }) => [name, rank - first + 1]));
  }

  /** The texts beside a unit, where context may decide. */
  async #neighbours(
    { documentSet, position }: TranslationUnit,
    { similarity }: FuzzyHit,
    { pair, before, after }: AskedText,
  ): Promise<Neighbours> {
    if (similarity < 1 || (before === undefined && after === undefined)) return {};
    const found = await this.#db
      .selectFrom("unit")
      .innerJoin("variant", "variant.unit", "unit.id")
      .select(["unit.position", "variant.text"])
      .where("unit.document_set", "=", contentOf(documentSet))
      .where("unit.position", "in", [position - 1, position + 1])
      .where("variant.language", "=", pair[0])
      .execute();
    const textAt = (place: number): string | undefined => found.find((unit) => unit.position === place)?.text;
    return { before: textAt(position - 1), after: textAt(position + 1) };
  }
}

/** What is asked, checked, with defaults put in. */
function asked(
  text: string,
  { from, to, threshold = 70, limit = 10, memories, leaveOut, arabic = "loose", penalties, ...neighbours }: LookupQuery,
): AskedText & Pick<LookupOptions, "memories" | "leaveOut"> & { readonly key: string; readonly limit: number } {
  if (!(threshold >= 100 * MIN_SIMILARITY && threshold <= 100))
    throw new RangeError(`a threshold lies between ${100 * MIN_SIMILARITY} and 100, not at ${threshold}`);
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 100))
    throw new RangeError(`a limit lies between 1 and 100, not at ${limit}`);
  return {
    ...neighbours,
    text,
    key: exactKey(text),
    pair: [languageCode(from), languageCode(to)],
    tags: [languageTag(from), languageTag(to)],
    threshold,
    limit,
    ...(memories && { memories }),
    ...(leaveOut && { leaveOut }),
    arabic,
    penalties: { ...PENALTIES, ...penalties },
  };
}

/** Of what {@link liberty} tells apart: numbers were put right, or words are others. */
const REPAIRED = 1;
const OTHER_WORDS = 2;

/** How freely a match says what was asked, among those of one score: the same words in other letters come before numbers that were put right. */
function liberty({ kind, score, penalties }: Unmerged): number {
  if (kind === "repaired") return REPAIRED;
  return score + penalties.reduce((sum, { points }) => sum + points, 0) >= 100 ? 0 : OTHER_WORDS;
}

/** A hit with the key of the variant that was found. */
interface VariantHit extends FuzzyHit {
  readonly variant: string;
}

/** Whether two variants of one language are those that were asked for: `zh-CN` and `zh-TW`, in this direction. */
function translates(unit: TranslationUnit, keys: readonly [string, string], tags: readonly [string, string]): boolean {
  return keys.every((key, at) => likely(unit.tags?.[key] ?? languageCode(key)) === likely(tags[at]!));
}

/** A tag with what is likely where it says nothing: `zh` and `zh-CN` are `zh-Hans-CN`. */
const likely = (tag: string): string => new Intl.Locale(tag).maximize().baseName;

/** A match without its differences. */
type ScoredMatch = Omit<Match, "differences">;
/** … and before others that say the same were counted. */
type Unmerged = Omit<ScoredMatch, "occurrences">;
