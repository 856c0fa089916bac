import { Worker } from "node:worker_threads";
import { workerFile } from "../../worker-file.ts";
import type { Edition } from "../database/edition.ts";
import type { FuzzyParts } from "../similarity/fuzzy-parts.ts";

/** What a thread is asked for: the index of a language of a memory in a file. */
export interface BuildingTask {
  readonly file: string;
  readonly language: string;
  /** Whether nobody waits for it. */
  readonly standsBack?: boolean;
  /** Whether it is built to be kept, and nothing of it handed on. */
  readonly onlyKeeps?: boolean;
  /** An index that is there, and only lacks what came since; it is built, or read from what was kept, if left out. */
  readonly before?: BuiltParts | undefined;
}

/** An index in memory that all threads share, and the edition that it has seen. */
export interface BuiltParts {
  readonly edition: Edition;
  readonly parts: readonly FuzzyParts[];
  /** How many texts it has that what is kept of it lacks. */
  readonly unkept: number;
}

/**
 * Builds an index in a thread of its own, or reads what was kept of it: with a million texts it takes a dozen seconds, in which
 * others are answered. What it gives may be handed to other threads without a copy.
 *
 * @param signal ends it
 * @param onWarning told of what was survived
 * @throws {Error} where the thread fails, or is ended
 */
export async function indexFromThread(
  task: BuildingTask,
  signal: AbortSignal,
  onWarning: (message: string) => void = () => {},
): Promise<BuiltParts> {
  const worker = new Worker(workerFile(import.meta.url), { workerData: task });
  const end = (): void => void worker.terminate();
  signal.addEventListener("abort", end);
  try {
    return await new Promise<BuiltParts>((resolve, reject) => {
      worker.on("message", (said: BuiltParts | { readonly warning: string }) => {
        if ("warning" in said) onWarning(said.warning);
        else resolve(said);
      });
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`the thread that builds an index ended with ${code}`)));
      if (signal.aborted) end();
    });
  } finally {
    signal.removeEventListener("abort", end);
    end();
  }
}
