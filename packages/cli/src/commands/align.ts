import { basename } from "node:path";
import { Command } from "@commander-js/extra-typings";
import {
  type Alignment,
  alignPairs,
  type Bead,
  DOUBTFUL,
  type FixedRow,
  formatBeads,
  reportOn,
  ThreadedAligner,
} from "@sextant/core/align";
import { type Document, decodeText } from "@sextant/core/document";
import { alignedSet, fingerprintOf, keepSet, tmxOf } from "../aligned-set.ts";
import { beadsOfLines, unitLines } from "../blank-lines.ts";
import { alignerOptions, readVersions } from "../documents.ts";
import { UsageError } from "../exit.ts";
import { DATA, readInput, refuseInputs, withMemory, writeOutput } from "../files.ts";
import { colour, counted, isolate, progressBar } from "../terminal.ts";

/** `sextant align`: aligns documents, or files of one unit a line. */
export const alignCommand = new Command("align")
  .argument("[files...]", "documents, one for each language; the language is told from the text, or named as xx:file")
  .option("--json", "print languages, rows and notes as JSON")
  .option(
    "--units <files...>",
    "align pairs of files of one unit a line instead: A B [A B …]; pairs given together teach each other",
  )
  .option("--tmx <file>", "write the units as TMX, the first document's language as source")
  .option(
    "--save [id]",
    "keep the document set in the memory; under its symbol, or its first file's name, unless an id is given",
  )
  .option(
    "--replace",
    "with --save: take the place of a document set of other files, or give up rows that people settled",
  )
  .option("--data <folder>", "with --save: where the memory is", DATA)
  .option("--encoding <name>", "the encoding of texts and pages, such as gb18030; detected if left out")
  .option("--from <tag>", "with --units: language of the first file of each pair")
  .option("--to <tag>", "with --units: language of the second")
  .option("--beads <files...>", "with --units: where to write beads, a file for each pair; standard output if left out")
  .addHelpText(
    "after",
    `
Beads are written one a line, zero-based, with the confidence behind: [0, 1]:[2]:0.9871

Examples:
  sextant align fr.txt en.txt ar.txt
  sextant align fr.pdf en.pdf --tmx out.tmx
  sextant align fr.pdf en.pdf --save
  sextant align fr:resolution.txt en:resolution-e.txt --json
  sextant align --units book.de book.fr --from de --to fr --beads book.beads`,
  )
  .action(async (files, options) => {
    if (options.units) {
      if (files.length > 0)
        throw new UsageError(`--units takes pairs of files, and nothing else is aligned with it: ${files.join(" ")}`);
      await alignUnits(options.units, options);
      if (options.tmx !== undefined || options.save !== undefined)
        throw new UsageError("--tmx and --save are for documents; --beads writes what --units aligns");
    } else {
      for (const name of ["from", "to", "beads"] as const)
        if (options[name] !== undefined)
          throw new UsageError(`--${name} goes with --units; --tmx FILE writes the units of documents`);
      await alignFiles(files, options);
    }
  });

async function alignUnits(
  files: readonly string[],
  { from, to, beads, json, encoding }: { from?: string; to?: string; beads?: string[]; json?: true; encoding?: string },
): Promise<void> {
  if (files.length % 2 !== 0) throw new UsageError("--units takes pairs of files: A B [A B …]");
  if (!from || !to) throw new UsageError("--units needs the languages of its files: --from xx --to yy");
  if (beads && beads.length !== files.length / 2)
    throw new UsageError(`--beads takes as many files as there are pairs, ${files.length / 2}`);
  for (const path of beads ?? []) await refuseInputs(path, files);
  if (json) throw new UsageError("--units writes beads; --json is for documents");
  const lines = await Promise.all(
    files.map((file, at) => linesOf(file, { language: at % 2 === 0 ? from : to, encoding })),
  );
  const pairs = files
    .filter((_, at) => at % 2 === 0)
    .map((_, pair) => ({ lines: [lines[2 * pair] as string[], lines[2 * pair + 1] as string[]] as const }))
    .map(({ lines: [source, target] }) => ({
      source: unitLines(source),
      target: unitLines(target),
      counts: [source.length, target.length] as const,
    }));
  const texts = pairs.map(({ source, target }) => ({ source: source.units, target: target.units }));
  const found = alignPairs(texts, from, to, { doubted: () => console.error(DOUBT) });
  for (const [pair, list] of found.entries()) {
    const { source, target, counts } = pairs[pair] as (typeof pairs)[number];
    await writeOutput(beads?.[pair], [formatBeads(beadsOfLines(list, [source.places, target.places], counts))]);
    console.error(`${files[2 * pair]} ${files[2 * pair + 1]}: ${summary(list)}`);
  }
}

/** Reads one unit a line; a last line without an end counts, and an empty file has no line. */
async function linesOf(
  path: string,
  known: { readonly language: string; readonly encoding: string | undefined },
): Promise<string[]> {
  const bytes = await readInput(path);
  if (bytes.length === 0) return [];
  const lines = decodeText(bytes, path, known)
    .replace(/^\ufeff/, "")
    .split(/\r\n|\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function summary(beads: readonly Bead[]): string {
  const shapes = new Map<string, number>();
  for (const { source, target } of beads) {
    const shape = `${source.length}:${target.length}`;
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  }
  const common = [...shapes].sort((a, b) => b[1] - a[1]).map(([shape, count]) => `${shape} ×${count}`);
  const mean = beads.length ? beads.reduce((sum, { confidence }) => sum + confidence, 0) / beads.length : 0;
  return `${counted(beads.length, "bead")} (${common.join(", ")}), mean confidence ${mean.toFixed(3)}`;
}

/** What `sextant align` is asked to do with documents. */
interface AlignOptions {
  readonly json?: true;
  readonly tmx?: string;
  readonly save?: string | true;
  readonly replace?: true;
  readonly data: string;
  readonly encoding?: string;
}

async function alignFiles(files: readonly string[], options: AlignOptions): Promise<void> {
  if (files.length < 2)
    throw new UsageError("name at least two documents, one for each language; sextant align --help shows how");
  const { json, tmx, save, replace, data, encoding } = options;
  const read = await readVersions(files, encoding);
  await refuseInputs(
    tmx,
    read.map(({ path }) => path),
  );
  const documents = read.map(({ document }) => document);
  for (const [at, { warnings }] of documents.entries())
    for (const { message } of warnings) console.error(`sextant: ${files[at]}: ${message}`);
  const paths = read.map(({ path }) => path);
  const set = alignedSet(
    documents,
    paths.map((path) => basename(path)),
    fingerprintOf(
      paths,
      read.map(({ bytes }) => bytes),
    ),
    save === true ? undefined : save,
  );
  const align = async (fixed: readonly FixedRow[]): Promise<Alignment> => {
    const bar = progressBar("Aligning");
    await using aligner = new ThreadedAligner(alignerOptions());
    try {
      return await aligner.alignDocuments(documents, { fixed, progress: bar.update });
    } finally {
      bar.stop();
    }
  };
  const alignment =
    save === undefined
      ? await align([])
      : await withMemory(data, (memory) => keepSet(memory, set, { align, ...(replace && { replace }) }));
  let units = 0;
  if (tmx !== undefined)
    await writeOutput(
      tmx,
      tmxOf(set, alignment, (counts) => {
        units = counts.units;
      }),
    );
  // TMX on standard output must stand alone.
  if (tmx !== "-")
    await writeOutput(undefined, [
      json ? `${JSON.stringify(withTexts(alignment, documents), null, 2)}\n` : humanView(alignment, documents),
    ]);
  if (tmx !== undefined)
    console.error(
      `${tmx === "-" ? "TMX" : tmx}: ${counted(units, "unit")} written in ${alignment.languages.join(", ")}`,
    );
}

/** Makes rows for JSON, each with its texts beside the unit indices, because people and programs need text. */
function withTexts({ languages, rows, notes, doubts = [] }: Alignment, documents: readonly Document[]) {
  const byLanguage = new Map(documents.map((document) => [document.language, document]));
  const texts = (row: Alignment["rows"][number]): Record<string, string[]> =>
    Object.fromEntries(
      Object.entries(row.units).map(([language, units]) => {
        const document = byLanguage.get(language) as Document;
        return [
          language,
          units.map((unit) => (row.role === "note" ? document.notes[unit] : document.blocks[unit])?.text ?? ""),
        ];
      }),
    );
  const shown = (row: Alignment["rows"][number]) => ({ ...row, texts: texts(row) });
  return {
    languages,
    report: { ...reportOn(rows, languages), doubts },
    rows: rows.map(shown),
    notes: notes.map(shown),
  };
}

function humanView(alignment: Alignment, documents: readonly Document[]): string {
  const { languages, rows, notes } = withTexts(alignment, documents);
  const lines: string[] = [];
  for (const [at, row] of [...rows, ...notes].entries()) {
    const sure = `${Math.round(100 * row.confidence)} %`;
    // Notes are counted by their own numbers.
    const place = at < rows.length ? `row ${at + 1}  ` : "";
    lines.push(
      `${place}${colour("cyan", row.role)} ${colour("yellow", row.number ?? "")}  ${colour(row.confidence < DOUBTFUL ? "red" : "green", sure)}`,
    );
    for (const language of languages)
      lines.push(
        `  ${colour("dim", language)}  ${row.texts[language] ? isolate(row.texts[language].join(" ¶ ")) : colour("red", "—")}`,
      );
    lines.push("");
  }
  for (const [source, target] of alignment.doubts ?? []) lines.push(colour("red", `${source} and ${target}: ${DOUBT}`));
  const report = reportOn(alignment.rows, languages);
  const common = report.shapes.slice(0, 6).map(({ shape, rows }) => `${shape} ×${rows}`);
  lines.push(
    colour(
      "bold",
      `${rows.length} ${rows.length === 1 ? "row" : "rows"} in ${languages.join(", ")}; ${notes.length} ${notes.length === 1 ? "note" : "notes"}`,
    ),
    `${common.join(", ")}${report.shapes.length > common.length ? ", …" : ""}`,
    `mean confidence ${report.meanConfidence.toFixed(3)}; ${report.doubtful.length} doubtful (below ${DOUBTFUL}); ${report.incomplete.length} without a counterpart in some language`,
  );
  for (const { from, to } of report.drifts)
    lines.push(colour("red", `rows ${from + 1} to ${to} seem to have drifted: look at them before you use them`));
  const doubts = [...new Set([...report.doubtful, ...report.incomplete])].sort((a, b) => a - b);
  for (const at of doubts.slice(0, LISTED)) {
    const row = rows[at] as (typeof rows)[number];
    const missing = languages.filter((language) => !row.units[language]);
    const why = [
      ...(row.confidence < DOUBTFUL ? [`${Math.round(100 * row.confidence)} %`] : []),
      ...(row.readInDoubt ? ["read in doubt"] : []),
      ...(missing.length > 0 ? [`not in ${missing.join(", ")}`] : []),
    ];
    const text = Object.values(row.texts)[0]?.join(" ¶ ") ?? "";
    lines.push(`  row ${at + 1}, ${why.join(", ")}: ${isolate(beginning(text))}`);
  }
  if (doubts.length > LISTED) lines.push(`  and ${doubts.length - LISTED} more`);
  return `${lines.join("\n")}\n`;
}

const DOUBT = "these texts seem not to translate one another: are these versions of one text?";

/** Most doubtful places that are listed under an alignment. */
const LISTED = 20;

function beginning(text: string): string {
  const graphemes = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)];
  const first = graphemes
    .slice(0, 60)
    .map(({ segment }) => segment)
    .join("");
  return first.length < text.length ? `${first}…` : first;
}
