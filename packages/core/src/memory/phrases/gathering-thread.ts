/** A thread that gathers texts, see gathering-threads.ts. */
import { parentPort } from "node:worker_threads";
import { Gatherer } from "./gathering.ts";
import { type GatheringTask, packedRun } from "./gathering-threads.ts";

let gatherer = new Gatherer();

parentPort?.on("message", ({ texts, isLast }: GatheringTask) => {
  for (const [language, own] of texts) gatherer.add(language, own);
  const runs = isLast || gatherer.isFull ? Array.from(gatherer.runs(), packedRun) : [];
  if (runs.length > 0) gatherer = new Gatherer();
  parentPort?.postMessage(
    runs,
    runs.flatMap(({ ends, units }) => [ends.buffer, units.buffer]),
  );
});
