import { Command, Option } from "@commander-js/extra-typings";
import { sourceFirst, type TmxCounts, unofficialVersions, writeJsonLines, writeTmx, writeTsv } from "@sextant/core";
import { UsageError } from "../exit.ts";
import { DATA, withMemory, writeOutput } from "../files.ts";

const WRITERS = { tmx: writeTmx, tsv: writeTsv, jsonl: writeJsonLines } as const;
const FORMATS = ["tmx", "tsv", "jsonl"] as const satisfies (keyof typeof WRITERS)[];

export const exportCommand = new Command("export")
  .description("Write document sets of the memory as TMX 1.4, tab-separated values or JSON Lines")
  .argument("[sets...]", "ids or symbols, such as UDHR or A/RES/67/189; all if left out")
  .option("-l, --languages <tags>", "languages to write, the source first, separated by commas; all if left out")
  .addOption(new Option("-f, --format <name>", "how to write them").choices(FORMATS).default("tmx" as const))
  .option("-o, --to <file>", "where to write; standard output if left out")
  .option("--data <folder>", "where the memory is", DATA)
  .action(async (names, { languages: asked, to, format, data }) => {
    await withMemory(data, async (memory) => {
      const all = await memory.documentSets();
      const sets =
        names.length === 0
          ? all
          : names.map((name) => all.find(({ id, symbol }) => id === name || symbol === name) ?? unknown(name));
      if (sets.length === 0)
        throw new Error(`the memory in ${data} holds no document set yet; sextant serve --corpus DIR fills it`);
      const known = [...new Set(sets.flatMap(({ versions }) => versions.map(({ language }) => language)))];
      const languages = asked ? asked.split(",").map((tag) => tag.trim()) : sourceFirst(known, known[0] as string);
      const missing = languages.filter((language) => !known.includes(language));
      if (missing.length > 0)
        throw new UsageError(`there is no version in ${missing.join(", ")}; there are ${known.join(", ")}`);
      const unofficial = unofficialVersions(sets);
      let counts: TmxCounts | undefined;
      const report = (written: TmxCounts): void => {
        counts = written;
      };
      const units = memory.units(sets.map(({ id }) => id));
      await writeOutput(to, WRITERS[format](units, { languages, unofficial, report }));
      console.error(
        `${counts?.units ?? 0} units written in ${languages.join(", ")}${counts?.left ? `; ${counts.left} have no text in these languages` : ""}`,
      );

      function unknown(name: string): never {
        throw new UsageError(
          `there is no document set ${name}; there are ${all.map(({ id }) => id).join(", ") || "none"}`,
        );
      }
    });
  });
