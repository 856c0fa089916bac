import { Worker } from "node:worker_threads";
import { workerFile } from "../../../worker-file.ts";
import { CopiedRows } from "./copying.ts";
import type { KeyedTexts } from "./key-rows.ts";

/** The message to the thread; it answers with the bytes of rows, in the order of the tasks. */
export interface KeyTask {
  readonly texts: KeyedTexts;
  /** The frequent types of an order, where the thread does not know its id yet. */
  readonly order: { readonly id: string; readonly frequent?: readonly number[] };
}

/** A thread that makes keys while the database works. Close it when done. */
export class KeyThread {
  readonly #worker = new Worker(workerFile(import.meta.url));
  readonly #waiting: PromiseWithResolvers<CopiedRows>[] = [];
  readonly #known = new Set<string>();
  #failure: Error | undefined;

  constructor() {
    this.#worker.on("message", (bytes: Uint8Array) => this.#waiting.shift()?.resolve(new CopiedRows(bytes)));
    const fail = (why: string): void => {
      this.#failure ??= new Error(`the thread that makes keys ended: ${why}`);
      for (const waiting of this.#waiting.splice(0)) waiting.reject(this.#failure);
    };
    this.#worker.on("error", ({ message }: Error) => fail(message)).on("exit", (code) => fail(`with ${code}`));
  }

  /** Makes the keys of texts by an order that stands. */
  rows(texts: KeyedTexts, id: string, frequent: readonly number[]): Promise<CopiedRows> {
    if (this.#failure) return Promise.reject(this.#failure);
    const waiting = Promise.withResolvers<CopiedRows>();
    // Whoever has not asked for it yet when the thread ends learns of it when they do.
    waiting.promise.catch(() => {});
    this.#waiting.push(waiting);
    const order = this.#known.has(id) ? { id } : { id, frequent };
    this.#known.add(id);
    this.#worker.postMessage({ texts, order } satisfies KeyTask);
    return waiting.promise;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
