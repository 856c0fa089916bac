import { Command } from "@commander-js/extra-typings";
import type { Removed } from "@sextant/core/memory";
import { UsageError } from "../exit.ts";
import { DATA, withExistingMemory, writeOutput } from "../files.ts";
import { colour, counted, isolate } from "../terminal.ts";

/** `sextant removed`: what was removed from a memory, and back. */
export const removedCommand = new Command("removed")
  .description(
    "Show what was removed and can be restored, restore it, or take it out for good. After SEXTANT_REMOVED_DAYS days it is gone by itself.",
  )
  .option("--restore <id>", "restore a document set, or a memory with all that was in it, as it was")
  .option("--forget <id>", "take it out for good")
  .option("--json", "print what was removed as JSON")
  .option("--data <folder>", "where the memory is", DATA)
  .action(async ({ restore, forget, json, data }) => {
    await withExistingMemory(data, async (memory) => {
      if (restore !== undefined) {
        const removed = await memory.removals.restore(restore);
        if (!removed) throw new UsageError(`nothing was removed as ${restore}, or it is gone for good`);
        console.error(`restored: ${view(removed)}`);
        return;
      }
      if (forget !== undefined) {
        if (!(await memory.removals.forget(forget)))
          throw new UsageError(`nothing was removed as ${forget}, or it is gone for good`);
        console.error("it is gone for good");
        return;
      }
      const found = await memory.removals.list();
      if (json) return writeOutput(undefined, [`${JSON.stringify(found, null, 2)}\n`]);
      const lines = found.map(
        (removed) =>
          `${colour("cyan", removed.id)}  ${removed.at}  ${view(removed)}, until ${removed.until.slice(0, 10)}`,
      );
      return writeOutput(undefined, [`${[...lines, counted(found.length, "removal")].join("\n")}\n`]);
    });
  });

function view({ memory, isMemory, documentSets }: Removed): string {
  const units = documentSets.reduce((sum, own) => sum + own.units, 0);
  const symbols = documentSets.map(({ symbol }) => isolate(symbol));
  return isMemory
    ? `the memory ${memory}: ${counted(documentSets.length, "document set")}, ${counted(units, "unit")}`
    : `${symbols.join(", ")} in ${memory}: ${counted(units, "unit")}`;
}
