/** A thread that reads one document, see reading-thread.ts. */
import { parentPort } from "node:worker_threads";
import { UnreadableDocument } from "./document.ts";
import { readDocument } from "./read.ts";
import type { ReadingAnswer, ReadingTask } from "./reading-thread.ts";

parentPort?.on("message", async ({ bytes, options }: ReadingTask) => {
  parentPort?.postMessage(await answerOf(bytes, options));
});

async function answerOf(bytes: Uint8Array, options: ReadingTask["options"]): Promise<ReadingAnswer> {
  try {
    return { document: await readDocument(bytes, options) };
  } catch (error) {
    const kind = error instanceof UnreadableDocument ? "unreadable" : error instanceof RangeError ? "range" : "other";
    return { error: { kind, message: error instanceof Error ? error.message : String(error) } };
  }
}
