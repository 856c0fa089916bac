import { type CompiledQuery, type Insertable, type Kysely, sql } from "kysely";
import { fold } from "./normal.ts";
import type { Tables } from "./schema.ts";
import { END } from "./trigrams.ts";

/** A place in a document set: zero-based positions. */
export interface Place {
  readonly paragraph: number;
  readonly unit: number;
}

/** Writes rows of a document set inside a transaction, one statement for each table, made once. */
export class Writer {
  readonly #db: Kysely<Tables>;
  readonly #documentSet: string;
  /** The last unit that was there before. */
  readonly #before: number;
  readonly #insert: {
    [T in "paragraph" | "block" | "unit" | "variant"]: (row: Insertable<Tables[T]>) => Promise<void>;
  };
  #paragraph: number;
  #unit: number;
  #paragraphs: number;
  #units: number;

  /** Units that took an id again that they had before. */
  readonly #again: number[] = [];

  private constructor(
    db: Kysely<Tables>,
    documentSet: string,
    { paragraph, unit, place }: { paragraph: number; unit: number; place: Place },
  ) {
    this.#db = db;
    this.#documentSet = documentSet;
    this.#before = unit;
    this.#paragraph = paragraph;
    this.#unit = unit;
    this.#paragraphs = place.paragraph;
    this.#units = place.unit;
    this.#insert = {
      paragraph: insertion(db, "paragraph", [
        "id",
        "document_set",
        "position",
        "role",
        "number",
        "confidence",
        "origin",
        "status",
      ]),
      block: insertion(db, "block", ["paragraph", "language", "position", "number", "text", "marks"]),
      unit: insertion(db, "unit", ["id", "document_set", "paragraph", "position", "confidence", "origin", "status"]),
      variant: insertion(db, "variant", ["unit", "language", "text", "folded"]),
    };
  }

  /**
   * @param db the transaction; it alone writes until it ends, so that ids can be counted up here
   * @param place of the first row that is written
   */
  static async begin(
    db: Kysely<Tables>,
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
    return new Writer(db, documentSet, { paragraph: Number(paragraph), unit: Number(unit), place });
  }

  /** To be called when all is written, once. */
  async end(): Promise<void> {
    await sql`insert into trigram (rowid, folded) select rowid, folded from variant where unit > ${this.#before}`.execute(
      this.#db,
    );
    for (const unit of this.#again)
      await sql`insert into trigram (rowid, folded) select rowid, folded from variant where unit = ${unit}`.execute(
        this.#db,
      );
    await this.#db.updateTable("edition").set({ number: sql`number + 1` }).execute();
  }

  /** Writes a paragraph row with its blocks; the units that follow are its own. */
  async paragraph(
    row: Omit<Insertable<Tables["paragraph"]>, "id" | "document_set" | "position">,
    blocks: readonly Omit<Insertable<Tables["block"]>, "paragraph">[],
  ): Promise<void> {
    const id = ++this.#paragraph;
    await this.#insert.paragraph({ id, document_set: this.#documentSet, position: this.#paragraphs++, ...row });
    for (const block of blocks) await this.#insert.block({ paragraph: id, ...block });
  }

  /** Writes a unit of the last paragraph; `again` is the id that it had before, and that is free. */
  async unit(
    row: Pick<Insertable<Tables["unit"]>, "confidence" | "origin" | "status">,
    variants: readonly (readonly [language: string, text: string])[],
    again?: number,
  ): Promise<void> {
    const id = again ?? ++this.#unit;
    if (again !== undefined) this.#again.push(again);
    await this.#insert.unit({
      id,
      document_set: this.#documentSet,
      paragraph: this.#paragraph,
      position: this.#units++,
      ...row,
    });
    for (const [language, text] of variants)
      await this.#insert.variant({
        unit: id,
        language,
        text,
        folded: fold(text).text + END,
      });
  }
}

function insertion<T extends keyof Tables>(
  db: Kysely<Tables>,
  table: T,
  columns: readonly (keyof Insertable<Tables[T]> & string)[],
): (row: Insertable<Tables[T]>) => Promise<void> {
  const row = Object.fromEntries(columns.map((column) => [column, null])) as unknown as Insertable<Tables[T]>;
  const compiled = db.insertInto(table).values(row).compile();
  return async (values) => {
    const query: CompiledQuery = { ...compiled, parameters: columns.map((column) => values[column] ?? null) };
    await db.executeQuery(query);
  };
}
