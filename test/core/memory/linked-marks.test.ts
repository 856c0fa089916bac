import fc from "fast-check";
import { expect, test } from "vitest";
import { linkedMarks } from "../../../packages/core/src/memory/concordance/linked-marks.ts";
import type { CutPair, CutText } from "../../../packages/core/src/memory/concordance/translation-marks.ts";
import { linkWords } from "../../../packages/core/src/memory/concordance/word-links.ts";
import { charactersOf, wordsIn } from "../../../packages/core/src/memory/concordance/word-sequences.ts";

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
  const found = linkedMarks(pairsOf(texts, phrase), wordsIn(phrase, "en"));
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
