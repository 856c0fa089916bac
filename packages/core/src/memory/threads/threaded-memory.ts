/**
 * Room threads: a memory that many ask at once. In: questions and changes. Out: their answers, from threads that each have the
 * memory open; large fuzzy indexes are held once for all of them. Imports memory.ts, which it is a face of, lookup's indexes,
 * and database.
 *
 * @module
 */

import { availableParallelism } from "node:os";
import { SextantError } from "../../error.ts";
import type { Corrected } from "../corrections/corrections.ts";
import type { KeptCorrections } from "../corrections/kept-corrections.ts";
import { planAndCarryOut } from "../corrections/planning.ts";
import type { DatabasePosition } from "../database/engine.ts";
import { isPostgres } from "../database/postgres/address.ts";
import {
  callsOf,
  type MemoryReads,
  type MemoryWrites,
  PART_WRITES,
  readsBy,
  type ServingCalls,
  servingBy,
  writesBy,
} from "./calls.ts";
import { type Call, MemoryThread, type ThreadOptions } from "./memory-thread.ts";
import { Readers } from "./readers.ts";
import { Replica, type ReplicaState } from "./replica.ts";
import { SharedIndexes } from "./shared-indexes.ts";

export interface ThreadedOptions {
  /** Threads that read; as many as there are processors, at most 8, if left out. */
  readonly readers?: number;
  /** Questions that wait for a thread; more are refused. 1,000 if left out. */
  readonly maxWaiting?: number;
  /** Seconds for a question; a thread that takes longer is ended, and another begun. 30 if left out. */
  readonly maxSeconds?: number;
  /** Address of a PostgreSQL that replicates the memory's: see {@link Replica}. */
  readonly replica?: string | undefined;
  /** Told what was survived. */
  readonly onWarning?: (message: string) => void;
}

type OwnOptions = Required<Omit<ThreadedOptions, "replica">> & Pick<ThreadedOptions, "replica">;

/** Who is told that a job is done asks for what it has written, in another process perhaps. */
const SEEN_AFTER: ReadonlySet<Call> = new Set<Call>([
  ...callsOf(PART_WRITES),
  "corrections.carryOut",
  "serving.job",
  "serving.endJob",
]);

/** Questions that a thread is given at one time: PostgreSQL answers several, a file one after the other. */
const QUESTIONS_PER_THREAD = { postgres: 4, file: 1 } as const;
/** Connections of a thread to PostgreSQL. */
const READING_CONNECTIONS = 4;
const WRITING_CONNECTIONS = 2;

/**
 * A memory opened in threads: several that read, one that writes. Whatever is asked, the process that asks goes on. Close it
 * when done.
 */
export class ThreadedMemory {
  readonly location: string;
  readonly #readers: Readers;
  #writer: MemoryThread;
  #replica: Replica | undefined;
  readonly #indexes: SharedIndexes;
  readonly #options: OwnOptions;
  #isClosing = false;

  private constructor(location: string, options: OwnOptions) {
    this.location = location;
    this.#options = options;
    this.#indexes = new SharedIndexes(location, options.onWarning);
    this.#writer = this.#newWriter();
    this.#readers = this.#newReaders(location);
  }

  /**
   * Opens a memory, see {@link Memory.open}; `:memory:` is none that threads could share.
   *
   * @throws {SextantError} `memory-unavailable`
   */
  static async open(location: string, options: ThreadedOptions = {}): Promise<ThreadedMemory> {
    const readers = options.readers ?? Math.min(8, availableParallelism());
    const { maxWaiting = 1000, maxSeconds = 30, onWarning = () => {}, replica } = options;
    const memory = new ThreadedMemory(location, { readers, maxWaiting, maxSeconds, onWarning, replica });
    try {
      // The writer first: it brings the schema up to date.
      await memory.#writer.opened;
      await memory.#readers.open();
      if (replica !== undefined) memory.#replica = memory.#newReplica(replica);
      // In a file that was filled by an import nothing is kept yet; who asks first shall not wait for it.
      void memory.#indexes.keep(
        (await memory.#writer.ask({ method: "maintenance.unkeptLanguages", args: [] })) as string[],
      );
    } catch (error) {
      await memory.close();
      throw error;
    }
    return memory;
  }

  #newWriter(): MemoryThread {
    return new MemoryThread(this.#threadOptions({ connections: WRITING_CONNECTIONS }));
  }

  #newReaders(location: string): Readers {
    const questionsPerThread = QUESTIONS_PER_THREAD[isPostgres(location) ? "postgres" : "file"];
    const options = this.#threadOptions({ readOnly: true, connections: READING_CONNECTIONS });
    const begin = (): MemoryThread => new MemoryThread({ ...options, location });
    return new Readers({ ...this.#options, begin, count: this.#options.readers, questionsPerThread });
  }

  #newReplica(location: string): Replica {
    return new Replica({
      readers: () => this.#newReaders(location),
      primary: () =>
        this.#readers.ask({ method: "maintenance.position", args: [] }, undefined) as Promise<
          DatabasePosition | undefined
        >,
      onWarning: this.#options.onWarning,
    });
  }

  #threadOptions(options: ThreadOptions["options"]): ThreadOptions {
    const { location } = this;
    const { onWarning } = this.#options;
    const own = { indexes: this.#indexes.source, onWarning, onWaiting: () => this.#readers.begin() };
    return { location, options, sharesIndexes: !isPostgres(location), ...own };
  }

  /**
   * The memory as it is asked.
   *
   * @param signal takes back what has not begun
   * @param onState told, with each answer, the state that the memory was in just before: that costs no question of its own
   */
  reading(signal?: AbortSignal, onState?: (state: string) => void): MemoryReads {
    const primary: Readers["ask"] = (question, signal) => this.#readers.ask(question, signal);
    const ask = this.#replica?.reading(primary) ?? primary;
    return readsBy((method, args) => ask({ method, args, onState }, signal));
  }

  /** Where something long may be read: at the replica first, if it is asked now. */
  get readingLocations(): readonly string[] {
    const { replica } = this.#options;
    return this.#replica?.isAsked && replica !== undefined ? [replica, this.location] : [this.location];
  }

  /** Whether the replica is asked; undefined where there is none. */
  get replica(): ReplicaState | undefined {
    return this.#replica?.state;
  }

  /** The memory as it is changed, by one thread. */
  writing(): MemoryWrites {
    return writesBy(
      (method, args) => this.#write(method, args),
      (...args) => this.#correct(...args),
    );
  }

  /** See {@link KeptCorrections.make}: a thread that reads plans it, while the one that writes goes on with other changes. */
  #correct(...[documentSet, correction, asked = {}]: Parameters<KeptCorrections["make"]>): Promise<Corrected> {
    const args = [documentSet, correction, asked];
    return planAndCarryOut(
      () => this.#readers.ask({ method: "corrections.plan", args }, undefined),
      async (plan) => (await this.#write("corrections.carryOut", [...args, plan])) as Corrected | undefined,
    );
  }

  /** What a server keeps beside it. */
  get serving(): ServingCalls {
    return servingBy(
      (method, args) => this.#seen(method, () => this.#readers.ask({ method, args }, undefined)),
      (method, args) => this.#write(method, args),
    );
  }

  #write(method: Call, args: readonly unknown[]): Promise<unknown> {
    if (this.#isClosing) return Promise.reject(closing());
    if (this.#writer.hasEnded) {
      this.#options.onWarning("the thread that writes the memory ended, and another was begun");
      this.#writer = this.#newWriter();
    }
    return this.#seen(method, () => this.#writer.ask({ method, args }));
  }

  /** What the replica has to have replayed before it is asked again. */
  #seen(method: Call, ask: () => Promise<unknown>): Promise<unknown> {
    return this.#replica && SEEN_AFTER.has(method) ? this.#replica.seeing(ask) : ask();
  }

  /** Languages that lookups wait for, because their fuzzy index is built since the memory was opened. */
  get preparing(): readonly string[] {
    return this.#indexes.preparing;
  }

  /** How many questions wait, and how many are being answered. */
  get load(): { readonly waiting: number; readonly asked: number } {
    const { waiting, asked } = this.#readers.load;
    return { waiting, asked: asked + this.#writer.load };
  }

  /** What was begun is ended; what waits fails. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#indexes.close();
    await this.#replica?.close(closing());
    await Promise.all([this.#readers.close(closing()), this.#writer.close()]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

const closing = (): SextantError => new SextantError("memory-busy", "the memory is being closed");
