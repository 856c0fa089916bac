import { type CompiledQuery, type Insertable, type Kysely, sql } from "kysely";
import { fold } from "./normal.ts";
import type { Tables } from "./schema.ts";
import { END } from "./trigrams.ts";

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
  #paragraphs = 0;
  #units = 0;

  private constructor(db: Kysely<Tables>, documentSet: string, paragraph: number, unit: number) {
    this.#db = db;
    this.#documentSet = documentSet;
    this.#before = unit;
    this.#paragraph = paragraph;
    this.#unit = unit;
    this.#insert = {
      paragraph: insertion(db, "paragraph", [
        "id",
        "document_set",
        "position",
        "role",
        "number",
        "confidence",
        "origin",
      ]),
      block: insertion(db, "block", ["paragraph", "language", "position", "number", "text", "marks"]),
      unit: insertion(db, "unit", ["id", "document_set", "paragraph", "position", "confidence", "origin"]),
      variant: insertion(db, "variant", ["unit", "language", "text", "folded"]),
    };
  }

  /** @param db the transaction; it alone writes until it ends, so that ids can be counted up here */
  static async begin(db: Kysely<Tables>, documentSet: string): Promise<Writer> {
    const { id: paragraph } = await db
      .selectFrom("paragraph")
      .select(sql<number>`coalesce(max(id), 0)`.as("id"))
      .executeTakeFirstOrThrow();
    const { id: unit } = await db
      .selectFrom("unit")
      .select(sql<number>`coalesce(max(id), 0)`.as("id"))
      .executeTakeFirstOrThrow();
    return new Writer(db, documentSet, Number(paragraph), Number(unit));
  }

  /** To be called when all is written, once. */
  async end(): Promise<void> {
    await sql`insert into trigram (rowid, folded) select rowid, folded from variant where unit > ${this.#before}`.execute(
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

  /** Writes a unit of the last paragraph. */
  async unit(
    row: Pick<Insertable<Tables["unit"]>, "confidence" | "origin">,
    variants: readonly (readonly [language: string, text: string])[],
  ): Promise<void> {
    const id = ++this.#unit;
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
