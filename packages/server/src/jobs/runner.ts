import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { hostname } from "node:os";
import { numberSetting } from "@sextant/core/config";
import { type Job, LOST_TWICE, MAX_JOB_TRIES, type ServingCalls, type SextantErrorCode } from "@sextant/core/memory";
import { type JobThread, JobThreads, type Outcome } from "./job-thread.ts";
import { scratchOf } from "./scratch.ts";

export interface RunnerOptions {
  /** Jobs at one time. */
  readonly workers: number;
  /** MB that a job may take. */
  readonly memoryMB: number;
  /** Minutes that it may take; the setting's, if left out. */
  readonly maxMinutes?: number;
  readonly onError: (error: Error) => void;
  /** Told that something of a job has changed. */
  readonly onChange?: (job: string) => void;
}

/** A job whose worker is not heard of for so long is another's. */
const LEASE_SECONDS = 30;
const HEARTBEAT_MS = 5000;
/** How often is looked for a job that another process has put into the queue. */
const LOOK_MS = 2000;
/** The longest time of a timer: 25 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** Codes of errors that another try may not meet. */
const PASSING: ReadonlySet<string> = new Set<SextantErrorCode>([
  "memory-busy",
  "memory-not-changed",
  "memory-unavailable",
]);

/**
 * Takes jobs from the queue of a memory, and does each in a thread of its own in the background. Several runners, on several machines, may take
 * from one queue: a job is one's for as long as that is heard of. A runner that is stopped gives its jobs back.
 */
export class JobRunner {
  readonly #threads: JobThreads;
  readonly #serving: ServingCalls;
  readonly #options: RunnerOptions;
  readonly #name = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  readonly #running = new Map<string, JobThread>();
  /** What is done of jobs, until their threads have ended, too. */
  readonly #runs = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #taking: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(location: string, serving: ServingCalls, options: RunnerOptions) {
    this.#threads = new JobThreads(location, options.memoryMB);
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
      const run = this.#run(job)
        .catch((error: Error) => this.#options.onError(error))
        .finally(() => this.#runs.delete(run));
      this.#runs.add(run);
    }
  }

  async #run(job: Job): Promise<void> {
    const thread: JobThread = this.#threads.begin({ job, worker: this.#name }, () => void this.#heard(job.id, thread));
    this.#running.set(job.id, thread);
    this.#options.onChange?.(job.id);
    const beat = setInterval(() => void this.#heard(job.id, thread), HEARTBEAT_MS);
    const { maxMinutes = numberSetting("SEXTANT_JOB_MINUTES") as number } = this.#options;
    const late = setTimeout(
      () => void thread.end(`it takes more than ${maxMinutes} min; do it in parts, or raise SEXTANT_JOB_MINUTES`),
      Math.min(60_000 * maxMinutes, MAX_TIMER_MS),
    );
    try {
      const said = await thread.outcome;
      clearInterval(beat);
      // Given back, when this is stopped: it waits for the next who takes it.
      if (!this.#isStopped) await this.#settle(job, said);
    } finally {
      clearInterval(beat);
      clearTimeout(late);
      this.#running.delete(job.id);
      await thread.release();
      await rm(scratchOf(job.id), { recursive: true, force: true });
      this.#options.onChange?.(job.id);
      this.look();
    }
  }

  /** Has the queue know what came of a job. What is done has ended itself. */
  async #settle({ id, tries }: Job, said: Outcome): Promise<void> {
    if ("isDone" in said) return;
    // A thread that is lost, what another holds, or a database that is not there, may be no fault of the job.
    const mayPass = "isLost" in said || PASSING.has(said.code ?? "");
    if (mayPass && tries < MAX_JOB_TRIES) return await this.#serving.giveBack(id, this.#name, true);
    const report = "isLost" in said ? { error: LOST_TWICE } : { ...said };
    await this.#serving.endJob(id, "failed", report, this.#name);
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

  /** Whether a job is done: its thread is about to say so. */
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
    await Promise.all(this.#runs);
    await this.#threads.close();
    for (const [id] of begun) await this.#serving.giveBack(id, this.#name);
  }
}
