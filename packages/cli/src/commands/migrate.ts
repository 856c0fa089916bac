import { existsSync } from "node:fs";
import { Command } from "@commander-js/extra-typings";
import { Memory } from "@sextant/core/memory";
import { UsageError } from "../exit.ts";
import { counted, progressBar } from "../terminal.ts";

/** `sextant migrate`: copies a memory to another database. */
export const migrateCommand = new Command("migrate")
  .argument("<from>", "a memory: a file, or postgres://user:password@host/database")
  .argument("<to>", "the memory that is to be filled, made where there is none")
  .addHelpText(
    "after",
    `
Examples:
  sextant migrate data/memory.sqlite postgres://sextant@localhost/sextant
  SEXTANT_DATABASE_URL=postgres://sextant@localhost/sextant sextant serve`,
  )
  .action(async (from, to) => {
    // A file that is not there would be made, and copied as a memory of nothing.
    if (!from.includes("://") && !existsSync(from)) throw new UsageError(`there is no memory ${from}`);
    const source = await Memory.open(from);
    try {
      const target = await Memory.open(to);
      try {
        const total = (await source.documentSets.list()).reduce((sum, { units }) => sum + units, 0);
        const bar = progressBar("Copying");
        const units = await source.maintenance.copyTo(target, (done) => bar.update(done, total));
        bar.stop();
        console.log(`Copied ${counted(units, "unit")}.`);
      } finally {
        await target.close();
      }
    } finally {
      await source.close();
    }
  });
