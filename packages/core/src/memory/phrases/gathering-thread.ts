import { Worker } from "node:worker_threads";
import { workerFile } from "../../worker-file.ts";
import type { GatheredRun, Texts } from "./gatherer.ts";
import type { Posting } from "./gram-lists.ts";

/** The most batches that wait for the thread. */
const MAX_BATCHES_BEHIND = 8;

/** The message to the thread: texts to gather, and at the end a request for everything that is left. */
export interface GatheringTask {
  readonly texts: ReadonlyMap<string, Texts>;
  readonly isLast: boolean;
}

/** A run as the thread sends it: all lists one after the other, and the end of each. */
export interface PackedRun extends Omit<GatheredRun, "postings"> {
  readonly grams: readonly string[];
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly units: Uint8Array<ArrayBuffer>;
}

/** A thread that gathers texts while others are written. Close it when done. */
export class GatheringThread {
  readonly #worker = new Worker(workerFile(import.meta.url));
  #behind = 0;
  #runs: PackedRun[] = [];
  #failure: Error | undefined;
  #answered = (): void => {};

  constructor() {
    this.#worker.on("message", (runs: readonly PackedRun[]) => {
      this.#behind--;
      this.#runs.push(...runs);
      this.#answered();
    });
    const fail = (why: string): void => {
      this.#failure ??= new Error(`the thread that gathers phrases ended: ${why}`);
      this.#answered();
    };
    this.#worker.on("error", ({ message }: Error) => fail(message)).on("exit", (code) => fail(`with ${code}`));
  }

  /**
   * Passes texts to the thread.
   *
   * @returns runs that are ready; with `isLast`, all that are left
   */
  async *gather(texts: GatheringTask["texts"], isLast: boolean): AsyncGenerator<GatheredRun> {
    this.#worker.postMessage({ texts, isLast } satisfies GatheringTask);
    this.#behind++;
    while (!this.#failure && this.#behind > (isLast ? 0 : MAX_BATCHES_BEHIND))
      await new Promise<void>((resolve) => {
        this.#answered = resolve;
      });
    if (this.#failure) throw this.#failure;
    for (const run of this.#runs.splice(0)) yield { ...run, postings: postingsOf(run) };
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** Packs a run into a form that threads pass on fast. */
export function packedRun({ postings, ...run }: GatheredRun): PackedRun {
  const all = [...postings];
  const ends = new Uint32Array(all.length);
  let size = 0;
  for (const [at, { units }] of all.entries()) ends[at] = size += units.length;
  const units = new Uint8Array(size);
  for (const [at, posting] of all.entries()) units.set(posting.units, ends[at]! - posting.units.length);
  return { ...run, grams: all.map(({ gram }) => gram), ends, units };
}

function* postingsOf({ grams, ends, units }: PackedRun): Generator<Posting> {
  for (const [at, gram] of grams.entries()) yield { gram, units: units.subarray(ends[at - 1] ?? 0, ends[at]) };
}
