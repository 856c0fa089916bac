import { readFileSync } from "node:fs";
import { Command, CommanderError } from "@commander-js/extra-typings";
import { checkSettings } from "@sextant/core/config";
import { COMMANDS } from "./commands.ts";
import { EXIT, UsageError } from "./exit.ts";
import { printable } from "./terminal.ts";

/**
 * Runs the `sextant` command. Only the subcommand that is called is loaded; the help describes the others.
 *
 * @param args the arguments after `sextant`
 */
export async function runCommand(args: readonly string[]): Promise<void> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // `sextant search … | head` closes the pipe, which is not an error.
    if (error.code === "EPIPE") process.exit(EXIT.ok);
    console.error(`sextant: standard output cannot be written: ${error.message}`);
    process.exit(EXIT.failure);
  });
  try {
    checkSettings();
    const program = await programFor(args);
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    else {
      console.error(`sextant: ${printable(error instanceof Error ? error.message : String(error))}`);
      if (process.env.SEXTANT_DEBUG === "1" && error instanceof Error) console.error(error.stack);
      process.exitCode = error instanceof UsageError ? EXIT.usage : EXIT.failure;
    }
  }
}

async function programFor(args: readonly string[]): Promise<Command> {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  const program = new Command("sextant")
    .description("Reads documents in several languages, aligns them, and finds again how something was said.")
    .version(version)
    .configureHelp({ sortSubcommands: false })
    .addHelpText(
      "after",
      "\nExit codes: 0 done, 1 the input was wrong or something failed, 2 the command was called wrongly.",
    )
    .exitOverride();
  // `sextant help read` means the second argument.
  const called = args[0] === "help" ? args[1] : args[0];
  for (const [name, { summary, alias, load }] of Object.entries(COMMANDS)) {
    const command = called === name || (alias && called === alias) ? await load() : new Command(name);
    command.description(summary);
    for (const own of [command, ...command.commands]) own.exitOverride();
    if (alias) command.alias(alias);
    program.addCommand(command);
  }
  return program;
}
