/**
 * A server that is asked for an hour as much as it is measured by (`pnpm bench:server`), while every two minutes another process imports and a
 * TMX file is downloaded: how it answers, and whether its memory grows.
 *
 *   pnpm bench:endurance [minutes, 60 if left out] [units, 100,000 if left out] [how many times as much is asked, 1 if left out]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cell, writeMeasurement } from "../../docs/measurement.ts";
import { importInPlace } from "./beside.ts";
import { memoryOf } from "./questions.ts";
import { type Command, started } from "./started.ts";
import { steady } from "./steady.ts";

const [minutes = 60, count = 100_000, times = 1] = process.argv.slice(2).map(Number);
const [lookupsPerSecond, searchesPerSecond] = [100 * times, 5 * times];
/** A line of the table is so long. */
const SECONDS = 120;

const folder = await mkdtemp(join(tmpdir(), "sextant-endurance-"));
const main = join(import.meta.dirname, "../../../packages/cli/src/main.ts");
const command: Command = { main, data: join(folder, "data") };
const rows: Cell[][] = [];
try {
  const { lookups, searches, more } = await memoryOf(command, folder, count);
  const server = await started(command);
  const { address } = server;
  for (let minute = 0; minute < minutes; minute += SECONDS / 60) {
    const [looked, searched] = await Promise.all([
      steady({ address, seconds: SECONDS, connections: 40, paths: lookups, rate: lookupsPerSecond }),
      steady({ address, seconds: SECONDS, connections: 10, paths: searches, rate: searchesPerSecond }),
      importInPlace(command, more[(minute / 2) % 2] as string),
      downloaded(address),
    ]);
    const figures = [looked.perSecond, looked.p50, looked.p99, searched.perSecond, searched.p50, searched.p99];
    const rest = [looked.failed + searched.failed, server.memoryNow()];
    rows.push([`minute ${minute + SECONDS / 60}`, ...[...figures, ...rest].map((figure) => figure.toFixed(0))]);
    console.log((rows.at(-1) as Cell[]).join("\t"));
  }
  await server.stop();
} finally {
  await rm(folder, { recursive: true, force: true });
}
/** Downloads the whole memory as TMX. */
async function downloaded(address: string): Promise<void> {
  const { body } = await fetch(`${address}/api/export?languages=en,fr`);
  for await (const _ of body ?? []);
}

const labels = ["until", "lookups a second", "p50, ms", "p99, ms", "searches a second", "p50, ms", "p99, ms"];
const columns = [...labels, "failed", "memory, MB"].map((label) => ({ label }));
writeMeasurement("server-endurance", "pnpm bench:endurance", columns, rows);
