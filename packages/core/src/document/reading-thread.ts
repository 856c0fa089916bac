import { Worker } from "node:worker_threads";
import { type Document, UnreadableDocument } from "./document.ts";
import type { ReadOptions } from "./read.ts";

/** How much a document may cost. */
export interface ReadingLimits {
  /** Seconds until it is given up; 60 if left out. */
  readonly maxSeconds?: number;
  /** Memory that reading it may take, in MB, for objects and for buffers each; 1024 if left out. */
  readonly maxMemoryMB?: number;
  /** The largest file, in MB; 100 if left out. */
  readonly maxFileMB?: number;
}

/** What the thread is asked. */
export interface ReadingTask {
  readonly bytes: Uint8Array;
  readonly options: ReadOptions;
}

/** What it answers. */
export type ReadingAnswer =
  | { readonly document: Document }
  | { readonly error: { readonly kind: "unreadable" | "range" | "other"; readonly message: string } };

const DEFAULTS = { maxSeconds: 60, maxMemoryMB: 1024, maxFileMB: 100 } as const;
const MB = 1024 * 1024;
/** How often the memory of the thread is looked at, in milliseconds. */
const WATCH = 200;

/** As compiled for npm, the thread is JavaScript. */
const WORKER = new URL(
  import.meta.url.endsWith(".ts") ? "./reading-worker.ts" : "./reading-worker.js",
  import.meta.url,
);

/**
 * {@link readDocument} for a file from anywhere: on a thread of its own, which is ended when the document costs more than
 * the limits allow.
 *
 * @throws {UnreadableDocument} as `readDocument`, and for a document beyond the limits
 * @throws {RangeError} for a language tag that is none
 */
export async function readUntrusted(
  bytes: Uint8Array,
  options: ReadOptions = {},
  limits: ReadingLimits = {},
): Promise<Document> {
  const { maxSeconds, maxMemoryMB, maxFileMB } = { ...DEFAULTS, ...limits };
  const name = options.name ?? "the file";
  if (bytes.length > maxFileMB * MB)
    throw new UnreadableDocument(
      `${name} has ${Math.ceil(bytes.length / MB)} MB; files of at most ${maxFileMB} MB are read`,
    );
  const worker = new Worker(WORKER, { resourceLimits: { maxOldGenerationSizeMb: maxMemoryMB } });
  const ended = Promise.withResolvers<ReadingAnswer>();
  const refuse = (why: string): void => ended.reject(new UnreadableDocument(`${name} ${why}`));
  const outOfMemory = (): void =>
    refuse(`takes more than ${maxMemoryMB} MB of memory to read; read it in parts, or raise SEXTANT_READ_MEMORY_MB`);
  const clock = setTimeout(
    () => refuse(`takes more than ${maxSeconds} s to read; read it in parts, or raise SEXTANT_READ_SECONDS`),
    1000 * maxSeconds,
  );
  // The engine bounds its objects, rubbish aside; buffers, such as unpacked streams, lie outside of that.
  const watch = setInterval(async () => {
    if ((await buffersOf(worker)) > maxMemoryMB * MB) outOfMemory();
  }, WATCH);
  worker
    .on("message", ended.resolve)
    .on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ERR_WORKER_OUT_OF_MEMORY" ? outOfMemory() : ended.reject(error),
    )
    .on("exit", (code) => ended.reject(new Error(`the thread that reads ${name} ended with ${code}`)));
  try {
    worker.postMessage({ bytes, options } satisfies ReadingTask);
    const answer = await ended.promise;
    if ("document" in answer) return answer.document;
    const { kind, message } = answer.error;
    throw kind === "unreadable"
      ? new UnreadableDocument(message)
      : kind === "range"
        ? new RangeError(message)
        : new Error(message);
  } finally {
    clearTimeout(clock);
    clearInterval(watch);
    // Not awaited: within one call of the engine, such as a normalization, a thread does not end.
    void worker.terminate();
  }
}

/** What a thread's buffers take, in bytes; 0 where it has ended. */
async function buffersOf(worker: Worker): Promise<number> {
  try {
    return (await worker.getHeapStatistics()).external_memory;
  } catch {
    return 0;
  }
}
