import { wordsOf } from "../../language/words.ts";

/** The words of a text without their order: types in rising order, each with the number of its tokens. */
export interface Bag {
  readonly types: Int32Array;
  readonly counts: Int32Array;
}

/** So many texts are enough to tell how common a word is. */
const MAX_COUNTED = 2000;
const SAYS = /[\p{L}\p{N}]/u;

/**
 * The texts of two versions as bags of words, and how much alike they are. A word weighs log(1 + n ∕ d) where d of a
 * version's n texts have it: what all paragraphs of a resolution say tells none from another.
 */
export class Bags {
  readonly #texts: { readonly old: readonly string[]; readonly new: readonly string[] };
  readonly #language: string;
  readonly #types = new Map<string, number>();
  readonly #bags = { old: new Map<number, Bag>(), new: new Map<number, Bag>() };
  readonly #frequencies = { old: new Map<number, number>(), new: new Map<number, number>() };
  readonly #counted: number;
  readonly #weights: (number | undefined)[] = [];

  constructor(texts: { readonly old: readonly string[]; readonly new: readonly string[] }, language: string) {
    this.#texts = texts;
    this.#language = language;
    let counted = 0;
    for (const side of ["old", "new"] as const) {
      const step = Math.max(1, Math.ceil(texts[side].length / MAX_COUNTED));
      let own = 0;
      for (let at = 0; at < texts[side].length; at += step, own++)
        for (const type of this.of(side, at).types)
          this.#frequencies[side].set(type, (this.#frequencies[side].get(type) ?? 0) + 1);
      counted = Math.max(counted, own);
    }
    this.#counted = counted;
  }

  /** The bag of a text. */
  of(side: "old" | "new", at: number): Bag {
    let bag = this.#bags[side].get(at);
    if (!bag) {
      bag = this.#bagOf(this.#texts[side][at]!);
      this.#bags[side].set(at, bag);
    }
    return bag;
  }

  #bagOf(text: string): Bag {
    const counts = new Map<number, number>();
    for (const word of wordsOf(text, this.#language)) {
      if (!SAYS.test(word)) continue;
      let type = this.#types.get(word);
      if (type === undefined) {
        type = this.#types.size;
        this.#types.set(word, type);
      }
      counts.set(type, (counts.get(type) ?? 0) + 1);
    }
    const types = Int32Array.from(counts.keys()).sort();
    return { types, counts: types.map((type) => counts.get(type)!) };
  }

  weightOf(type: number): number {
    let weight = this.#weights[type];
    if (weight === undefined) {
      weight = this.#weightOf(type);
      this.#weights[type] = weight;
    }
    return weight;
  }

  #weightOf(type: number): number {
    const frequency = Math.max(this.#frequencies.old.get(type) ?? 0, this.#frequencies.new.get(type) ?? 0, 1);
    return Math.log(1 + this.#counted / frequency);
  }

  /** What a bag weighs. */
  total({ types, counts }: Bag): number {
    let sum = 0;
    for (let at = 0; at < types.length; at++) sum += counts[at]! * this.weightOf(types[at]!);
    return sum;
  }

  /** What two bags share. */
  shared(a: Bag, b: Bag): number {
    let sum = 0;
    for (let i = 0, j = 0; i < a.types.length && j < b.types.length; ) {
      const [one, other] = [a.types[i]!, b.types[j]!];
      if (one === other) sum += Math.min(a.counts[i]!, b.counts[j]!) * this.weightOf(one);
      if (one <= other) i++;
      if (other <= one) j++;
    }
    return sum;
  }

  /** How much alike two bags are, 0..1: Dice's coefficient. */
  similarity(a: Bag, b: Bag): number {
    const all = this.total(a) + this.total(b);
    return all > 0 ? (2 * this.shared(a, b)) / all : 0;
  }
}

/** What is in any of the bags. */
export function sumOf(bags: readonly Bag[]): Bag {
  return combined(bags.map((bag) => [bag, 1] as const));
}

/** What is in the first bag and not in the second. */
export function rest(bag: Bag, without: Bag): Bag {
  return combined([
    [bag, 1],
    [without, -1],
  ]);
}

function combined(bags: readonly (readonly [bag: Bag, sign: 1 | -1])[]): Bag {
  const counts = new Map<number, number>();
  for (const [bag, sign] of bags)
    bag.types.forEach((type, at) => {
      counts.set(type, (counts.get(type) ?? 0) + sign * bag.counts[at]!);
    });
  const types = Int32Array.from([...counts].filter(([, count]) => count > 0).map(([type]) => type)).sort();
  return { types, counts: types.map((type) => counts.get(type)!) };
}
