/**
 * Fuzzy lookup in process: how long building takes, how much memory, how long a search takes at threshold 70, and what a
 * full-text index (SQLite's FTS5, its 100 best by BM25, measured by the same distance) takes and finds on the same texts
 * and queries. Half the queries are texts of the memory with one to three words changed, half are new.
 *
 *   pnpm bench:fuzzy [texts, 1,000,000 if left out] [queries, 500]
 */
import { DatabaseSync } from "node:sqlite";
import { FuzzyIndex } from "@sextant/core";
import { generator } from "./generator.ts";

const texts = Number(process.argv[2] ?? 1_000_000);
const queryCount = Number(process.argv[3] ?? 500);
const make = await generator("en", 1);
const sampled: string[] = [];
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
  if (peers) insert.run(id, text);
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
  const answers = queries.map((query, at) => {
    const begun = performance.now();
    const words =
      [...new Set(query.match(/\p{L}+|\p{N}+/gu) ?? [])].map((word) => `"${word}"`).join(" OR ") || '"none"';
    const ids = new Set((ask.all(words) as { rowid: number }[]).map(({ rowid }) => rowid));
    const time = performance.now() - begun;
    return { time, hits: (found[at]?.hits ?? []).filter(({ id }) => ids.has(id)).length };
  });
  report(
    "FTS5, 100 best",
    answers.map(({ time }) => time),
    answers.map(({ hits }) => hits),
  );
}

function report(name: string, times: number[], hits: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] as number).toFixed(2).padStart(8);
  console.log(
    `${name.padEnd(16)} p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  p99 ${at(0.99)} ms  matches found ${hits.reduce((sum, count) => sum + count, 0)}`,
  );
}
