/** Reads one file three times, for documents.ts: best time in ms, blocks, and the process' largest resident memory in MB. */
import { readFileSync } from "node:fs";
import { readDocument } from "@sextant/core";

const [, , file = "", language = ""] = process.argv;
const bytes = readFileSync(file);
let best = Number.POSITIVE_INFINITY;
let blocks = 0;
for (let run = 0; run < 3; run++) {
  const started = performance.now();
  blocks = (await readDocument(bytes, { language })).blocks.length;
  best = Math.min(best, performance.now() - started);
}
console.log(JSON.stringify({ best, blocks, memory: process.resourceUsage().maxRSS / 1024 }));
