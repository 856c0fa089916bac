/** A thread that aligns pairs of languages, see pair-thread.ts. */
import { enableCompileCache } from "node:module";
import { parentPort } from "node:worker_threads";
import type { HandedTask, PairAnswer } from "./pair-thread.ts";

// Each thread compiles for itself what another has compiled as a rule.
enableCompileCache();
const [{ alignTask }, { shippedTranslations }] = await Promise.all([
  import("../pair/pair-task.ts"),
  import("../words/known-words.ts"),
]);

parentPort?.on("message", (task: HandedTask) => parentPort?.postMessage(answerTo(task)));

function answerTo({ options: { known, ...options }, ...task }: HandedTask): PairAnswer {
  try {
    const shipped = known && shippedTranslations();
    const lexicons = known?.flatMap((lexicon) => (typeof lexicon === "number" ? (shipped?.[lexicon] ?? []) : lexicon));
    return { result: alignTask({ ...task, options: { ...options, ...(lexicons && { known: lexicons }) } }) };
  } catch (error) {
    return { error };
  }
}
