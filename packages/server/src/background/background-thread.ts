/**
 * Room background: work that nobody waits for at the moment, in processes that stand back. In: a thread's file, what it is to do. Out: what it
 * says. Imports nothing of the server.
 *
 * @module
 */

import { type ChildProcess, fork } from "node:child_process";
import { EventEmitter } from "node:events";
import { fileURLToPath } from "node:url";
import { workerFile } from "@sextant/core/worker-file";

/** What a thread is begun with: the file that it runs, and its `workerData`. */
export interface BackgroundTask {
  readonly file: URL;
  readonly data: unknown;
  /** MB that its objects may take. */
  readonly memoryMB: number;
}

/** The same as its process is told it. */
export type BegunThread = Omit<BackgroundTask, "file"> & { readonly file: string };
/** What its process is told afterwards: what the thread is to hear. */
export interface ToThread {
  readonly heard: unknown;
}
export type FromThread = { readonly said: unknown } | { readonly failure: string };

/**
 * A thread in a process of its own, which stands back behind whoever waits for an answer. Other than the priority of a mere thread,
 * that of a process holds for what the engine does beside it, such as collecting garbage. What it took of memory is the system's again
 * when it ends. Its process ends with this one, whatever ends this one.
 *
 * It emits `message` with what the thread says, and `exit` in the end: with why, where the thread failed; without, where its process
 * was lost, or ended from here.
 */
export class BackgroundThread extends EventEmitter<{ message: [unknown]; exit: [why: string | undefined] }> {
  readonly #process: ChildProcess;
  readonly #closed = Promise.withResolvers<void>();
  #failure: string | undefined;
  #hasEnded = false;

  constructor({ file, data, memoryMB }: BackgroundTask) {
    super();
    this.#process = fork(fileURLToPath(workerFile(import.meta.url)), {
      // What this process was begun with is its own: a debugger's port, a limit of memory.
      execArgv: [`--max-old-space-size=${Math.ceil(memoryMB)}`],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#process.on("message", (message) => {
      const from = message as FromThread;
      if ("said" in from) this.emit("message", from.said);
      else this.#failure ??= from.failure;
    });
    this.#process
      .on("error", ({ message }) => {
        this.#failure ??= message;
      })
      // Not `exit`: what it said last may be read behind that.
      .once("close", this.#closed.resolve);
    // Where it could not be begun, it does not end either.
    if (this.#process.pid === undefined) process.nextTick(this.#closed.resolve);
    void this.#closed.promise.then(() => {
      this.#hasEnded = true;
      this.emit("exit", this.#failure);
    });
    this.#tell({ file: file.href, data, memoryMB } satisfies BegunThread);
  }

  /** The id of its process; undefined where it could not be begun. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Whether it is of no more use: it has ended, or is being ended. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Says something to the thread: data, of which it gets a copy. */
  postMessage(heard: unknown): void {
    this.#tell({ heard } satisfies ToThread);
  }

  /** Whether this process goes on for it. */
  hold(isHeld: boolean): void {
    for (const held of [this.#process, this.#process.channel])
      if (isHeld) held?.ref();
      else held?.unref();
  }

  /** Ends it at once, whatever it is at. */
  async terminate(): Promise<void> {
    this.#hasEnded = true;
    this.#process.kill("SIGKILL");
    await this.#closed.promise;
  }

  #tell(message: BegunThread | ToThread): void {
    // One that has ended hears nothing any more, and says so by `exit`.
    this.#process.send(message, () => {});
  }
}
