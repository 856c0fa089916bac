import { type GatheredRun, Gatherer, type Texts } from "./gatherer.ts";
import { GatheringThread } from "./gathering-thread.ts";

/** Number of texts that are passed to a thread at once; a thread is started when there are as many. */
const TEXTS_PER_BATCH = 1000;
const MIN_THREAD_TEXTS = 5 * TEXTS_PER_BATCH;

/** Gathers the texts of a change: few texts at its end, many on a thread while they come. */
export class Intake {
  #texts = new Map<string, Texts>();
  #count = 0;
  #thread: GatheringThread | undefined;

  /**
   * Adds a text.
   *
   * @returns whether {@link runs} should be called
   */
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

  /** Yields what has been gathered so far, or everything that is left; call it with `isLast` once. */
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
