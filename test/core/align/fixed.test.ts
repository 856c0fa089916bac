import { alignDocuments, type Document, type FixedRow, readText, UnkeepableRows } from "@sextant/core";
import fc from "fast-check";
import { expect, test } from "vitest";

const LANGUAGES = ["fr", "en", "zh"] as const;
const WORDS = {
  fr: ["la paix", "le droit", "une loi", "la mer", "un traité", "le monde"],
  en: ["peace", "the right", "a law", "the sea", "a treaty", "the world"],
  zh: ["和平", "权利", "法律", "海洋", "条约", "世界"],
};

/** Paragraphs of some words in each language; a language may say less. */
const texts = fc.array(fc.array(fc.nat(5), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 9 });
const documents = fc.tuple(texts, fc.nat(3), fc.nat(3)).map(([paragraphs, fewer, less]): Document[] =>
  LANGUAGES.map((language, at) =>
    readText(
      paragraphs
        .slice(
          at === 1 ? Math.min(fewer, paragraphs.length - 1) : 0,
          at === 2 ? Math.max(1, paragraphs.length - less) : undefined,
        )
        .map((words) => `${words.map((word) => WORDS[language][word]).join(language === "zh" ? "，" : ", ")}.`)
        .join("\n\n"),
      { language },
    ),
  ),
);

/** Rows that a person might have settled: each unit in one at most, now and then crossing, now and then without a language. */
function fixedRows(of: readonly Document[], numbers: readonly number[]): FixedRow[] {
  const next = new Map(of.map(({ language, blocks }) => [language, [...blocks.keys()]]));
  let at = 0;
  const number = (): number => numbers[at++ % numbers.length] as number;
  const rows: FixedRow[] = [];
  for (let count = number() % 4; count > 0; count--) {
    const units: Record<string, number[]> = {};
    for (const { language } of of) {
      const free = next.get(language) ?? [];
      const size = number() % 3;
      const from = number() % Math.max(1, free.length);
      const own = free.splice(from, size);
      if (own.length > 0) units[language] = own;
    }
    if (Object.keys(units).length > 0) rows.push({ units });
  }
  return rows;
}

test("fixed rows always hold, every block stays in exactly one row, and the order of languages says nothing", () => {
  fc.assert(
    fc.property(documents, fc.array(fc.nat(97), { minLength: 5, maxLength: 20 }), (versions, numbers) => {
      const fixed = fixedRows(versions, numbers);
      const { rows } = alignDocuments(versions, { fixed });
      const key = (units: FixedRow["units"]): string =>
        LANGUAGES.map((language) => (units[language] ?? []).join("+")).join("|");
      const kept = rows.filter(({ origin }) => origin === "corrected").map(({ units }) => key(units));
      expect(kept.sort()).toEqual(fixed.map(({ units }) => key(units)).sort());
      for (const { language, blocks } of versions) {
        const found = rows.flatMap(({ units }) => units[language] ?? []);
        expect(found.sort((a, b) => a - b)).toEqual([...blocks.keys()]);
      }
      const reversed = alignDocuments([...versions].reverse(), { fixed });
      expect(reversed.rows.map(({ units }) => key(units))).toEqual(rows.map(({ units }) => key(units)));
    }),
    { numRuns: 60 },
  );
});

test("fixed rows that cannot be kept are refused with what is wrong", () => {
  const versions = [readText("Un.\n\nDeux.", { language: "fr" }), readText("One.\n\nTwo.", { language: "en" })];
  const align = (...units: FixedRow["units"][]) =>
    alignDocuments(versions, { fixed: units.map((own) => ({ units: own })) });
  expect(() => align({ fr: [2] })).toThrow(UnkeepableRows);
  expect(() => align({ fr: [2] })).toThrow("a fixed row holds unit 2 of fr, which has 2 units");
  expect(() => align({ fr: [0] }, { fr: [0], en: [0] })).toThrow("two fixed rows hold unit 0 of fr");
});

test.each(["fr", "en"] as const)("what a paragraph in %s leaves when it is moved down stays before it", (language) => {
  const versions = [
    readText("Premier.\n\nLa paix est un droit.\n\nLa mer est libre.\n\nUn traité est une loi.\n\nFin.", {
      language: "fr",
    }),
    readText("First.\n\nPeace is a right.\n\nThe sea is free.\n\nA treaty is a law.\n\nEnd.", { language: "en" }),
  ];
  const other = language === "fr" ? "en" : "fr";
  for (const at of [0, 1, 2, 3]) {
    const fixed = [{ units: { [language]: [at, at + 1], [other]: [at + 1] } }];
    const { rows } = alignDocuments(versions, { fixed });
    for (const own of [language, other]) expect(rows.flatMap(({ units }) => units[own] ?? [])).toEqual([0, 1, 2, 3, 4]);
  }
});
