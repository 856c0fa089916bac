import { type Kysely, sql } from "kysely";
import type { Tables } from "../schema.ts";

/** Tables that this engine has beside those of {@link Tables}. */
type OwnTable = "fuzzy_key";

/** What a column is that is no text. */
const TYPES: Readonly<Partial<Record<keyof Tables | OwnTable, Readonly<Record<string, string>>>>> = {
  memory: { rank: "integer" },
  document_set: { session: "integer", published: "integer" },
  version: { official: "integer" },
  paragraph: { id: "integer", position: "integer", version: "integer", confidence: "double precision" },
  block: { paragraph: "integer", position: "integer" },
  unit: {
    ...{ id: "integer", paragraph: "integer", position: "integer", edition: "integer" },
    version: "integer",
    confidence: "double precision",
  },
  variant: { unit: "integer" },
  phrase_run: { id: "integer", first: "integer", last: "integer", texts: "integer" },
  posting: { run: "integer", units: "bytea" },
  translation: { count: "double precision" },
  not_error: { id: "integer" },
  removal: { rank: "integer" },
  change: { id: "integer", position: "integer", rows: "integer" },
  fuzzy_key: { unit: "integer", length: "integer" },
};
/** What a column is that is handed over as a text. */
const CASTS: Readonly<Record<string, string>> = { elements: "integer[]", signature: "bit(256)" };

/**
 * Inserts rows as an array for each column: a statement of thousands of parameters takes longer to read than to carry out.
 *
 * @param rows values as their columns stand; lists of numbers and bits as PostgreSQL writes them
 */
export async function insertRows(
  db: Kysely<Tables>,
  table: keyof Tables | OwnTable,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const arrays = columns.map(
    (column, at) => sql`${rows.map((row) => row[at])}::${sql.raw(TYPES[table]?.[column] ?? "text")}[]`,
  );
  const values = columns.map((column) => {
    const type = CASTS[column];
    return type ? sql`${sql.ref(column)}::${sql.raw(type)}` : sql.ref(column);
  });
  await sql`insert into ${sql.table(table)} (${names})
    select ${sql.join(values)} from unnest(${sql.join(arrays)}) as given (${names})`.execute(db);
}
