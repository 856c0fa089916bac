import { type Insertable, type Kysely, sql } from "kysely";
import { Batches } from "../database/batches.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { PhraseWriter } from "../phrases/phrase-writer.ts";

/** A place in a document set: zero-based positions. */
export interface Place {
  readonly paragraph: number;
  readonly unit: number;
}

type RowTable = "paragraph" | "block" | "unit" | "variant";

/** Writes rows of a document set inside a transaction, one statement for each table, made once. To be disposed of. */
export class Writer {
  readonly #db: Kysely<Tables>;
  readonly #documentSet: string;
  /** The last unit that was there before. */
  readonly #before: number;
  readonly #engine: Engine;
  readonly #phrases: PhraseWriter;
  readonly #tables: readonly Batches[];
  readonly #insert: Readonly<Record<RowTable, Batches>>;
  #paragraph: number;
  #unit: number;
  /** That of the memory when this is written. */
  readonly #edition: number;
  #paragraphs: number;
  #units: number;

  private constructor(
    db: Kysely<Tables>,
    engine: Engine,
    documentSet: string,
    phrases: PhraseWriter,
    { paragraph, unit, edition, place }: { paragraph: number; unit: number; edition: number; place: Place },
  ) {
    this.#db = db;
    this.#engine = engine;
    this.#phrases = phrases;
    this.#documentSet = documentSet;
    this.#before = unit;
    this.#paragraph = paragraph;
    this.#unit = unit;
    this.#edition = edition;
    this.#paragraphs = place.paragraph;
    this.#units = place.unit;
    this.#insert = {
      paragraph: new Batches(db, engine, "paragraph"),
      block: new Batches(db, engine, "block"),
      unit: new Batches(db, engine, "unit"),
      variant: new Batches(db, engine, "variant"),
    };
    // Rows that others refer to are inserted before these.
    const { paragraph: paragraphs, block, unit: units, variant } = this.#insert;
    this.#tables = [paragraphs, block, units, variant];
  }

  /**
   * @param db the transaction; it alone writes until it ends, so that ids can be counted up here
   * @param place of the first row that is written
   */
  static async begin(
    db: Kysely<Tables>,
    engine: Engine,
    documentSet: string,
    place: Place = { paragraph: 0, unit: 0 },
  ): Promise<Writer> {
    const { id: paragraph } = await db
      .selectFrom("paragraph")
      .select(sql<number>`coalesce(max(id), 0)`.as("id"))
      .executeTakeFirstOrThrow();
    const { id: unit } = await db
      .selectFrom("unit")
      .select(sql<number>`coalesce(max(id), 0)`.as("id"))
      .executeTakeFirstOrThrow();
    const { number } = await db.selectFrom("edition").select("number").executeTakeFirstOrThrow();
    const begun = { paragraph: Number(paragraph), unit: Number(unit), edition: number + 1, place };
    return new Writer(db, engine, documentSet, await PhraseWriter.begin(db, engine), begun);
  }

  /** To be called when all is written, once. */
  async end(): Promise<void> {
    await this.#flush();
    await this.#phrases.end();
    await this.#engine.written(this.#db, this.#before);
    await this.#db.updateTable("edition").set({ number: sql`number + 1` }).execute();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#phrases[Symbol.asyncDispose]();
  }

  /** Writes a paragraph row; the units that follow are its own. Without blocks it says what its one unit says. */
  async paragraph(
    row: Omit<Insertable<Tables["paragraph"]>, "id" | "document_set" | "position">,
    blocks: readonly Omit<Insertable<Tables["block"]>, "paragraph">[],
  ): Promise<void> {
    const id = ++this.#paragraph;
    const { role, number, confidence, origin, status } = row;
    await this.#add("paragraph", [
      id,
      this.#documentSet,
      this.#paragraphs++,
      role,
      number ?? null,
      confidence,
      origin,
      status,
    ]);
    for (const { language, position, number: own, text, marks } of blocks)
      await this.#add("block", [id, language, position, own ?? null, plain(text), marks]);
  }

  /** Writes a unit of the last paragraph; `again` is the id that it had before, and that is free. */
  async unit(
    row: Pick<Insertable<Tables["unit"]>, "confidence" | "origin" | "status"> & { readonly details?: string | null },
    variants: readonly (readonly [language: string, text: string])[],
    again?: number,
  ): Promise<void> {
    const id = again ?? ++this.#unit;
    const { confidence, origin, status, details = null } = row;
    await this.#add("unit", [
      id,
      this.#documentSet,
      this.#paragraph,
      this.#units++,
      confidence,
      origin,
      status,
      this.#edition,
      details,
    ]);
    for (const [language, own] of variants) {
      const text = plain(own);
      await this.#add("variant", [id, language, text]);
      if (this.#phrases.add(id, language, text)) await this.#phrases.flush();
    }
  }

  async #add(table: RowTable, row: readonly unknown[]): Promise<void> {
    if (this.#insert[table].add(row)) await this.#flush();
  }

  async #flush(): Promise<void> {
    for (const table of this.#tables) await table.flush();
  }
}

/** PostgreSQL's texts hold no NUL, and SQLite's end there for some of its functions. */
const plain = (text: string): string => text.replaceAll("\0", "\ufffd").toWellFormed();
