/** A thread that makes one comparison, see comparing-thread.ts. */
import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { Comparison, FromComparing } from "./comparing-thread.ts";

// Each comparison has a thread of its own: what it loads was compiled for another as a rule.
enableCompileCache();
const { compareRows, compareVersions } = await import("@sextant/core/compare");
const asked = workerData as Comparison;
const say = (message: FromComparing): void => parentPort?.postMessage(message);
try {
  say({
    value: asked.kind === "rows" ? compareRows(asked.rows, asked.languages) : compareVersions(asked.old, asked.current),
  });
} catch (error) {
  say({ error: (error as Error).message, isOfRequest: error instanceof RangeError });
}
