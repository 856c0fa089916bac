/** A thread that aligns one document set after another. */
import { parentPort } from "node:worker_threads";
import { alignDocuments, shippedTranslations } from "@sextant/core/align";
import type { AlignmentAnswer, AlignmentTask } from "./alignment-thread.ts";

const answer = (message: AlignmentAnswer): void => parentPort?.postMessage(message);

parentPort?.on("message", ({ documents, fixed, wordTranslations }: AlignmentTask) => {
  try {
    const alignment = alignDocuments(documents, {
      fixed,
      known: [...shippedTranslations(), ...wordTranslations],
      progress: (done, total) => answer({ done, total }),
    });
    answer({ alignment });
  } catch (error) {
    answer({ error: error instanceof Error ? error.message : String(error) });
  }
});
