import { Command } from "@commander-js/extra-typings";
import { evaluate, type Measure, parseBeads } from "@sextant/core/align";
import { decodeText } from "@sextant/core/document";
import { UsageError } from "../exit.ts";
import { readInput, writeOutput } from "../files.ts";

/** `sextant score`: compares alignments with gold ones. */
export const scoreCommand = new Command("score")
  .argument("<files...>", "GOLD HYPOTHESIS [GOLD HYPOTHESIS …], one bead a line: [0, 1]:[2]")
  .option("--json", "print the figures as JSON")
  .action(async (files, { json }) => {
    if (files.length % 2 !== 0) throw new UsageError("score takes pairs of files: GOLD HYPOTHESIS [GOLD HYPOTHESIS …]");
    const beads = await Promise.all(
      files.map(async (file) => {
        const bytes = await readInput(file);
        return bytes.length === 0 ? [] : parseBeads(decodeText(bytes, file), file);
      }),
    );
    const pairs = beads.flatMap((gold, at) => (at % 2 === 0 ? [{ gold, hypothesis: beads[at + 1] ?? [] }] : []));
    const { strict, lax } = evaluate(pairs);
    await writeOutput(undefined, [
      json ? `${JSON.stringify({ strict, lax })}\n` : `${line("strict", strict)}\n${line("lax", lax)}\n`,
    ]);
  });

function line(kind: string, { precision, recall, f1 }: Measure): string {
  return `${kind.padEnd(6)} precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}  f1 ${f1.toFixed(4)}`;
}
