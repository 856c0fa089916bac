import { type GatheredRun, Gatherer, type Texts } from "./gatherer.ts";
import { GatheringThread } from "./gathering-thread.ts";

/** Texts that are handed on to a thread at once, and so many that one is begun for them. */
const TEXTS_PER_BATCH = 1000;
const MIN_THREAD_TEXTS = 5 * TEXTS_PER_BATCH;

/** Gathers the texts of a change: few of them at once when it ends, many on a thread of its own meanwhile. */
export class Intake {
  #texts = new Map<string, Texts>();
  #count = 0;
  #thread: GatheringThread | undefined;

  /** @returns whether {@link runs} is to be asked for what there is */
  add(unit: number, language: string, text: string): boolean {
    let own = this.#texts.get(language);
    if (!own) {
      own = { units: [], texts: [] };
      this.#texts.set(language, own);
    }
    own.units.push(unit);
    own.texts.push(text);
    return ++this.#count % TEXTS_PER_BATCH === 0;
  }

  /** What has been gathered by now, or all that is left; to be called with `isLast` once. */
  async *runs(isLast: boolean): AsyncGenerator<GatheredRun> {
    if (!this.#thread && this.#count < MIN_THREAD_TEXTS) {
      if (!isLast) return;
      const gatherer = new Gatherer();
      for (const [language, own] of this.#texts) gatherer.add(language, own);
      yield* gatherer.runs();
      return;
    }
    this.#thread ??= new GatheringThread();
    const texts = this.#texts;
    this.#texts = new Map();
    yield* this.#thread.gather(texts, isLast);
  }

  async close(): Promise<void> {
    await this.#thread?.close();
  }
}
