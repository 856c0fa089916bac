import { folded } from "../text/normal.ts";
import { GramLists, type Posting } from "./gram-lists.ts";

/** The most grams that are gathered before they are passed on; 8 bytes each. */
const MAX_GRAMS = 1 << 23;

/** Texts of a language, and the units that they belong to. */
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
  readonly #lists = new Map<string, GramLists>();
  #size = 0;

  add(language: string, { units, texts }: Texts): void {
    const lists = this.#lists.get(language) ?? new GramLists();
    this.#lists.set(language, lists);
    const before = lists.size;
    for (const [at, text] of texts.entries()) lists.add(units[at]!, folded(text));
    this.#size += lists.size - before;
  }

  /** Whether enough is gathered to be passed on. */
  get isFull(): boolean {
    return this.#size >= MAX_GRAMS;
  }

  /** Yields what was gathered, and empties the gatherer. */
  *runs(): Generator<GatheredRun> {
    for (const [language, lists] of this.#lists) {
      if (lists.texts === 0) continue;
      yield { ...lists.range(), language, texts: lists.texts, postings: lists.postings() };
      lists.clear();
    }
    this.#size = 0;
  }
}
