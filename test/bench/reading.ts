/**
 * Compares what is read of published PDFs with what poppler's pdftotext reads, and with their DOCX if it lies next to
 * them: words lost and invented, notes, furniture in the text, symbols, paragraphs to the letter, seconds and memory.
 *
 *   pnpm bench:reading FOLDER [--before WORKTREE] [--json OUT] [--words OUT]
 *
 * FOLDER is searched for PDFs recursively. WORKTREE is an installed checkout of an earlier commit (`git worktree add
 * ../before COMMIT`), which is measured in the same hour. OUT gets a line of JSON for each file, or each word that
 * differs with file and page. The table is written to docs/measurements/reading.json. Needs Debian's poppler-utils.
 */
import { execFileSync } from "node:child_process";
import { createWriteStream, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { writeMeasurement } from "../docs/measurement.ts";
import { type Measured, measure } from "./reading/measure.ts";
import { isInstalled } from "./reading/poppler.ts";
import { COLUMNS, causesOf, countOf, type InOneProcess, summaryOf } from "./reading/summary.ts";
import { KINDS } from "./reading/words.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { before: { type: "string" }, json: { type: "string" }, words: { type: "string" } },
});
const [folder] = positionals;
if (folder === undefined) stop("name a folder of PDFs: pnpm bench:reading FOLDER");
if (!(await isInstalled())) stop("pdftotext is missing; it comes with poppler-utils (apt-get install poppler-utils)");

const READ_ALL = join(import.meta.dirname, "reading/read-all.ts");
const CORE = "packages/core/src/index.ts";
const core = join(import.meta.dirname, "../..", CORE);
const before = options.before === undefined ? undefined : join(resolve(options.before), CORE);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.pdf$/i.test(name))
  .sort();
const json = options.json === undefined ? undefined : createWriteStream(options.json);
const words = options.words === undefined ? undefined : createWriteStream(options.words);

const measured: Measured[] = [];
console.log(
  "pages  words    lost  inv.  glued split  torn  notes      furn. heads  doubt  ms/page (pdftotext, before)  MB   file",
);
for (const name of files) {
  try {
    const one = await measure(join(folder, name), core, before);
    measured.push(one);
    report(name, one);
  } catch (error) {
    console.log(`${name}: ${(error as Error).message.split("\n")[0]}`);
    json?.write(`${JSON.stringify({ file: name, refused: (error as Error).message })}\n`);
  }
}
if (measured.length === 0) stop("no PDF of the folder was read");
const inOneProcess = JSON.parse(
  execFileSync(process.execPath, [READ_ALL, core, ...measured.map(({ file }) => file)], { encoding: "utf8" }),
) as InOneProcess;
const rows = summaryOf(measured, files.length, inOneProcess);
console.log();
for (const [name, ...cells] of rows) console.log(`${name}: ${cells.filter((cell) => cell !== "").join("; ")}`);
for (const line of causesOf(measured)) console.log(line);
writeMeasurement("reading", "pnpm bench:reading FOLDER", COLUMNS, rows, []);

function report(name: string, one: Measured): void {
  const { pages, notes } = one;
  const found = `${notes.found}/${notes.below} (${notes.all})`;
  const ms = [one, one.poppler, one.before].map((cost) => (cost ? ((1000 * cost.seconds) / pages).toFixed(1) : "–"));
  const differences = KINDS.map((kind) => String(countOf(one, kind)).padStart(5));
  console.log(
    `${String(pages).padStart(5)}  ${String(one.words.words).padStart(6)}  ${differences.join(" ")}  ${found.padEnd(13)} ` +
      `${String(one.furnitureInText.length).padStart(4)} ${String(one.headsInText.length).padStart(5)} ${String(one.doubtful).padStart(6)}  ` +
      `${`${ms[0]} (${ms[1]}, ${ms[2]})`.padEnd(20)} ${one.megabytes.toFixed(0).padStart(4)}  ${name}`,
  );
  json?.write(`${JSON.stringify({ ...one, file: name })}\n`);
  for (const { kind, text, page } of one.words.differences) words?.write(`${kind}\t${name}\t${page}\t${text}\n`);
  for (const mark of notes.missing) words?.write(`note missing\t${name}\t\t${mark}\n`);
  for (const text of one.furnitureInText) words?.write(`furniture in text\t${name}\t\t${text}\n`);
  for (const text of one.headsInText) words?.write(`running head in text\t${name}\t\t${text}\n`);
  for (const { of, cause, text } of one.twin?.differing ?? [])
    words?.write(`twin, ${of}: ${cause}\t${name}\t\t${text}\n`);
}

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}
