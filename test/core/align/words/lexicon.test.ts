import fc from "fast-check";
import { expect, test } from "vitest";
import { Vocabulary } from "../../../../packages/core/src/align/text/tokens.ts";
import { Lexicon } from "../../../../packages/core/src/align/words/lexicon.ts";
import { Translations } from "../../../../packages/core/src/align/words/translations.ts";

/** A link between a segment of the given side and one of the made side. */
interface Link {
  readonly given: number;
  readonly made: number;
  readonly weight: number;
}

type Table = Map<string, number>;
const add = (table: Table, key: string, value: number): void => void table.set(key, (table.get(key) ?? 0) + value);
const keyOf = (given: string, made: string): string => `${given} ${made}`;

/** One direction of IBM model 1, word for word as the paper has it, with links that count by their weight. */
class NaiveModel {
  probability: Table = new Map();
  expected: Table = new Map();
  totals: Table = new Map();
  /** What the links of each given segment taught in the last round. */
  taught: Table[] = [];
  readonly #given: readonly (readonly string[])[];
  readonly #made: readonly (readonly string[])[];
  readonly #links: readonly Link[];

  constructor(given: readonly (readonly string[])[], made: readonly (readonly string[])[], links: readonly Link[]) {
    [this.#given, this.#made, this.#links] = [given, made, links];
    for (const link of links)
      for (const g of given[link.given] as string[])
        for (const m of made[link.made] as string[]) this.probability.set(keyOf(g, m), 1);
  }

  round(isUniform: boolean, isLast: boolean): void {
    const all = this.#made.flat();
    const fromNothing = (word: string): number =>
      isUniform ? 1 : all.filter((other) => other === word).length / all.length;
    this.expected = new Map();
    this.taught = this.#given.map(() => new Map());
    this.#made.forEach((words, made) => {
      const links = this.#links.filter((link) => link.made === made);
      const reach = Math.min(
        1,
        links.reduce((sum, { weight }) => sum + weight, 0),
      );
      const size = links.reduce((sum, { given, weight }) => sum + weight * (this.#given[given] as string[]).length, 0);
      for (const word of words) {
        const makers = links.flatMap(({ given, weight }) =>
          (this.#given[given] as string[]).map((maker) => ({ given, maker, worth: weight * this.#of(maker, word) })),
        );
        const total = makers.reduce((sum, { worth }) => sum + worth, 1.5 * size * fromNothing(word));
        for (const { given, maker, worth } of makers) {
          add(this.expected, keyOf(maker, word), (worth * reach) / total);
          add(this.taught[given] as Table, keyOf(maker, word), (worth * reach) / total);
        }
      }
    });
    this.totals = new Map();
    for (const [key, count] of this.expected) add(this.totals, key.split(" ")[0] as string, count);
    for (const key of this.probability.keys()) {
      const share = (this.expected.get(key) ?? 0) / ((this.totals.get(key.split(" ")[0] as string) ?? 0) + 0.02);
      this.probability.set(key, share >= 1e-3 ? share : isLast ? 0 : 1e-7);
    }
  }

  /** The probability that a word is made from one of a segment, with all that the segment taught taken out. */
  withoutOwn(segment: number, given: string, made: string): number {
    const key = keyOf(given, made);
    const taught = this.taught[segment] as Table;
    if (!taught.has(key)) return this.#of(given, made);
    // What was given up has taught, and says nothing.
    if (this.#of(given, made) === 0) return 0;
    let total = (this.totals.get(given) ?? 0) + 0.02;
    for (const [other, count] of taught) if (other.startsWith(`${given} `)) total -= count;
    return Math.min(1, ((this.expected.get(key) ?? 0) - (taught.get(key) ?? 0)) / total);
  }

  #of(given: string, made: string): number {
    return this.probability.get(keyOf(given, made)) ?? 0;
  }
}

/** Both directions, five rounds; what is improbable in both is given up before the second and the fourth. */
function trained(source: readonly string[][], target: readonly string[][], links: readonly Link[]) {
  const forward = new NaiveModel(source, target, links);
  const reverse = new NaiveModel(
    target,
    source,
    links.map(({ given, made, weight }) => ({ given: made, made: given, weight })),
  );
  for (let round = 0; round < 5; round++) {
    if (round % 2 === 1)
      for (const [key, probability] of forward.probability) {
        const back = key.split(" ").reverse().join(" ");
        if (probability >= 1e-3 || (reverse.probability.get(back) as number) >= 1e-3) continue;
        forward.probability.delete(key);
        reverse.probability.delete(back);
      }
    for (const model of [forward, reverse]) model.round(round === 0, round === 4);
  }
  return { forward, reverse };
}

const words = (letters: string) => fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 4 });
/** Segments one to one, and some links besides. Letters are words; none occurs eight times as often as another may. */
const texts = fc.array(
  fc.record({ source: words("abcd"), target: words("uvwx"), weight: fc.constantFrom(1, 0.8, 0.5) }),
  {
    minLength: 2,
    maxLength: 5,
  },
);

const WEIGHT_BESIDE = 0.3;

function both(pairs: readonly { source: string[]; target: string[]; weight: number }[]) {
  const [source, target] = [pairs.map((pair) => pair.source), pairs.map((pair) => pair.target)];
  const links = pairs.flatMap(({ weight }, at): Link[] => [
    { given: at, made: at, weight },
    ...(at + 1 < pairs.length ? [{ given: at, made: at + 1, weight: WEIGHT_BESIDE }] : []),
  ]);
  const [sourceWords, targetWords] = [new Vocabulary("en"), new Vocabulary("fr")];
  const sides = {
    source: sourceWords.side(source.map((own) => own.join(" "))),
    target: targetWords.side(target.map((own) => own.join(" "))),
  };
  const lexicon = new Lexicon(sides.source, sides.target, sourceWords.counts, targetWords.counts);
  lexicon.train({
    starts: Int32Array.from({ length: pairs.length + 1 }, (_, at) => links.filter(({ given }) => given < at).length),
    targets: Int32Array.from(links, ({ made }) => made),
    weights: Float64Array.from(links, ({ weight }) => weight),
  });
  return { lexicon, naive: trained(source, target, links), sourceWords, targetWords, sides, source };
}

/** Where a word occurs more than eight times as often as another, the two are never paired. */
const isEven = (pairs: readonly { source: string[]; target: string[] }[]): boolean =>
  [pairs.flatMap(({ source }) => source), pairs.flatMap(({ target }) => target)].every((all) =>
    all.every((word) => all.filter((other) => other === word).length <= 8),
  );

test("the lexicon expects what a naive IBM model 1 expects, in both directions", () => {
  fc.assert(
    fc.property(texts.filter(isEven), (pairs) => {
      const { lexicon, naive, sourceWords, targetWords } = both(pairs);
      for (const { source, target, count } of lexicon.translations(0)) {
        const [from, to] = [sourceWords.keys[source] as string, targetWords.keys[target] as string];
        const expected =
          ((naive.forward.expected.get(keyOf(from, to)) ?? 0) + (naive.reverse.expected.get(keyOf(to, from)) ?? 0)) / 2;
        expect(count).toBeCloseTo(expected, 9);
      }
    }),
  );
});

test("a segment is explained by all that the others taught, and by nothing that it taught itself", () => {
  fc.assert(
    fc.property(texts.filter(isEven), (pairs) => {
      const { lexicon, naive, sourceWords, targetWords, sides, source } = both(pairs);
      source.forEach((own, segment) => {
        const found = new Translations();
        lexicon.explain(segment, true, found);
        const first = sides.source.starts[segment] as number;
        const worths = new Map<string, number>();
        for (let n = 0; n < found.count; n++) {
          const word = sourceWords.keys[sides.source.types[first + (found.at[n] as number)] as number] as string;
          const key = keyOf(word, targetWords.keys[found.types[n] as number] as string);
          worths.set(key, found.worths[n] as number);
        }
        for (const word of new Set(own))
          for (const made of targetWords.keys) {
            const times = own.filter((other) => other === word).length;
            const left = naive.forward.withoutOwn(segment, word, made);
            expect(worths.get(keyOf(word, made)) ?? 0).toBeCloseTo(left * times, 5);
          }
      });
    }),
  );
});
