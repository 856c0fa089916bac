/**
 * Kills, races and power cuts: rounds of each kind of work on both engines, and what was lost.
 *
 *   pnpm bench:durability [rounds of each kind and ending, 7 if left out] [seed, 1 if left out]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KINDS, type KindName } from "../cli/durability/kinds.ts";
import { ENDINGS, round } from "../cli/durability/rounds.ts";
import { ENGINES, openWorlds } from "../cli/durability/worlds.ts";
import { type Cell, writeMeasurement } from "../docs/measurement.ts";
import { random } from "../random.ts";

const [rounds = 7, seed = 1] = process.argv.slice(2).map(Number);
const columns = ENGINES.flatMap((engine) => ENDINGS.map((ending) => ({ engine, ending })));
const kinds = Object.keys(KINDS) as KindName[];
/** Of each kind: rounds of each column, and losses. */
const counts = new Map<string, number[]>([...kinds, "all"].map((kind) => [kind, Array(columns.length + 1).fill(0)]));
const count = (kind: KindName, at: number): void => {
  for (const own of [counts.get(kind), counts.get("all")]) if (own) own[at] = (own[at] ?? 0) + 1;
};

const folder = await mkdtemp(join(tmpdir(), "sextant-durability-"));
const worlds = await openWorlds(folder);
for (let n = seed; n < seed + rounds; n++) {
  for (const kind of kinds)
    for (const [at, { engine, ending }] of columns.entries()) {
      const problems = await round(worlds[engine], kind, ending, random(n));
      count(kind, at);
      if (problems.length > 0) count(kind, columns.length);
      for (const problem of problems) console.error(`${engine}, ${kind}, ${ending}, seed ${n}: ${problem}`);
    }
  // After each pass: what is broken off has measured what it has.
  const labels = columns.map(({ engine, ending }) => ({ label: `${engine}: ${ending}s` }));
  const rows = [...counts].map(([kind, own]): Cell[] => [kind, ...own]);
  writeMeasurement(
    "durability",
    "pnpm bench:durability",
    [{ label: "interrupted" }, ...labels, { label: "losses" }],
    rows,
  );
  console.log(`seed ${n}: ${counts.get("all")?.join(", ")}`);
}
for (const engine of ENGINES) await worlds[engine].close();
await rm(folder, { recursive: true, force: true });
