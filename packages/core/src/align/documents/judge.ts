import { lookalikes } from "../text/cognates.ts";
import { Vocabulary } from "../text/tokens.ts";
import { knownPartners, learnTranslations, type TranslatedText, type WordTranslations } from "../words/known-words.ts";

/** A pair is compared with at most this many other texts, an even sample. */
const MAX_OTHER_TEXTS = 200;
/** A word explains another if it is translated by it with at least this probability. */
const MIN_PROBABILITY = 0.1;

/** The significant types of a text, and the types of the other language that they may explain. */
interface TextWords {
  readonly types: Int32Array;
  readonly explains: ReadonlySet<number>;
}

/** Judges how far two texts explain each other, by how words of the two languages are translated. */
export class Judge {
  readonly #source: ReadonlyMap<string, TextWords>;
  readonly #target: ReadonlyMap<string, TextWords>;
  readonly #others: readonly { readonly source: TextWords; readonly target: TextWords }[];
  readonly #rivals = new Map<TextWords, number>();
  readonly #weights: { readonly source: Float64Array; readonly target: Float64Array };

  constructor(
    source: string,
    target: string,
    { texts, ...open }: { texts: readonly TranslatedText[]; source: readonly string[]; target: readonly string[] },
    known: readonly WordTranslations[],
  ) {
    const [from, to] = [new Vocabulary(source), new Vocabulary(target)];
    const translations = [...known, learnTranslations(texts, source, target)];
    const step = Math.max(1, Math.ceil(texts.length / MAX_OTHER_TEXTS));
    const others = texts.filter((_, at) => at % step === 0);
    const sides = [
      from.side([...open.source, ...others.map((text) => text.source)]),
      to.side([...open.target, ...others.map((text) => text.target)]),
    ] as const;
    const looks = [
      lookalikes(from, to, knownPartners(translations, from, to)),
      lookalikes(to, from, knownPartners(translations, to, from)),
    ] as const;
    const entries = (at: 0 | 1, own: readonly string[]): TextWords[] =>
      own.map((_, unit) => {
        const side = sides[at];
        const types = side.types.slice(side.starts[unit], side.starts[unit + 1]);
        const explains = new Set<number>();
        for (const type of types)
          for (const table of looks[at]) {
            const partners = table[type];
            partners?.ids.forEach((id, p) => {
              if (partners.weights[p]! >= MIN_PROBABILITY) explains.add(id);
            });
          }
        return { types, explains };
      });
    const all = [
      entries(0, [...open.source, ...others.map((text) => text.source)]),
      entries(1, [...open.target, ...others.map((text) => text.target)]),
    ] as const;
    this.#source = new Map(open.source.map((text, at) => [text, all[0][at]!]));
    this.#target = new Map(open.target.map((text, at) => [text, all[1][at]!]));
    this.#others = others.map((_, at) => ({
      source: all[0][open.source.length + at]!,
      target: all[1][open.target.length + at]!,
    }));
    const count = others.length + 2;
    const weights = (words: Vocabulary): Float64Array =>
      Float64Array.from(words.counts, (times) => Math.max(0, Math.log(count / (times + 1))));
    this.#weights = { source: weights(from), target: weights(to) };
  }

  /**
   * Returns the share of two texts that is explained, and the largest share that any other text reaches with one of
   * them.
   */
  explained(source: string, target: string): { share: number; rival: number } {
    const [a, b] = [this.#source.get(source) as TextWords, this.#target.get(target) as TextWords];
    return { share: this.#share(a, b), rival: Math.max(this.#rival(a, "target"), this.#rival(b, "source")) };
  }

  /**
   * Returns the largest share that a text reaches with any of the other texts of one side; computed once for each text.
   */
  #rival(text: TextWords, side: "source" | "target"): number {
    let most = this.#rivals.get(text);
    if (most === undefined) {
      most = Math.max(
        0,
        ...this.#others.map((other) =>
          side === "target" ? this.#share(text, other.target) : this.#share(other.source, text),
        ),
      );
      this.#rivals.set(text, most);
    }
    return most;
  }

  #share(a: TextWords, b: TextWords): number {
    const one = (types: Int32Array, explains: ReadonlySet<number>, weights: Float64Array): number => {
      let [sum, all] = [0, 0];
      for (const type of types) {
        all += weights[type]!;
        if (explains.has(type)) sum += weights[type]!;
      }
      return all > 0 ? sum / all : 0;
    };
    return Math.min(one(b.types, a.explains, this.#weights.target), one(a.types, b.explains, this.#weights.source));
  }
}
