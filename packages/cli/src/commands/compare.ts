import { Command } from "@commander-js/extra-typings";
import { names, UsageError } from "../exit.ts";
import { DATA } from "../files.ts";

export const compareCommand = new Command("compare")
  .option("--old <document>", "the earlier version: a file, or a document set of the memory by id or symbol")
  .option("--new <document>", "the later version, in the same language")
  .option("-l, --language <tag>", "the language of both; told from the files if left out")
  .option("-t, --to <tags>", "languages, separated by commas, whose translations of the old version are shown", names)
  .option("--set <set>", "the document set of the old version; told from its symbol if left out")
  .option("--unchanged", "show what is unchanged, too")
  .option("--html <file>", "write a page to hand on, in place of the report")
  .option("--json", "print the comparison as JSON")
  .option("--data <folder>", "where the memory is", DATA)
  .addHelpText(
    "after",
    `
Paragraphs are matched by what they say, and not by their numbers. Kinds of spaces, dashes and quotation marks are no
difference. Marks: [-taken out-] {+put in+}.

Examples:
  sextant compare --old A_C.3_67_L.10.pdf --new A_RES_67_189.pdf
  sextant compare --old A/RES/67/189 --new draft.docx --language en --to ar,fr
  sextant compare --old last-year.pdf --new this-year.docx --html changes.html`,
  )
  .action(async ({ old, new: current, ...options }) => {
    if (old === undefined || current === undefined)
      throw new UsageError("two versions are compared: sextant compare --old FILE --new FILE");
    const { compareTheVersions } = await import("./compare-versions.ts");
    await compareTheVersions({ old, current, ...options });
  });
