/** A thread that gathers texts, see gathering-thread.ts. */
import { parentPort } from "node:worker_threads";
import { Gatherer } from "./gatherer.ts";
import { type GatheringTask, packedRun } from "./gathering-thread.ts";

const gatherer = new Gatherer();

parentPort?.on("message", ({ texts, isLast }: GatheringTask) => {
  for (const [language, own] of texts) gatherer.add(language, own);
  const runs = isLast || gatherer.isFull ? Array.from(gatherer.runs(), packedRun) : [];
  parentPort?.postMessage(
    runs,
    runs.flatMap(({ ends, units }) => [ends.buffer, units.buffer]),
  );
});
