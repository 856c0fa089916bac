import { CompiledQuery, type Kysely, type PostgresPool, type PostgresPoolClient, sql } from "kysely";
import type { Connection, Pool, PoolClient, Submittable } from "pg";
import type { Tables } from "../schema.ts";

/** Tables that this engine has beside those of {@link Tables}. */
type OwnTable = "fuzzy_key";

/** Rows as PostgreSQL's `copy` takes them, in its text format. */
export class CopiedRows {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** @param rows numbers, texts, bytes and null; lists of numbers and bits as PostgreSQL writes them */
  static of(rows: readonly (readonly unknown[])[]): CopiedRows {
    let text = "";
    for (const row of rows) {
      for (let at = 0; at < row.length; at++) text += (at === 0 ? "" : "\t") + copied(row[at]);
      text += "\n";
    }
    return new CopiedRows(Buffer.from(text));
  }
}

const ESCAPED: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function copied(value: unknown): string {
  if (value === null || value === undefined) return "\\N";
  if (value instanceof Uint8Array)
    return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}`;
  return String(value).replace(/[\\\t\n\r]/g, (sign) => ESCAPED[sign] as string);
}

/**
 * Inserts rows by `copy … from stdin`: neither the driver nor the database has parameters to take apart. The connections of `db` are
 * those of {@link copyingPool}.
 *
 * @param columns in the order of the rows' values
 */
export async function copyRows(
  db: Kysely<Tables>,
  table: keyof Tables | OwnTable,
  columns: readonly string[],
  rows: CopiedRows,
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const statement = sql`copy ${sql.table(table)} (${names}) from stdin`.compile(db);
  await db.executeQuery(CompiledQuery.raw(statement.sql, [rows]));
}

/** A pool for Kysely: a statement whose parameter is {@link CopiedRows} is a `copy` of them, in the transaction that it belongs to. */
export function copyingPool(pool: Pool): PostgresPool {
  return {
    connect: async () => copyingClient(await pool.connect()),
    end: () => pool.end(),
    options: pool.options,
  };
}

function copyingClient(client: PoolClient): PostgresPoolClient {
  const query = async (text: unknown, parameters?: readonly unknown[]) => {
    const [rows] = parameters ?? [];
    if (!(rows instanceof CopiedRows)) return client.query(text as string, parameters as unknown[]);
    const copy = new Copy(text as string, rows.bytes);
    client.query(copy);
    await copy.done;
    return { command: "COPY", rowCount: 0, rows: [] };
  };
  // Kysely's type has an overload for cursors, which are not asked for.
  return { query: query as unknown as PostgresPoolClient["query"], release: (destroy) => client.release(destroy) };
}

/** Methods of the driver's connection that its types leave out. */
interface CopyingConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** A `copy … from stdin`. The driver calls its methods as the database answers. */
class Copy implements Submittable {
  readonly #statement: string;
  readonly #bytes: Uint8Array;
  readonly #settled = Promise.withResolvers<void>();

  constructor(statement: string, bytes: Uint8Array) {
    this.#statement = statement;
    this.#bytes = bytes;
  }

  /** Settles when the database is ready for what is next. */
  get done(): Promise<void> {
    return this.#settled.promise;
  }

  submit(connection: Connection): void {
    connection.query(this.#statement);
  }

  handleCopyInResponse(connection: CopyingConnection): void {
    connection.sendCopyFromChunk(Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength));
    connection.endCopyFrom();
  }

  handleError(error: Error): void {
    this.#settled.reject(error);
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#settled.resolve();
  }
}
