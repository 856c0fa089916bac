import { type BackgroundTask, BackgroundThread } from "./background-thread.ts";

/** A thread that nothing is asked of for so long is ended. One that is kept begins at once, and knows its work already. */
const IDLE_MS = 30_000;

/** Threads in the background that do one thing after the other; begun when they are needed, ended when they are not. */
export class BackgroundPool {
  readonly #task: BackgroundTask;
  readonly #idle = new Map<BackgroundThread, NodeJS.Timeout>();
  #isClosed = false;

  constructor(task: BackgroundTask) {
    this.#task = task;
  }

  /** A thread that has nothing to do. It is to be given back, or ended. */
  take(): BackgroundThread {
    for (const [thread, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(thread);
      if (thread.hasEnded) continue;
      thread.hold(true);
      return thread.removeAllListeners();
    }
    return new BackgroundThread(this.#task);
  }

  /** Keeps a thread, which has done what it was asked, for who comes next. */
  give(thread: BackgroundThread): void {
    thread.removeAllListeners();
    if (this.#isClosed) return void thread.terminate();
    thread.hold(false);
    this.#idle.set(thread, setTimeout(() => void this.#end(thread), IDLE_MS).unref());
  }

  async #end(thread: BackgroundThread): Promise<void> {
    clearTimeout(this.#idle.get(thread));
    this.#idle.delete(thread);
    thread.hold(true);
    await thread.terminate();
  }

  /** Ends those that have nothing to do, and each of the others as soon as it is given back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#idle.keys()].map((thread) => this.#end(thread)));
  }
}
