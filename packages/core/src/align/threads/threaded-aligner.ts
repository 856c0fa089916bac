/**
 * Room threads: the pairs of languages of document sets, aligned on threads. In and out: as room documents. Imports
 * document, and align's pair, rows, words and documents.
 *
 * @module
 */

import { availableParallelism } from "node:os";
import type { Document } from "../../document/document.ts";
import { type Alignment, type DocumentOptions, documentsWork } from "../documents/document-set.ts";
import type { PairResult, PairTask } from "../pair/pair-task.ts";
import { alignedHere, type PairTasks } from "../rows/pair-work.ts";
import { type Asking, PairThreads } from "./pair-threads.ts";

/** Options of a {@link ThreadedAligner}. */
export interface ThreadedAlignerOptions {
  /** The most threads at one time, at least 1; as many as there are processors if left out. */
  readonly threads?: number;
  /**
   * Whether every pair goes to a thread, because the calling one has others to serve; if left out, only those of a set
   * that is large enough to pay for threads.
   */
  readonly always?: boolean;
}

/**
 * A thread is begun for so many characters, of both sides of all pairs: each compiles by itself what it runs. A resolution
 * in six languages, 650,000 of them, takes as long on two threads as on one; a manual in five, four million, a quarter less.
 */
const CHARACTERS_PER_THREAD = 400_000;

/**
 * Aligns document sets on threads, which share out the pairs of languages. Threads are kept for the next set. Close it
 * when done: what is being aligned then fails.
 */
export class ThreadedAligner implements AsyncDisposable {
  readonly #most: number;
  readonly #always: boolean;
  readonly #threads = new PairThreads();

  constructor({ threads = availableParallelism(), always = false }: ThreadedAlignerOptions = {}) {
    this.#most = Math.max(1, Math.floor(threads));
    this.#always = always;
  }

  /**
   * Does what {@link alignDocuments} does, with the same result. Several calls may run at one time; they share the
   * threads.
   *
   * @throws {UnalignableDocuments}, {@link UnkeepableRows} as `alignDocuments` does
   * @throws {Error} if a thread ends before it is done, as it does when it runs out of memory
   *
   * @example
   * ```ts
   * import { ThreadedAligner } from "@sextant/core/align";
   * import { readDocument } from "@sextant/core/document";
   *
   * await using aligner = new ThreadedAligner();
   * const documents = await Promise.all(["fr.txt", "en.txt"].map((file) => readDocument(file)));
   * const { rows } = await aligner.alignDocuments(documents);
   * rows[0]?.units; // => { fr: [0], en: [0] }
   * ```
   */
  async alignDocuments(documents: readonly Document[], options: DocumentOptions = {}): Promise<Alignment> {
    const work = documentsWork(documents, options);
    let step = work.next();
    while (!step.done) step = work.next(await this.#aligned(step.value));
    return step.value;
  }

  /** Ends all threads. */
  close(): Promise<void> {
    return this.#threads.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #aligned({ tasks, progress }: PairTasks): Promise<readonly PairResult[]> {
    const wanted = this.#threadsFor(tasks);
    if (wanted === 0) return alignedHere({ tasks, progress });
    this.#threads.most = Math.max(this.#threads.most, wanted);
    const asking: Asking = { isOver: false };
    let done = 0;
    try {
      return await Promise.all(
        tasks.map(async (task) => {
          const result = await this.#threads.align(task, asking);
          progress?.(++done, tasks.length);
          return result;
        }),
      );
    } finally {
      asking.isOver = true;
    }
  }

  /** How many threads tasks pay for; 0 if they are to be done here. Those that are there already cost nothing. */
  #threadsFor(tasks: readonly PairTask[]): number {
    const most = Math.min(this.#most, tasks.length);
    if (this.#always) return most;
    const paid = Math.min(most, Math.floor(charactersOf(tasks) / CHARACTERS_PER_THREAD));
    const threads = Math.max(paid, Math.min(most, this.#threads.most));
    return threads > 1 ? threads : 0;
  }
}

function charactersOf(tasks: readonly PairTask[]): number {
  let sum = 0;
  for (const { texts } of tasks)
    for (const { source, target } of texts)
      for (const side of [source, target]) for (const segment of side) sum += segment.length;
  return sum;
}
