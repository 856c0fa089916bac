/** Reads files one after the other in this process, twice, and prints the seconds of each time: `read-all.ts CORE FILE …`. */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { InOneProcess } from "./summary.ts";

const [, , core = "", ...files] = process.argv;
const { readDocument } = (await import(pathToFileURL(core).href)) as typeof import("@sextant/core");

async function secondsOfAll(): Promise<number> {
  let seconds = 0;
  for (const file of files) {
    const bytes = new Uint8Array(readFileSync(file));
    const started = performance.now();
    await readDocument(bytes, { name: file });
    seconds += (performance.now() - started) / 1000;
  }
  return seconds;
}
process.stdout.write(
  JSON.stringify({ first: await secondsOfAll(), second: await secondsOfAll() } satisfies InOneProcess),
);
