import { Command } from "@commander-js/extra-typings";
import { alignDocuments } from "@sextant/core/align";
import {
  type CompareOptions,
  compareRows,
  compareStored,
  type DocumentRow,
  FINDING_TYPES,
  type Finding,
  type FindingType,
  isAtLeast,
  type RowTexts,
  rowsOfDocuments,
  SEVERITIES,
  type Severity,
} from "@sextant/core/compare";
import { htmlReport } from "../comparing/html-report.ts";
import { type RowLabel, reportOf } from "../comparing/report.ts";
import { readRows } from "../comparing/rows-file.ts";
import { readTerms, tellIdleTerms } from "../comparing/terms-file.ts";
import { readVersions } from "../documents.ts";
import { EXIT, names, UsageError } from "../exit.ts";
import { DATA, refuseInputs, withExistingMemory, writeOutput } from "../files.ts";
import { counted, progressBar } from "../terminal.ts";

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
  .option("--languages <tags>", "compare these versions of a document set of the memory, commas between", names)
  .option("--data <folder>", "with --languages or --old: where the memory is", DATA)
  .option(
    "--terms <file>",
    "a term list: TBX, or tab-separated with languages in its first line; its terms must be rendered as it says",
  )
  .option("--json", "print findings as JSON Lines, or what changed as JSON, and nothing else")
  .option("--min-severity <severity>", `leave out what is less: ${SEVERITIES.join(", ")}`)
  .option("--type <types>", `only findings of these types, commas between: ${FINDING_TYPES.join(", ")}`, names)
  .option("--old <document>", "an earlier version in the same language: a file, or a document set of the memory")
  .option("--new <document>", "the later version")
  .option("-l, --language <tag>", "with --old: the language of both versions; told from the files if left out")
  .option("--set <set>", "with --old: the document set of its translations; told from its symbol if left out")
  .option("--unchanged", "with --old: show what is unchanged, too")
  .option("--html <file>", "write a page to hand on; with --old, in place of the report")
  .addHelpText(
    "after",
    `
The exit code is 0 where no finding is an error, 1 where one is, and 2 where the texts cannot be read.

Examples:
  sextant compare fr:a.pdf en:b.pdf ru:c.pdf
  sextant compare A/RES/67/189 --languages fr,en,ar
  sextant compare --rows rows.tsv --from fr --to en --json

Versions in one language: paragraphs are matched by what they say, and not by their numbers. Kinds of spaces, dashes and
quotation marks are no difference. Marks: [-taken out-] {+put in+}. The exit code is 0 whatever has changed.

Examples:
  sextant compare --old A_C.3_67_L.10.pdf --new A_RES_67_189.pdf
  sextant compare --old A/RES/67/189 --new draft.docx --language en --to ar,fr
  sextant compare --old last-year.pdf --new this-year.docx --html changes.html`,
  )
  .action(
    async (
      files,
      { rows, from, to, languages: tags, data, terms, json, minSeverity, type, old, new: current, ...versions },
    ) => {
      if (old !== undefined || current !== undefined) {
        const others = [rows, from, tags, terms, minSeverity, type].some((option) => option !== undefined);
        if (old === undefined || current === undefined || files.length > 0 || others)
          throw new UsageError("two versions are compared by themselves: sextant compare --old FILE --new FILE");
        const { compareTheVersions } = await import("./compare-versions.ts");
        return compareTheVersions({
          ...versions,
          data,
          old,
          current,
          json,
          to: to === undefined ? undefined : names(to),
        });
      }
      const { language, set, unchanged, html } = versions;
      if ([language, set, unchanged].some((option) => option !== undefined))
        throw new UsageError("--language, --set and --unchanged are for two versions, --old and --new");
      const wanted = wantedFindings(minSeverity, type);
      try {
        await refuseInputs(html, [
          ...files.map((file) => file.replace(/^[A-Za-z-]{2,}:/, "")),
          ...(rows ? [rows] : []),
        ]);
        const options = terms === undefined ? {} : { terms: await readTerms(terms) };
        const {
          compared,
          findings: all,
          labelOf,
          languages,
        } = rows !== undefined
          ? await fromRows(rows, files, [from, to], options)
          : tags !== undefined
            ? await fromMemory(files, tags, data, options)
            : await fromDocuments(files, options);
        if (terms !== undefined) tellIdleTerms(terms, options.terms, languages);
        const findings = all.filter(wanted);
        const byRow = new Map(compared.map((row) => [row.row, row]));
        const textsOf = (row: number): RowTexts => byRow.get(row)?.texts ?? {};
        const out = json
          ? findings.map((finding) => `${JSON.stringify(withPlace(finding, byRow.get(finding.row)))}\n`)
          : [reportOf(findings, textsOf, labelOf)];
        if (html !== undefined) await writeOutput(html, [htmlReport(findings, textsOf, labelOf)]);
        if (html !== "-") await writeOutput(undefined, out);
        process.exitCode = findings.some(({ severity }) => severity === "error") ? EXIT.failure : EXIT.ok;
      } catch (error) {
        throw error instanceof UsageError
          ? error
          : new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
      }
    },
  );

interface Compared {
  readonly languages: readonly string[];
  readonly findings: readonly Finding[];
  readonly compared: readonly DocumentRow[];
  readonly labelOf: (row: number) => RowLabel;
}

async function fromRows(
  path: string,
  files: readonly string[],
  [from, to]: readonly [string | undefined, string | undefined],
  options: CompareOptions,
): Promise<Compared> {
  if (files.length > 0)
    throw new UsageError(`--rows takes one file, and nothing else is compared with it: ${files.join(" ")}`);
  if ((from === undefined) !== (to === undefined)) throw new UsageError("--from and --to go together");
  const { languages, rows } = await readRows(path, from !== undefined && to !== undefined ? [from, to] : undefined);
  return { languages, compared: rows, findings: compareRows(rows, languages, options), labelOf: (row) => ({ row }) };
}

async function fromDocuments(files: readonly string[], options: CompareOptions): Promise<Compared> {
  if (files.length < 2)
    throw new UsageError("name at least two documents, one for each language; sextant compare --help shows how");
  const documents = (await readVersions(files)).map(({ document }) => document);
  documents.forEach(({ warnings }, at) => {
    for (const { message } of warnings) console.error(`sextant: ${files[at]}: ${message}`);
  });
  const bar = progressBar("Aligning");
  const alignment = alignDocuments(documents, { progress: bar.update });
  bar.stop();
  const rows = [...alignment.rows, ...alignment.notes];
  const compared = rowsOfDocuments(documents, alignment);
  return {
    languages: alignment.languages,
    compared,
    findings: compareRows(compared, alignment.languages, options),
    labelOf: (row) => ({ row: row + 1, printed: rows[row]?.number }),
  };
}

/** A document set of the memory, as people left it. */
async function fromMemory(
  named: readonly string[],
  tags: readonly string[],
  data: string,
  options: CompareOptions,
): Promise<Compared> {
  const [name] = named;
  if (name === undefined || named.length > 1)
    throw new UsageError("--languages takes one document set: its id or symbol");
  if (tags.length < 2) throw new UsageError("name two languages or more to compare: --languages fr,en");
  return withExistingMemory(data, async (memory) => {
    const set = await memory.documentSets.find(name);
    if (!set) throw new UsageError(`there is no document set ${name}; sextant memory lists them`);
    const known = set.versions.map(({ language }) => language);
    const missing = tags.filter((tag) => !known.includes(tag));
    if (missing.length > 0)
      throw new UsageError(`${set.symbol} has no version in ${missing.join(", ")}; it has ${known.join(", ")}`);
    const {
      rows: compared,
      findings,
      judged,
    } = await compareStored(memory, set.id, tags, (rows, languages) => compareRows(rows, languages, options));
    if (judged > 0) console.error(`${counted(judged, "finding")} left out: people said that they are no errors`);
    const numbers = new Map(compared.map(({ row, number }) => [row, number]));
    return { languages: tags, compared, findings, labelOf: (row) => ({ row: row + 1, printed: numbers.get(row) }) };
  });
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
