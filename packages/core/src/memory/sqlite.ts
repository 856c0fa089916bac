import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { SqliteDialect } from "kysely";

/** Statements that are kept ready. */
const MOST_STATEMENTS = 200;

/**
 * Kysely's SQLite dialect on Node's own SQLite: one file, write-ahead log, foreign keys kept.
 *
 * @param file a path, or `:memory:`
 */
export function sqliteDialect(file: string): SqliteDialect {
  const database = new DatabaseSync(file, { timeout: 5000 });
  database.exec("pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on;");
  const statements = new Map<string, StatementSync>();
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare(text) {
        let statement = statements.get(text);
        if (!statement) {
          if (statements.size >= MOST_STATEMENTS) statements.clear();
          statement = database.prepare(text);
          statements.set(text, statement);
        }
        const values = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[];
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => statement.all(...values(parameters)),
          run: (parameters) => statement.run(...values(parameters)),
          iterate: (parameters) => statement.iterate(...values(parameters)),
        };
      },
    },
  });
}
