/** A thread that does one job, see job-thread.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { Memory } from "@sextant/core/memory";
import { standBack } from "@sextant/core/standing-back";
import type { FromJob, JobTask } from "./job-thread.ts";
import { type Progress, work } from "./tasks.ts";

const { location, job, worker } = workerData as JobTask;
const port = parentPort as NonNullable<typeof parentPort>;
const say = (message: FromJob): void => port.postMessage(message);

standBack();
let memory: Memory | undefined;
try {
  memory = await Memory.open(location, { connections: 2 });
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
