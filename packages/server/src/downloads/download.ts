import type { Memory } from "@sextant/core/memory";
import { workerFile } from "@sextant/core/worker-file";
import { BackgroundPool } from "../background/background-pool.ts";
import type { Encoding } from "../requests/compression.ts";
import { WrongRequest } from "../wrong-request.ts";
import { type Export, exported } from "./export.ts";

/** What a thread is to write, from where, and how it is compressed. */
export interface DownloadTask {
  readonly location: string;
  readonly asked: Export;
  readonly encoding: Encoding | undefined;
}

/** What a thread is told: what to write; then, again and again, to hand on the next piece. */
export type ToDownload = DownloadTask | "next";
export type FromDownload = { readonly piece: Uint8Array } | { readonly done: true } | { readonly error: string };

/** MB that a download may take: it holds few units at a time. */
const MEMORY_MB = 512;

/** A download that was begun. */
export interface Download {
  /** How it is compressed; not at all, if undefined. */
  readonly encoding: Encoding | undefined;
  readonly body: ReadableStream<Uint8Array>;
}

/** Downloads, few at a time; each reads one state of the memory, in a thread of its own in the background. */
export class Downloads {
  readonly #max: number;
  readonly #onError: (error: Error) => void;
  readonly #memory: () => Pick<Memory, "units"> | readonly string[];
  readonly #threads = new BackgroundPool({
    file: workerFile(import.meta.url),
    data: undefined,
    memoryMB: MEMORY_MB,
  });
  #running = 0;

  /** @param memory where it is now, the next place where a first one does not answer; or itself, where others cannot open it */
  constructor(memory: () => Pick<Memory, "units"> | readonly string[], max: number, onError: (error: Error) => void) {
    this.#max = max;
    this.#onError = onError;
    this.#memory = memory;
  }

  /**
   * Begins a download. One that fails breaks off, so that it never looks whole.
   *
   * @param encoding that the client takes
   * @throws {WrongRequest} 503 where there are as many as may be
   */
  begin(asked: Export, encoding: Encoding | undefined): Download {
    if (this.#running >= this.#max)
      throw new WrongRequest(503, `${this.#running} downloads are on their way already; ask again later`);
    const memory = this.#memory();
    if ("units" in memory) return { encoding: undefined, body: this.#streamed(fromHere(memory, asked)) };
    const tasks = memory.map((location): DownloadTask => ({ location, asked, encoding }));
    return { encoding, body: this.#streamed(fromFirst(this.#threads, tasks)) };
  }

  #streamed(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
    this.#running++;
    let isOver = false;
    const over = (): void => {
      if (!isOver) this.#running--;
      isOver = true;
    };
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          try {
            const { done, value } = await pieces.next();
            // Who asked has gone meanwhile.
            if (isOver) return;
            if (!done) {
              controller.enqueue(value);
              return;
            }
            over();
            controller.close();
          } catch (error) {
            if (isOver) return;
            over();
            this.#onError(error as Error);
            controller.error(error);
          }
        },
        cancel: async () => {
          over();
          await pieces.return(undefined);
        },
      },
      { highWaterMark: 1 },
    );
  }

  /** Ends threads that have nothing to do. */
  close(): Promise<void> {
    return this.#threads.close();
  }
}

async function* fromHere(memory: Pick<Memory, "units">, asked: Export): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of exported(memory, asked, () => {})) yield encoder.encode(piece);
}

/** Does the first task that can be begun. */
async function* fromFirst(
  pool: BackgroundPool,
  [task, ...others]: readonly DownloadTask[],
): AsyncGenerator<Uint8Array> {
  if (!task) return;
  const pieces = fromThread(pool, task);
  try {
    const first = await pieces.next().catch((error: Error) => {
      if (others.length === 0) throw error;
    });
    if (!first) yield* fromFirst(pool, others);
    else if (!first.done) {
      yield first.value;
      yield* pieces;
    }
  } finally {
    await pieces.return(undefined);
  }
}

async function* fromThread(pool: BackgroundPool, task: DownloadTask): AsyncGenerator<Uint8Array> {
  const thread = pool.take();
  let isDone = false;
  let waiting = Promise.withResolvers<FromDownload>();
  const fail = (why: string): void => waiting.reject(new Error(`a download broke off: ${why}`));
  thread
    .on("message", (message) => waiting.resolve(message as FromDownload))
    .on("exit", (why = "its process was ended") => fail(why));
  try {
    thread.postMessage(task satisfies ToDownload);
    while (!isDone) {
      waiting = Promise.withResolvers<FromDownload>();
      thread.postMessage("next" satisfies ToDownload);
      const said = await waiting.promise;
      if ("error" in said) throw new Error(`a download broke off: ${said.error}`);
      isDone = "done" in said;
      if ("piece" in said) yield said.piece;
    }
  } finally {
    waiting.promise.catch(() => {});
    // One that was broken off has something left that nobody wants.
    if (isDone) pool.give(thread);
    else await thread.terminate();
  }
}
