/** Reads one file with a core, in a process of its own, and prints the document, seconds and memory: `read-document.ts CORE FILE`. */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , core = "", file = ""] = process.argv;
const { readDocument } = (await import(pathToFileURL(core).href)) as typeof import("@sextant/core");
const bytes = new Uint8Array(readFileSync(file));
const started = performance.now();
try {
  const document = await readDocument(bytes, { name: file });
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(JSON.stringify({ document, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
} catch (error) {
  process.stdout.write(JSON.stringify({ refused: (error as Error).message }));
}
