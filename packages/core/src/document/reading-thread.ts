import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { WhyUnreadable } from "../error.ts";
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
  | {
      readonly error: {
        readonly kind: "unreadable" | "range" | "other";
        readonly message: string;
        readonly why?: WhyUnreadable | undefined;
      };
    };

const DEFAULTS = { maxSeconds: 60, maxMemoryMB: 1024, maxFileMB: 100 } as const;
const MB = 1024 * 1024;
/** Interval at which the memory of the thread is checked, in milliseconds. */
const WATCH_MS = 200;

/** A thread that has read a larger file is not used again: its garbage would count for the next. */
const MAX_BYTES_BEFORE_REUSE = MB;

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
  using threads = new ReadingThreads(limits, 1);
  return await threads.read(bytes, options);
}

/**
 * Threads that read several untrusted files, one after the other: to begin a thread costs as much as to read a
 * resolution. Close them when done.
 */
export class ReadingThreads implements Disposable {
  readonly #limits: Required<ReadingLimits>;
  /** How many more files may be read at this moment. */
  #free: number;
  readonly #waiting: (() => void)[] = [];
  readonly #all = new Set<Worker>();
  readonly #idle = new Set<Worker>();
  #isClosed = false;

  /** @param most files that are read at one time; as many as there are processors if left out */
  constructor(limits: ReadingLimits = {}, most = availableParallelism()) {
    this.#limits = { ...DEFAULTS, ...limits };
    this.#free = most;
  }

  /** Reads a file as {@link readUntrusted} does; its time begins when its turn has come. */
  async read(bytes: Uint8Array, options: ReadOptions = {}): Promise<Document> {
    const { maxFileMB } = this.#limits;
    if (bytes.length > maxFileMB * MB)
      throw new UnreadableDocument(
        `${nameOf(options)} has ${Math.ceil(bytes.length / MB)} MB; files of at most ${maxFileMB} MB are read`,
        { why: { reason: "too-costly" } },
      );
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      if (this.#isClosed) throw new Error(`${nameOf(options)} was not read: its threads were closed`);
      return documentIn(await this.#answer(this.#take(), { bytes, options }));
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }

  /** Ends all threads; what is being read fails. */
  close(): void {
    this.#isClosed = true;
    for (const worker of this.#all) end(worker);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #take(): Worker {
    for (const worker of this.#idle) {
      this.#idle.delete(worker);
      return worker;
    }
    const worker = new Worker(workerFile(import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.maxMemoryMB },
    });
    this.#all.add(worker);
    // One that fails while it waits is of no more use, and no fault of anybody's.
    return worker
      .on("error", () => {})
      .on("exit", () => {
        this.#all.delete(worker);
        this.#idle.delete(worker);
      });
  }

  /** Has a thread read a file, and ends the thread unless it may read another. */
  async #answer(worker: Worker, task: ReadingTask): Promise<ReadingAnswer> {
    let isReusable = false;
    try {
      const answer = await answerOf(worker, task, this.#limits);
      isReusable = task.bytes.length <= MAX_BYTES_BEFORE_REUSE;
      return answer;
    } finally {
      if (isReusable) this.#idle.add(worker);
      else end(worker);
    }
  }
}

/** The answer of a thread to a task. @throws {UnreadableDocument} if the document exceeds the limits */
async function answerOf(
  worker: Worker,
  task: ReadingTask,
  { maxSeconds, maxMemoryMB }: Required<ReadingLimits>,
): Promise<ReadingAnswer> {
  const name = nameOf(task.options);
  const ended = Promise.withResolvers<ReadingAnswer>();
  const refuse = (why: string): void =>
    ended.reject(new UnreadableDocument(`${name} ${why}`, { why: { reason: "too-costly" } }));
  const outOfMemory = (): void =>
    refuse(`takes more than ${maxMemoryMB} MB of memory to read; read it in parts, or raise SEXTANT_READ_MEMORY_MB`);
  const tooLong = `takes more than ${maxSeconds} s to read; read it in parts, or raise SEXTANT_READ_SECONDS`;
  // An answer that came in time counts, though this thread was too busy to hear it.
  const clock = setTimeout(() => setImmediate(refuse, tooLong), 1000 * maxSeconds);
  // The engine limits its objects, garbage aside; buffers, such as unpacked streams, are outside of that limit.
  const watch = setInterval(async () => {
    if ((await buffersOf(worker)) > maxMemoryMB * MB) outOfMemory();
  }, WATCH_MS);
  const onError = (error: NodeJS.ErrnoException): void =>
    error.code === "ERR_WORKER_OUT_OF_MEMORY" ? outOfMemory() : ended.reject(error);
  const onExit = (code: number): void => ended.reject(new Error(`the thread that reads ${name} ended with ${code}`));
  worker.on("message", ended.resolve).on("error", onError).on("exit", onExit);
  try {
    worker.postMessage(task);
    return await ended.promise;
  } finally {
    clearTimeout(clock);
    clearInterval(watch);
    worker.off("message", ended.resolve).off("error", onError).off("exit", onExit);
  }
}

/** The document of an answer. @throws what reading threw */
function documentIn(answer: ReadingAnswer): Document {
  if ("document" in answer) return answer.document;
  const { kind, message, why } = answer.error;
  throw kind === "unreadable"
    ? new UnreadableDocument(message, { why })
    : kind === "range"
      ? new RangeError(message)
      : new Error(message);
}

const nameOf = ({ name }: ReadOptions): string => name ?? "the file";

/** Not awaited: a thread does not end within one call of the engine, such as a normalization. */
const end = (worker: Worker): void => void worker.terminate();

/** Size of a thread's buffers, in bytes; 0 if it has ended. */
async function buffersOf(worker: Worker): Promise<number> {
  try {
    return (await worker.getHeapStatistics()).external_memory;
  } catch {
    return 0;
  }
}
