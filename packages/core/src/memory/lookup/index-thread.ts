import { Worker } from "node:worker_threads";
import { workerFile } from "../../worker-file.ts";
import { FuzzyIndex, type FuzzyParts } from "../similarity/fuzzy-index.ts";

/** What a thread is asked for: the index of a language of a memory in a file. */
export interface BuildingTask {
  readonly file: string;
  readonly language: string;
}

/**
 * Builds an index in a thread of its own: with a million texts it takes half a minute, in which others are answered.
 *
 * @param signal ends it
 * @throws {Error} where the thread fails, or is ended
 */
export async function indexFromThread(task: BuildingTask, signal: AbortSignal): Promise<FuzzyIndex> {
  const worker = new Worker(workerFile(import.meta.url), { workerData: task });
  const end = (): void => void worker.terminate();
  signal.addEventListener("abort", end);
  try {
    const parts = await new Promise<FuzzyParts>((resolve, reject) => {
      worker.once("message", resolve).once("error", reject);
      worker.once("exit", (code) => reject(new Error(`the thread that builds an index ended with ${code}`)));
      if (signal.aborted) end();
    });
    return FuzzyIndex.of(parts);
  } finally {
    signal.removeEventListener("abort", end);
    end();
  }
}

/** The memory of an index's arrays, which a thread may hand on instead of copying it. */
export function buffersOf({ ids, offsets, tokens, placeables, postings }: FuzzyParts): ArrayBuffer[] {
  const { ranks, repeated, starts, lists, places } = postings;
  return [ids, offsets, tokens, placeables, ranks, repeated, starts, lists, places].map(({ buffer }) => buffer);
}
