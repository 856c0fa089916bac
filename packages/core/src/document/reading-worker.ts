/** A thread that reads one document, see reading-thread.ts. */
import { enableCompileCache } from "node:module";
import { parentPort } from "node:worker_threads";
import type { ReadingAnswer, ReadingTask } from "./reading-thread.ts";

// Each document has a thread of its own: what it loads was compiled for another as a rule.
enableCompileCache();
const [{ UnreadableDocument }, { readDocument }] = await Promise.all([import("./document.ts"), import("./read.ts")]);

parentPort?.on("message", async ({ bytes, options }: ReadingTask) => {
  parentPort?.postMessage(await answerOf(bytes, options));
});

async function answerOf(bytes: Uint8Array, options: ReadingTask["options"]): Promise<ReadingAnswer> {
  try {
    return { document: await readDocument(bytes, options) };
  } catch (error) {
    const kind = error instanceof UnreadableDocument ? "unreadable" : error instanceof RangeError ? "range" : "other";
    const why = error instanceof UnreadableDocument ? error.why : undefined;
    return { error: { kind, why, message: error instanceof Error ? error.message : String(error) } };
  }
}
