import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, type Selectable, sql } from "kysely";
import { Migrator } from "kysely/migration";
import type { Alignment, ParagraphRow } from "../align/document-set.ts";
import type { Document } from "../document/document.ts";
import type { DocumentSet } from "../document/document-set.ts";
import { compareLanguages, languageCode, languageProfile } from "../language/profile.ts";
import { MIGRATIONS } from "./migrations.ts";
import { exactKey, fold, occurrences } from "./normal.ts";
import type { Tables } from "./schema.ts";
import { sqliteDialect } from "./sqlite.ts";
import type { ConcordancePage, StoredBlock, StoredDocumentSet, StoredRow, TranslationUnit } from "./stored.ts";

/** Hits and rows come in pages of at most this many. */
export const PAGE_LIMIT = 500;

/** A translation memory in one SQLite file. Close it when done. */
export class Memory {
  readonly #db: Kysely<Tables>;

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
      let position = 0;
      let unitPosition = 0;
      for (const row of [...alignment.rows, ...alignment.notes]) {
        const { id: paragraph } = await db
          .insertInto("paragraph")
          .values({
            document_set: set.id,
            position: position++,
            role: row.role,
            number: row.number ?? null,
            confidence: row.confidence,
            origin: row.origin,
          })
          .returning("id")
          .executeTakeFirstOrThrow();
        for (const block of blocksOf(row, documents))
          await db
            .insertInto("block")
            .values({ paragraph, ...block })
            .execute();
        for (const inner of row.rows) {
          const { id: unit } = await db
            .insertInto("unit")
            .values({
              document_set: set.id,
              paragraph,
              position: unitPosition++,
              confidence: inner.confidence,
              origin: inner.origin,
            })
            .returning("id")
            .executeTakeFirstOrThrow();
          for (const [language, segments] of Object.entries(inner.segments)) {
            const text = joinSegments(
              segments.map(({ block, start, end }) => textOf(documents, row, language, block).slice(start, end)),
              language,
            );
            await db
              .insertInto("variant")
              .values({ unit, language, text, exact_key: exactKey(text), folded: fold(text).text })
              .execute();
          }
        }
      }
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

  /** Units whose variant in `source` is the text, after {@link exactKey}, and that have one in `target`. */
  async lookup(text: string, source: string, target: string): Promise<TranslationUnit[]> {
    const found = await this.#db
      .selectFrom("variant as v")
      .innerJoin("variant as t", "t.unit", "v.unit")
      .select("v.unit")
      .where("v.language", "=", languageCode(source))
      .where("v.exact_key", "=", exactKey(text))
      .where("t.language", "=", languageCode(target))
      .orderBy("v.unit")
      .limit(PAGE_LIMIT)
      .execute();
    return this.#units(found.map(({ unit }) => unit));
  }

  /**
   * Every unit in which a phrase occurs, folded as {@link fold} says, in order of document set and place.
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
    let query = this.#db
      .selectFrom("variant")
      .innerJoin("unit", "unit.id", "variant.unit")
      .where("variant.language", "=", languageCode(language))
      .where(sql<boolean>`instr(variant.folded, ${needle}) > 0`);
    if (documentSet) query = query.where("unit.document_set", "=", documentSet);
    const { total } = await query.select(sql<number>`count(*)`.as("total")).executeTakeFirstOrThrow();
    const page = await query
      .select("unit.id")
      .orderBy("unit.document_set")
      .orderBy("unit.position")
      .offset(from)
      .limit(Math.min(limit, PAGE_LIMIT))
      .execute();
    const units = await this.#units(page.map(({ id }) => id));
    return {
      hits: units.map((unit) => ({ unit, places: occurrences(unit.variants[languageCode(language)] ?? "", phrase) })),
      total: Number(total),
      ...(from + page.length < Number(total) && { next: from + page.length }),
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
