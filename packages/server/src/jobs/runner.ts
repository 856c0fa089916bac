import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { type Job, MAX_JOB_TRIES, type ServingCalls, type SextantErrorCode } from "@sextant/core/memory";
import { JobThread } from "./job-thread.ts";

export interface RunnerOptions {
  /** Jobs at one time. */
  readonly workers: number;
  /** MB that a job may take. */
  readonly memoryMB: number;
  readonly onError: (error: Error) => void;
  /** Told that something of a job has changed. */
  readonly onChange?: (job: string) => void;
}

/** A job whose worker is not heard of for so long is another's. */
const LEASE_SECONDS = 30;
const HEARTBEAT_MS = 5000;
/** How often is looked for a job that another process has put into the queue. */
const LOOK_MS = 2000;
/** Codes of errors that another try may not meet. */
const PASSING: ReadonlySet<string> = new Set<SextantErrorCode>([
  "memory-busy",
  "memory-not-changed",
  "memory-unavailable",
]);

/**
 * Takes jobs from the queue of a memory, and does each in a thread of its own. Several runners, on several machines, may take
 * from one queue: a job is one's for as long as that is heard of. A runner that is stopped gives its jobs back.
 */
export class JobRunner {
  readonly #location: string;
  readonly #serving: ServingCalls;
  readonly #options: RunnerOptions;
  readonly #name = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  readonly #running = new Map<string, JobThread>();
  #timer: NodeJS.Timeout | undefined;
  #taking: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(location: string, serving: ServingCalls, options: RunnerOptions) {
    this.#location = location;
    this.#serving = serving;
    this.#options = options;
    this.#timer = setInterval(() => this.look(), LOOK_MS);
    this.look();
  }

  /** Looks for what is to be done, now. */
  look(): void {
    this.#taking = this.#taking
      .then(() => this.#take())
      .catch((error: Error & { code?: string }) => {
        // While another process writes, the next look is soon enough.
        if (error.code !== "memory-busy") this.#options.onError(error);
      });
  }

  async #take(): Promise<void> {
    while (!this.#isStopped && this.#running.size < this.#options.workers) {
      const job = await this.#serving.takeJob(this.#name, LEASE_SECONDS);
      if (!job) return;
      void this.#run(job).catch((error: Error) => this.#options.onError(error));
    }
  }

  async #run(job: Job): Promise<void> {
    const thread: JobThread = new JobThread(
      { location: this.#location, job, worker: this.#name },
      this.#options.memoryMB,
      () => void this.#heard(job.id, thread),
    );
    this.#running.set(job.id, thread);
    this.#options.onChange?.(job.id);
    const beat = setInterval(() => void this.#heard(job.id, thread), HEARTBEAT_MS);
    try {
      const said = await thread.outcome;
      clearInterval(beat);
      // Given back, when this is stopped: it waits for the next who takes it. What is done has ended itself.
      if (this.#isStopped || "isDone" in said) return;
      // What another holds, or a database that is not there, is no fault of the job.
      const isPassing = PASSING.has(said.code ?? "") && job.tries < MAX_JOB_TRIES;
      if (isPassing) return await this.#serving.giveBack(job.id, this.#name, true);
      await this.#serving.endJob(job.id, "failed", { ...said }, this.#name);
    } finally {
      clearInterval(beat);
      this.#running.delete(job.id);
      await thread.end();
      this.#options.onChange?.(job.id);
      this.look();
    }
  }

  /** Says that it goes on; where it shall not, it is ended. */
  async #heard(id: string, thread: JobThread): Promise<void> {
    try {
      const goesOn = await this.#serving.goOn(id, this.#name, LEASE_SECONDS, { ...thread.progress });
      if (!goesOn && !(await this.#isDone(id))) await thread.end();
      this.#options.onChange?.(id);
    } catch (error) {
      this.#options.onError(error as Error);
    }
  }

  /** Whether a job is done: its thread only tidies up, and ends itself. */
  async #isDone(id: string): Promise<boolean> {
    return (await this.#serving.job(id))?.state === "done";
  }

  /** Ends what it does of a job, at once: it was cancelled. */
  async cancel(id: string): Promise<void> {
    await this.#running.get(id)?.end();
  }

  /** Takes no more, and gives back what it has begun: the next runner takes it up. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#taking;
    const begun = [...this.#running];
    await Promise.all(begun.map(([, thread]) => thread.end()));
    for (const [id] of begun) await this.#serving.giveBack(id, this.#name);
  }
}
