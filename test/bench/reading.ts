/**
 * What is read of published PDFs, beside what poppler's pdftotext reads of them, and beside their DOCX where it lies next to
 * them: words lost and invented, notes, furniture in the text, symbols, paragraphs to the letter, seconds and memory.
 *
 *   pnpm bench:reading FOLDER [--before WORKTREE] [--json OUT] [--words OUT]
 *
 * FOLDER is searched for PDFs with all that is in it. WORKTREE is a checkout of an earlier commit, installed (`git worktree
 * add ../before COMMIT`), whose seconds and memory are measured in the same hour. OUT gets a line of JSON for each file, or
 * each word that differs with file and page. Needs Debian's poppler-utils.
 */
import { createWriteStream, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Measured, measure } from "./reading/measure.ts";
import { isInstalled } from "./reading/poppler.ts";
import { CAUSES, PARTS } from "./reading/twins.ts";
import { type Difference, KINDS } from "./reading/words.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { before: { type: "string" }, json: { type: "string" }, words: { type: "string" } },
});
const [folder] = positionals;
if (folder === undefined) stop("name a folder of PDFs: pnpm bench:reading FOLDER");
if (!(await isInstalled())) stop("pdftotext is missing; it comes with poppler-utils (apt-get install poppler-utils)");

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
summary();

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

function summary(): void {
  const sum = (of: (one: Measured) => number): number => measured.reduce((total, one) => total + of(one), 0);
  const pages = sum((one) => one.pages);
  console.log(
    `\n${measured.length} of ${files.length} PDFs read, ${pages} pages, ${sum((one) => one.words.words)} words`,
  );
  for (const kind of KINDS) {
    const told = sum((one) => countOf(one, kind, one.pagesInDoubt));
    const files = measured.filter((one) => countOf(one, kind) > 0).length;
    console.log(
      `words ${kind}: ${sum((one) => countOf(one, kind))}, in ${files} files; ${told} of them on pages with a block in doubt`,
    );
  }
  console.log(
    `borders of words that differ at hyphens, marks and raised digits only: ${sum((one) => one.words.tolerated)}`,
  );
  console.log(
    `notes below printed rules: ${sum((one) => one.notes.found)} of ${sum((one) => one.notes.below)} found; ${sum((one) => one.notes.all)} in all`,
  );
  console.log(
    `furniture in text: ${sum((one) => one.furnitureInText.length)}; running heads in text: ${sum((one) => one.headsInText.length)}`,
  );
  const named = measured.filter(({ symbol }) => symbol !== undefined);
  console.log(`symbols: ${named.filter(({ symbol }) => symbol).length} of ${named.length} as the file is named`);
  console.log(`warnings: ${sum((one) => one.warnings.length)}; blocks in doubt: ${sum((one) => one.doubtful)}`);
  console.log(
    `ms a page: ${cost((one) => one)}; pdftotext ${cost((one) => one.poppler)}; before ${cost((one) => one.before)}`,
  );
  console.log(
    `MB at most: ${most((one) => one)}; pdftotext ${most((one) => one.poppler)}; before ${most((one) => one.before)}`,
  );
  const twins = measured.flatMap(({ twin }) => twin ?? []);
  if (twins.length === 0) return;
  for (const [key, name] of [
    ["long", "paragraphs of more than 80 characters"],
    ["outside", "all paragraphs outside tables"],
    ["cells", "paragraphs of cells"],
  ] as const) {
    const [right, all] = [
      twins.reduce((n, twin) => n + twin[key].right, 0),
      twins.reduce((n, twin) => n + twin[key].all, 0),
    ];
    console.log(
      `${twins.length} twins, ${name}: ${right} of ${all} to the letter (${(right / Math.max(1, all)).toFixed(3)})`,
    );
  }
  for (const of of PARTS) {
    const causes = Map.groupBy(
      twins.flatMap(({ differing }) => differing.filter((one) => one.of === of)),
      ({ cause }) => cause,
    );
    const counts = CAUSES.map((cause) => `${cause} ${causes.get(cause)?.length ?? 0}`);
    console.log(`what differs of ${of}: ${counts.join(", ")}`);
  }

  function cost(of: (one: Measured) => { seconds: number } | undefined): string {
    const known = measured.filter((one) => of(one) !== undefined);
    if (known.length === 0) return "–";
    const seconds = known.reduce((total, one) => total + (of(one)?.seconds ?? 0), 0);
    return ((1000 * seconds) / known.reduce((total, one) => total + one.pages, 0)).toFixed(1);
  }
  function most(of: (one: Measured) => { megabytes: number } | undefined): string {
    const known = measured.flatMap((one) => of(one) ?? []);
    return known.length === 0 ? "–" : Math.max(...known.map(({ megabytes }) => megabytes)).toFixed(0);
  }
}

function countOf({ words }: Measured, kind: Difference["kind"], pages?: readonly number[]): number {
  return words.differences.filter((one) => one.kind === kind && (pages?.includes(one.page) ?? true)).length;
}

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}
