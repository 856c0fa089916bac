/** A thread that writes downloads, one after the other, see download.ts. */
import { enableCompileCache } from "node:module";
import { pipeline, Readable } from "node:stream";
import { parentPort, workerData } from "node:worker_threads";
import { compressor } from "../requests/compression.ts";
import type { DownloadPlace, FromDownload, ToDownload } from "./download.ts";
import type { Export } from "./export.ts";

// What it loads from here on was compiled for another as a rule.
enableCompileCache();
const [{ Memory }, { exported }] = await Promise.all([import("@sextant/core/memory"), import("./export.ts")]);
const { location } = workerData as DownloadPlace;
const port = parentPort as NonNullable<typeof parentPort>;
const say = (message: FromDownload): void => port.postMessage(message);
/** Characters that are handed on at once. */
const PIECE = 32 * 1024;

async function* pieces(asked: Export): AsyncGenerator<Uint8Array> {
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

/** The same, compressed. An error of what is compressed is one of this. */
function compressed(asked: Export, encoding: NonNullable<Exclude<ToDownload, "next">["encoding"]>): Readable {
  return pipeline(Readable.from(pieces(asked)), compressor(encoding), () => {});
}

let writing: AsyncIterator<Uint8Array> | undefined;

// One piece for each that is asked for: a client that reads slowly keeps no more than that waiting.
port.on("message", async (told: ToDownload) => {
  try {
    if (told !== "next") {
      const { asked, encoding } = told;
      writing = encoding ? compressed(asked, encoding)[Symbol.asyncIterator]() : pieces(asked);
      return;
    }
    const next = await writing?.next();
    if (!next || next.done) say({ done: true });
    else say({ piece: next.value });
  } catch (error) {
    say({ error: (error as Error).message });
  }
});
