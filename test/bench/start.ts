/**
 * How long a start takes, compared with an empty process: the best of several runs, from a warm compile cache.
 *
 *   pnpm bench:start [runs, 10 if left out]
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeMeasurement } from "../docs/measurement.ts";

const runs = Number(process.argv[2] ?? 10);
const MAIN = join(import.meta.dirname, "../../packages/cli/src/main.ts");
const folder = mkdtempSync(join(tmpdir(), "sextant-bench-"));
const [french, english] = [join(folder, "a.fr"), join(folder, "a.en")];
writeFileSync(french, "Toute personne a droit à la vie.\n");
writeFileSync(english, "Everyone has the right to life.\n");

const starts: Readonly<Record<string, readonly string[]>> = {
  "an empty process": ["--eval", ""],
  'import "@sextant/core/align"': ["--input-type=module", "--eval", 'await import("@sextant/core/align")'],
  "sextant --help": [MAIN, "--help"],
  "sextant align --units, two sentences": [MAIN, "align", "--units", french, english, "--from", "fr", "--to", "en"],
};
const measured = Object.entries(starts).map(([name, args]) => {
  const times = Array.from({ length: runs + 1 }, () => {
    const started = performance.now();
    execFileSync(process.execPath, args, {
      cwd: import.meta.dirname,
      stdio: "ignore",
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, "cache") },
    });
    return (performance.now() - started) / 1000;
  });
  return [name, Math.min(...times.slice(1))] as const;
});
rmSync(folder, { recursive: true });
const empty = measured[0]?.[1] ?? 0;
const rows = measured.map(([name, seconds]) => [name, seconds, seconds - empty] as const);
for (const [name, seconds, above] of rows) console.log(name.padEnd(40), seconds.toFixed(3), above.toFixed(3));
const COLUMNS = [
  { label: "start" },
  { label: "seconds", decimals: 3 },
  { label: "above an empty process", decimals: 3 },
];
writeMeasurement("start-up", "pnpm bench:start", COLUMNS, rows);
