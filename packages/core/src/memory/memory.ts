import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, type Selectable, sql } from "kysely";
import { Migrator } from "kysely/migration";
import type { Alignment, ParagraphRow } from "../align/document-set.ts";
import type { Document } from "../document/document.ts";
import type { DocumentSet } from "../document/document-set.ts";
import { compareLanguages, languageCode, languageProfile } from "../language/profile.ts";
import { FuzzyIndex, LEAST_SIMILARITY } from "./fuzzy-index.ts";
import { type LookupOptions, type Match, matchOf, type Neighbours } from "./lookup.ts";
import { MIGRATIONS } from "./migrations.ts";
import { exactKey, fold, occurrences } from "./normal.ts";
import type { Tables } from "./schema.ts";
import { sqliteDialect } from "./sqlite.ts";
import {
  type ConcordancePage,
  type ImportedUnit,
  isRole,
  ORIGINS,
  type StoredBlock,
  type StoredDocumentSet,
  type StoredRow,
  type TranslationUnit,
} from "./stored.ts";
import { trigramQuery } from "./trigrams.ts";
import { Writer } from "./writer.ts";

/** Hits and rows come in pages of at most this many. */
export const PAGE_LIMIT = 500;
/** Matches are fetched so many at a time. */
const PORTION = 50;
const INDEX_PORTION = 10_000;

/** A translation memory in one SQLite file. Close it when done. */
export class Memory {
  readonly #db: Kysely<Tables>;
  readonly #indexes = new Map<string, { readonly edition: number; readonly index: FuzzyIndex }>();

  private constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Opens a memory, and makes it, with its folder, where there is none. The schema is brought up to date.
   *
   * @param file a path, or `:memory:`
   * @throws {Error} when the file cannot be opened, is no memory, or is of a later version
   */
  static async open(file: string): Promise<Memory> {
    let db: Kysely<Tables>;
    try {
      if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
      db = new Kysely<Tables>({ dialect: sqliteDialect(file) });
    } catch (cause) {
      throw new Error(`the memory ${file} cannot be opened: ${(cause as Error).message}`, { cause });
    }
    const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
    const { error } = await migrator.migrateToLatest();
    if (error) {
      await db.destroy();
      throw new Error(`the memory ${file} cannot be brought up to date: ${(error as Error).message}`, { cause: error });
    }
    return new Memory(db);
  }

  async close(): Promise<void> {
    await this.#db.destroy();
  }

  /** Keeps a document set with its alignment, in place of an earlier one of the same id. All of it, or nothing. */
  async saveDocumentSet(set: DocumentSet, alignment: Alignment): Promise<void> {
    const documents = new Map(set.versions.map((version) => [version.document.language, version.document]));
    await this.#db.transaction().execute(async (db) => {
      await db.deleteFrom("document_set").where("id", "=", set.id).execute();
      await db
        .insertInto("document_set")
        .values({
          id: set.id,
          symbol: set.symbol,
          date: set.date ?? null,
          source: set.source,
          fingerprint: set.fingerprint,
        })
        .execute();
      for (const { document, official, title } of set.versions)
        await db
          .insertInto("version")
          .values({ document_set: set.id, language: document.language, title, official: official ? 1 : 0 })
          .execute();
      const writer = await Writer.begin(db, set.id);
      for (const row of [...alignment.rows, ...alignment.notes]) {
        const { role, number, confidence, origin } = row;
        await writer.paragraph({ role, number: number ?? null, confidence, origin }, blocksOf(row, documents));
        for (const inner of row.rows) {
          const variants = Object.entries(inner.segments).map(([language, segments]) => {
            const texts = segments.map(({ block, start, end }) =>
              textOf(documents, row, language, block).slice(start, end),
            );
            return [language, joinSegments(texts, language)] as const;
          });
          await writer.unit({ confidence: inner.confidence, origin: inner.origin }, variants);
        }
      }
      await writer.end();
    });
  }

  /**
   * Keeps the units of a file of another tool as a document set of its own, in place of an earlier one of the same id. All
   * of it, or nothing: what the source of the units throws undoes it.
   *
   * @returns how many units there were
   */
  async importUnits(
    set: Pick<DocumentSet, "id" | "symbol" | "source" | "fingerprint">,
    units: AsyncIterable<ImportedUnit>,
    progress?: (done: number) => void,
  ): Promise<number> {
    return await this.#db.transaction().execute(async (db) => {
      await db.deleteFrom("document_set").where("id", "=", set.id).execute();
      const { id, symbol, source, fingerprint } = set;
      await db.insertInto("document_set").values({ id, symbol, date: null, source, fingerprint }).execute();
      const writer = await Writer.begin(db, set.id);
      const official = new Map<string, boolean>();
      let count = 0;
      for await (const { role, number, confidence, origin, variants, unofficial } of units) {
        const texts = Object.entries(variants);
        await writer.paragraph(
          {
            role: isRole(role) ? role : "text",
            number: number ?? null,
            confidence,
            origin: ORIGINS.find((known) => known === origin) ?? "imported",
          },
          texts.map(([language, text]) => ({ language, position: 0, number: number ?? null, text, marks: "[]" })),
        );
        await writer.unit({ confidence, origin: ORIGINS.find((known) => known === origin) ?? "imported" }, texts);
        for (const language of Object.keys(variants))
          official.set(language, (official.get(language) ?? true) && !unofficial.includes(language));
        if (++count % 1000 === 0) progress?.(count);
      }
      for (const [language, isOfficial] of official)
        await db
          .insertInto("version")
          .values({ document_set: set.id, language, title: set.symbol, official: isOfficial ? 1 : 0 })
          .execute();
      await writer.end();
      return count;
    });
  }

  /** The fingerprint that a document set was saved with, if it is here. */
  async fingerprint(id: string): Promise<string | undefined> {
    return (await this.#db.selectFrom("document_set").select("fingerprint").where("id", "=", id).executeTakeFirst())
      ?.fingerprint;
  }

  /** All document sets, the newest first. */
  async documentSets(): Promise<StoredDocumentSet[]> {
    const [sets, versions, paragraphs, units] = await Promise.all([
      this.#db.selectFrom("document_set").selectAll().orderBy("date", "desc").orderBy("symbol").execute(),
      this.#db.selectFrom("version").selectAll().execute(),
      this.#db
        .selectFrom("paragraph")
        .select(["document_set", sql<number>`count(*)`.as("count")])
        .groupBy("document_set")
        .execute(),
      this.#db
        .selectFrom("unit")
        .select(["document_set", sql<number>`count(*)`.as("count")])
        .groupBy("document_set")
        .execute(),
    ]);
    return sets.map(({ id, symbol, date, source }) => ({
      id,
      symbol,
      ...(date !== null && { date }),
      source,
      versions: versions
        .filter(({ document_set }) => document_set === id)
        .sort((a, b) => compareLanguages(a.language, b.language))
        .map(({ language, title, official }) => ({ language, title, official: official === 1 })),
      paragraphs: Number(paragraphs.find(({ document_set }) => document_set === id)?.count ?? 0),
      units: Number(units.find(({ document_set }) => document_set === id)?.count ?? 0),
    }));
  }

  /**
   * Rows of a document set in order, from position `from` on.
   *
   * @param limit 1..{@link PAGE_LIMIT}
   */
  async rows(
    documentSet: string,
    { from = 0, limit = PAGE_LIMIT }: { from?: number; limit?: number } = {},
  ): Promise<StoredRow[]> {
    const paragraphs = await this.#db
      .selectFrom("paragraph")
      .selectAll()
      .where("document_set", "=", documentSet)
      .where("position", ">=", from)
      .orderBy("position")
      .limit(Math.min(limit, PAGE_LIMIT))
      .execute();
    const ids = paragraphs.map(({ id }) => id);
    if (ids.length === 0) return [];
    const [blocks, units] = await Promise.all([
      this.#db.selectFrom("block").selectAll().where("paragraph", "in", ids).orderBy("position").execute(),
      this.#db
        .selectFrom("unit")
        .select(["id", "paragraph"])
        .where("paragraph", "in", ids)
        .orderBy("position")
        .execute(),
    ]);
    const blocksByParagraph = Map.groupBy(blocks, ({ paragraph }) => paragraph);
    const unitsByParagraph = Map.groupBy(units, ({ paragraph }) => paragraph);
    return paragraphs.map(({ id, position, role, number, confidence, origin }) => ({
      position,
      role,
      ...(number !== null && { number }),
      confidence,
      origin,
      blocks: byLanguage(blocksByParagraph.get(id) ?? []),
      units: (unitsByParagraph.get(id) ?? []).map((unit) => unit.id),
    }));
  }

  /** One translation unit, or undefined. */
  async unit(id: number): Promise<TranslationUnit | undefined> {
    return (await this.#units([id]))[0];
  }

  /** All units, or those of some document sets, in order; read in portions, so that any number streams. */
  async *units(documentSets?: readonly string[]): AsyncGenerator<TranslationUnit> {
    let after: { document_set: string; position: number } | undefined;
    for (;;) {
      let query = this.#db
        .selectFrom("unit")
        .select(["id", "document_set", "position"])
        .orderBy("document_set")
        .orderBy("position")
        .limit(PAGE_LIMIT);
      if (documentSets) query = query.where("document_set", "in", [...documentSets]);
      if (after) {
        const { document_set, position } = after;
        query = query.where(({ or, and, eb }) =>
          or([
            eb("document_set", ">", document_set),
            and([eb("document_set", "=", document_set), eb("position", ">", position)]),
          ]),
        );
      }
      const page = await query.execute();
      yield* await this.#units(page.map(({ id }) => id));
      after = page.at(-1);
      if (page.length < PAGE_LIMIT) return;
    }
  }

  /**
   * The best matches of a text, whatever reaches the threshold: 101 in the same context, 100 exact after
   * {@link exactKey}, fuzzy below, by edit distance over words (characters in Chinese). A unit that differs only in numbers
   * and document symbols is offered with these put right. Of units that say the same, the surest is offered.
   *
   * @throws {RangeError} for a threshold outside 50..100, a limit outside 1..100, or a tag that is none
   */
  async lookup(text: string, source: string, target: string, options: LookupOptions = {}): Promise<Match[]> {
    const { threshold = 70, limit = 10 } = options;
    if (!(threshold >= 100 * LEAST_SIMILARITY && threshold <= 100))
      throw new RangeError(`a threshold lies between ${100 * LEAST_SIMILARITY} and 100, not at ${threshold}`);
    if (!(Number.isInteger(limit) && limit >= 1 && limit <= 100))
      throw new RangeError(`a limit lies between 1 and 100, not at ${limit}`);
    const pair = [languageCode(source), languageCode(target)] as const;
    const hits = (await this.#index(pair[0])).search(text, threshold / 100);
    const best = new Map<string, Match>();
    // A repaired match is worth more than its similarity says, so that they are all looked at; of the others, the best.
    const ordered = [...hits.filter((hit) => hit.placeablesOnly), ...hits.filter((hit) => !hit.placeablesOnly)];
    for (let at = 0; at < ordered.length; at += PORTION) {
      const portion = ordered.slice(at, at + PORTION);
      const worst = [...best.values()].sort((a, b) => b.score - a.score)[limit - 1]?.score ?? 0;
      const reachable = portion.some(
        ({ similarity, placeablesOnly }) => placeablesOnly || similarity === 1 || 100 * similarity >= worst,
      );
      if (!reachable) break;
      const units = new Map((await this.#units(portion.map(({ id }) => id))).map((unit) => [unit.id, unit]));
      for (const { id, similarity, placeablesOnly } of portion) {
        const unit = units.get(id);
        if (unit?.variants[pair[1]] === undefined) continue;
        const isExact = similarity === 1 && (options.before !== undefined || options.after !== undefined);
        const neighbours = isExact ? await this.#neighbours(unit, pair[0]) : {};
        const match = matchOf(text, unit, pair, similarity, placeablesOnly, neighbours, { ...options, threshold });
        if (!match) continue;
        const said = `${exactKey(match.source)}\n${exactKey(match.target)}`;
        const known = best.get(said);
        const occurrences = (known?.occurrences ?? 0) + 1;
        best.set(said, known && known.score >= match.score ? { ...known, occurrences } : { ...match, occurrences });
      }
    }
    return [...best.values()].sort((a, b) => b.score - a.score || a.unit.id - b.unit.id).slice(0, limit);
  }

  /** The fuzzy index of a language, built when it is first asked for and again when the memory has changed. */
  async #index(language: string): Promise<FuzzyIndex> {
    const { number: edition } = await this.#db.selectFrom("edition").select("number").executeTakeFirstOrThrow();
    const known = this.#indexes.get(language);
    if (known?.edition === edition) return known.index;
    const index = new FuzzyIndex();
    for (let after = 0; ; ) {
      const page = await this.#db
        .selectFrom("variant")
        .select(["unit", "text"])
        .where("language", "=", language)
        .where("unit", ">", after)
        .orderBy("unit")
        .limit(INDEX_PORTION)
        .execute();
      for (const { unit, text } of page) index.put(unit, text);
      if (page.length < INDEX_PORTION) break;
      after = (page.at(-1) as { unit: number }).unit;
    }
    this.#indexes.set(language, { edition, index });
    return index;
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

  /**
   * Every unit in which a phrase occurs, folded as {@link fold} says: in the order in which document sets were
   * taken in, and of place in them.
   *
   * @param from how many hits to pass over; @param limit 1..{@link PAGE_LIMIT}
   */
  async concordance(
    phrase: string,
    language: string,
    { documentSet, from = 0, limit = 50 }: { documentSet?: string; from?: number; limit?: number } = {},
  ): Promise<ConcordancePage> {
    const needle = fold(phrase).text;
    if (!needle) return { hits: [], total: 0 };
    const candidates = await trigramQuery(this.#db, needle);
    if (candidates === "") return { hits: [], total: 0 };
    let query = this.#db
      .selectFrom("variant")
      .select("variant.unit")
      .where("variant.language", "=", languageCode(language))
      .where(sql<boolean>`instr(variant.folded, ${needle}) > 0`)
      .orderBy("variant.unit");
    if (candidates !== undefined)
      query = query.where(sql<boolean>`variant.rowid in (select rowid from trigram where trigram match ${candidates})`);
    if (documentSet)
      query = query.where("variant.unit", "in", (of) =>
        of.selectFrom("unit").select("id").where("document_set", "=", documentSet),
      );
    // All hits are found once, for their number and their order; their texts are fetched for the page alone.
    const all = (await query.execute()).map(({ unit }) => unit);
    const total = all.length;
    const page = all.slice(from, from + Math.min(limit, PAGE_LIMIT));
    const units = await this.#units(page);
    return {
      hits: units.map((unit) => ({ unit, places: occurrences(unit.variants[languageCode(language)] ?? "", phrase) })),
      total,
      ...(from + page.length < total && { next: from + page.length }),
    };
  }

  /** Units by id, in the order of the ids. */
  async #units(ids: readonly number[]): Promise<TranslationUnit[]> {
    if (ids.length === 0) return [];
    const [units, variants] = await Promise.all([
      this.#db
        .selectFrom("unit")
        .innerJoin("paragraph", "paragraph.id", "unit.paragraph")
        .innerJoin("document_set", "document_set.id", "unit.document_set")
        .select([
          "unit.id",
          "unit.document_set",
          "unit.position",
          "unit.confidence",
          "unit.origin",
          "document_set.symbol",
        ])
        .select(["paragraph.position as paragraph", "paragraph.role", "paragraph.number"])
        .where("unit.id", "in", [...ids])
        .execute(),
      this.#db
        .selectFrom("variant")
        .select(["unit", "language", "text"])
        .where("unit", "in", [...ids])
        .execute(),
    ]);
    const byId = new Map(units.map((unit) => [unit.id, unit]));
    const texts = Map.groupBy(variants, ({ unit }) => unit);
    return ids.flatMap((id): TranslationUnit[] => {
      const unit = byId.get(id);
      if (!unit) return [];
      const { document_set: documentSet, number, ...rest } = unit;
      const ordered = (texts.get(id) ?? []).sort((a, b) => compareLanguages(a.language, b.language));
      return [
        {
          ...rest,
          documentSet,
          ...(number !== null && { number }),
          variants: Object.fromEntries(ordered.map(({ language, text }) => [language, text])),
        },
      ];
    });
  }
}

function textOf(documents: ReadonlyMap<string, Document>, row: ParagraphRow, language: string, at: number): string {
  const document = documents.get(language);
  return (row.role === "note" ? document?.notes[at] : document?.blocks[at])?.text ?? "";
}

function blocksOf(
  row: ParagraphRow,
  documents: ReadonlyMap<string, Document>,
): Omit<Selectable<Tables["block"]>, "paragraph">[] {
  return Object.entries(row.units).flatMap(([language, units]) =>
    units.map((unit, position) => {
      const document = documents.get(language) as Document;
      const block = row.role === "note" ? undefined : document.blocks[unit];
      const note = row.role === "note" ? document.notes[unit] : undefined;
      return {
        language,
        position,
        number: block?.number ?? note?.mark ?? null,
        text: block?.text ?? note?.text ?? "",
        marks: JSON.stringify(block?.marks ?? []),
      };
    }),
  );
}

/** Sentences of one unit as running text again, as the language sets words apart. */
function joinSegments(segments: readonly string[], language: string): string {
  return segments.join(languageProfile(language).spaced ? " " : "");
}

function byLanguage(blocks: readonly Selectable<Tables["block"]>[]): Record<string, StoredBlock[]> {
  const found: Record<string, StoredBlock[]> = {};
  for (const { language, number, text, marks } of [...blocks].sort((a, b) =>
    compareLanguages(a.language, b.language),
  )) {
    found[language] ??= [];
    found[language].push({ ...(number !== null && { number }), text, marks: JSON.parse(marks) });
  }
  return found;
}
