/** A thread that does jobs, see job-thread.ts. */
import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { Memory } from "@sextant/core/memory";
import type { FromJob, JobPlace, JobTask } from "./job-thread.ts";

// What it loads from here on was compiled for another as a rule.
enableCompileCache();
const [{ Memory: Opened }, { work }] = await Promise.all([import("@sextant/core/memory"), import("./tasks.ts")]);
const { location } = workerData as JobPlace;
const port = parentPort as NonNullable<typeof parentPort>;
const say = (message: FromJob): void => port.postMessage(message);

/** Open as long as the thread lives, once it could be opened. */
let memory: Memory | undefined;

async function open(): Promise<Memory> {
  const opened = await Opened.open(location, { connections: 2 });
  await opened.guard();
  return opened;
}

port.on("message", async ({ job, worker }: JobTask) => {
  try {
    memory ??= await open();
    const files = await memory.serving.jobFiles(job.id);
    await work(memory, { ...job, worker }, files, (progress) => say({ progress }));
    say({ isDone: true });
  } catch (error) {
    const { message, code } = (memory?.told(error) ?? error) as Error & { code?: string };
    say({ error: message, ...(typeof code === "string" && { code }) });
  }
});
