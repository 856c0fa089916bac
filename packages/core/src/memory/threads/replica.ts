import { setTimeout } from "node:timers/promises";
import type { DatabasePosition } from "../database/engine.ts";
import type { Readers } from "./readers.ts";

/** Milliseconds between two looks at where it is: while it is waited for, while it is asked, while it cannot be. */
const WAITED_FOR_MS = 25;
const LOOK_MS = 1000;
const AWAY_MS = 5000;
/** A replica that lacks what was written so long ago is not asked. */
const MAX_BEHIND_MS = 10_000;
/** Milliseconds after which a look is given up: it does not answer. */
const MAX_LOOK_MS = 2000;

/** Whether a replica is asked: it is in step, it is behind, or it does not answer. */
export type ReplicaState = "in step" | "behind" | "away";

type Ask = Readers["ask"];

export interface ReplicaOptions {
  /** Threads that read it, not yet opened. */
  readonly readers: () => Readers;
  /** Where the primary is. */
  readonly primary: () => Promise<DatabasePosition | undefined>;
  readonly onWarning: (message: string) => void;
}

/**
 * A read replica. It is asked while it has replayed all that was written through this process, and of what others wrote all that is
 * older than ten seconds; otherwise the primary is. Its loss is survived, and told.
 */
export class Replica {
  readonly #options: ReplicaOptions;
  readonly #closing = new AbortController();
  #readers: Readers | undefined;
  /** Undefined until the first look at it. */
  #state: ReplicaState | undefined;
  /** Changes that are being made, whose position is not known yet. */
  #writing = 0;
  /** How often something was written. */
  #writes = 0;
  /** What has to be replayed, and what is, in bytes of the primary's log. */
  #needed = 0;
  #replayed = 0;
  /** Where the primary was at a time, in milliseconds. */
  #mark: { readonly at: number; readonly time: number } | undefined;
  readonly #looking: Promise<void>;

  constructor(options: ReplicaOptions) {
    this.#options = options;
    this.#looking = this.#look();
  }

  get state(): ReplicaState {
    return this.#state ?? "away";
  }

  /** Whether it may be asked now: nothing that was written here would be missed. */
  get isAsked(): boolean {
    return this.#state === "in step" && this.#writing === 0 && this.#needed <= this.#replayed;
  }

  /**
   * How the questions of one reading are asked: of the replica, if it may be; of the primary from the first change on, and from the
   * first question that the replica does not answer.
   *
   * @param primary asks the primary
   */
  reading(primary: Ask): Ask {
    if (!this.isAsked) return primary;
    const begun = this.#writes;
    let isLeft = false;
    return async (question, signal) => {
      if (isLeft || this.#writes !== begun || !this.#readers) return primary(question, signal);
      try {
        return await this.#readers.ask(question, signal);
      } catch {
        // What is wrong with the question itself, the primary says as well.
        isLeft = true;
        return primary(question, signal);
      }
    };
  }

  /** Makes a change, or asks what another made; the replica is not asked from now on, until it has replayed it. */
  seeing<T>(change: () => Promise<T>): Promise<T> {
    this.#writing++;
    this.#writes++;
    const made = change();
    const noted = made.then(
      () => this.#noteWrite(),
      () => {},
    );
    void noted.then(() => this.#writing--);
    return made;
  }

  /** Settles when the primary has said where it is. */
  async #noteWrite(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const now = await this.#options.primary().catch(() => undefined);
      if (now) {
        this.#needed = Math.max(this.#needed, now.at);
        return;
      }
      await this.#pause(LOOK_MS);
    }
  }

  async #look(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const [state, why] = await this.#found().catch((error: Error) => ["away", error.message] as const);
      if (this.#closing.signal.aborted) return;
      this.#enter(state, why);
      const isWaitedFor = this.#writing > 0 || this.#needed > this.#replayed;
      await this.#pause(state === "away" ? AWAY_MS : isWaitedFor ? WAITED_FOR_MS : LOOK_MS);
    }
  }

  #enter(state: ReplicaState, why: string): void {
    if (state === this.#state) return;
    this.#state = state;
    const told = state === "in step" ? "is in step with the primary, and is asked" : `is not asked: ${why}`;
    this.#options.onWarning(`the read replica ${told}`);
  }

  /** Looks at where primary and replica are. @throws {Error} when the replica does not answer */
  async #found(): Promise<readonly [state: ReplicaState, why: string]> {
    const primary = await this.#options.primary().catch(() => undefined);
    const own = await this.#position();
    if (!own.isReplica) return ["away", "SEXTANT_READ_DATABASE_URL is not the address of a replica"];
    if (primary && primary.memory !== own.memory) return ["away", "it holds another memory"];
    this.#replayed = own.at;
    this.#mark ??= primary && { at: primary.at, time: performance.now() };
    if (this.#mark && own.at >= this.#mark.at) this.#mark = undefined;
    const isLate = this.#mark !== undefined && performance.now() - this.#mark.time > MAX_BEHIND_MS;
    const lacks = Math.max(0, (primary?.at ?? 0) - own.at);
    return isLate ? ["behind", `it lacks ${lacks} bytes of the primary's log`] : ["in step", ""];
  }

  async #position(): Promise<DatabasePosition> {
    const readers = this.#readers ?? this.#options.readers();
    const late = AbortSignal.timeout(MAX_LOOK_MS);
    try {
      if (!this.#readers) await readers.open();
      this.#readers = readers;
      const silent = new Promise<never>((_, reject) => {
        late.addEventListener("abort", () => reject(new Error("it does not answer")));
      });
      return (await Promise.race([
        readers.ask({ method: "maintenance.position", args: [] }, late),
        silent,
      ])) as DatabasePosition;
    } catch (error) {
      if (!this.#readers) await readers.close(error as Error);
      throw error;
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    await setTimeout(milliseconds, undefined, { signal: this.#closing.signal, ref: false }).catch(() => {});
  }

  /** @param why what its questions fail with */
  async close(why: Error): Promise<void> {
    this.#closing.abort();
    await this.#looking;
    await this.#readers?.close(why);
  }
}
