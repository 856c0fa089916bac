import { Command } from "@commander-js/extra-typings";
import { type Change, MAIN_MEMORY, type StoredDocumentSet } from "@sextant/core/memory";
import { pairOf, UsageError, wholeNumber } from "../exit.ts";
import { DATA, withExistingMemory, writeOutput } from "../files.ts";
import { colour, counted, isolate } from "../terminal.ts";
import { expectMemories } from "../there.ts";

/** `sextant memory`: shows and maintains a memory. */
export const memoryCommand = new Command("memory")
  .option("--assign <set=memory>", "put a document set into a named memory, made where there is none")
  .option("--rank <memory=rank>", "rank a named memory: 1 is the best, each rank below costs its matches a point")
  .option("--remove <set>", "remove a document set, by its id or symbol; sextant removed restores it")
  .option("--remove-memory <memory>", "remove a named memory with all that is in it; sextant removed restores it")
  .option("--changes <set>", "the last hundred corrections of a document set")
  .option("--undo <set=change>", "take a correction of a document set back, by the number that --changes gives it")
  .option("--check", "see whether the memory is sound: its file, its references, its phrase lists, its fuzzy indexes")
  .option("--json", "print the document sets, or the corrections, as JSON")
  .option("--data <folder>", "where the memory is", DATA)
  .action(async ({ assign, rank, remove, removeMemory, changes, undo, check, json, data }) => {
    await withExistingMemory(data, async (memory) => {
      if (check) {
        const problems = await memory.maintenance.check();
        for (const problem of problems) console.error(problem);
        if (problems.length > 0) throw new Error(`the memory is damaged: ${counted(problems.length, "problem")}`);
        console.error("the memory is sound");
        return;
      }
      if (rank !== undefined) {
        const [name, value] = pairOf("--rank", rank);
        await expectMemories(memory, [name]);
        await memory.memories.rank(name, wholeNumber("--rank", 1, 100)(value));
      }
      let sets = await memory.documentSets.list();
      const setOf = (name: string) =>
        sets.find(({ id, symbol }) => id === name || symbol === name) ?? unknownSet(name, sets);
      if (assign !== undefined) {
        const [name, into] = pairOf("--assign", assign);
        await memory.memories.assign(setOf(name).id, into);
        sets = await memory.documentSets.list();
      }
      if (remove !== undefined) {
        const set = setOf(remove);
        const removed = await memory.removals.remove(set.id);
        console.error(`${set.symbol}: ${counted(set.units, "unit")} removed; sextant removed --restore ${removed?.id}`);
        return;
      }
      if (removeMemory !== undefined) {
        const removed = await memory.removals.removeMemory(removeMemory);
        if (!removed) throw new UsageError(`there is no memory ${removeMemory}`);
        const sets = counted(removed.documentSets.length, "document set");
        console.error(`${removeMemory}: ${sets} removed; sextant removed --restore ${removed.id}`);
        return;
      }
      if (undo !== undefined) {
        const isWhole = sets.some(({ id, symbol }) => id === undo || symbol === undo);
        const [name, number] = isWhole ? [undo] : pairOf("--undo", undo);
        const { id, symbol } = setOf(name);
        const [last] = await memory.corrections.changes(id);
        if (!last) throw new UsageError(`no correction of ${symbol} is left to be taken back`);
        if (number === undefined)
          throw new UsageError(
            `--undo names the correction: --undo ${id}=${last.id} takes the last back: ${changeView(last)}`,
          );
        const change = await memory.corrections.undo(id, wholeNumber("--undo", 1, Number.MAX_SAFE_INTEGER)(number));
        if (!change)
          throw new UsageError(`there is no correction ${number} of ${symbol}, or it was taken back already`);
        console.error(`${symbol}: taken back: ${changeView(change)}`);
        return;
      }
      if (changes !== undefined) {
        const found = await memory.corrections.changes(setOf(changes).id);
        const lines = json
          ? [JSON.stringify(found, null, 2)]
          : [...found.map(changeView), counted(found.length, "correction")];
        return writeOutput(undefined, [`${lines.join("\n")}\n`]);
      }
      if (json) return writeOutput(undefined, [`${JSON.stringify(sets, null, 2)}\n`]);
      const lines = sets.map(
        ({ id, symbol, memory: name, date, versions, units }) =>
          `${colour("cyan", id)}  ${isolate(symbol)}${name === MAIN_MEMORY ? "" : `  in ${name}`}${date ? `  ${date}` : ""}  ${versions.map(({ language }) => language).join(",")}  ${counted(units, "unit")}`,
      );
      const memories = await memory.memories.list();
      if (memories.length > 1)
        for (const { name, rank, units } of memories)
          lines.push(`memory ${colour("cyan", name)}  rank ${rank}  ${counted(units, "unit")}`);
      const total = sets.reduce((sum, { units }) => sum + units, 0);
      lines.push(`${counted(sets.length, "document set")}, ${counted(total, "unit")}`);
      return writeOutput(undefined, [`${lines.join("\n")}\n`]);
    });
  });

function changeView({ id, at, correction }: Change): string {
  const { action, position, ...others } = correction;
  // Rows are counted from 1 where people read of them.
  const rest = "other" in others ? { ...others, other: others.other + 1 } : others;
  const how = Object.entries(rest).map(
    ([name, value]) => `${name} ${typeof value === "string" ? isolate(value) : JSON.stringify(value)}`,
  );
  return [`${id}  ${at}  ${colour("cyan", `row ${position + 1}`)}  ${action}`, ...how].join("  ");
}

function unknownSet(name: string, sets: readonly StoredDocumentSet[]): never {
  throw new UsageError(`there is no document set ${name}; there are ${sets.map(({ id }) => id).join(", ") || "none"}`);
}
