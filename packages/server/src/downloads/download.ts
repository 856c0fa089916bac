import { Worker } from "node:worker_threads";
import type { Memory } from "@sextant/core/memory";
import { workerFile } from "@sextant/core/worker-file";
import { WrongRequest } from "../wrong-request.ts";
import { type Export, exported } from "./export.ts";

/** What a thread is to write. */
export interface DownloadTask {
  readonly location: string;
  readonly asked: Export;
}

export type FromDownload =
  | { readonly piece: Uint8Array }
  | { readonly units: number }
  | { readonly done: true }
  | { readonly error: string };

const WORKER = workerFile(import.meta.url);

/** Downloads, few at a time; each reads one state of the memory in a thread of its own. */
export class Downloads {
  readonly #max: number;
  readonly #onError: (error: Error) => void;
  #running = 0;

  constructor(max: number, onError: (error: Error) => void) {
    this.#max = max;
    this.#onError = onError;
  }

  /**
   * Begins a download. One that fails breaks off, so that it never looks whole.
   *
   * @throws {WrongRequest} 503 where there are as many as may be
   */
  begin(memory: Pick<Memory, "units"> | string, asked: Export): ReadableStream<Uint8Array> {
    if (this.#running >= this.#max)
      throw new WrongRequest(503, `${this.#running} downloads are on their way already; ask again later`);
    this.#running++;
    let isOver = false;
    const over = (): void => {
      if (!isOver) this.#running--;
      isOver = true;
    };
    const pieces = typeof memory === "string" ? fromThread({ location: memory, asked }) : fromHere(memory, asked);
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
}

async function* fromHere(memory: Pick<Memory, "units">, asked: Export): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of exported(memory, asked, () => {})) yield encoder.encode(piece);
}

async function* fromThread(task: DownloadTask): AsyncGenerator<Uint8Array> {
  const worker = new Worker(WORKER, { workerData: task });
  let waiting = Promise.withResolvers<FromDownload>();
  const fail = (why: string): void => waiting.reject(new Error(`a download broke off: ${why}`));
  worker.on("message", (message: FromDownload) => {
    if (!("units" in message)) waiting.resolve(message);
  });
  worker.on("error", (error: Error) => fail(error.message));
  worker.on("exit", (code) => fail(`its thread ended with ${code}`));
  try {
    for (;;) {
      waiting = Promise.withResolvers<FromDownload>();
      worker.postMessage("next");
      const said = await waiting.promise;
      if ("error" in said) throw new Error(`a download broke off: ${said.error}`);
      if (!("piece" in said)) return;
      yield said.piece;
    }
  } finally {
    waiting.promise.catch(() => {});
    await worker.terminate();
  }
}
