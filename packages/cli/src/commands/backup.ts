import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Command } from "@commander-js/extra-typings";
import { Memory } from "@sextant/core/memory";
import { DATA, syncFolder, withExistingMemory, withMemory } from "../files.ts";
import { counted } from "../terminal.ts";

/** `sextant backup`: writes a memory into one file. */
export const backupCommand = new Command("backup")
  .argument("<file>", "the file that is made; one that is there is not replaced")
  .option("--data <folder>", "where the memory is", DATA)
  .action(async (file, { data }) => {
    if (existsSync(file)) throw new Error(`${file} is there already; a backup takes nothing's place`);
    // A disk that is not mounted shall not look like one that holds the backup.
    if (!existsSync(dirname(file))) throw new Error(`${file} cannot be written: there is no folder ${dirname(file)}`);
    await withExistingMemory(data, async (memory) => {
      await mustBeSound(memory, "the memory");
      const beside = `${file}.${randomBytes(4).toString("hex")}.part`;
      try {
        const copy = await Memory.open(beside);
        const units = await memory.maintenance.copyTo(copy).finally(() => copy.close());
        await rename(beside, file);
        await syncFolder(dirname(file));
        console.error(`${file}: ${counted(units, "unit")}`);
      } finally {
        for (const end of ["", "-wal", "-shm"]) await rm(beside + end, { force: true });
      }
    });
  });

/** `sextant restore`: fills an empty memory from a backup. */
export const restoreCommand = new Command("restore")
  .argument("<file>", "what sextant backup made")
  .option("--data <folder>", "where the memory is, or is to be", DATA)
  .action(async (file, { data }) => {
    if (!existsSync(file)) throw new Error(`${file} cannot be read: there is no such file`);
    const backup = await Memory.open(file);
    try {
      await mustBeSound(backup, file);
      await withMemory(data, async (memory) => {
        const units = await backup.maintenance.copyTo(memory);
        await mustBeSound(memory, "what was restored");
        console.error(`restored ${counted(units, "unit")}`);
      });
    } finally {
      await backup.close();
    }
  });

/**
 * Checks a memory.
 *
 * @throws {Error} with the first thing that is wrong
 */
async function mustBeSound(memory: Memory, what: string): Promise<void> {
  const [problem] = await memory.maintenance.check();
  if (problem) throw new Error(`${what} is damaged (${problem}); sextant memory --check says all that is wrong`);
}
