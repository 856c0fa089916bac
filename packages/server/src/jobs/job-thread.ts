import { Worker } from "node:worker_threads";
import type { Job } from "@sextant/core/memory";
import { workerFile } from "@sextant/core/worker-file";
import type { Progress } from "./tasks.ts";

/** What a thread is begun with. */
export interface JobTask {
  readonly location: string;
  readonly job: Job;
  /** The name of who works on it. */
  readonly worker: string;
}

/** What a thread says: how far it is; in the end, that the job is done, or why it is not. */
export type FromJob = { readonly progress: Progress } | Outcome;
export type Outcome = { readonly isDone: true } | { readonly error: string; readonly code?: string };

const WORKER = workerFile(import.meta.url);

/** A thread that does one job. */
export class JobThread {
  readonly #worker: Worker;
  /** What came of the job. */
  readonly outcome: Promise<Outcome>;
  /** How far it is. */
  progress: Progress = { step: "reading", done: 0 };

  /**
   * @param memoryMB that it may take
   * @param onStep told when it comes to another step
   */
  constructor(task: JobTask, memoryMB: number, onStep: () => void) {
    this.#worker = new Worker(WORKER, { workerData: task, resourceLimits: { maxOldGenerationSizeMb: memoryMB } });
    this.outcome = new Promise((resolve) => {
      this.#worker.on("message", (message: FromJob) => {
        if (!("progress" in message)) return resolve(message);
        const isNext = message.progress.step !== this.progress.step;
        this.progress = message.progress;
        if (isNext) onStep();
      });
      this.#worker.on("error", ({ message }: Error) => resolve({ error: message }));
      this.#worker.on("exit", () => resolve({ error: "it was ended before it was done" }));
    });
  }

  /** Ends it, done or not. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
