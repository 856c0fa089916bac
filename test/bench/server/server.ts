/**
 * A server under load, with a memory of UN-like units in SQLite: how fast it answers when asked as much as it can answer, and
 * how long lookups and searches take at a steady rate, alone and beside other work: a TMX file that is downloaded, another process
 * that imports, uploads that are aligned, and all of it at one time. To be run on a machine that does nothing else.
 *
 *   pnpm bench:server [units, 100,000 if left out] [main.ts of the checkout that is measured, this one's if left out]
 */
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Cell, writeMeasurement } from "../../docs/measurement.ts";
import { corpus } from "../../setup.ts";
import { generator } from "../generator.ts";
import { type Load, load } from "./load.ts";
import { type Command, run, type Started, started } from "./started.ts";

const count = Number(process.argv[2] ?? 100_000);
const other = process.argv[3];
const main = resolve(other ?? join(import.meta.dirname, "../../../packages/cli/src/main.ts"));
const SECONDS = 12;
const UPLOADS = 10;
const IMPORTED = 20_000;

const folder = await mkdtemp(join(tmpdir(), "sextant-server-"));
const command: Command = { main, data: join(folder, "data") };
const [english, french] = [await generator("en", 1), await generator("fr", 2)];
const rows: Cell[][] = [];
const texts: string[] = [];
let imports = 0;

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
  ["asked", "a second", "p50, ms", "p99, ms", "longest, ms", "failed", "processor, ms each"].map((label) => ({
    label,
  })),
  rows,
);

async function measure({ address, memory, processor }: Started): Promise<void> {
  const lookups = texts.map((text) => `/api/lookup?source=en&target=fr&text=${encodeURIComponent(text)}`);
  const searches = texts.map((text) => {
    const phrase = text.split(" ").slice(2, 4).join(" ");
    return `/api/search?language=en&mark=fr&limit=50&after=0&q=${encodeURIComponent(phrase)}`;
  });
  const whole = { address, connections: 50, seconds: SECONDS };
  const first = performance.now();
  await fetch(address + lookups[0]);
  rows.push(["the first lookup", "", (performance.now() - first).toFixed(0), "", "", "", ""]);
  const alone = async (name: string, paths: readonly string[]): Promise<void> => {
    const before = processor();
    const found = await load({ ...whole, paths });
    say(name, found, ((1000 * (processor() - before)) / (found.perSecond * SECONDS)).toFixed(1));
  };
  await alone("lookups, as many as are answered", lookups);
  await alone(
    "searches without marks, as many as are answered",
    searches.map((path) => path.replace("&mark=fr", "")),
  );
  await alone("searches with marks, as many as are answered", searches);
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
  await mix("while TMX is downloaded", (signal) => download(address, signal));
  await mix("while another process imports", importing);
  await mix("while TMX is downloaded, another process imports and ten uploads are aligned", async (signal) => {
    await Promise.all([download(address, signal), importing(signal), upload(address)]);
  });
  rows.push(["uploads aligned in that time", "", String(await alignedUploads(address)), "", "", "", ""]);
  const batch = JSON.stringify({ texts: texts.slice(0, 500), source: "en", target: "fr" });
  const took: number[] = [];
  await mix("while batches of 500 are looked up", async (signal) => {
    const headers = { "Content-Type": "application/json" };
    while (!signal.aborted) {
      const begun = performance.now();
      await (await fetch(`${address}/api/lookup`, { method: "POST", body: batch, headers, signal })).text();
      took.push(performance.now() - begun);
    }
  });
  took.sort((a, b) => a - b);
  const [median, longest] = [took[took.length >> 1], took.at(-1)].map((own) => own?.toFixed(0) ?? "");
  rows.push([`batches of 500, ${took.length} one after the other`, "", median ?? "", "", longest ?? "", "", ""]);
  rows.push(["memory of the server at most, MB", "", memory().toFixed(0), "", "", "", ""]);
}

/** Downloads the whole memory as TMX, again and again, in a process of its own: what takes the time here would be its reading. */
async function download(address: string, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [
    join(import.meta.dirname, "downloading.ts"),
    `${address}/api/export?languages=en,fr`,
  ]);
  signal.addEventListener("abort", () => child.kill("SIGKILL"));
  await new Promise((resolve) => child.once("exit", resolve));
}

/** Imports a file in a process of its own, again and again: each time under another id. */
async function importing(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) await run(command, ["import", join(folder, "more.tsv"), "--id", `more-${imports++}`]);
}

/** Uploads a resolution in six languages, so that it waits to be aligned so many times. */
async function upload(address: string): Promise<void> {
  const names = (await readdir(corpus("A-RES-67-189"))).filter((name) => name.endsWith(".txt"));
  const files = await Promise.all(
    names.map(async (name) => new File([await readFile(join(corpus("A-RES-67-189"), name))], name)),
  );
  for (let at = 0; at < UPLOADS; at++) {
    const form = new FormData();
    form.append("id", `upload-${at}`);
    for (const file of files) form.append("file", file);
    const { status } = await fetch(`${address}/api/jobs/align`, { method: "POST", body: form });
    if (status !== 202) throw new Error(`an upload was answered with ${status}`);
  }
}

async function alignedUploads(address: string): Promise<number> {
  const jobs = (await (await fetch(`${address}/api/jobs`)).json()) as { readonly state: string }[];
  return jobs.filter(({ state }) => state === "done").length;
}

function say(name: string, { perSecond, p50, p99, max, failed }: Load, each = ""): void {
  rows.push([name, perSecond.toFixed(0), String(p50), String(p99), max.toFixed(0), String(failed), each]);
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
