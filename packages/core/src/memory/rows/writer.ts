import type { Insertable, Kysely } from "kysely";
import { withoutNoText } from "../../language/no-text.ts";
import { Batches } from "../database/batches.ts";
import { keepIds, nextEdition } from "../database/edition.ts";
import type { Engine, StagedKeys } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { PhraseWriter } from "../phrases/phrase-writer.ts";
import type { StagedPhrases } from "../phrases/staged-phrases.ts";
import type { State } from "./versions.ts";

/** A place in a document set: zero-based positions. */
export interface Place {
  readonly paragraph: number;
  readonly unit: number;
}

/** How rows are written. */
export interface WriterOptions {
  /** Of the first row that is written; the first, if left out. */
  readonly place?: Place;
  /** Lists phrases of what is not to be seen yet: it is published later, and counts as of edition 0 until then. */
  readonly staged?: StagedPhrases;
  /** Makes what similar texts are found by, where those are staged. */
  readonly keys?: StagedKeys | undefined;
}

type RowTable = "paragraph" | "block" | "unit" | "variant";

/** Writes rows of a document set inside a transaction, one statement for each table, made once. To be disposed of. */
export class Writer {
  readonly #db: Kysely<Tables>;
  readonly #content: string;
  /** The last unit that was there before. */
  readonly #before: number;
  readonly #engine: Engine;
  readonly #phrases: PhraseWriter | undefined;
  readonly #staged: StagedPhrases | undefined;
  readonly #tables: readonly Batches[];
  readonly #insert: Readonly<Record<RowTable, Batches>>;
  /** The last ids that were given. */
  #paragraph: number;
  #unit: number;
  /** The paragraph that units belong to. */
  #current = 0;
  /** That of the memory when this is written. */
  readonly #edition: number;
  #paragraphs: number;
  #units: number;

  private constructor(
    db: Kysely<Tables>,
    engine: Engine,
    content: string,
    { place = { paragraph: 0, unit: 0 }, staged, keys }: WriterOptions,
    begun: { paragraph: number; unit: number; edition: number; phrases: PhraseWriter | undefined },
  ) {
    const { paragraph, unit, edition, phrases } = begun;
    this.#db = db;
    this.#engine = engine;
    this.#phrases = phrases;
    this.#staged = staged;
    this.#content = content;
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
      variant: new Batches(db, engine, "variant", keys),
    };
    // Rows that others refer to are inserted before these.
    const { paragraph: paragraphs, block, unit: units, variant } = this.#insert;
    this.#tables = [paragraphs, block, units, variant];
  }

  /**
   * @param db the transaction; it alone writes until it ends, so that ids can be counted up here
   * @param content of the document set, see content.ts
   */
  static async begin(
    db: Kysely<Tables>,
    engine: Engine,
    content: string,
    options: WriterOptions = {},
  ): Promise<Writer> {
    const { number, last_paragraph, last_unit } = await db.selectFrom("edition").selectAll().executeTakeFirstOrThrow();
    const phrases = options.staged ? undefined : await PhraseWriter.begin(db, engine);
    const begun = { paragraph: last_paragraph, unit: last_unit, edition: number + 1, phrases };
    return new Writer(db, engine, content, options, begun);
  }

  /** Of the row that is written next. */
  get place(): Place {
    return { paragraph: this.#paragraphs, unit: this.#units };
  }

  /** Writes what comes next at another place. */
  goTo({ paragraph, unit }: Place): void {
    this.#paragraphs = paragraph;
    this.#units = unit;
  }

  /** To be called when all is written, once. */
  async end(): Promise<void> {
    await this.#flush();
    if (!this.#phrases) return keepIds(this.#db);
    await this.#phrases.end();
    await this.#engine.written(this.#db, this.#before);
    await nextEdition(this.#db);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#phrases?.[Symbol.asyncDispose]();
  }

  /**
   * Writes a paragraph row; the units that follow are its own. Without blocks it says what its one unit says.
   *
   * @param again the id and the version that it had before, where it is the same row in the same state
   * @returns its id and its version
   */
  async paragraph(
    row: Omit<Insertable<Tables["paragraph"]>, "id" | "document_set" | "position" | "version">,
    blocks: readonly Omit<Insertable<Tables["block"]>, "paragraph">[],
    again: Partial<State> = {},
  ): Promise<State> {
    const { id = ++this.#paragraph, version = this.#edition } = again;
    this.#current = id;
    const { role, number, confidence, origin, status } = row;
    await this.#add("paragraph", [
      id,
      this.#content,
      this.#paragraphs++,
      role,
      number ?? null,
      confidence,
      origin,
      status,
      version,
    ]);
    for (const { language, position, number: own, text, marks } of blocks)
      await this.#add("block", [id, language, position, own ?? null, withoutNoText(text), marks]);
    return { id, version };
  }

  /** Writes a unit of the last paragraph; `again` is the id that it had before, and its version where it says the same. */
  async unit(
    row: Pick<Insertable<Tables["unit"]>, "confidence" | "origin" | "status"> & { readonly details?: string | null },
    variants: readonly (readonly [language: string, text: string])[],
    again: Partial<State> = {},
  ): Promise<void> {
    const { id = ++this.#unit, version = this.#edition } = again;
    const { confidence, origin, status, details = null } = row;
    await this.#add("unit", [
      id,
      this.#content,
      this.#current,
      this.#units++,
      confidence,
      origin,
      status,
      this.#staged ? 0 : this.#edition,
      details,
      version,
    ]);
    for (const [language, own] of variants) {
      const text = withoutNoText(own);
      await this.#add("variant", [id, language, text]);
      this.#staged?.add(id, language, text);
      if (this.#phrases?.add(id, language, text)) await this.#phrases.flush();
    }
  }

  async #add(table: RowTable, row: readonly unknown[]): Promise<void> {
    if (this.#insert[table].add(row)) await this.#flush();
  }

  async #flush(): Promise<void> {
    for (const table of this.#tables) await table.flush();
  }
}
