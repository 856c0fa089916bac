import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { startPostgres } from "../setup.ts";

/** The answer of another tool to a query. */
export interface Answer {
  /** Milliseconds. */
  readonly time: number;
  /** Indices of the texts that it offers. */
  readonly texts: readonly number[];
}

/** Asks a full-text index, SQLite's FTS5: texts that share words, ranked by BM25. */
export async function askFts5(texts: readonly string[], queries: readonly string[], limit: number): Promise<Answer[]> {
  const database = new DatabaseSync(":memory:");
  database.exec("create virtual table texts using fts5(text, tokenize = 'unicode61'); begin");
  const insert = database.prepare("insert into texts (rowid, text) values (?, ?)");
  for (const [at, text] of texts.entries()) insert.run(at, text);
  database.exec("commit");
  const ask = database.prepare(`select rowid from texts where texts match ? order by rank limit ${limit}`);
  return timed(queries, (query) => {
    const words = [...new Set(query.match(/\p{L}+|\p{N}+/gu) ?? [])].map((word) => `"${word}"`).join(" OR ");
    return Promise.resolve(ask.all(words || '"none"').map(({ rowid }) => rowid as number));
  });
}

/**
 * Asks PostgreSQL's trigrams, pg_trgm, with a GIN index, at a similarity of 0.5.
 *
 * @param folder an empty one for its server
 */
export async function askPgTrgm(
  texts: readonly string[],
  queries: readonly string[],
  limit: number,
  folder: string,
): Promise<Answer[]> {
  const server = await startPostgres(folder);
  const client = new pg.Client(await server.database("fuzzy"));
  try {
    await client.connect();
    await client.query("create extension pg_trgm; create table texts (id integer, text text)");
    for (let at = 0; at < texts.length; at += 10_000)
      await client.query(
        "insert into texts select $1 + ordinality - 1, text from unnest($2::text[]) with ordinality as t (text)",
        [at, texts.slice(at, at + 10_000)],
      );
    await client.query(
      "create index on texts using gin (text gin_trgm_ops); analyze texts; set pg_trgm.similarity_threshold = 0.5",
    );
    return await timed(queries, async (query) => {
      const { rows } = await client.query<{ id: number }>(
        `select id from texts where text % $1 order by similarity(text, $1) desc limit ${limit}`,
        [query],
      );
      return rows.map(({ id }) => id);
    });
  } finally {
    await client.end();
    await server.stop();
  }
}

async function timed(queries: readonly string[], ask: (query: string) => Promise<number[]>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const query of queries) {
    const begun = performance.now();
    const texts = await ask(query);
    answers.push({ time: performance.now() - begun, texts });
  }
  return answers;
}
