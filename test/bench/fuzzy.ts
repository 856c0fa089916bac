/**
 * Fuzzy lookup in process: how long building takes, how much memory, how long a search takes at threshold 70; beside it, up
 * to 200,000 texts, how long others take on the same texts and queries, and how many of these matches are among their 100
 * best: a full-text index (SQLite's FTS5, by BM25), PostgreSQL's trigrams (pg_trgm), and, where Debian's package of it is
 * installed, OmegaT's own matcher. Half the queries are texts with one to three words changed, half are new.
 *
 *   pnpm bench:fuzzy [texts, 1,000,000 if left out] [queries, 500] [folder of LibreOffice's help, for real texts]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FuzzyIndex } from "../../packages/core/src/memory/similarity/fuzzy-index.ts";
import { type Cell, writeMeasurement } from "../docs/measurement.ts";
import { generator } from "./generator.ts";
import { helpText } from "./help-text.ts";
import { askOmegat, hasOmegat } from "./omegat.ts";
import { type Answer, askFts5, askPgTrgm } from "./peers.ts";

const most = Number(process.argv[2] ?? 1_000_000);
const queryCount = Number(process.argv[3] ?? 500);
const help = process.argv[4];
/** The most texts that other tools are asked about. */
const MAX_ASKED_TEXTS = 200_000;
const BEST = 100;

const make = await generator("en", 1);
const real = help ? await realTexts(help) : undefined;
const count = Math.min(most, real?.length ?? most);
const kept: string[] = [];
const measured: (readonly Cell[])[] = [];
const sampled: string[] = [];

const before = process.memoryUsage();
const index = new FuzzyIndex();
let words = 0;
let adding = 0;
for (let id = 0; id < count; id++) {
  const text = real?.[id] ?? make.text();
  if (id % Math.ceil(count / queryCount) === 0) sampled.push(text);
  words += text.split(" ").length;
  if (count <= MAX_ASKED_TEXTS) kept.push(text);
  const started = performance.now();
  index.put(id, text);
  adding += performance.now() - started;
}
const started = performance.now();
index.search("warm up", 0.7);
const building = performance.now() - started;
globalThis.gc?.();
const after = process.memoryUsage();
const megabytes = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6;
console.log(`${count.toLocaleString("en")} texts, ${(words / count).toFixed(1)} words each`);
console.log(
  `added in ${(adding / 1000).toFixed(1)} s, built in ${(building / 1000).toFixed(1)} s, ${megabytes.toFixed(0)} MB (process: ${(after.rss / 1e6).toFixed(0)} MB)`,
);

// Of real texts, those that are left over are new.
const fresh = real?.slice(count).filter((_, at) => at % 97 === 0) ?? [];
const queries = sampled.map((text, at) => (at % 2 === 0 ? make.changed(text) : (fresh.shift() ?? make.text())));
for (const query of queries.slice(0, 50)) index.search(query, 0.7);
const found = queries.map((query) => {
  const begun = performance.now();
  const hits = index.search(query, 0.7);
  return { time: performance.now() - begun, texts: hits.map(({ id }) => id) };
});
report("Sextant", found);

if (count <= MAX_ASKED_TEXTS) {
  const folder = await mkdtemp(join(tmpdir(), "sextant-bench-"));
  try {
    report(`FTS5, ${BEST} best`, await askFts5(kept, queries, BEST));
    report(`pg_trgm, ${BEST} best`, await askPgTrgm(kept, queries, BEST, folder));
    if (hasOmegat) report(`OmegaT, ${BEST} best`, await askOmegat(kept, queries, BEST, join(folder, "omegat")));
    else console.log("OmegaT is not here: apt-get install omegat");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const COLUMNS = [
  { label: `${count.toLocaleString("en")} texts${real ? " of LibreOffice's help" : ""}` },
  { label: "p50, ms", decimals: 2 },
  { label: "p95, ms", decimals: 2 },
  { label: "p99, ms", decimals: 2 },
  { label: "matches found" },
];
writeMeasurement(`fuzzy${real ? "-help" : ""}-${count}`, "pnpm bench:fuzzy", COLUMNS, measured);

/** The different English paragraphs of LibreOffice's help. */
async function realTexts(folder: string): Promise<string[]> {
  const pages = await helpText(folder, ["en"]);
  return [...new Set(pages.flatMap(({ paragraphs }) => [...paragraphs.values()].map(({ en }) => en as string)))];
}

/** Reports how long answers took, and how many of the matches they hold. */
function report(name: string, answers: readonly Answer[]): void {
  const times = answers.map(({ time }) => time).sort((a, b) => a - b);
  const quantile = (share: number): number => times[Math.floor(times.length * share)] as number;
  const at = (share: number): string => quantile(share).toFixed(2).padStart(8);
  let [hits, all] = [0, 0];
  for (const [query, { texts }] of answers.entries()) {
    const own = new Set(texts);
    const right = found[query]?.texts ?? [];
    hits += right.filter((id) => own.has(id)).length;
    all += right.length;
  }
  const share = `${hits.toLocaleString("en")} of ${all.toLocaleString("en")}`;
  measured.push([name, quantile(0.5), quantile(0.95), quantile(0.99), share]);
  const quantiles = `p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  p99 ${at(0.99)} ms`;
  console.log(`${name.padEnd(18)} ${quantiles}  matches found ${hits} of ${all}`);
}
