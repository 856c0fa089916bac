import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Command } from "@commander-js/extra-typings";
import { type ImportProblem, readJsonLines, readTmx, readTsv } from "@sextant/core";
import { DATA, withMemory } from "../files.ts";
import { colour, counted } from "../terminal.ts";

/** Of so many problems each is shown; of all, the number. */
const SHOWN = 20;

export const importCommand = new Command("import")
  .description("Take the translation units of TMX, TSV and JSON Lines files into the memory")
  .argument("<files...>", "TMX 1.1 to 1.4b, .tsv with a line of names, .jsonl; also as .gz or .zip")
  .option(
    "-m, --memory <name>",
    "the memory that they go into, made where there is none; main, or where they were, if left out",
  )
  .option("--data <folder>", "where the memory is", DATA)
  .addHelpText(
    "after",
    `
Each file is kept under its name: one that is imported again takes the place of what it was, and changes nothing if it is
the same. A unit with something wrong in it is reported with its line and passed over; a file is taken in whole, or, if it
cannot be read to its end, not at all.`,
  )
  .action(async (files, { data, memory: name }) => {
    await withMemory(data, async (memory) => {
      let failed = 0;
      for (const file of files) {
        const label = basename(file);
        const id = label.replace(/\.(?:tmx|tsv|jsonl|gz|zip)/gi, "").replace(/[^\p{L}\p{N}._()-]+/gu, "-") || "import";
        const problems: ImportProblem[] = [];
        let count = 0;
        try {
          const fingerprint = await hashOf(file);
          if ((await memory.fingerprint(id)) === fingerprint) {
            if (name !== undefined) await memory.assign(id, name);
            console.error(`${label}: as it was imported before; nothing to do`);
            continue;
          }
          const started = performance.now();
          const units = readerOf(label)(createReadStream(file), (problem) => {
            count++;
            if (problems.length < SHOWN) problems.push(problem);
          });
          const taken = await memory.importUnits(
            {
              id,
              symbol: label,
              source: `imported from ${label}`,
              fingerprint,
              ...(name !== undefined && { memory: name }),
            },
            units,
            (done) => {
              if (process.stderr.isTTY) process.stderr.write(`\r${label}: ${done.toLocaleString("en")} units`);
            },
          );
          if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
          const seconds = (performance.now() - started) / 1000;
          console.error(
            `${label}: ${counted(taken, "unit")} in ${seconds.toFixed(1)} s, kept as ${id}${name === undefined ? "" : ` in ${name}`}`,
          );
        } catch (error) {
          failed++;
          console.error(`${colour("red", label)} was left out: ${(error as Error).message}`);
        }
        for (const { line, tuid, message } of problems)
          console.error(`  line ${line}${tuid ? `, unit ${tuid}` : ""}: ${message}`);
        if (count > 0) console.error(`  ${count} ${count === 1 ? "place was" : "places were"} passed over`);
      }
      if (failed > 0) throw new Error(`${failed} of ${files.length} files could not be imported`);
    });
  });

/** How a file is read is told by its name; what is not told is TMX. */
function readerOf(name: string) {
  if (/\.tsv(?:\.|$)/i.test(name)) return readTsv;
  return /\.jsonl(?:\.|$)/i.test(name) ? readJsonLines : readTmx;
}

async function hashOf(file: string): Promise<string> {
  try {
    if ((await stat(file)).isDirectory()) throw new Error("it is a folder");
    const hash = createHash("sha256");
    for await (const part of createReadStream(file)) hash.update(part as Uint8Array);
    return hash.digest("hex");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new Error(code === "ENOENT" ? "there is no such file" : message, { cause });
  }
}
