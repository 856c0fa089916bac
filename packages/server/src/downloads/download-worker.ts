/** A thread that writes one download, see download.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { beginBehind } from "@sextant/core/standing-back";
import type { DownloadTask, FromDownload } from "./download.ts";

// Before the rest is loaded, which takes its time, too.
beginBehind();
const [{ Memory }, { exported }] = await Promise.all([import("@sextant/core/memory"), import("./export.ts")]);
const { location, asked } = workerData as DownloadTask;
const port = parentPort as NonNullable<typeof parentPort>;
const say = (message: FromDownload): void => port.postMessage(message);
/** Characters that are handed on at once. */
const PIECE = 32 * 1024;

async function* pieces(): AsyncGenerator<Uint8Array> {
  await using memory = await Memory.open(location, { readOnly: true, connections: 1 });
  const encoder = new TextEncoder();
  let gathered = "";
  for await (const piece of exported(memory, asked, ({ units }) => say({ units }))) {
    gathered += piece;
    if (gathered.length < PIECE) continue;
    yield encoder.encode(gathered);
    gathered = "";
  }
  yield encoder.encode(gathered);
}

const writing = pieces();
// One piece for each that is asked for: a client that reads slowly keeps no more than that waiting.
port.on("message", async () => {
  try {
    const { done, value } = await writing.next();
    if (done) say({ done: true });
    else say({ piece: value });
  } catch (error) {
    say({ error: (error as Error).message });
  }
});
