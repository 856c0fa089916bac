/**
 * How good the aligner is, and how fast: strict and lax F1 on hand-aligned texts, through `sextant align --units` and
 * `sextant score`, as a user would run them.
 *
 *   pnpm bench:alignment
 *
 * The texts (Text+Berg and MAC, development parts) are not part of the project; they are looked for in
 * $SEXTANT_ALIGNMENT_DATA, or ../shared/data/alignment.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cell, writeMeasurement } from "../docs/measurement.ts";

const ROOT = join(import.meta.dirname, "../..");
const DATA = process.env.SEXTANT_ALIGNMENT_DATA ?? join(ROOT, "../shared/data/alignment");
const MAIN = join(ROOT, "packages/cli/src/main.ts");
const SETS = [
  { name: "text-berg-dev", from: "de", to: "fr" },
  { name: "mac-dev", from: "zh", to: "en" },
] as const;

const measured: (readonly Cell[])[] = [];
const out = mkdtempSync(join(tmpdir(), "sextant-bench-"));
console.log("set            documents   strict F1  lax F1   seconds (process start included)");
for (const { name, from, to } of SETS) {
  const folder = join(DATA, name);
  if (!existsSync(folder)) {
    console.log(`${name.padEnd(14)} not here: ${folder}`);
    continue;
  }
  const documents = readdirSync(folder)
    .filter((file) => file.endsWith(".gold"))
    .map((file) => file.slice(0, -".gold".length))
    .sort();
  const alone: string[] = [];
  let seconds = 0;
  for (const document of documents) {
    const beads = join(out, `${name}-${document}.beads`);
    seconds += align([document], [beads]);
    const pair = [join(folder, `${document}.gold`), beads];
    alone.push(...pair);
    if (documents.length > 1) report(`  ${document}`, "alone", pair);
  }
  report(name, "each alone", alone, seconds);
  if (documents.length > 1) {
    const beads = documents.map((document) => join(out, `${name}-${document}.pooled`));
    const took = align(documents, beads);
    report(
      name,
      "together",
      documents.flatMap((document, at) => [join(folder, `${document}.gold`), beads[at] as string]),
      took,
    );
  }

  function align(names: readonly string[], beads: readonly string[]): number {
    const files = names.flatMap((document) => [join(folder, `${document}.src`), join(folder, `${document}.tgt`)]);
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [
      MAIN,
      "align",
      "--units",
      ...files,
      "--from",
      from,
      "--to",
      to,
      "--beads",
      ...beads,
    ]);
    if (status !== 0) throw new Error(stderr.toString());
    return (performance.now() - started) / 1000;
  }
}
rmSync(out, { recursive: true });
const COLUMNS = [
  { label: "set" },
  { label: "documents" },
  { label: "strict F1", decimals: 3 },
  { label: "lax F1", decimals: 3 },
];
if (measured.length > 0) writeMeasurement("alignment", "pnpm bench:alignment", COLUMNS, measured);

function report(name: string, what: string, pairs: readonly string[], seconds?: number): void {
  const { strict, lax } = JSON.parse(execFileSync(process.execPath, [MAIN, "score", "--json", ...pairs]).toString());
  if (seconds !== undefined) measured.push([name + (what === "together" ? ", together" : ""), what, strict.f1, lax.f1]);
  console.log(
    `${name.padEnd(14)} ${what.padEnd(11)} ${strict.f1.toFixed(4)}     ${lax.f1.toFixed(4)}   ${seconds?.toFixed(1) ?? ""}`,
  );
}
