/**
 * A memory of UN-like units, in SQLite and in a PostgreSQL of its own (with 1 GB of shared buffers, as a server of that
 * size has): TMX read, imported and exported, the first lookup (for which SQLite's index is built), after a correction,
 * after a restart, and those that follow; concordance.
 *
 *   pnpm bench:memory [units, 100,000 if left out] [SQLite or PostgreSQL, both if left out]
 */
import { createReadStream, createWriteStream, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Memory, readTmx, writeTmx } from "@sextant/core";
import { type Cell, writeMeasurement } from "../docs/measurement.ts";
import { startPostgres } from "../setup.ts";
import { generator } from "./generator.ts";

const count = Number(process.argv[2] ?? 100_000);
const only = process.argv[3];
const folder = await mkdtemp(join(tmpdir(), "sextant-bench-"));
const file = join(folder, "bench.tmx");
const [english, french] = [await generator("en", 1), await generator("fr", 2)];
const sample: string[] = [];
/** The rows for the engine that is measured. */
let measured: (readonly Cell[])[] = [];

async function* units() {
  for (let position = 0; position < count; position++) {
    const en = english.text();
    if (position % Math.ceil(count / 400) === 0) sample.push(en);
    yield {
      id: position,
      version: `u${position}-1`,
      documentSet: "bench",
      memory: "main",
      symbol: "bench",
      position,
      paragraph: position,
      role: "text" as const,
      confidence: 1,
      origin: "corrected" as const,
      status: "automatic" as const,
      variants: { en, fr: french.text() },
    };
  }
}

try {
  await pipeline(Readable.from(writeTmx(units(), { languages: ["en", "fr"] })), createWriteStream(file));
  const megabytes = statSync(file).size / 1e6;
  console.log(`${count.toLocaleString("en")} units, en and fr, ${megabytes.toFixed(0)} MB of TMX`);

  await timed("TMX read", count, async () => {
    const units = readTmx(createReadStream(file), console.error);
    while (!(await units.next()).done);
  });
  if (only !== "PostgreSQL") await measure("SQLite", join(folder, "memory.sqlite"));
  if (only !== "SQLite") {
    const postgres = await startPostgres(folder, ["shared_buffers=1GB"]);
    await measure("PostgreSQL", await postgres.database("bench"));
    await postgres.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function timed(name: string, units: number, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1000;
  const speed = `${Math.round(units / seconds).toLocaleString("en")} units a second`;
  // Kilobytes, the largest size of the process so far.
  const most = process.resourceUsage().maxRSS / 1000;
  measured.push([name, `${seconds.toFixed(1)} s`, speed, `${most.toFixed(0)} MB at most so far`]);
  console.log(`${name.padEnd(40)} ${seconds.toFixed(1)} s, ${speed}, ${most.toFixed(0)} MB at most so far`);
}

async function quantiles(
  name: string,
  queries: readonly string[],
  ask: (text: string) => Promise<unknown>,
): Promise<void> {
  const times: number[] = [];
  for (const query of queries) {
    const started = performance.now();
    await ask(query);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] as number).toFixed(2);
  measured.push([name, `p50 ${at(0.5)} ms`, `p95 ${at(0.95)} ms`, `p99 ${at(0.99)} ms`]);
  console.log(`${name.padEnd(40)} p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`);
}

async function measure(engine: string, location: string): Promise<void> {
  console.log(`\n${engine}`);
  let memory = await Memory.open(location);
  await timed("imported", count, () =>
    memory.documentSets.import(
      { id: "bench", symbol: "bench", source: "bench", fingerprint: "bench" },
      readTmx(createReadStream(file), console.error),
    ),
  );
  await timed("exported as TMX", count, () =>
    pipeline(
      Readable.from(writeTmx(memory.units(), { languages: ["en", "fr"] })),
      createWriteStream(join(folder, "out.tmx")),
    ),
  );
  const first = sample[0] as string;
  await timed("first lookup", count, () => memory.lookup(first, { from: "en", to: "fr" }));
  await memory.corrections.make("bench", { action: "confirm", position: 5 });
  await timed("first lookup after a correction", count, () => memory.lookup(first, { from: "en", to: "fr" }));
  await memory.close();
  memory = await Memory.open(location);
  await timed("first lookup after a restart", count, () => memory.lookup(first, { from: "en", to: "fr" }));
  const queries = sample.map((text, at) => (at % 2 === 0 ? english.changed(text) : english.text()));
  await quantiles("lookup", queries, (text) => memory.lookup(text, { from: "en", to: "fr" }));
  await quantiles("concordance", queries, (text) =>
    memory.concordance(text.split(" ").slice(2, 4).join(" "), "en", { limit: 20 }),
  );
  console.log(`process: ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
  await memory.close();
  const labels = [`${engine}, ${count.toLocaleString("en")} units`, "takes", "speed", "memory, or the slowest"];
  const columns = labels.map((label) => ({ label }));
  writeMeasurement(`memory-${engine.toLowerCase()}-${count}`, "pnpm bench:memory", columns, measured);
  measured = [];
}
