import { type Document, readText } from "@sextant/core";
import { compareVersions, type VersionEntry } from "@sextant/core/compare";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { equalInOrder, heaviestInOrder, longestIncreasing } from "../../../packages/core/src/compare/versions/order.ts";
import { wordEdits } from "../../../packages/core/src/compare/versions/word-diff.ts";
import { foldedText } from "../../../packages/core/src/memory/text/foldings.ts";

const LANGUAGES = ["fr", "en", "es", "ru", "zh", "ar"] as const;
const language = fc.constantFrom(...LANGUAGES);
/** Words of six scripts' texts, marks that stand on letters, emoji of several characters, directions, and what only prints. */
const PIECES = [
  ..."the droits société, société. derechos права человека народов 人权 宣言 联合国 حقوق الإنسان وَالشُّعُوبِ".split(" "),
  ..."e\u0301 👩‍👩‍👧 🇫🇷 \u200f(أ)\u200e non\u00adsense 1\u00a0234 ١٢٣ “a” ‘b’ ; . 。 ، — ¶ ก็ नि".split(" "),
  " ",
  "  ",
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((words) => words.join(" ").trim());
const anyText = fc.oneof(
  text,
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 30 }),
);

const documentOf = (texts: readonly string[], code: string): Document => ({
  ...readText("x", { language: code }),
  blocks: texts.map((own) => ({ role: "text", text: own })),
});

describe("word edits", () => {
  test("make the new text of the old one, print aside", () => {
    fc.assert(
      fc.property(anyText, anyText, language, (old, current, code) => {
        const shape = (own: string): string => foldedText(own.normalize("NFC"), "shape").replace(/\s+/g, " ").trim();
        let made = "";
        let from = 0;
        for (const edit of wordEdits(old, current, code)) {
          made += old.slice(from, edit.old.start) + current.slice(edit.new.start, edit.new.end);
          from = edit.old.end;
        }
        expect(shape(made + old.slice(from))).toBe(shape(current));
      }),
      { numRuns: 500 },
    );
  });

  test("begin and end between graphemes, in both texts", () => {
    const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
    const bordersOf = (own: string): Set<number> =>
      new Set([...[...graphemes.segment(own)].map(({ index }) => index), own.length]);
    fc.assert(
      fc.property(anyText, anyText, language, (old, current, code) => {
        const [olds, news] = [bordersOf(old), bordersOf(current)];
        for (const { old: own, new: now } of wordEdits(old, current, code)) {
          expect([own.start, own.end].every((at) => olds.has(at))).toBe(true);
          expect([now.start, now.end].every((at) => news.has(at))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("are none between a text and itself", () => {
    fc.assert(
      fc.property(anyText, language, (own, code) => {
        expect(wordEdits(own, own, code)).toEqual([]);
      }),
    );
  });

  test.each([
    [
      "en",
      "the red house of the king",
      "the blue house of the queen",
      "the [-red-]{+blue+} house of the [-king-]{+queen+}",
    ],
    ["en", "in the red of night", "in the blue to night", "in the [-red of-]{+blue to+} night"],
    ["en", "It is so. It ends.", "It is so. It is new. It ends.", "It is so. {+It is new. +}It ends."],
    ["en", "a report on progress", "a full report on progress", "a {+full +}report on progress"],
    [
      "fr",
      "le rapport du Secrétaire général",
      "le rapport de la Commission",
      "le rapport [-du Secrétaire général-]{+de la Commission+}",
    ],
    ["ru", "в 2024 году", "в 2025 году", "в [-2024-]{+2025+} году"],
    ["ar", "حقوق الإنسان والشعوب", "حقوق الطفل والشعوب", "حقوق [-الإنسان-]{+الطفل+} والشعوب"],
    [
      "zh",
      "大会决定在第八十届会议上审议",
      "大会决定在第八十一届会议上审议",
      "大会决定在[-第八十届-]{+第八十一届+}会议上审议",
    ],
  ])("in %s read well: %s", (code, old, current, expected) => {
    const { entries } = compareVersions(documentOf([old, "x"], code), documentOf([current, "x"], code));
    const shown = (entries[0] as VersionEntry).differences.map(({ kind, text: own }) =>
      kind === "same" ? own : kind === "added" ? `{+${own}+}` : `[-${own}-]`,
    );
    expect(shown.join("")).toBe(expected);
  });
});

test("every text of both versions is in exactly one entry, whatever the texts", () => {
  const texts = fc.array(fc.oneof(fc.constantFrom("", "a", "The General Assembly,", "1. x"), text), { maxLength: 25 });
  fc.assert(
    fc.property(texts, texts, language, (olds, news, code) => {
      const { entries, words } = compareVersions(documentOf(olds, code), documentOf(news, code));
      const placesOf = (side: "old" | "new"): number[] => entries.flatMap((entry) => entry[side].map(({ at }) => at));
      expect(placesOf("old").sort((a, b) => a - b)).toEqual([...olds.keys()]);
      expect(placesOf("new").sort((a, b) => a - b)).toEqual([...news.keys()]);
      expect(Math.min(...Object.values(words))).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 300 },
  );
});

describe("order", () => {
  const keys = fc.array(fc.nat(6), { maxLength: 40 });

  test("equal keys are paired strictly in order", () => {
    fc.assert(
      fc.property(keys, keys, (olds, news) => {
        const pairs = equalInOrder(olds, news);
        for (const [at, { old, new: own }] of pairs.entries()) {
          expect(olds[old]).toBe(news[own]);
          const before = pairs[at - 1];
          if (before) expect(before.old < old && before.new < own).toBe(true);
        }
      }),
    );
  });

  test("an increasing subsequence is as long as any", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 9 }), (values) => {
        const found = longestIncreasing(values).map((at) => values[at] as number);
        expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
        expect(found.length).toBe(Math.max(0, ...increasing(values)));
      }),
    );
  });

  test("pairs in order weigh as much as any choice of them", () => {
    const pair = fc.record({ old: fc.nat(5), new: fc.nat(5), weight: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 9 }), (pairs) => {
        const sum = (own: typeof pairs): number => own.reduce((all, { weight }) => all + weight, 0);
        const found = heaviestInOrder(pairs, 6);
        expect(isInOrder(found)).toBe(true);
        expect(sum(found)).toBe(Math.max(...subsets(pairs).filter(isInOrder).map(sum)));
      }),
    );
  });
});

type Places = readonly { readonly old: number; readonly new: number }[];
const isInOrder = (pairs: Places): boolean => {
  const sorted = [...pairs].sort((a, b) => a.new - b.new || a.old - b.old);
  return sorted.every(
    (own, at) => at === 0 || ((sorted[at - 1]?.old ?? 0) < own.old && (sorted[at - 1]?.new ?? 0) < own.new),
  );
};
const subsets = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: 2 ** list.length }, (_, mask) => list.filter((_, at) => (mask >> at) & 1));
/** Lengths of all increasing subsequences. */
const increasing = (values: readonly number[]): number[] =>
  subsets(values)
    .filter((own) => own.every((value, at) => at === 0 || (own[at - 1] as number) < value))
    .map(({ length }) => length);
