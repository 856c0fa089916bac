/**
 * A server under load, with a memory of UN-like units in SQLite: how fast it answers when asked as much as it can answer, and
 * how long lookups and searches take at a steady rate, alone and beside other work: a TMX file that is downloaded, another process
 * that imports, uploads that are aligned, and all of it at one time. To be run on a machine that does nothing else.
 *
 *   pnpm bench:server [units, 100,000 if left out] [main.ts of the checkout that is measured, this one's if left out]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Cell, writeMeasurement } from "../../docs/measurement.ts";
import { aligning, batching, downloading, importing } from "./beside.ts";
import { type Load, load } from "./load.ts";
import { memoryOf, type Questions } from "./questions.ts";
import { type Command, type Started, started } from "./started.ts";
import { steady } from "./steady.ts";

const count = Number(process.argv[2] ?? 100_000);
const other = process.argv[3];
const main = resolve(other ?? join(import.meta.dirname, "../../../packages/cli/src/main.ts"));
/** How long it is asked as much as it can answer, and at a steady rate. */
const [FLOOD_SECONDS, STEADY_SECONDS] = [10, 30];
const [LOOKUPS_PER_SECOND, SEARCHES_PER_SECOND, CONNECTIONS] = [100, 5, 50];
/** Uploads that are aligned beside all else, and how long they are waited for. */
const [UPLOADS, MAX_UPLOAD_SECONDS] = [10, 180];
const LABELS = ["asked", "a second", "p50, ms", "p99, ms", "longest, ms", "failed", "processor, ms each"];

const folder = await mkdtemp(join(tmpdir(), "sextant-server-"));
const command: Command = { main, data: join(folder, "data") };
const rows: Cell[][] = [];
try {
  const questions = await memoryOf(command, folder, count);
  const server = await started(command);
  try {
    const begun = performance.now();
    await server.ready();
    row("from its address to its being ready, no index kept", { p50: performance.now() - begun });
    await flooded(server, questions);
    await mixed(server, questions);
    const { server: own, background } = server.memory();
    row("memory of the server at most, MB", { p50: own });
    row("memory of its processes in the background at most, MB", { p50: background });
  } finally {
    await server.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
writeMeasurement(
  `server-${count}${other ? "-before" : ""}`,
  "pnpm bench:server",
  LABELS.map((label) => ({ label })),
  rows,
  // The path of another checkout is nobody's business.
  process.argv.slice(2, 3),
);

/** Asks as much as is answered. */
async function flooded({ address, processor }: Started, { lookups, searches }: Questions): Promise<void> {
  const first = performance.now();
  await (await fetch(address + lookups[0])).text();
  row("the first lookup", { p50: performance.now() - first });
  const unmarked = searches.map((path) => path.replace("&mark=fr", ""));
  for (const [name, paths] of [
    ["lookups", lookups],
    ["searches without marks", unmarked],
    ["searches with marks", searches],
  ] as const) {
    const before = processor();
    const found = await load({ address, paths, connections: CONNECTIONS, seconds: FLOOD_SECONDS });
    const each = (1000 * (processor() - before)) / (found.perSecond * FLOOD_SECONDS);
    row(`${name}, as many as are answered`, found, each.toFixed(1));
  }
}

/** Asks at a steady rate, alone and beside other work. */
async function mixed({ address }: Started, { lookups, searches, batch, more }: Questions): Promise<void> {
  const whole = { address, seconds: STEADY_SECONDS };
  /** @param until ends it, where it is waited for */
  const mix = async <T>(name: string, meanwhile: (signal: AbortSignal) => Promise<T>, until?: Promise<unknown>) => {
    const ending = new AbortController();
    const beside = meanwhile(ending.signal);
    // Said when it is waited for.
    beside.catch(() => {});
    const end = until && { until };
    const [looked, searched] = await Promise.all([
      steady({ ...whole, ...end, paths: lookups, connections: CONNECTIONS - 5, rate: LOOKUPS_PER_SECOND }),
      steady({ ...whole, ...end, paths: searches, connections: 5, rate: SEARCHES_PER_SECOND }),
    ]);
    ending.abort();
    row(`${LOOKUPS_PER_SECOND} lookups a second, ${name}`, looked);
    row(`${SEARCHES_PER_SECOND} searches a second, ${name}`, searched);
    return beside;
  };
  await mix("alone", async () => {});
  await mix("while TMX is downloaded", (signal) => downloading(address, signal));
  await mix("while another process imports", (signal) => importing(command, more, signal));
  const { took, failed } = await mix("while batches of 500 are looked up", (signal) =>
    batching(address, batch, signal),
  );
  const batches = { p50: took[took.length >> 1] ?? 0, max: took.at(-1) ?? 0, failed };
  row(`batches of 500, ${took.length} one after the other`, batches);
  const uploads = aligning(address, UPLOADS, MAX_UPLOAD_SECONDS);
  const all = (signal: AbortSignal) => Promise.all([downloading(address, signal), importing(command, more, signal)]);
  await mix("while TMX is downloaded, another process imports and ten uploads are aligned", all, uploads);
  const { aligned, seconds } = await uploads;
  row(`${aligned} of ${UPLOADS} uploads aligned in that time, after ms`, { p50: 1000 * seconds });
}

function row(name: string, { perSecond, p50, p99, max, failed }: Partial<Load>, each = ""): void {
  const cells = [perSecond, p50, p99, max].map((own) => own?.toFixed(0) ?? "");
  rows.push([name, ...cells, failed === undefined ? "" : String(failed), each]);
  console.log((rows.at(-1) as Cell[]).join("\t"));
}
