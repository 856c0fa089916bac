/** A thread that says what it hears, after the word that it was begun with; and that computes without end, or takes all memory, when told to. */
import { parentPort, workerData } from "node:worker_threads";

parentPort?.on("message", (heard: unknown) => {
  if (heard === "end") return parentPort?.close();
  if (heard === "fail") throw new Error("it was told to fail");
  parentPort?.postMessage([workerData, heard]);
  const taken: number[][] = [];
  while (heard === "compute") performance.now();
  while (heard === "take") taken.push(new Array(100_000).fill(taken.length));
  return undefined;
});
