import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { basename } from "node:path";
import { Command } from "@commander-js/extra-typings";
import { isSetId, MAX_SET_ID, SET_ID_RULE } from "@sextant/core/document";
import { type ImportProblem, readUnits } from "@sextant/core/exchange";
import {
  type CarriedDecisions,
  type DecidedText,
  DecisionsLost,
  type FileHeader,
  IdTaken,
  type ImportedSet,
  type ImportedUnit,
  type Memory,
} from "@sextant/core/memory";
import { UsageError } from "../exit.ts";
import { DATA, withMemory } from "../files.ts";
import { colour, counted, isolate, printable, printableName } from "../terminal.ts";

/** Most problems that are shown one by one; the others are only counted. */
const SHOWN = 20;

/** `sextant import`: reads files of other tools into a memory. */
export const importCommand = new Command("import")
  .argument(
    "<files...>",
    "TMX 1.1 to 1.4b; tables by tabs, commas or semicolons; JSON Lines; bilingual XLIFF, SDLXLIFF and MQXLIFF; TBX; memories of Trados (SDLTM) and Wordfast (TXT); also in gzip or ZIP. The content tells what it is",
  )
  .option(
    "-m, --memory <name>",
    "the memory that they go into, made where there is none; main, or where they were, if left out",
  )
  .option("--id <name>", "the id that the file is kept under; its name without what tells its kind, if left out")
  .option(
    "--replace",
    "let it take the place of another file that has its id, and give up decisions on units that it lacks",
  )
  .option("--dry-run", "take nothing; say what would be taken, and which decisions would be kept or lost")
  .option("--strict", "take nothing of a file of which something would be left out")
  .option("--encoding <name>", "the encoding of the files, such as gb18030 or windows-1250; detected if left out")
  .option(
    "--languages <tags>",
    "the languages of a table's columns, or of an XLIFF file, such as en,fr, where it does not name them",
  )
  .option("--data <folder>", "where the memory is", DATA)
  .addHelpText(
    "after",
    `
Each file is kept under its name, or --id. The same file again changes nothing; where it has changed since, what people decided of
its units is kept, with its history: units are found again by their texts and tuids. A file that no longer has units that were
decided on is refused, and so is another file (of another folder or kind) under an id that is taken, unless --replace is given. No
import takes the place of a document set that was aligned. A unit with something wrong in it is reported with its line and left out; a file is taken in whole, or, if it
cannot be read to its end, not at all, and so is each file of an archive. An encoding that the file does not name is detected, and
reported; where several are possible the file is refused. The exit code is 1 where something was left out.`,
  )
  .action(async (files, { data, memory: name, strict, id, replace, dryRun, encoding, languages }) => {
    if (id !== undefined && files.length > 1) throw new UsageError("--id names one file");
    if (id !== undefined && !isSetId(id)) throw new UsageError(`“${id}” is no id: ${SET_ID_RULE}`);
    const how: How = {
      isStrict: strict === true,
      replace: replace === true,
      dryRun: dryRun === true,
      ...(id !== undefined && { id }),
      ...(name !== undefined && { name }),
      ...(encoding !== undefined && { encoding }),
      ...(languages !== undefined && { languages: languages.split(/[,\s]+/).filter(Boolean) }),
    };
    await withMemory(data, async (memory) => {
      const damage = await memory.maintenance.guard();
      if (damage !== undefined) throw new Error(damage);
      let left = 0;
      for (const file of files) if (!(await importFile(memory, file, how))) left++;
      if (left > 0) throw new Error(`of ${left} of ${counted(files.length, "file")} something was left out`);
    });
  });

/** How files are imported. */
interface How {
  readonly id?: string;
  /** Name of the memory that they go into. */
  readonly name?: string;
  readonly isStrict: boolean;
  readonly replace: boolean;
  readonly dryRun: boolean;
  /** What the files do not say themselves: their encoding, and their languages. */
  readonly encoding?: string;
  readonly languages?: readonly string[];
}

/**
 * Imports a file.
 *
 * @returns whether everything was taken
 */
async function importFile(memory: Memory, file: string, how: How): Promise<boolean> {
  const label = printableName(basename(file));
  const problems = new Problems();
  let isWhole = false;
  try {
    await take(memory, file, how, problems);
    isWhole = !problems.leftOut;
  } catch (error) {
    console.error(`${colour("red", label)} was left out: ${printable((error as Error).message)}${wayOut(error)}`);
  }
  problems.show();
  return isWhole;
}

/** Takes the units of a file into a memory, and says so; a file that was taken as it is is not taken again. */
async function take(memory: Memory, file: string, how: How, problems: Problems): Promise<void> {
  const { name, isStrict, replace, dryRun, encoding, languages } = how;
  const label = printableName(basename(file));
  const id = how.id ?? idOf(basename(file));
  const fingerprint = await hashOf(file, [encoding, languages?.join()]);
  if ((await memory.documentSets.fingerprint(id)) === fingerprint) {
    if (name !== undefined && !dryRun) await memory.memories.assign(id, name);
    console.error(`${label}: as it was imported before; nothing to do`);
    return;
  }
  const started = performance.now();
  let header: FileHeader | undefined;
  let alone = 0;
  const read = readUnits(file, createReadStream(file), {
    report: (problem) => problems.add(problem),
    onHeader: (own) => {
      header = own;
    },
    encoding,
    languages,
  });
  const units = seeing(read, ({ variants }) => {
    if (Object.keys(variants).length === 1) alone++;
  });
  const set: ImportedSet = {
    ...{ id, symbol: label, source: `imported from ${label}`, fingerprint, file: await realpath(file) },
    ...{ replace, dryRun, needsUnits: true, ...(name !== undefined && { memory: name }) },
    header: () => header,
    onDecisions: (decisions) => sayDecisions(label, decisions, how),
  };
  const taken = await memory.documentSets.import(set, isStrict ? whole(units, problems) : units, (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${label}: ${done.toLocaleString("en")} units`);
  });
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  const seconds = (performance.now() - started) / 1000;
  console.error(
    `${label}: ${counted(taken, "unit")} in ${seconds.toFixed(1)} s, ${dryRun ? "nothing was kept; without --dry-run " : ""}kept as ${id}${name === undefined ? "" : ` in ${name}`}`,
  );
  if (alone > 0) console.error(`  in one language alone, so that they translate nothing: ${counted(alone, "unit")}`);
}

/** Says what can be done about a file that is refused. */
function wayOut(error: unknown): string {
  if (error instanceof IdTaken)
    return `; --id NAME keeps this file beside it${error.isImported ? ", --replace puts it in its place, and --dry-run with it says what would be lost" : ""}`;
  if (error instanceof DecisionsLost) return "; --replace takes it in without them, --dry-run lists them";
  return "";
}

function sayDecisions(label: string, { kept, differing, lost }: CarriedDecisions, { dryRun, replace }: How): void {
  if (kept > 0) console.error(`${label}: kept what people decided of ${counted(kept, "row")}`);
  if (differing.length > 0) sayTexts("says otherwise now, and what was decided stays", differing, SHOWN);
  if (lost.length > 0)
    sayTexts(replace && !dryRun ? "given up" : "would be lost", lost, dryRun ? Number.POSITIVE_INFINITY : SHOWN);
}

function sayTexts(what: string, texts: readonly DecidedText[], most: number): void {
  for (const { position, tuid, text } of texts.slice(0, most))
    console.error(`  ${what}: row ${position + 1}${tuid ? `, unit ${tuid}` : ""}: ${isolate(text)}`);
  if (texts.length > most) console.error(`  … and ${texts.length - most} more`);
}

/** Passes units through, each of which is seen. */
async function* seeing(
  units: AsyncIterable<ImportedUnit>,
  see: (unit: ImportedUnit) => void,
): AsyncGenerator<ImportedUnit> {
  for await (const unit of units) {
    see(unit);
    yield unit;
  }
}

/** Passes units through; throws at the end if something was left out. */
async function* whole(units: AsyncIterable<ImportedUnit>, problems: Problems): AsyncGenerator<ImportedUnit> {
  yield* units;
  if (problems.leftOut) throw new Error("something of it would be left out, and --strict takes nothing then");
}

/** Collects the problems of a file: the first ones, and counts by reason. */
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
      console.error(
        `  ${printable([[file, line && `line ${line}`, tuid && `unit ${tuid}`].filter(Boolean).join(", "), message].filter(Boolean).join(": "))}`,
      );
    const all = [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
    if (all > this.#first.length) console.error(`  … and ${all - this.#first.length} more`);
    for (const [what, count] of this.#counts) console.error(`  ${count} × ${what}`);
  }
}

/** Returns the id of a file's document set: its name without the extensions that show its kind. */
function idOf(label: string): string {
  const id = label
    .replace(
      /\.(?:tmx|tsv|tab|csv|txt|utf8|jsonl|xliff|xlf|sdlxliff|mqxliff|tbx|sdltm|sdlppx|mqxlz|xlz|gz|zip)(?=\.|$)/gi,
      "",
    )
    .replace(/[^\p{L}\p{N}._()-]+/gu, "-")
    .slice(0, MAX_SET_ID)
    .replace(/\p{Cs}$/u, "");
  return isSetId(id) ? id : "import";
}

/** Identifies what a file is read as: its content, and what was said of it. */
async function hashOf(file: string, said: readonly (string | undefined)[]): Promise<string> {
  try {
    const about = await stat(file);
    if (about.isDirectory()) throw new Error("it is a folder");
    // A file is read to be known again, and once more for its units.
    if (!about.isFile()) throw new Error("it is a pipe or a device; write it to a file, which its units are known by");
    const hash = createHash("sha256");
    for await (const part of createReadStream(file)) hash.update(part as Uint8Array);
    for (const own of said) if (own !== undefined) hash.update(`\0${own}`);
    return hash.digest("hex");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" && file === "-")
      throw new Error("standard input is not imported; write it to a file, which its units are known by", { cause });
    throw new Error(code === "ENOENT" ? "there is no such file" : message, { cause });
  }
}
