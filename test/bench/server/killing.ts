/**
 * Two servers and two workers on one PostgreSQL, each of the five killed in turn while clients ask, change and upload: what was
 * lost of what had been acknowledged, and for how long readers were not answered.
 *
 *   pnpm bench:killing [kills, 100 if left out] [seed, 1 if left out]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeMeasurement } from "../../docs/measurement.ts";
import { random } from "../../random.ts";
import { killed } from "../../server/killing/round.ts";

const [kills = 100, seed = 1] = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), "sextant-killing-"));
const outcome = await killed(folder, kills, random(seed), (n) => console.error(`${n} of ${kills} killed`));
await rm(folder, { recursive: true, force: true });
for (const loss of outcome.losses) console.error(loss);
const { server = 0, worker = 0, PostgreSQL: database = 0 } = outcome.kills;
const rows = [
  ["servers killed", String(server)],
  ["workers killed", String(worker)],
  ["PostgreSQL killed", String(database)],
  ["writes acknowledged", String(outcome.writes)],
  ["jobs acknowledged", String(outcome.jobs)],
  ["jobs begun a second time", String(outcome.again)],
  ["jobs given up, both of their workers killed", String(outcome.givenUp)],
  ["median of the time for which no reader was answered, ms", outcome.silences[kills >> 1]?.toFixed(0) ?? ""],
  ["longest time for which no reader was answered, ms", outcome.silences.at(-1)?.toFixed(0) ?? ""],
  ["lost, half or double", String(outcome.losses.length)],
];
for (const row of rows) console.log(row.join("\t"));
writeMeasurement("killing", "pnpm bench:killing", [{ label: "what" }, { label: "how many" }], rows);
