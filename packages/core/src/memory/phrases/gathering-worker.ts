/** A thread that gathers texts, see gathering-thread.ts. */
import { enableCompileCache } from "node:module";
import { parentPort } from "node:worker_threads";
import type { GatheringTask } from "./gathering-thread.ts";

// What it loads from here on was compiled for another as a rule.
enableCompileCache();
const [{ Gatherer }, { packedRun }] = await Promise.all([import("./gatherer.ts"), import("./gathering-thread.ts")]);
const gatherer = new Gatherer();

parentPort?.on("message", ({ texts, isLast }: GatheringTask) => {
  for (const [language, own] of texts) gatherer.add(language, own);
  const runs = isLast || gatherer.isFull ? Array.from(gatherer.runs(), packedRun) : [];
  parentPort?.postMessage(
    runs,
    runs.flatMap(({ ends, units }) => [ends.buffer, units.buffer]),
  );
});
