import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Alignment, FixedRow, Progress, WordTranslations } from "@sextant/core/align";
import type { Document } from "@sextant/core/document";
import { workerFile } from "@sextant/core/worker-file";

/** The message to a worker. */
export interface AlignmentTask {
  readonly documents: readonly Document[];
  readonly fixed: readonly FixedRow[];
  /** What the memory knows about how words are translated, besides the shipped lexicon. */
  readonly wordTranslations: readonly WordTranslations[];
}

/** The answer of a worker: its progress, and at the end the alignment or the error. */
export type AlignmentAnswer =
  | { readonly done: number; readonly total: number }
  | { readonly alignment: Alignment }
  | { readonly error: string };

/** Threads that align document sets, at most one for each processor. Close them when done. */
export class AlignmentWorkers {
  readonly size: number;
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();

  /** @param tasks number of tasks to come: no more threads are started than that */
  constructor(tasks: number) {
    this.size = Math.max(1, Math.min(tasks, availableParallelism()));
  }

  /**
   * Aligns on a thread; at most {@link size} alignments run at one time.
   *
   * @throws {Error} if the aligner throws, or the thread ends (as it does when it runs out of memory)
   */
  align(task: AlignmentTask, progress: Progress): Promise<Alignment> {
    const worker = this.#idle.pop() ?? new Worker(workerFile(import.meta.url));
    this.#all.add(worker);
    return new Promise((resolve, reject) => {
      const onMessage = (answer: AlignmentAnswer): void => {
        if ("done" in answer) {
          progress(answer.done, answer.total);
          return;
        }
        settle();
        this.#idle.push(worker);
        if ("alignment" in answer) resolve(answer.alignment);
        else reject(new Error(answer.error));
      };
      const gone = (why: string): void => {
        settle();
        this.#all.delete(worker);
        reject(new Error(`the aligner ended: ${why}`));
      };
      const onError = (error: Error): void => gone(error.message);
      const onExit = (code: number): void => gone(`its thread ended with ${code}`);
      // One by one: a worker has listeners of its own, without which it stops responding.
      const settle = (): void => {
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      };
      worker.on("message", onMessage).on("error", onError).on("exit", onExit);
      worker.postMessage(task);
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }
}
