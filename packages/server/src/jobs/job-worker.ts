/** A thread that does jobs, see job-thread.ts. */
import { enableCompileCache } from "node:module";
import { availableParallelism } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import type { Memory } from "@sextant/core/memory";
import type { Failure, FromJob, JobPlace, JobTask } from "./job-thread.ts";

// What it loads from here on was compiled for another as a rule.
enableCompileCache();
const [{ DecisionsLost, IdTaken, Memory: Opened }, { ThreadedAligner }, { numberSetting }, { work }] =
  await Promise.all([
    import("@sextant/core/memory"),
    import("@sextant/core/align"),
    import("@sextant/core/config"),
    import("./tasks.ts"),
  ]);
const { location } = workerData as JobPlace;
const port = parentPort as NonNullable<typeof parentPort>;
const say = (message: FromJob): void => port.postMessage(message);

// A processor is left to those who answer, and other jobs have their share of the rest. The threads end with their process.
const aligner = new ThreadedAligner({
  threads:
    numberSetting("SEXTANT_ALIGNERS") ?? (availableParallelism() - 1) / (numberSetting("SEXTANT_JOBS") as number),
});

/** Open as long as the thread lives, once it could be opened. */
let memory: Memory | undefined;

async function open(): Promise<Memory> {
  const opened = await Opened.open(location, { connections: 2 });
  await opened.maintenance.guard();
  return opened;
}

port.on("message", async ({ job, worker }: JobTask) => {
  try {
    memory ??= await open();
    const files = await memory.serving.jobFiles(job.id);
    await work({ memory, aligner }, { ...job, worker }, files, (progress) => say({ progress }));
    say({ isDone: true });
  } catch (error) {
    const { message, code, why } = (memory?.told(error) ?? error) as Error & Pick<Failure, "code" | "why">;
    const canReplace = error instanceof DecisionsLost || (error instanceof IdTaken && error.isImported);
    say({
      error: message,
      ...(typeof code === "string" && { code }),
      ...(why && { why }),
      ...(canReplace && { canReplace }),
    });
  }
});
