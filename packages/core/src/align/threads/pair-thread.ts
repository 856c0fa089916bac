import { resourceLimits, Worker } from "node:worker_threads";
import { workerFile } from "../../worker-file.ts";
import type { PairResult, PairTask, TaskOptions } from "../pair/pair-task.ts";
import { shippedTranslations, type WordTranslations } from "../words/known-words.ts";

/** A task as a thread is handed it. */
export interface HandedTask extends Omit<PairTask, "options"> {
  readonly options: Omit<TaskOptions, "known"> & { readonly known?: readonly HandedLexicon[] | undefined };
}

/** The index of a lexicon that is shipped, which the thread reads by itself; any other as it is. */
type HandedLexicon = number | WordTranslations;

/** The answer to a task. */
export type PairAnswer = { readonly result: PairResult } | { readonly error: unknown };

/** A thread that aligns pairs of languages, one at a time. Close it when done. */
export class PairThread {
  readonly #worker: Worker;
  #answer: PromiseWithResolvers<PairResult> | undefined;
  #ended: Error | undefined;

  constructor() {
    // It may take as much memory as the thread that begins it.
    const { maxOldGenerationSizeMb } = resourceLimits;
    this.#worker = new Worker(workerFile(import.meta.url), {
      resourceLimits: { ...(maxOldGenerationSizeMb && { maxOldGenerationSizeMb }) },
    });
    this.#worker
      .on("message", (answer: PairAnswer) => {
        if ("result" in answer) this.#answer?.resolve(answer.result);
        else this.#answer?.reject(answer.error);
      })
      .on("error", (cause: Error) => this.#end(cause.message, cause))
      .on("exit", (code) => this.#end(`with ${code}`));
  }

  /** Whether it is of no more use. */
  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  /**
   * Aligns a pair; the one before has to be done.
   *
   * @throws what the aligner throws; {@link Error} if the thread ends, as it does when it runs out of memory
   */
  align(task: PairTask): Promise<PairResult> {
    if (this.#ended) return Promise.reject(this.#ended);
    this.#answer = Promise.withResolvers();
    this.#worker.postMessage(handed(task));
    return this.#answer.promise;
  }

  /** Ends the thread, whatever it is at; who waits for it is told. */
  async close(): Promise<void> {
    this.#end("it was closed");
    await this.#worker.terminate();
  }

  #end(why: string, cause?: Error): void {
    this.#ended ??= new Error(`the thread that aligns ended: ${why}`, { cause });
    this.#answer?.reject(this.#ended);
  }
}

/** Leaves out what its pair does not ask for: lexicons of other languages, vectors of other texts. */
function handed({ source, target, texts, options, ...task }: PairTask): HandedTask {
  const { known, vectors, ...rest } = options;
  const shipped = shippedTranslations();
  const isOfPair = (lexicon: WordTranslations): boolean =>
    (lexicon.source === source && lexicon.target === target) ||
    (lexicon.source === target && lexicon.target === source);
  const lexicons = known?.filter(isOfPair).map((lexicon): HandedLexicon => {
    const at = shipped.indexOf(lexicon);
    return at >= 0 ? at : { source: lexicon.source, target: lexicon.target, entries: lexicon.entries };
  });
  const own = new Set(texts.flatMap((text) => [...text.source, ...text.target]));
  const ownVectors = vectors && new Map([...vectors].filter(([text]) => own.has(text)));
  return {
    ...task,
    source,
    target,
    texts,
    options: { ...rest, ...(lexicons && { known: lexicons }), ...(ownVectors && { vectors: ownVectors }) },
  };
}
