/** A thread that makes one comparison, see comparing-thread.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { compareRows, compareVersions } from "@sextant/core/compare";
import type { Comparison, FromComparing } from "./comparing-thread.ts";

const asked = workerData as Comparison;
const say = (message: FromComparing): void => parentPort?.postMessage(message);
try {
  say({
    value: asked.kind === "rows" ? compareRows(asked.rows, asked.languages) : compareVersions(asked.old, asked.current),
  });
} catch (error) {
  say({ error: (error as Error).message, isOfRequest: error instanceof RangeError });
}
