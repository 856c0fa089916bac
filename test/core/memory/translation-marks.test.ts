import { join } from "node:path";
import { type ImportedUnit, Memory } from "@sextant/core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

let memory: Memory;
beforeAll(async () => {
  memory = await Memory.open(join(inject("data"), "memory.sqlite"));
});
afterAll(() => memory.close());

async function marked(phrase: string, language: string, other: string): Promise<string[]> {
  const { hits } = await memory.concordance(phrase, language, { mark: [other], limit: 100 });
  return hits.flatMap(({ unit, translations }) =>
    (translations?.[other] ?? []).map(({ start, end }) => unit.variants[other]?.slice(start, end) ?? ""),
  );
}

test.each([
  ["États Membres", "fr", "en", "Member States"],
  ["report", "en", "zh", "报告"],
  ["terrorisme", "fr", "ru", "террор"],
  ["corruption", "en", "ar", "الفساد"],
  ["crime organisé", "fr", "en", ""],
])("the translation of %s from %s into %s is marked", async (phrase, language, other, expected) => {
  const found = await marked(phrase, language, other);
  if (expected === "") return expect(found).toEqual([]);
  const right = found.filter((text) => text.includes(expected));
  expect(right.length).toBeGreaterThanOrEqual(2);
  expect(right.length / found.length).toBeGreaterThan(0.7);
});

test.each([
  ["criminalité", "fr", "en", /crim|offen/i],
  ["liberté", "fr", "en", /freedom|libert/i],
  ["assistance technique", "fr", "ru", /техническ\S+ помощ/i],
  [
    "Office des Nations Unies contre la drogue et le crime",
    "fr",
    "en",
    /^(the )?United Nations Office on Drugs and Crime$/i,
  ],
  ["transnationale", "fr", "zh", /^跨国$/],
  ["human rights", "en", "zh", /^人权$/],
])("whatever is marked of %s from %s into %s is its translation", async (phrase, language, other, right) => {
  for (const text of await marked(phrase, language, other)) expect(text).toMatch(right);
});

test.each([
  ["2010", "en", "ru"],
  ["67/189", "en", "zh"],
  ["the", "en", "fr"],
  ["и", "ru", "en"],
  ["的", "zh", "es"],
])(
  "numbers, symbols and words that join others have no translation marked: %s in %s",
  async (phrase, language, other) => {
    expect(await marked(phrase, language, other)).toEqual([]);
  },
);

test("two hits are too few to learn from", async () => {
  await using small = await Memory.open(":memory:");
  await small.importUnits({ id: "a", symbol: "a", source: "test", fingerprint: "a" }, pairs(2));
  const { hits } = await small.concordance("treaty", "en", { mark: ["fr"], limit: 100 });
  expect(hits.map(({ translations }) => translations)).toEqual([{}, {}]);
});

test("a translation is marked in each variant of a language, under its own key", async () => {
  await using small = await Memory.open(":memory:");
  await small.importUnits({ id: "a", symbol: "a", source: "test", fingerprint: "a" }, pairs(6));
  const { hits } = await small.concordance("treaty", "en", { mark: ["fr-CA"], limit: 100 });
  expect(hits).toHaveLength(6);
  for (const { unit, translations } of hits) {
    expect(Object.keys(translations ?? {})).toEqual(["fr", "fr-CA"]);
    for (const [key, places] of Object.entries(translations ?? {}))
      for (const { start, end } of places) expect(unit.variants[key]?.slice(start, end)).toMatch(/traité/);
  }
});

/** Units of which some speak of a treaty, each with words of its own, and as many others twice over. */
async function* pairs(many: number): AsyncGenerator<ImportedUnit> {
  const words = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda omega".split(" ");
  for (let at = 0; at < 3 * many; at++) {
    const [own, other] = [words[at % words.length], words[(5 * at + 3) % words.length]];
    const variants =
      at < many
        ? { en: `${own} treaty ${other}`, fr: `traité ${own} ${other}`, "fr-CA": `${own} traité ${other}` }
        : { en: `${own} report ${other}`, fr: `rapport ${own} ${other}`, "fr-CA": `${own} rapport ${other}` };
    yield {
      role: "text",
      confidence: 1,
      origin: "imported",
      unofficial: [],
      tags: { "fr-CA": "fr-CA" },
      variants,
    };
  }
}
