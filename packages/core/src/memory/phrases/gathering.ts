import { folded } from "../normal.ts";
import { Gathered, type Posting } from "./gathered.ts";
import { GatheringThread } from "./gathering-thread.ts";

/** Grams that are gathered before they are handed on: 8 bytes each. */
const MOST_GATHERED = 1 << 23;
/** Texts that are handed on to a thread at once, and so many that one is begun for them. */
const BATCH = 1000;
const MANY = 5 * BATCH;

/** Texts of a language, and the units that say them. */
export interface Texts {
  readonly units: number[];
  readonly texts: string[];
}

/** The lists of texts of a language that were gathered together. */
export interface GatheredRun {
  readonly language: string;
  readonly first: number;
  readonly last: number;
  readonly texts: number;
  readonly postings: Iterable<Posting>;
}

/** Gathers texts of several languages. */
export class Gatherer {
  readonly #gathered = new Map<string, Gathered>();
  #size = 0;

  add(language: string, { units, texts }: Texts): void {
    const gathered = this.#gathered.get(language) ?? new Gathered();
    this.#gathered.set(language, gathered);
    const before = gathered.size;
    for (const [at, text] of texts.entries()) gathered.add(units[at] as number, folded(text));
    this.#size += gathered.size - before;
  }

  /** Whether so much is gathered that it is to be handed on. */
  get isFull(): boolean {
    return this.#size >= MOST_GATHERED;
  }

  /** Hands on what was gathered, and is empty then. */
  *runs(): Generator<GatheredRun> {
    for (const [language, gathered] of this.#gathered) {
      if (gathered.texts === 0) continue;
      yield { ...gathered.range(), language, texts: gathered.texts, postings: gathered.postings() };
      gathered.clear();
    }
    this.#size = 0;
  }
}

/** Gathers the texts of a change: few of them at once when it ends, many on a thread of its own meanwhile. */
export class Gathering {
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
    return ++this.#count % BATCH === 0;
  }

  /** What has been gathered by now, or all that is left; to be called with `isLast` once. */
  async *runs(isLast: boolean): AsyncGenerator<GatheredRun> {
    if (!this.#thread && this.#count < MANY) {
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
