import { Worker } from "node:worker_threads";
import { workerFile } from "../../worker-file.ts";
import type { Edition } from "../database/edition.ts";
import type { FuzzyParts } from "../similarity/fuzzy-parts.ts";

/** What a thread is asked for: the index of a language of a memory in a file. */
export interface BuildingTask {
  readonly file: string;
  readonly language: string;
  /** Whether nobody waits for it: an earlier index answers meanwhile. */
  readonly standsBack?: boolean;
}

/** An index in memory that all threads share, and the edition that it has seen. */
export interface BuiltParts {
  readonly edition: Edition;
  readonly parts: FuzzyParts;
}

/**
 * Builds an index in a thread of its own, or reads what was kept of it: with a million texts it takes half a minute, in which
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
