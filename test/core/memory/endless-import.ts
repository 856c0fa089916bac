/**
 * A process that imports units under an id until its input ends, or it is killed. It says "begun" when the first are written.
 *
 *   node endless-import.ts LOCATION ID
 */
import { setImmediate } from "node:timers/promises";
import { type ImportedUnit, Memory } from "@sextant/core";

const [, , location = "", id = ""] = process.argv;
let isEnding = false;
process.stdin.on("end", () => (isEnding = true)).resume();

async function* units(): AsyncGenerator<ImportedUnit> {
  const unit = { role: "text", confidence: 1, origin: "imported", unofficial: [] };
  for (let n = 0; !isEnding || n < 5000; n++) {
    if (n % 500 === 0) await setImmediate();
    yield { ...unit, variants: { en: `Staged unit number ${n}`, fr: `Unité préparée numéro ${n}` } };
  }
}

await using memory = await Memory.open(location);
let hasBegun = false;
await memory.documentSets.import({ id, symbol: id, source: "test", fingerprint: id }, units(), (done) => {
  if (done < 4000 || hasBegun) return;
  hasBegun = true;
  process.stdout.write("begun\n");
});
process.stdout.write("done\n");
