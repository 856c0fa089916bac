/**
 * Writes the figures of the documents from docs/measurements, or says which are not as measured:
 *
 *   pnpm docs:figures [--check]
 *
 * A document holds `<!-- table NAME -->…<!-- end -->`, the whole table, and in a line
 * `<!-- figure NAME › ROW › COLUMN -->…<!-- end -->`, one cell of it; `<!-- settings -->…<!-- end -->` is the table of settings.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { SETTINGS } from "@sextant/core/config";
import { type Cell, type Column, type Measurement, readMeasurement } from "./measurement.ts";

const ROOT = join(import.meta.dirname, "../..");

/** The documents that may hold figures, as paths from the root. */
export const DOCUMENTS = [
  ...readdirSync(ROOT).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
  ...readdirSync(join(ROOT, "packages")).flatMap((folder) =>
    readdirSync(join(ROOT, "packages", folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => join("packages", folder, name)),
  ),
].sort();

const MARKED = /(<!-- (table|figure|settings)(?: ([^>]*?))? -->)[\s\S]*?(<!-- end -->)/g;

/** A document with every figure as it was measured. @throws {Error} for a mark that names nothing */
export function withFigures(document: string): string {
  return document.replace(MARKED, (_, begin: string, kind: string, name = "", end: string) => {
    if (kind === "figure") return `${begin}${figure(name)}${end}`;
    return `${begin}\n\n${kind === "settings" ? settingsTable() : table(readMeasurement(name))}\n\n${end}`;
  });
}

function figure(path: string): string {
  const [name = "", row, column] = path.split(" › ");
  const { columns, rows } = readMeasurement(name);
  const at = columns.findIndex(({ label }) => label === column);
  const cell = rows.find(([first]) => first === row)?.[at];
  if (cell === undefined) throw new Error(`no figure is at ${path}`);
  return shown(cell, columns[at]);
}

function table({ command, machine, commit, columns, rows }: Measurement): string {
  const measured = `\`${command}\`; ${machine}${commit ? `; commit ${commit}` : ""}`;
  const shownAt = (cell: Cell, at: number): string => shown(cell, columns[at]);
  const lines = [columns.map(({ label }) => label), columns.map(() => "---"), ...rows.map((row) => row.map(shownAt))];
  return [...lines.map((cells) => `| ${cells.join(" | ")} |`), "", measured].join("\n");
}

function shown(cell: Cell, column: Column | undefined): string {
  if (typeof cell === "string") return cell;
  if (typeof cell !== "number") return `${shown(cell[0], column)} to ${shown(cell[1], column)}`;
  const decimals = column?.decimals;
  return cell.toLocaleString(
    "en",
    decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals },
  );
}

function settingsTable(): string {
  const rows = Object.entries(SETTINGS).map(
    ([name, { type, default: value, meaning }]) =>
      `| \`${name}\` | ${type} | ${value ? `\`${value}\`` : "none"} | ${meaning} |`,
  );
  return ["| setting | type | default | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

if (import.meta.main) {
  const isCheck = process.argv.includes("--check");
  for (const path of DOCUMENTS) {
    const file = join(ROOT, path);
    const before = readFileSync(file, "utf8");
    const after = withFigures(before);
    if (before === after) continue;
    if (!isCheck) writeFileSync(file, after);
    console.log(`${relative(ROOT, file)}: ${isCheck ? "figures are not as measured" : "figures written"}`);
    if (isCheck) process.exitCode = 1;
  }
}
