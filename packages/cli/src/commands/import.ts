import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Command } from "@commander-js/extra-typings";
import { type ImportProblem, readUnits } from "@sextant/core/exchange";
import type { FileHeader, ImportedUnit, Memory } from "@sextant/core/memory";
import { DATA, withMemory } from "../files.ts";
import { colour, counted } from "../terminal.ts";

/** Of so many problems each is shown; of all, the number. */
const SHOWN = 20;

export const importCommand = new Command("import")
  .argument(
    "<files...>",
    "TMX 1.1 to 1.4b, .tsv with a line of names, .jsonl, bilingual .xliff, .sdlxliff and .mqxliff, .tbx, also as .gz or .zip; .sdltm",
  )
  .option(
    "-m, --memory <name>",
    "the memory that they go into, made where there is none; main, or where they were, if left out",
  )
  .option("--strict", "take nothing of a file of which something would be left out")
  .option("--data <folder>", "where the memory is", DATA)
  .addHelpText(
    "after",
    `
Each file is kept under its name: one that is imported again takes the place of what it was, and changes nothing if it is
the same. A unit with something wrong in it is reported with its line and left out; a file is taken in whole, or, if it
cannot be read to its end, not at all. The exit code is 1 where something was left out.`,
  )
  .action(async (files, { data, memory: name, strict }) => {
    await withMemory(data, async (memory) => {
      let left = 0;
      for (const file of files) if (!(await importFile(memory, file, name, strict === true))) left++;
      if (left > 0) throw new Error(`of ${left} of ${counted(files.length, "file")} something was left out`);
    });
  });

/** @returns whether all of it was taken */
async function importFile(memory: Memory, file: string, name: string | undefined, isStrict: boolean): Promise<boolean> {
  const label = basename(file);
  const problems = new Problems();
  let isWhole = true;
  try {
    const id = idOf(label);
    const fingerprint = await hashOf(file);
    if ((await memory.fingerprint(id)) === fingerprint) {
      if (name !== undefined) await memory.assign(id, name);
      console.error(`${label}: as it was imported before; nothing to do`);
      return true;
    }
    const started = performance.now();
    let header: FileHeader | undefined;
    const units = readUnits(file, createReadStream(file), {
      report: (problem) => problems.add(problem),
      onHeader: (own) => {
        header = own;
      },
    });
    const about = { id, symbol: label, source: `imported from ${label}`, fingerprint, header: () => header };
    const taken = await memory.importUnits(
      { ...about, ...(name !== undefined && { memory: name }) },
      isStrict ? whole(units, problems) : units,
      (done) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${label}: ${done.toLocaleString("en")} units`);
      },
    );
    if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
    const seconds = (performance.now() - started) / 1000;
    console.error(
      `${label}: ${counted(taken, "unit")} in ${seconds.toFixed(1)} s, kept as ${id}${name === undefined ? "" : ` in ${name}`}`,
    );
    isWhole = !problems.leftOut;
  } catch (error) {
    isWhole = false;
    console.error(`${colour("red", label)} was left out: ${(error as Error).message}`);
  }
  problems.show();
  return isWhole;
}

/** The same units; where something was left out, an error at their end. */
async function* whole(units: AsyncIterable<ImportedUnit>, problems: Problems): AsyncGenerator<ImportedUnit> {
  yield* units;
  if (problems.leftOut) throw new Error("something of it would be left out, and --strict takes nothing then");
}

/** What is to be said of a file: the first problems each, all by their reasons. */
class Problems {
  readonly #first: ImportProblem[] = [];
  readonly #counts = new Map<string, number>();
  leftOut = false;

  add(problem: ImportProblem): void {
    if (this.#first.length < SHOWN) this.#first.push(problem);
    if (problem.kind !== "repaired") this.leftOut = true;
    const what = {
      unit: "unit left out",
      part: "part of a unit, or of the file, left out",
      repaired: "place repaired",
    }[problem.kind];
    const key = `${what}: ${problem.reason}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  show(): void {
    for (const { file, line, tuid, message } of this.#first)
      console.error(`  ${file ? `${file}, ` : ""}line ${line}${tuid ? `, unit ${tuid}` : ""}: ${message}`);
    const all = [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
    if (all > this.#first.length) console.error(`  … and ${all - this.#first.length} more`);
    for (const [what, count] of this.#counts) console.error(`  ${count} × ${what}`);
  }
}

/** The id of a file's document set: its name without what tells its kind. */
const idOf = (label: string): string =>
  label
    .replace(/\.(?:tmx|tsv|jsonl|xliff|xlf|sdlxliff|mqxliff|tbx|sdltm|gz|zip)/gi, "")
    .replace(/[^\p{L}\p{N}._()-]+/gu, "-") || "import";

async function hashOf(file: string): Promise<string> {
  try {
    if ((await stat(file)).isDirectory()) throw new Error("it is a folder");
    const hash = createHash("sha256");
    for await (const part of createReadStream(file)) hash.update(part as Uint8Array);
    return hash.digest("hex");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new Error(code === "ENOENT" ? "there is no such file" : message, { cause });
  }
}
