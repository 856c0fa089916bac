import { Command } from "@commander-js/extra-typings";
import { sourceFirst, type TmxCounts, unofficialVersions, writeTmx } from "@sextant/core";
import { UsageError } from "../exit.ts";
import { DATA, withMemory, writeOutput } from "../files.ts";

export const exportCommand = new Command("export")
  .description("Write document sets of the memory as TMX 1.4")
  .argument("[sets...]", "ids or symbols, such as UDHR or A/RES/67/189; all if left out")
  .option("-l, --languages <tags>", "languages to write, the source first, separated by commas; all if left out")
  .option("-o, --to <file>", "where to write; standard output if left out")
  .option("--data <folder>", "where the memory is", DATA)
  .action(async (names, { languages: asked, to, data }) => {
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
      await writeOutput(to, writeTmx(memory.units(sets.map(({ id }) => id)), { languages, unofficial, report }));
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
