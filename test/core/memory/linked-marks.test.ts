import fc from "fast-check";
import { expect, test } from "vitest";
import { linkedMarks } from "../../../packages/core/src/memory/concordance/linked-marks.ts";
import type { CutPair, CutText } from "../../../packages/core/src/memory/concordance/translation-marks.ts";
import { wholePlaces } from "../../../packages/core/src/memory/concordance/whole-places.ts";
import { learntLinks, linkWords } from "../../../packages/core/src/memory/concordance/word-links.ts";
import { charactersOf, commonWords, wordsIn } from "../../../packages/core/src/memory/concordance/word-sequences.ts";

const cut = (text: string, language: string): CutText => {
  const words = wordsIn(text, language);
  return { text, words, pieces: charactersOf(words) };
};

/** Pairs of English and French texts, and where a phrase stands in them. */
function pairsOf(texts: readonly (readonly [en: string, fr: string])[], phrase: string): CutPair[] {
  return texts.map(([en, fr]) => {
    const start = en.indexOf(phrase);
    const places = start < 0 ? [] : [{ start, end: start + phrase.length }];
    return { source: cut(en, "en"), target: cut(fr, "fr"), isHit: places.length > 0, places };
  });
}

function marked(texts: readonly (readonly [en: string, fr: string])[], phrase: string): string[] {
  const pairs = pairsOf(texts, phrase).map((pair) => {
    const places = wholePlaces(pair.source, pair.places);
    return { ...pair, places, isHit: places.length > 0 };
  });
  const common = [
    commonWords(pairs.map(({ source }) => source.words)),
    commonWords(pairs.map(({ target }) => target.words)),
  ] as const;
  const found = linkedMarks(pairs, wordsIn(phrase, "en"), linkWords(pairs), common);
  return [...found].flatMap(([{ target }, places]) => places.map(({ start, end }) => target.text.slice(start, end)));
}

/** Treaty and report are in as many texts, and neither alone. */
const TEXTS = [
  ["treaty report budget", "traité rapport crédits"],
  ["report treaty session", "rapport traité réunion"],
  ["budget treaty report", "crédits traité rapport"],
  ["treaty session budget", "traité réunion crédits"],
  ["report session budget", "rapport réunion crédits"],
  ["weather session", "météo réunion"],
  ["weather harvest", "météo récolte"],
  ["harvest budget", "récolte crédits"],
  ["village harvest", "bourgade récolte"],
  ["village weather", "bourgade météo"],
] as const;

test("what a word explains is not taken for the translation of the word beside it", () => {
  expect(marked(TEXTS, "treaty")).toEqual(["traité", "traité", "traité", "traité"]);
  expect(marked(TEXTS, "report")).toEqual(["rapport", "rapport", "rapport", "rapport"]);
});

test("two texts, a part of a word and what no word is linked to are not marked", () => {
  expect(marked(TEXTS.slice(0, 2), "treaty")).toEqual([]);
  expect(marked(TEXTS, "reaty")).toEqual([]);
  expect(
    marked(
      TEXTS.map(([en], at) => [en, `unité${at} autre${at}`] as const),
      "treaty",
    ),
  ).toEqual([]);
});

test("a word that always stands beside a rendering, and that nothing else explains, is part of it", () => {
  const texts = TEXTS.map(([en, fr]) => [en, fr.replace("rapport", "compte rendu")] as const);
  for (const text of marked(texts, "report")) expect(text).toBe("compte rendu");
});

test("the links of a word are never more than one, whatever the texts", () => {
  const words = fc.array(fc.constantFrom("treaty", "report", "session", "budget", "village"), { maxLength: 6 });
  const texts = fc.array(fc.tuple(words, words), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(texts, (lines) => {
      const pairs = pairsOf(
        lines.map(([a, b]) => [a.join(" "), b.join(" ")] as const),
        "treaty",
      );
      for (const [{ source, target }, { width, links }] of linkWords(pairs)) {
        expect(width).toBe(target.words.length);
        const rows = source.words.map((_, at) => [...links.subarray(at * width, (at + 1) * width)]);
        const columns = target.words.map((_, at) => rows.map((row) => row[at] ?? 0));
        for (const line of [...rows, ...columns])
          expect(line.reduce((sum, link) => sum + link, 0)).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
    { seed: 7 },
  );
});

test("texts are linked in the light of what others said", () => {
  const { counts } = learntLinks(pairsOf(TEXTS, "treaty"));
  const [pair] = pairsOf([["treaty weather", "météo traité"]], "treaty");
  const linkOf = (known?: typeof counts): number => [...linkWords([pair as CutPair], known).values()][0]?.links[1] ?? 0;
  expect(linkOf()).toBeCloseTo(0.25, 1);
  expect(linkOf(counts)).toBeGreaterThan(0.8);
  expect(counts.pairs.get("trea")?.get("trai")).toBeGreaterThan(3);
});

/** The same links, by the formulas as they stand in the article: a table of all pairs of words, five rounds. */
function naiveLinks(texts: readonly (readonly [source: readonly string[], target: readonly string[]])[]): number[][] {
  const cells = texts.map(([source, target]) => source.flatMap((a) => target.map((b) => [a, b] as const)));
  const table = (values: readonly (readonly number[])[], keyOf: (a: string, b: string) => string, from: number) => {
    const sums = new Map<string, number>();
    cells.forEach((own, text) => {
      own.forEach(([a, b], at) => {
        sums.set(keyOf(a, b), (sums.get(keyOf(a, b)) ?? from) + (values[text]?.[at] as number));
      });
    });
    return (a: string, b: string): number => sums.get(keyOf(a, b)) as number;
  };
  let links = cells.map((own) => own.map(() => 1 / Math.sqrt(own.length)));
  for (let round = 0; round < 5; round++) {
    const count = table(links, (a, b) => `${a} ${b}`, 0);
    const [ofSource, ofTarget] = [table(links, (a) => a, 0.1), table(links, (_, b) => b, 0.1)];
    const forward = (a: string, b: string): number => count(a, b) / ofSource(a, b);
    const back = (a: string, b: string): number => count(a, b) / ofTarget(a, b);
    links = texts.map(([source, target], text) =>
      (cells[text] ?? []).map(([a, b]) => {
        const made = source.reduce((sum, other) => sum + forward(other, b), 0.01);
        const given = target.reduce((sum, other) => sum + back(a, other), 0.01);
        return (forward(a, b) / made) * (back(a, b) / given);
      }),
    );
  }
  return links;
}

test("words are linked as by a table of all pairs of words", () => {
  const words = fc.array(fc.constantFrom("treaty", "report", "session", "budget", "village"), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(words, words), { minLength: 1, maxLength: 12 }), (lines) => {
      const pairs = pairsOf(
        lines.map(([a, b]) => [a.join(" "), b.join(" ")] as const),
        "treaty",
      );
      const expected = naiveLinks(lines).flat();
      const found = [...linkWords(pairs).values()].flatMap(({ links }) => [...links]);
      expect(found.length).toBe(expected.length);
      for (const [at, link] of found.entries()) expect(link).toBeCloseTo(expected[at] as number, 9);
    }),
    { seed: 7 },
  );
});
