import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";

/** Where the figures are kept that documents show: a file for each table. */
export const MEASUREMENTS = join(import.meta.dirname, "../../docs/measurements");

/** A figure, the least and the greatest of several runs, or words. */
export type Cell = number | readonly [least: number, greatest: number] | string;

/** A column of a table of figures. */
export interface Column {
  readonly label: string;
  /** Digits behind the point; whole numbers are written as they are if left out. */
  readonly decimals?: number;
}

/** What a command measured: `docs/measurements/NAME.json`. */
export interface Measurement {
  /** As it is called from the root of the project. */
  readonly command: string;
  /** Processors, memory and runtime, in a phrase. */
  readonly machine: string;
  /** The commit that was measured, shortened; null where nobody noted it. */
  readonly commit: string | null;
  readonly columns: readonly Column[];
  /** A line for each thing that was measured, which the first cell names. */
  readonly rows: readonly (readonly Cell[])[];
}

/** Reads what was measured under a name. @throws {Error} where there is none, or a row has another number of cells than there are columns */
export function readMeasurement(name: string): Measurement {
  const measurement = JSON.parse(readFileSync(join(MEASUREMENTS, `${name}.json`), "utf8")) as Measurement;
  const { columns, rows } = measurement;
  for (const row of rows)
    if (row.length !== columns.length)
      throw new Error(`${name}.json: "${row[0]}" has ${row.length} cells for ${columns.length} columns`);
  return measurement;
}

/**
 * Keeps what a benchmark measured, with the command that was called, this machine and this commit; `pnpm docs:figures` then
 * brings the documents up to date.
 * @param args what the command was called with; give it where it names folders of this machine
 */
export function writeMeasurement(
  name: string,
  command: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  args: readonly string[] = process.argv.slice(2),
): void {
  const git = (...args: string[]): string => execFileSync("git", args, { encoding: "utf8" }).trim();
  const measurement: Measurement = {
    command: [command, ...args].join(" "),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
    commit: git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain", "packages") ? " and changes" : ""),
    columns,
    rows,
  };
  const json = JSON.stringify({ ...measurement, rows: [] }, null, 2);
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
  writeFileSync(
    join(MEASUREMENTS, `${name}.json`),
    `${json.replace(/"rows": \[\]/, () => `"rows": [\n${lines}\n  ]`)}\n`,
  );
}
