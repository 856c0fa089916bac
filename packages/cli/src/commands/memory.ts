import { Command } from "@commander-js/extra-typings";
import { UsageError } from "../exit.ts";
import { DATA, withMemory, writeOutput } from "../files.ts";
import { colour, isolate } from "../terminal.ts";

export const memoryCommand = new Command("memory")
  .description("Show what the memory holds, or take a document set out of it")
  .option("--remove <set>", "id or symbol of a document set that is to be taken out, for good")
  .option("--json", "print the document sets as JSON")
  .option("--data <folder>", "where the memory is", DATA)
  .action(async ({ remove, json, data }) => {
    await withMemory(data, async (memory) => {
      const sets = await memory.documentSets();
      if (remove !== undefined) {
        const set = sets.find(({ id, symbol }) => id === remove || symbol === remove);
        if (!set)
          throw new UsageError(
            `there is no document set ${remove}; there are ${sets.map(({ id }) => id).join(", ") || "none"}`,
          );
        await memory.remove(set.id);
        console.error(`${set.symbol}: ${set.units.toLocaleString("en")} units were taken out`);
        return;
      }
      if (json) return writeOutput(undefined, [`${JSON.stringify(sets, null, 2)}\n`]);
      const lines = sets.map(
        ({ id, symbol, date, versions, units }) =>
          `${colour("cyan", id)}  ${isolate(symbol)}${date ? `  ${date}` : ""}  ${versions.map(({ language }) => language).join(",")}  ${units.toLocaleString("en")} units`,
      );
      const total = sets.reduce((sum, { units }) => sum + units, 0);
      lines.push(
        `${sets.length} ${sets.length === 1 ? "document set" : "document sets"}, ${total.toLocaleString("en")} units`,
      );
      return writeOutput(undefined, [`${lines.join("\n")}\n`]);
    });
  });
