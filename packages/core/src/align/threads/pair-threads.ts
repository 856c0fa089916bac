import type { PairResult, PairTask } from "../pair/pair-task.ts";
import { PairThread } from "./pair-thread.ts";

/** Who asked for pairs; what is not begun yet when it is over is not begun any more. */
export interface Asking {
  isOver: boolean;
}

/** A task that waits for a thread. */
interface Waiting {
  readonly task: PairTask;
  readonly asking: Asking;
  readonly answer: PromiseWithResolvers<PairResult>;
}

/** Threads that share out pairs of languages, first come, first served. They are begun when they are needed. Close them when done. */
export class PairThreads {
  readonly #all = new Set<PairThread>();
  readonly #idle: PairThread[] = [];
  readonly #waiting: Waiting[] = [];
  /** The most threads at one time; it may be raised. */
  most = 0;
  #isClosed = false;

  /** @throws as {@link PairThread.align} does */
  align(task: PairTask, asking: Asking): Promise<PairResult> {
    if (this.#isClosed) return Promise.reject(new Error("the aligner is closed"));
    const answer = Promise.withResolvers<PairResult>();
    this.#waiting.push({ task, asking, answer });
    this.#share();
    return answer.promise;
  }

  /** Ends all threads; who waits is told. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { answer } of this.#waiting.splice(0)) answer.reject(new Error("the aligner was closed"));
    await Promise.all([...this.#all].map((thread) => thread.close()));
  }

  /** Gives waiting tasks to threads that are free. */
  #share(): void {
    while (this.#waiting.length > 0 && (this.#idle.length > 0 || this.#all.size < this.most)) {
      const waiting = this.#waiting.shift()!;
      if (!waiting.asking.isOver) void this.#do(waiting);
    }
  }

  async #do({ task, answer }: Waiting): Promise<void> {
    const thread = this.#idle.pop() ?? new PairThread();
    this.#all.add(thread);
    try {
      answer.resolve(await thread.align(task));
    } catch (error) {
      answer.reject(error);
    }
    if (thread.hasEnded) this.#all.delete(thread);
    else this.#idle.push(thread);
    if (!this.#isClosed) this.#share();
  }
}
