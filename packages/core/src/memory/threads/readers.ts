import { SextantError } from "../../error.ts";
import { type Call, type MemoryThread, type Question, ThreadEnded } from "./memory-thread.ts";

export interface ReadersOptions {
  /** Begins a thread. */
  readonly begin: () => MemoryThread;
  readonly count: number;
  /** Questions that a thread answers at one time. */
  readonly questionsPerThread: number;
  /** Questions that wait; more are refused. */
  readonly maxWaiting: number;
  /** Seconds for a question; a thread that takes longer is ended, and another begun. */
  readonly maxSeconds: number;
  readonly onWarning: (message: string) => void;
}

interface Waiting {
  readonly question: Question;
  readonly settled: PromiseWithResolvers<unknown>;
  readonly signal: AbortSignal | undefined;
  tries: number;
}

/** Questions that take tens of milliseconds: as long as there is another thread, one is kept free of them. */
const LONG: ReadonlySet<Call> = new Set<Call>([
  "concordance",
  "corrections.plan",
  "corrections.settled",
  "subsegments",
  "wordTranslations",
]);
/** Questions that a thread is given while it waits for an index that another builds: it has nothing else to do. */
const QUESTIONS_WHILE_WAITING = 64;
/** A question whose thread ended is asked again, once. */
const MAX_TRIES = 2;

/**
 * Threads that read. Questions are begun in the order in which they come, but long ones leave a thread to the others: a lookup
 * of a millisecond does not wait for a search of a hundred.
 */
export class Readers {
  readonly #threads: MemoryThread[] = [];
  readonly #options: ReadersOptions;
  readonly #maxLong: number;
  #waiting: Waiting[] = [];
  #long = 0;
  #isClosing = false;

  constructor(options: ReadersOptions) {
    this.#options = options;
    this.#maxLong = Math.max(1, options.count - 1) * options.questionsPerThread;
  }

  /** Begins the threads. @throws {SextantError} as {@link Memory.open} does */
  async open(): Promise<void> {
    for (let at = 0; at < this.#options.count; at++) this.#threads.push(this.#options.begin());
    await Promise.all(this.#threads.map(({ opened }) => opened));
  }

  /** How many questions wait, and how many are being answered. */
  get load(): { readonly waiting: number; readonly asked: number } {
    return { waiting: this.#waiting.length, asked: this.#threads.reduce((sum, { load }) => sum + load, 0) };
  }

  /**
   * Asks one of the threads.
   *
   * @param signal takes back what has not begun
   * @throws what the method throws; {@link SextantError} `memory-busy` where too many wait
   */
  ask(question: Question, signal: AbortSignal | undefined): Promise<unknown> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const { length } = this.#waiting;
    if (length >= this.#options.maxWaiting)
      return Promise.reject(
        new SextantError("memory-busy", `${length} questions wait for the memory already; ask again later`),
      );
    const waiting: Waiting = { question, settled: Promise.withResolvers(), signal, tries: 0 };
    this.#waiting.push(waiting);
    this.begin();
    return waiting.settled.promise;
  }

  /** Hands what waits to the threads that have room. */
  begin(): void {
    for (;;) {
      const [thread] = this.#threads.filter((own) => own.load < this.#room(own)).sort((a, b) => a.load - b.load);
      if (!thread) return;
      const at = this.#waiting.findIndex(({ question: { method } }) => !LONG.has(method) || this.#long < this.#maxLong);
      const [waiting] = at < 0 ? [] : this.#waiting.splice(at, 1);
      if (!waiting) return;
      if (waiting.signal?.aborted) waiting.settled.reject(waiting.signal.reason);
      else void this.#answer(thread, waiting);
    }
  }

  #room({ waitsForIndex }: MemoryThread): number {
    return waitsForIndex ? QUESTIONS_WHILE_WAITING : this.#options.questionsPerThread;
  }

  async #answer(thread: MemoryThread, waiting: Waiting): Promise<void> {
    const isLong = LONG.has(waiting.question.method);
    if (isLong) this.#long++;
    waiting.tries++;
    // To wait for an index, which a thread of its own builds, is not to be stuck.
    const late = setInterval(
      () => thread.waitsForIndex || thread.hasEnded || thread.kill(),
      this.#options.maxSeconds * 1000,
    );
    try {
      waiting.settled.resolve(await thread.ask(waiting.question));
    } catch (error) {
      const hasEnded = error instanceof ThreadEnded && !this.#isClosing;
      if (hasEnded) this.#replace(thread);
      if (hasEnded && waiting.tries < MAX_TRIES) this.#waiting.unshift(waiting);
      else waiting.settled.reject(error);
    } finally {
      clearInterval(late);
      if (isLong) this.#long--;
      this.begin();
    }
  }

  /** A thread that ended, whyever, gives way to another. */
  #replace(thread: MemoryThread): void {
    const at = this.#threads.indexOf(thread);
    if (at < 0) return;
    this.#options.onWarning("a thread that reads the memory ended, and another was begun");
    this.#threads[at] = this.#options.begin();
  }

  /** What was begun is ended; what waits fails. @param why what it fails with */
  async close(why: Error): Promise<void> {
    this.#isClosing = true;
    for (const { settled } of this.#waiting.splice(0)) settled.reject(why);
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }
}
