import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, type Selectable, sql } from "kysely";
import { Migrator } from "kysely/migration";
import type { Alignment, ParagraphRow } from "../align/document-set.ts";
import type { Document } from "../document/document.ts";
import type { DocumentSet } from "../document/document-set.ts";
import { compareLanguages, languageProfile } from "../language/profile.ts";
import { type ConcordanceOptions, concordance } from "./concordance.ts";
import type { LookupOptions, Match } from "./lookup.ts";
import { Matcher } from "./matcher.ts";
import { MIGRATIONS } from "./migrations.ts";
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
import { PAGE_LIMIT, unitsById } from "./units.ts";
import { Writer } from "./writer.ts";

/** A translation memory in one SQLite file. Close it when done. */
export class Memory {
  readonly #db: Kysely<Tables>;
  readonly #matcher: Matcher;

  private constructor(db: Kysely<Tables>) {
    this.#db = db;
    this.#matcher = new Matcher(db);
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
        const judged = { confidence, origin: ORIGINS.find((known) => known === origin) ?? ("imported" as const) };
        await writer.paragraph(
          { role: isRole(role) ? role : "text", number: number ?? null, ...judged },
          texts.map(([language, text]) => ({ language, position: 0, number: number ?? null, text, marks: "[]" })),
        );
        await writer.unit(judged, texts);
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
    return (await unitsById(this.#db, [id]))[0];
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
      yield* await unitsById(
        this.#db,
        page.map(({ id }) => id),
      );
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
  lookup(text: string, source: string, target: string, options: LookupOptions = {}): Promise<Match[]> {
    return this.#matcher.lookup(text, source, target, options);
  }

  /** A page of the units in which a phrase occurs, see {@link concordance}. */
  concordance(phrase: string, language: string, options: ConcordanceOptions = {}): Promise<ConcordancePage> {
    return concordance(this.#db, phrase, language, options);
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
