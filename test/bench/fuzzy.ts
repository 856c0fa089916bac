/**
 * Fuzzy lookup in process: how long building takes, how much memory, how long a search takes at threshold 70; beside it, up
 * to 200,000 texts, how long two general indexes take on the same texts and queries, and how many of these matches are
 * among their 100 best: a full-text index (SQLite's FTS5, by BM25) and PostgreSQL's trigrams (pg_trgm, a GIN index, at
 * a similarity of 0.5). Half the queries are texts of the memory with one to three words changed, half are new.
 *
 *   pnpm bench:fuzzy [texts, 1,000,000 if left out] [queries, 500]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { FuzzyIndex } from "@sextant/core";
import pg from "pg";
import { startPostgres } from "../setup.ts";
import { generator } from "./generator.ts";

const texts = Number(process.argv[2] ?? 1_000_000);
const queryCount = Number(process.argv[3] ?? 500);
const make = await generator("en", 1);
const sampled: string[] = [];
const all: string[] = [];
const database = new DatabaseSync(":memory:");
database.exec("create virtual table texts using fts5(text, tokenize = 'unicode61'); begin");
const insert = database.prepare("insert into texts (rowid, text) values (?, ?)");
const peers = texts <= 200_000;

const before = process.memoryUsage();
const index = new FuzzyIndex();
let tokens = 0;
let adding = 0;
for (let id = 0; id < texts; id++) {
  const text = make.text();
  if (id % Math.ceil(texts / queryCount) === 0) sampled.push(text);
  tokens += text.split(" ").length;
  if (peers) {
    insert.run(id, text);
    all.push(text);
  }
  const started = performance.now();
  index.put(id, text);
  adding += performance.now() - started;
}
database.exec("commit");
const started = performance.now();
index.search("warm up", 0.7);
const building = performance.now() - started;
globalThis.gc?.();
const after = process.memoryUsage();
const megabytes = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6;
console.log(`${texts.toLocaleString("en")} texts, ${(tokens / texts).toFixed(1)} words each`);
console.log(
  `added in ${(adding / 1000).toFixed(1)} s, built in ${(building / 1000).toFixed(1)} s, ${megabytes.toFixed(0)} MB (process: ${(after.rss / 1e6).toFixed(0)} MB)`,
);

const queries = sampled.map((text, at) => (at % 2 === 0 ? make.changed(text) : make.text()));
for (const query of queries.slice(0, 50)) index.search(query, 0.7);
const found = queries.map((query) => {
  const begun = performance.now();
  const hits = index.search(query, 0.7);
  return { hits, time: performance.now() - begun };
});
report(
  "Sextant",
  found.map(({ time }) => time),
  found.map(({ hits }) => hits.length),
);

if (peers) {
  const ask = database.prepare("select rowid from texts where texts match ? order by rank limit 100");
  await compare("FTS5, 100 best", async (query) => {
    const words =
      [...new Set(query.match(/\p{L}+|\p{N}+/gu) ?? [])].map((word) => `"${word}"`).join(" OR ") || '"none"';
    return (ask.all(words) as { rowid: number }[]).map(({ rowid }) => rowid);
  });

  const folder = await mkdtemp(join(tmpdir(), "sextant-bench-"));
  const server = await startPostgres(folder);
  const client = new pg.Client(await server.database("fuzzy"));
  try {
    await client.connect();
    await client.query("create extension pg_trgm; create table texts (id integer, text text)");
    for (let at = 0; at < all.length; at += 10_000)
      await client.query(
        "insert into texts select $1 + ordinality - 1, text from unnest($2::text[]) with ordinality as t (text)",
        [at, all.slice(at, at + 10_000)],
      );
    await client.query(
      "create index on texts using gin (text gin_trgm_ops); analyze texts; set pg_trgm.similarity_threshold = 0.5",
    );
    await compare("pg_trgm, 100 best", async (query) => {
      const { rows } = await client.query<{ id: number }>(
        "select id from texts where text % $1 order by similarity(text, $1) desc limit 100",
        [query],
      );
      return rows.map(({ id }) => id);
    });
  } finally {
    await client.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Asks another index the same, and counts how many of the matches it finds. */
async function compare(name: string, ask: (query: string) => Promise<number[]>): Promise<void> {
  const times: number[] = [];
  const hits: number[] = [];
  for (const [at, query] of queries.entries()) {
    const begun = performance.now();
    const ids = new Set(await ask(query));
    times.push(performance.now() - begun);
    hits.push((found[at]?.hits ?? []).filter(({ id }) => ids.has(id)).length);
  }
  report(name, times, hits);
}

function report(name: string, times: number[], hits: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] as number).toFixed(2).padStart(8);
  console.log(
    `${name.padEnd(18)} p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  p99 ${at(0.99)} ms  matches found ${hits.reduce((sum, count) => sum + count, 0)}`,
  );
}
