/**
 * A server under load, with a memory of UN-like units in SQLite: how fast it answers when asked as much as it can answer, and
 * how long lookups and searches take at a steady rate, alone, while a TMX file is downloaded and while another process imports.
 *
 *   pnpm bench:server [units, 100,000 if left out] [main.ts of the checkout that is measured, this one's if left out]
 */
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Cell, writeMeasurement } from "../../docs/measurement.ts";
import { generator } from "../generator.ts";
import { type Load, load } from "./load.ts";
import { type Command, run, type Started, started } from "./started.ts";

const count = Number(process.argv[2] ?? 100_000);
const other = process.argv[3];
const main = resolve(other ?? join(import.meta.dirname, "../../../packages/cli/src/main.ts"));
const SECONDS = 12;
const IMPORTED = 20_000;

const folder = await mkdtemp(join(tmpdir(), "sextant-server-"));
const command: Command = { main, data: join(folder, "data") };
const [english, french] = [await generator("en", 1), await generator("fr", 2)];
const rows: Cell[][] = [];
const texts: string[] = [];

await tsv(join(folder, "bench.tsv"), count);
await tsv(join(folder, "more.tsv"), IMPORTED);
await run(command, ["import", join(folder, "bench.tsv")]);
const server = await started(command);
try {
  await measure(server);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
// The path of another checkout is nobody's business.
process.argv.splice(3);
writeMeasurement(
  `server-${count}${other ? "-before" : ""}`,
  "pnpm bench:server",
  ["asked", "a second", "p50, ms", "p99, ms", "longest, ms", "failed"].map((label) => ({ label })),
  rows,
);

async function measure({ address, memory }: Started): Promise<void> {
  const lookups = texts.map((text) => `/api/lookup?source=en&target=fr&text=${encodeURIComponent(text)}`);
  const searches = texts.map((text) => {
    const phrase = text.split(" ").slice(2, 4).join(" ");
    return `/api/search?language=en&mark=fr&limit=50&after=0&q=${encodeURIComponent(phrase)}`;
  });
  const whole = { address, connections: 50, seconds: SECONDS };
  const first = performance.now();
  await fetch(address + lookups[0]);
  rows.push(["the first lookup", "", (performance.now() - first).toFixed(0), "", "", ""]);
  say("lookups, as many as are answered", await load({ ...whole, paths: lookups }));
  say("searches with marks, as many as are answered", await load({ ...whole, paths: searches }));
  const mix = async (name: string, meanwhile: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    const ending = new AbortController();
    const beside = meanwhile(ending.signal).catch((error: Error) => {
      if (!ending.signal.aborted) console.error(`${name}: ${error.message}`);
    });
    const [looked, searched] = await Promise.all([
      load({ address, paths: lookups, connections: 45, seconds: SECONDS, rate: 100 }),
      load({ address, paths: searches, connections: 5, seconds: SECONDS, rate: 5 }),
    ]);
    ending.abort();
    await beside;
    say(`100 lookups a second, ${name}`, looked);
    say(`5 searches a second, ${name}`, searched);
  };
  await mix("alone", async () => {});
  await mix("while TMX is downloaded", async (signal) => {
    const { id } = ((await (await fetch(`${address}/api/document-sets`)).json()) as { id: string }[])[0] as {
      id: string;
    };
    while (!signal.aborted) {
      const response = await fetch(`${address}/api/document-sets/${id}/tmx`, { signal });
      for await (const _ of response.body ?? []);
    }
  });
  await mix("while another process imports", async (signal) => {
    for (let at = 0; !signal.aborted; at++)
      await run(command, ["import", join(folder, "more.tsv"), "--id", `more-${at}`]);
  });
  const batch = JSON.stringify({ texts: texts.slice(0, 500), source: "en", target: "fr" });
  await mix("while batches of 500 are looked up", async (signal) => {
    const headers = { "Content-Type": "application/json" };
    while (!signal.aborted) {
      const begun = performance.now();
      await (await fetch(`${address}/api/lookup`, { method: "POST", body: batch, headers, signal })).text();
      rows.push(["a batch of 500", "", (performance.now() - begun).toFixed(0), "", "", ""]);
    }
  });
  rows.push(["memory of the server, MB", "", memory().toFixed(0), "", "", ""]);
}

function say(name: string, { perSecond, p50, p99, max, failed }: Load): void {
  rows.push([name, perSecond.toFixed(0), String(p50), String(p99), max.toFixed(0), String(failed)]);
  console.log((rows.at(-1) as Cell[]).join("\t"));
}

async function tsv(file: string, units: number): Promise<void> {
  await pipeline(Readable.from(lines(units)), createWriteStream(file));
}

function* lines(units: number): Generator<string> {
  yield "en\tfr\n";
  for (let at = 0; at < units; at++) {
    const en = english.text();
    if (texts.length < 600 && at % Math.ceil(count / 600) === 0) texts.push(at % 2 === 0 ? en : english.changed(en));
    yield `${en.replace(/\s/g, " ")}\t${french.text().replace(/\s/g, " ")}\n`;
  }
}
