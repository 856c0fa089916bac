/** A thread that writes downloads, one after the other, see download.ts. */
import { enableCompileCache } from "node:module";
import { pipeline, Readable } from "node:stream";
import { parentPort } from "node:worker_threads";
import { standBackWhole } from "@sextant/core/standing-back";
import type { DownloadTask, FromDownload, ToDownload } from "./download.ts";

// Behind jobs, too: other than they, it holds nothing that a change might wait for.
standBackWhole();
// What it loads from here on was compiled for another as a rule.
enableCompileCache();
const [{ Memory }, { compressor }, { exported }] = await Promise.all([
  import("@sextant/core/memory"),
  import("../requests/compression.ts"),
  import("./export.ts"),
]);
const port = parentPort as NonNullable<typeof parentPort>;
const say = (message: FromDownload): void => port.postMessage(message);
/** Characters that are handed on at once. */
const PIECE = 32 * 1024;

async function* pieces({ location, asked }: DownloadTask): AsyncGenerator<Uint8Array> {
  await using memory = await Memory.open(location, { readOnly: true, connections: 1 });
  const encoder = new TextEncoder();
  let gathered = "";
  for await (const piece of exported(memory, asked, () => {})) {
    gathered += piece;
    if (gathered.length < PIECE) continue;
    yield encoder.encode(gathered);
    gathered = "";
  }
  yield encoder.encode(gathered);
}

/** The same as the client takes it. An error of what is compressed is one of what comes of it. */
function written(task: DownloadTask): AsyncIterator<Uint8Array> {
  if (!task.encoding) return pieces(task);
  const compressed = pipeline(Readable.from(pieces(task)), compressor(task.encoding), () => {});
  return compressed[Symbol.asyncIterator]();
}

let writing: AsyncIterator<Uint8Array> | undefined;

// One piece for each that is asked for: a client that reads slowly keeps no more than that waiting.
port.on("message", async (told: ToDownload) => {
  try {
    if (told !== "next") {
      writing = written(told);
      return;
    }
    const next = await writing?.next();
    if (!next || next.done) say({ done: true });
    else say({ piece: next.value });
  } catch (error) {
    say({ error: (error as Error).message });
  }
});
