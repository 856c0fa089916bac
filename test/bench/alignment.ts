/**
 * How good the aligner is, and how fast: strict and lax F1 on hand-aligned texts (development-texts.ts), through
 * `sextant align --units` and `sextant score`, as a user would run them.
 *
 *   pnpm bench:alignment [a part of the sets' names]
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cell, writeMeasurement } from "../docs/measurement.ts";
import { type DevelopmentSet, developmentSets, type HandAligned } from "./development-texts.ts";

const MAIN = join(import.meta.dirname, "../../packages/cli/src/main.ts");
const COLUMNS = [
  { label: "set" },
  { label: "texts" },
  { label: "strict F1", decimals: 3 },
  { label: "lax F1", decimals: 3 },
];

const wanted = process.argv[2] ?? "";
const folder = mkdtempSync(join(tmpdir(), "sextant-bench-"));
console.log("set                              texts  strict F1  lax F1   seconds (process start included)");
const measured = developmentSets()
  .filter(({ name }) => name.includes(wanted))
  .map(measuredSet);
rmSync(folder, { recursive: true });
if (measured.length > 0) writeMeasurement("alignment", "pnpm bench:alignment", COLUMNS, measured);

function measuredSet({ name, from, to, texts, isTogether }: DevelopmentSet): Cell[] {
  const files = texts.map(written);
  const started = performance.now();
  for (const run of isTogether ? [files] : files.map((file) => [file])) align(run, from, to);
  const seconds = (performance.now() - started) / 1000;
  if (!isTogether && texts.length > 1 && texts.length < 10)
    for (const [at, file] of files.entries()) report(`  ${texts[at]?.name}`, 1, [file]);
  const { strict, lax } = report(name, texts.length, files, seconds);
  return [name, texts.length, strict.f1, lax.f1];
}

/** The files of a text. */
interface TextFiles {
  readonly units: readonly [source: string, target: string];
  readonly gold: string;
  readonly beads: string;
}

function written({ source, target, gold }: HandAligned, at: number): TextFiles {
  const path = (ending: string): string => join(folder, `${at}.${ending}`);
  const files = { units: [path("source"), path("target")], gold: path("gold"), beads: path("beads") } as const;
  writeFileSync(files.units[0], source.map((unit) => `${unit}\n`).join(""));
  writeFileSync(files.units[1], target.map((unit) => `${unit}\n`).join(""));
  writeFileSync(files.gold, gold.map((bead) => `[${bead.source}]:[${bead.target}]\n`).join(""));
  return files;
}

function align(files: readonly TextFiles[], from: string, to: string): void {
  const units = files.flatMap((file) => file.units);
  const beads = files.map((file) => file.beads);
  const command = [MAIN, "align", "--units", ...units, "--from", from, "--to", to, "--beads", ...beads];
  const { status, stderr } = spawnSync(process.execPath, command);
  if (status !== 0) throw new Error(stderr.toString());
}

function report(name: string, texts: number, files: readonly TextFiles[], seconds?: number) {
  const pairs = files.flatMap(({ gold, beads }) => [gold, beads]);
  const score = JSON.parse(execFileSync(process.execPath, [MAIN, "score", "--json", ...pairs]).toString());
  const { strict, lax } = score as Record<"strict" | "lax", { readonly f1: number }>;
  const figures = `${strict.f1.toFixed(4)}     ${lax.f1.toFixed(4)}   ${seconds?.toFixed(1) ?? ""}`;
  console.log(`${name.padEnd(32)} ${String(texts).padEnd(6)} ${figures}`);
  return { strict, lax };
}
