import { Command } from "@commander-js/extra-typings";
import { type NamedDocument, type ReuseReport, reuseOf } from "@sextant/core/compare";
import { languageCode } from "@sextant/core/language";
import { readFileDocument } from "../documents.ts";
import { EXIT, names, UsageError } from "../exit.ts";
import { DATA, withExistingMemory, writeOutput } from "../files.ts";
import { type ListedFile, listedFiles } from "../reuse/listed-files.ts";
import { reuseCsv, reuseView } from "../reuse/reuse-view.ts";
import { progressBar } from "../terminal.ts";
import { expectLanguages, expectMemories } from "../there.ts";

export const reuseCommand = new Command("reuse")
  .argument("<documents...>", "files in any format that is read, and folders of them, with their subfolders")
  .requiredOption("-t, --to <tag>", "language of the translation")
  .option("-f, --from <tag>", "language of the documents; told from each if left out")
  .option("-m, --memories <names>", "only matches of these memories, separated by commas", names)
  .option("--csv", "print comma-separated values, a line for each document and one for all")
  .option("--json", "print the counts as JSON")
  .option("--data <folder>", "where the memory is", DATA)
  .addHelpText(
    "after",
    `
A segment is counted once: as 101 or 100 where the memory has it in the same context or exactly; as repeated where it stands
earlier in its document, or in an earlier document; otherwise by its best match, or as new. Each Chinese character is a word.

Examples:
  sextant reuse draft.docx --to fr
  sextant reuse session-81/ --from en --to fr --memories main,reports --csv > session-81.csv`,
  )
  .action(async (paths, { to, from, memories, csv, json, data }) => {
    if (csv && json) throw new UsageError("--csv and --json print the same counts; name one");
    const target = languageCode(to);
    const files = await listedFiles(paths);
    const left = new LeftOut();
    const report = await withExistingMemory(data, async (memory) => {
      await expectMemories(memory, memories);
      await expectLanguages(memory, [to]);
      const bar = progressBar("looking up");
      const documents = documentsOf(files, { from: from && languageCode(from), target }, left);
      return reuseOf(memory, documents, {
        to,
        ...(memories && { memories }),
        onProgress: (_, done, all) => bar.update(done, all),
      }).finally(bar.stop);
    });
    left.tell();
    await writeOutput(undefined, [printed(report, { csv, json, to: target })]);
    if (left.failed > 0 || report.documents.length === 0) process.exitCode = EXIT.failure;
  });

function printed(
  report: ReuseReport,
  { csv, json, to }: { csv?: true | undefined; json?: true | undefined; to: string },
) {
  if (json) return `${JSON.stringify({ to, ...report }, null, 2)}\n`;
  return csv ? reuseCsv(report) : `${reuseView(report).join("\n")}\n`;
}

/** What is not counted, and why; told at the end, below the bar. */
class LeftOut {
  /** How many documents could not be read. */
  failed = 0;
  readonly #lines: string[] = [];

  add(file: string, why: string): void {
    this.#lines.push(`sextant: ${file} was left out: ${why}`);
  }

  tell(): void {
    for (const line of this.#lines) console.error(line);
  }
}

/** Reads the files one after the other. A folder may hold documents in other languages. */
async function* documentsOf(
  files: readonly ListedFile[],
  { from, target }: { from: string | undefined; target: string },
  left: LeftOut,
): AsyncGenerator<NamedDocument> {
  for (const { path, isNamed, unknown } of files) {
    if (unknown) {
      left.add(path, "its name does not say that it is a document");
      continue;
    }
    try {
      const document = await readFileDocument(path, { ...(from && isNamed && { language: from }) });
      const { language } = document;
      if (from && language !== from) left.add(path, `it is in ${language}`);
      else if (language === target) left.add(path, `it is in ${language}, into which the others are translated`);
      else yield { name: path, document };
    } catch (error) {
      left.failed++;
      left.add(path, (error as Error).message);
    }
  }
}
