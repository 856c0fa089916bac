#!/usr/bin/env node
import { Command, CommanderError } from "@commander-js/extra-typings";
import { alignCommand } from "./commands/align.ts";
import { backupCommand, restoreCommand } from "./commands/backup.ts";
import { exportCommand } from "./commands/export.ts";
import { fetchCommand } from "./commands/fetch.ts";
import { importCommand } from "./commands/import.ts";
import { lookupCommand } from "./commands/lookup.ts";
import { memoryCommand } from "./commands/memory.ts";
import { migrateCommand } from "./commands/migrate.ts";
import { readCommand } from "./commands/read.ts";
import { scoreCommand } from "./commands/score.ts";
import { searchCommand } from "./commands/search.ts";
import { serveCommand } from "./commands/serve.ts";
import { EXIT, UsageError } from "./exit.ts";

const program = new Command("sextant")
  .description("Reads documents in several languages, aligns them, and finds again how something was said.")
  .version("0.1.0")
  .configureHelp({ sortSubcommands: false })
  .addHelpText(
    "after",
    "\nExit codes: 0 done, 1 the input was wrong or something failed, 2 the command was called wrongly.",
  )
  .exitOverride();
for (const command of [
  fetchCommand,
  readCommand,
  alignCommand,
  lookupCommand,
  searchCommand,
  importCommand,
  exportCommand,
  serveCommand,
  memoryCommand,
  migrateCommand,
  backupCommand,
  restoreCommand,
  scoreCommand,
])
  program.addCommand(command.exitOverride());

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // `sextant search … | head` closes the pipe: nothing is wrong then.
  if (error.code === "EPIPE") process.exit(EXIT.ok);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  else {
    console.error(`sextant: ${error instanceof Error ? error.message : error}`);
    if (process.env.SEXTANT_DEBUG && error instanceof Error) console.error(error.stack);
    process.exitCode = error instanceof UsageError ? EXIT.usage : EXIT.failure;
  }
}
