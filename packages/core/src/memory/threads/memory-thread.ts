import { Worker } from "node:worker_threads";
import { SextantError } from "../../error.ts";
import { workerFile } from "../../worker-file.ts";
import type { EngineOptions } from "../database/engine.ts";
import type { IndexSource } from "../lookup/fuzzy-indexes.ts";
import type { BuiltParts } from "../lookup/index-thread.ts";
import type { Memory } from "../memory.ts";
import { type PackedError, packedError, unpackedError } from "./thread-error.ts";

/** Methods whose arguments and answers are data. */
export type Method<Of = Memory> = {
  [Name in keyof Of]: Of[Name] extends (...args: never[]) => Promise<unknown> ? Name : never;
}[keyof Of] &
  string;

/** Parts of a memory that have methods of their own. */
export type Part = "corrections" | "documentSets" | "maintenance" | "memories" | "removals" | "serving" | "verdicts";

/** A method that a thread is asked: `lookup`, `serving.jobs`. */
export type Call = Method | { [Name in Part]: `${Name}.${Method<Memory[Name]>}` }[Part];

/** What a thread is asked. */
export interface Question {
  readonly method: Call;
  readonly args: readonly unknown[];
  /** Told the state that the memory was in just before it was answered. */
  readonly onState?: ((state: string) => void) | undefined;
}

/** A question on its way to a thread. */
export interface Asked extends Omit<Question, "onState"> {
  readonly id: number;
  readonly tellsState: boolean;
}

/** How a thread opens its memory. */
export interface OpenedBy {
  readonly location: string;
  readonly options: EngineOptions;
  readonly sharesIndexes: boolean;
}

type GivenIndex = { readonly built: BuiltParts } | { readonly error: PackedError };

export type ToThread = Asked | { readonly wants: number; readonly given: GivenIndex } | { readonly end: true };

type FromThread =
  | { readonly isOpen: true }
  | { readonly refused: PackedError }
  | { readonly warning: string }
  | { readonly wants: number; readonly language: string; readonly edition: number }
  | { readonly id: number; readonly value: unknown; readonly state: string | undefined }
  | { readonly id: number; readonly error: PackedError };

/** What a thread is begun with. */
export interface ThreadOptions extends OpenedBy {
  readonly indexes: IndexSource;
  readonly onWarning: (message: string) => void;
  /** Told that it waits for an index, and has room for other questions. */
  readonly onWaiting: () => void;
}

/** A memory that is opened in a thread of its own: whatever it takes to answer, nobody else stands still. */
export class MemoryThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown> & Pick<Question, "onState">>();
  readonly #opened = Promise.withResolvers<void>();
  readonly #options: ThreadOptions;
  #last = 0;
  #wanted = 0;
  #ended: Error | undefined;

  constructor(options: ThreadOptions) {
    this.#options = options;
    const { location, options: own, sharesIndexes } = options;
    this.#worker = new Worker(workerFile(import.meta.url), {
      workerData: { location, options: own, sharesIndexes } satisfies OpenedBy,
    });
    this.#worker.on("message", (message: FromThread) => this.#said(message));
    this.#worker.on("error", (error: Error) => this.#end(error.message));
    this.#worker.on("exit", (code) => this.#end(`with ${code}`));
    this.#opened.promise.catch(() => {});
  }

  /** Settles when the memory is open. @throws {SextantError} as {@link Memory.open} does */
  get opened(): Promise<void> {
    return this.#opened.promise;
  }

  /** How many questions it has not answered yet. */
  get load(): number {
    return this.#waiting.size;
  }

  /** Whether it waits for an index that is being built. */
  get waitsForIndex(): boolean {
    return this.#wanted > 0;
  }

  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** @throws what the method throws, told by its `code`; {@link ThreadEnded} where the thread ended before it answered */
  ask({ method, args, onState }: Question): Promise<unknown> {
    if (this.#ended) return Promise.reject(this.#ended);
    const waiting = { ...Promise.withResolvers<unknown>(), onState };
    this.#waiting.set(++this.#last, waiting);
    const asked = { id: this.#last, method, args, tellsState: onState !== undefined };
    this.#worker.postMessage(asked satisfies ToThread);
    return waiting.promise;
  }

  #said(message: FromThread): void {
    if ("isOpen" in message) this.#opened.resolve();
    else if ("refused" in message) this.#opened.reject(unpackedError(message.refused));
    else if ("warning" in message) this.#options.onWarning(message.warning);
    else if ("wants" in message) void this.#give(message.wants, message.language, message.edition);
    else {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if ("error" in message) waiting?.reject(unpackedError(message.error));
      else {
        if (message.state !== undefined) waiting?.onState?.(message.state);
        waiting?.resolve(message.value);
      }
    }
  }

  async #give(wants: number, language: string, edition: number): Promise<void> {
    this.#wanted++;
    this.#options.onWaiting();
    const given = await this.#options.indexes(language, edition).then(
      (built): GivenIndex => ({ built }),
      (error: unknown): GivenIndex => ({ error: packedError(error) }),
    );
    this.#wanted--;
    this.#worker.postMessage({ wants, given } satisfies ToThread);
  }

  #end(why: string): void {
    this.#ended ??= new ThreadEnded(why);
    this.#opened.reject(this.#ended);
    for (const waiting of this.#waiting.values()) waiting.reject(this.#ended);
    this.#waiting.clear();
  }

  /** Ends it now; what it has not answered fails. */
  kill(): void {
    this.#end("it took too long");
    void this.#worker.terminate();
  }

  /** Ends it when it has answered what it was asked. */
  async close(): Promise<void> {
    if (this.#ended) return;
    await Promise.allSettled([...this.#waiting.values()].map(({ promise }) => promise));
    const ended = new Promise((resolve) => this.#worker.once("exit", resolve));
    this.#worker.postMessage({ end: true } satisfies ToThread);
    await ended;
  }
}

/** A thread ended before it answered: what was asked may be asked again. */
export class ThreadEnded extends SextantError {
  override name = "ThreadEnded";

  constructor(why: string) {
    super("memory-busy", `the thread that reads or writes the memory ended: ${why}`);
  }
}
