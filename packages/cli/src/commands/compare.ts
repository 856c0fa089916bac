import { Command } from "@commander-js/extra-typings";
import { alignDocuments } from "@sextant/core/align";
import {
  compareRows,
  type DocumentRow,
  FINDING_TYPES,
  type Finding,
  type FindingType,
  isAtLeast,
  rowsOfDocuments,
  SEVERITIES,
  type Severity,
} from "@sextant/core/compare";
import { reportOf } from "../comparing/report.ts";
import { readRows } from "../comparing/rows-file.ts";
import { readFileDocument } from "../documents.ts";
import { EXIT, names, UsageError } from "../exit.ts";
import { DATA, writeOutput } from "../files.ts";
import { progressBar } from "../terminal.ts";

export const compareCommand = new Command("compare")
  .argument(
    "[documents...]",
    "language versions of one document; the language is told from the text, or named as xx:file",
  )
  .option(
    "--rows <file>",
    "compare rows that are aligned already: tab-separated, the first line “row” and language tags",
  )
  .option("--from <tag>", "with --rows: one of the two languages to compare")
  .option(
    "--to <tag>",
    "with --rows: the other; with --old: languages, separated by commas, whose translations are shown",
  )
  .option("--json", "print findings as JSON Lines, or what changed as JSON, and nothing else")
  .option("--min-severity <severity>", `leave out what is less: ${SEVERITIES.join(", ")}`)
  .option("--type <types>", `only findings of these types, commas between: ${FINDING_TYPES.join(", ")}`, names)
  .option("--old <document>", "an earlier version in the same language: a file, or a document set of the memory")
  .option("--new <document>", "the later version")
  .option("-l, --language <tag>", "with --old: the language of both versions; told from the files if left out")
  .option("--set <set>", "with --old: the document set of its translations; told from its symbol if left out")
  .option("--unchanged", "with --old: show what is unchanged, too")
  .option("--html <file>", "with --old: write a page to hand on, in place of the report")
  .option("--data <folder>", "with --old: where the memory is", DATA)
  .addHelpText(
    "after",
    `
The exit code is 0 where no finding is an error, 1 where one is, and 2 where the texts cannot be read.

Examples:
  sextant compare fr:a.pdf en:b.pdf ru:c.pdf
  sextant compare --rows rows.tsv --from fr --to en --json

Versions in one language: paragraphs are matched by what they say, and not by their numbers. Kinds of spaces, dashes and
quotation marks are no difference. Marks: [-taken out-] {+put in+}. The exit code is 0 whatever has changed.

Examples:
  sextant compare --old A_C.3_67_L.10.pdf --new A_RES_67_189.pdf
  sextant compare --old A/RES/67/189 --new draft.docx --language en --to ar,fr
  sextant compare --old last-year.pdf --new this-year.docx --html changes.html`,
  )
  .action(async (files, { rows, from, to, json, minSeverity, type, old, new: current, ...versions }) => {
    if (old !== undefined || current !== undefined) {
      const others = [rows, from, minSeverity, type].some((option) => option !== undefined);
      if (old === undefined || current === undefined || files.length > 0 || others)
        throw new UsageError("two versions are compared by themselves: sextant compare --old FILE --new FILE");
      const { compareTheVersions } = await import("./compare-versions.ts");
      return compareTheVersions({ ...versions, old, current, json, to: to === undefined ? undefined : names(to) });
    }
    const { language, set, unchanged, html } = versions;
    if ([language, set, unchanged, html].some((option) => option !== undefined))
      throw new UsageError("--language, --set, --unchanged and --html are for two versions, --old and --new");
    const wanted = wantedFindings(minSeverity, type);
    try {
      const { languages, compared, numberOf } =
        rows === undefined ? await fromDocuments(files) : await fromRows(rows, files, from, to);
      const findings = compareRows(compared, languages).filter(wanted);
      const byRow = new Map(compared.map((row) => [row.row, row]));
      const out = json
        ? findings.map((finding) => `${JSON.stringify(withPlace(finding, byRow.get(finding.row)))}\n`)
        : [reportOf(findings, (row) => byRow.get(row)?.texts ?? {}, numberOf)];
      await writeOutput(undefined, out);
      process.exitCode = findings.some(({ severity }) => severity === "error") ? EXIT.failure : EXIT.ok;
    } catch (error) {
      throw error instanceof UsageError
        ? error
        : new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
    }
  });

interface Compared {
  readonly languages: readonly string[];
  readonly compared: readonly DocumentRow[];
  /** The number printed before a row. */
  readonly numberOf: (row: number) => string | undefined;
}

async function fromRows(path: string, files: readonly string[], from?: string, to?: string): Promise<Compared> {
  if (files.length > 0)
    throw new UsageError(`--rows takes one file, and nothing else is compared with it: ${files.join(" ")}`);
  if ((from === undefined) !== (to === undefined)) throw new UsageError("--from and --to go together");
  const { languages, rows } = await readRows(path, from !== undefined && to !== undefined ? [from, to] : undefined);
  return { languages, compared: rows, numberOf: () => undefined };
}

async function fromDocuments(files: readonly string[]): Promise<Compared> {
  if (files.length < 2)
    throw new UsageError("name at least two documents, one for each language; sextant compare --help shows how");
  const documents = await Promise.all(
    files.map((file) => {
      const [, language, path] = /^([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*):(.+)$/.exec(file) ?? [undefined, undefined, file];
      return readFileDocument(path as string, { ...(language && { language }) });
    }),
  );
  documents.forEach(({ warnings }, at) => {
    for (const warning of warnings) console.error(`sextant: ${files[at]}: ${warning}`);
  });
  const bar = progressBar("Aligning");
  const alignment = alignDocuments(documents, { progress: bar.update });
  bar.stop();
  const rows = [...alignment.rows, ...alignment.notes];
  return {
    languages: alignment.languages,
    compared: rowsOfDocuments(documents, alignment),
    numberOf: (row) => rows[row]?.number,
  };
}

/** A finding with where its row stands: the blocks of documents, or the row's texts. */
function withPlace(finding: Finding, row: DocumentRow | undefined): object {
  return { ...finding, ...(row?.units ? { units: row.units } : { texts: row?.texts ?? {} }) };
}

function wantedFindings(
  minSeverity: string | undefined,
  types: readonly string[] | undefined,
): (finding: Finding) => boolean {
  const least = minSeverity ?? "info";
  if (!(SEVERITIES as readonly string[]).includes(least))
    throw new UsageError(`--min-severity takes ${SEVERITIES.join(", ")}`);
  for (const type of types ?? [])
    if (!(FINDING_TYPES as readonly string[]).includes(type)) throw new UsageError(`--type: there is no type ${type}`);
  return ({ severity, type }) =>
    isAtLeast(severity, least as Severity) && (types === undefined || (types as readonly FindingType[]).includes(type));
}
