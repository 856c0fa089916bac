/** A thread that does one job, see job-thread.ts. */
import { parentPort, workerData } from "node:worker_threads";
import type { Memory } from "@sextant/core/memory";
import { beginBehind } from "@sextant/core/standing-back";
import type { FromJob, JobTask } from "./job-thread.ts";
import type { Progress } from "./tasks.ts";

// Before the rest is loaded, which takes its time, too.
beginBehind();
const [{ Memory: Opened }, { work }] = await Promise.all([import("@sextant/core/memory"), import("./tasks.ts")]);
const { location, job, worker } = workerData as JobTask;
const port = parentPort as NonNullable<typeof parentPort>;
const say = (message: FromJob): void => port.postMessage(message);

let memory: Memory | undefined;
try {
  memory = await Opened.open(location, { connections: 2 });
  await memory.guard();
  const files = await memory.serving.jobFiles(job.id);
  await work(memory, { ...job, worker }, files, (progress: Progress) => say({ progress }));
  say({ isDone: true });
} catch (error) {
  const { message, code } = (memory?.told(error) ?? error) as Error & { code?: string };
  say({ error: message, ...(typeof code === "string" && { code }) });
} finally {
  await memory?.close();
}
