import { join } from "node:path";
import { type ImportedUnit, Memory } from "@sextant/core";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { kinshipOf } from "../../../packages/core/src/memory/concordance/kin-marks.ts";

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
  ["Nations Unies", "fr", "en", "United Nations"],
  ["droits de l’homme", "fr", "ar", "حقوق الإنسان"],
  ["الأمم المتحدة", "ar", "en", "United Nations"],
  ["criminalité", "fr", "en", "rime"],
  ["Nations Unies", "fr", "ru", "Организаци"],
  ["Nations Unies", "fr", "zh", "联合国"],
  ["United Nations Office on Drugs and Crime", "en", "zh", "联合国毒品和犯罪问题办公室"],
  ["criminalité transnationale organisée", "fr", "ru", "ранснациональной организованной преступност"],
  ["criminalité transnationale organisée", "fr", "ar", "لجريمة المنظمة عبر الوطنية"],
  ["有组织犯罪", "zh", "en", ""],
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
  ["criminalité transnationale organisée", "fr", "zh", /^跨国有组织犯罪$/],
  ["criminalité", "fr", "es", /^delincuencia$|^delitos?$/i],
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

test("what a phrase is only a part of says nothing of its translation: formation in information", async () => {
  expect(await marked("formation", "fr", "zh")).toEqual([]);
});

test("what is imported into other languages leaves the marks as they are", async () => {
  await using own = await Memory.open(":memory:");
  await own.documentSets.import({ id: "a", symbol: "a", source: "test", fingerprint: "a" }, pairs(6));
  const asked = async () =>
    (await own.concordance("treaty", "en", { mark: ["fr"] })).hits.map(({ translations }) => translations);
  const before = await asked();
  await own.documentSets.import({ id: "b", symbol: "b", source: "test", fingerprint: "b" }, others(1000));
  expect(before.every((places) => places?.fr?.length === 1)).toBe(true);
  expect(await asked()).toEqual(before);
});

test("two hits are too few to learn from", async () => {
  await using small = await Memory.open(":memory:");
  await small.documentSets.import({ id: "a", symbol: "a", source: "test", fingerprint: "a" }, pairs(2));
  const { hits } = await small.concordance("treaty", "en", { mark: ["fr"], limit: 100 });
  expect(hits.map(({ translations }) => translations)).toEqual([{}, {}]);
});

test.each([
  ["crime", "en", "fr", /^crim(?:es?|inalité|inalistique)$/],
  ["commission", "en", "fr", /^commission$/i],
  ["terrorismo", "es", "en", /^terrorism$/i],
  ["programme", "en", "fr", /^programmes?$/i],
])("a word that is alike in the other language is marked: %s from %s in %s", async (phrase, language, other, alike) => {
  const found = await marked(phrase, language, other);
  expect(found.length).toBeGreaterThanOrEqual(2);
  for (const text of found) expect(text).toMatch(alike);
});

test("words alike are marked however few there are: acronyms, names, the same word in two spellings; not what only begins so", async () => {
  await using small = await Memory.open(":memory:");
  const variants = {
    en: "UNODC and the Organization trained criminal investigators of Interpol.",
    fr: "L’Organisation et l’UNODC ont formé contre le crime les enquêteurs d’Interpol.",
    ru: "UNODC готовило Interpol следователей.",
  };
  async function* one(): AsyncGenerator<ImportedUnit> {
    yield { role: "text", confidence: 1, origin: "imported", unofficial: [], variants };
  }
  await small.documentSets.import({ id: "a", symbol: "a", source: "test", fingerprint: "a" }, one());
  const markedIn = async (phrase: string, other: "en" | "fr" | "ru", language = "en"): Promise<string[]> => {
    const [hit] = (await small.concordance(phrase, language, { mark: [other] })).hits;
    return (hit?.translations?.[other] ?? []).map(({ start, end }) => variants[other].slice(start, end));
  };
  expect(await markedIn("UNODC", "fr")).toEqual(["UNODC"]);
  expect(await markedIn("UNODC", "ru")).toEqual(["UNODC"]);
  expect(await markedIn("organization", "fr")).toEqual(["Organisation"]);
  expect(await markedIn("interpol", "fr")).toEqual(["Interpol"]);
  expect(await markedIn("crime", "en", "fr")).toEqual([]);
  // What is quoted in letters of another script is translated elsewhere.
  expect(await markedIn("interpol", "ru")).toEqual([]);
});

test("kinship is the same either way, 1 of a word with itself, and less of any other", () => {
  const words = fc.string({ unit: fc.constantFrom(..."abcdeé"), minLength: 4, maxLength: 9 });
  fc.assert(
    fc.property(words, words, (a, b) => {
      expect(kinshipOf(a, b)).toBe(kinshipOf(b, a));
      expect(kinshipOf(a, a)).toBe(1);
      expect(kinshipOf(a, b) < 1).toBe(a !== b);
      expect(kinshipOf(a, b)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("a translation is marked in each variant of a language, under its own key", async () => {
  await using small = await Memory.open(":memory:");
  await small.documentSets.import({ id: "a", symbol: "a", source: "test", fingerprint: "a" }, pairs(6));
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

/** Units that have nothing of the others, neither texts nor their second language. */
async function* others(many: number): AsyncGenerator<ImportedUnit> {
  for (let at = 0; at < many; at++)
    yield {
      role: "text",
      confidence: 1,
      origin: "imported",
      unofficial: [],
      variants: { en: `harvest ${at} of the village`, es: `cosecha ${at} de la aldea` },
    };
}
