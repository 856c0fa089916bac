import { Worker } from "node:worker_threads";
import { workerFile } from "../worker-file.ts";
import { type Document, UnreadableDocument } from "./document.ts";
import type { ReadOptions } from "./read.ts";

/** Limits of what reading a document may cost. */
export interface ReadingLimits {
  /** Time until reading is given up, in seconds; 60 if left out. */
  readonly maxSeconds?: number;
  /** Memory that reading may take, in MB, for objects and for buffers each; 1024 if left out. */
  readonly maxMemoryMB?: number;
  /** The largest file, in MB; 100 if left out. */
  readonly maxFileMB?: number;
}

/** The message to the thread. */
export interface ReadingTask {
  readonly bytes: Uint8Array;
  readonly options: ReadOptions;
}

/** The answer of the thread. */
export type ReadingAnswer =
  | { readonly document: Document }
  | { readonly error: { readonly kind: "unreadable" | "range" | "other"; readonly message: string } };

const DEFAULTS = { maxSeconds: 60, maxMemoryMB: 1024, maxFileMB: 100 } as const;
const MB = 1024 * 1024;
/** Interval at which the memory of the thread is checked, in milliseconds. */
const WATCH_MS = 200;

/**
 * Does what {@link readDocument} does, for an untrusted file: on a thread that is terminated when the document costs
 * more than the limits allow.
 *
 * @throws {UnreadableDocument} as `readDocument`, and if the document exceeds the limits
 * @throws {RangeError} if a language tag is invalid
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
  const worker = new Worker(workerFile(import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: maxMemoryMB } });
  const ended = Promise.withResolvers<ReadingAnswer>();
  const refuse = (why: string): void => ended.reject(new UnreadableDocument(`${name} ${why}`));
  const outOfMemory = (): void =>
    refuse(`takes more than ${maxMemoryMB} MB of memory to read; read it in parts, or raise SEXTANT_READ_MEMORY_MB`);
  const clock = setTimeout(
    () => refuse(`takes more than ${maxSeconds} s to read; read it in parts, or raise SEXTANT_READ_SECONDS`),
    1000 * maxSeconds,
  );
  // The engine limits its objects, garbage aside; buffers, such as unpacked streams, are outside of that limit.
  const watch = setInterval(async () => {
    if ((await buffersOf(worker)) > maxMemoryMB * MB) outOfMemory();
  }, WATCH_MS);
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
    // Not awaited: a thread does not end within one call of the engine, such as a normalization.
    void worker.terminate();
  }
}

/** Size of a thread's buffers, in bytes; 0 if it has ended. */
async function buffersOf(worker: Worker): Promise<number> {
  try {
    return (await worker.getHeapStatistics()).external_memory;
  } catch {
    return 0;
  }
}
