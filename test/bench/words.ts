/**
 * Compares the words of Word files with what is read of them, both ways: `node test/bench/words.ts FILE.docx …`.
 * Words that are more (above 0) are automatic numbers; none should be less.
 */
import { readFileSync } from "node:fs";
import { readDocument } from "@sextant/core";
import { differences, wordsOfDocx } from "../core/document/words.ts";

for (const path of process.argv.slice(2)) {
  const bytes = readFileSync(path);
  const document = await readDocument(bytes, { name: path });
  const words = [...wordsOfDocx(bytes).values()].reduce((sum, times) => sum + times, 0);
  const found = [...differences(wordsOfDocx(bytes), document)].map(([word, times]) => `${word} ${times}`);
  console.log(`${path}: ${words} words, ${document.blocks.length} blocks; different: ${found.join(", ") || "none"}`);
}
