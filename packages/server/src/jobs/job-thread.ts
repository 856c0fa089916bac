import type { WhyUnreadable } from "@sextant/core/document";
import type { Job } from "@sextant/core/memory";
import { workerFile } from "@sextant/core/worker-file";
import { BackgroundPool } from "../background/background-pool.ts";
import type { BackgroundThread } from "../background/background-thread.ts";
import type { Progress } from "./tasks.ts";

/** What a thread is begun with: where the memory is. */
export interface JobPlace {
  readonly location: string;
}

/** What a thread is to do. */
export interface JobTask {
  readonly job: Job;
  /** The name of who works on it. */
  readonly worker: string;
}

/** What a thread says: how far it is; in the end, that the job is done, or why it is not. */
export type FromJob = { readonly progress: Progress } | { readonly isDone: true } | Failure;
/** Why a job is not done. */
export interface Failure {
  readonly error: string;
  readonly code?: string;
  /** Of a file that cannot be read. */
  readonly why?: WhyUnreadable;
  /** Of an import that is refused for what is there: whether `replace` lets it take the place of that. */
  readonly canReplace?: boolean;
}
/** What came of a job; its thread may be lost before that is known. */
export type Outcome = { readonly isDone: true } | { readonly isLost: true } | Failure;

/** Threads for jobs, each of which does one after the other. */
export class JobThreads {
  readonly #pool: BackgroundPool;

  /** @param memoryMB that a job may take */
  constructor(location: string, memoryMB: number) {
    this.#pool = new BackgroundPool({
      file: workerFile(import.meta.url),
      data: { location } satisfies JobPlace,
      memoryMB,
    });
  }

  /** @param onStep told when the job comes to another step */
  begin(task: JobTask, onStep: () => void): JobThread {
    return new JobThread(this.#pool, task, onStep);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** A thread, for as long as it does one job. */
export class JobThread {
  readonly #pool: BackgroundPool;
  readonly #thread: BackgroundThread;
  readonly #outcome = Promise.withResolvers<Outcome>();
  #isReleased = false;
  /** How far it is. */
  progress: Progress = { step: "reading", done: 0 };

  constructor(pool: BackgroundPool, task: JobTask, onStep: () => void) {
    this.#pool = pool;
    this.#thread = pool.take();
    this.#thread
      .on("message", (said) => {
        const message = said as FromJob;
        if (!("progress" in message)) return this.#outcome.resolve(message);
        const isNext = message.progress.step !== this.progress.step;
        this.progress = message.progress;
        if (isNext) onStep();
        return undefined;
      })
      .on("exit", (why) => this.#outcome.resolve(why === undefined ? { isLost: true } : { error: why }));
    this.#thread.postMessage(task);
  }

  /** What came of the job. */
  get outcome(): Promise<Outcome> {
    return this.#outcome.promise;
  }

  /** Has it do other jobs, where this one is done; otherwise ends it: who knows what is left of that. */
  async release(): Promise<void> {
    const outcome = await this.outcome;
    this.#isReleased = true;
    if ("isDone" in outcome) this.#pool.give(this.#thread);
    else await this.#thread.terminate();
  }

  /** Ends it, done or not, as long as it is this job's. @param why the job has failed then; it is lost, if left out */
  async end(why?: string): Promise<void> {
    if (this.#isReleased) return;
    if (why !== undefined) this.#outcome.resolve({ error: why });
    await this.#thread.terminate();
  }
}
