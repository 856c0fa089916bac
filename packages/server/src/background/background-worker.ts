/**
 * The process of a thread in the background, see background-thread.ts. It stands back, and passes on what the thread says and hears. As
 * it does nothing else, it notices at once when it is nobody's any more, however long the thread computes.
 */
import { Worker } from "node:worker_threads";
import { standBackWhole } from "@sextant/core/standing-back";
import type { BegunThread, FromThread, ToThread } from "./background-thread.ts";

standBackWhole();
// A terminal, or a service that is stopped, tells all its processes to end. Who began this one decides when it does.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));

const say = (message: FromThread, said = (): void => {}): void => void process.send?.(message, said);

process.once("message", ({ file, data, memoryMB }: BegunThread) => {
  const worker = new Worker(new URL(file), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: memoryMB },
  });
  process.on("message", ({ heard }: ToThread) => worker.postMessage(heard));
  worker
    .on("message", (said: unknown) => say({ said }))
    .on("error", ({ message }: Error) => say({ failure: message }))
    // What was said before is passed on first.
    .on("exit", (code) => say({ failure: `it ended with ${code}` }, () => process.exit()));
});
