/** Imports a TMX file into a memory, and writes what that took as JSON: `import.ts LOCATION FILE ID`. */
import { createReadStream } from "node:fs";
import { Memory, readTmx } from "@sextant/core";
import { mostMegabytes, ownProcessor } from "./processes.ts";

/** What an import took. */
export interface Import {
  readonly seconds: number;
  /** Seconds, in all threads. */
  readonly processor: number;
  /** The largest size of the process. */
  readonly megabytes: number;
}

if (import.meta.main) {
  const [location = "", file = "", id = ""] = process.argv.slice(2);
  const memory = await Memory.open(location);
  const [started, before] = [performance.now(), ownProcessor()];
  const about = { id, symbol: id, source: "generated", fingerprint: id };
  await memory.documentSets.import(about, readTmx(createReadStream(file), console.error));
  const seconds = (performance.now() - started) / 1000;
  const took: Import = { seconds, processor: ownProcessor() - before, megabytes: mostMegabytes() };
  await memory.close();
  console.log(JSON.stringify(took));
}
