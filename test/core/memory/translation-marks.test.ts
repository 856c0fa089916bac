import { join } from "node:path";
import { Memory } from "@sextant/core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { probableTranslations } from "../../../packages/core/src/memory/concordance/translation-marks.ts";

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
  ["Member States", "en", "zh", "会员国"],
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

test("one hit, or hits that share nothing, have nothing to say", () => {
  expect(probableTranslations(["the committee of experts"], ["the report"], "en")).toEqual([[]]);
  expect(probableTranslations(["alpha beta", "gamma delta"], ["the report"], "en")).toEqual([[], []]);
  expect(probableTranslations([], [], "en")).toEqual([]);
});

test("what is common everywhere is not marked", () => {
  const others = Array.from({ length: 50 }, (_, n) => `of the report number ${n}`);
  const hits = ["experts of the treaty", "the experts of the law", "a law of the experts"];
  const found = probableTranslations(hits, others, "en").map((places, at) =>
    places.map(({ start, end }) => hits[at]?.slice(start, end)),
  );
  expect(found.every(([text]) => text?.includes("experts"))).toBe(true);
});
