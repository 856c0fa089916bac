/** A thread that does one job, see job-thread.ts. */
import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { Memory } from "@sextant/core/memory";
import type { FromJob, JobTask } from "./job-thread.ts";
import { done, type Progress } from "./tasks.ts";

const { location, job } = workerData as JobTask;
const port = parentPort as NonNullable<typeof parentPort>;
const say = (message: FromJob): void => port.postMessage(message);

// Who waits for an answer comes first. Elsewhere than on Linux it would be the whole process that stands back.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
try {
  await using memory = await Memory.open(location, { connections: 2 });
  await memory.guard();
  const files = await memory.serving.jobFiles(job.id);
  const report = await done(memory, job, files, (progress: Progress) => say({ progress }));
  say({ report });
} catch (error) {
  const { message, code } = error as Error & { code?: string };
  say({ error: message, ...(typeof code === "string" && { code }) });
}
