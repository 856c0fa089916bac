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

/** Phrases of the corpus and the Declaration, and what a mark has to hold to be right. The bounds were chosen on them. */
const RIGHT: readonly (readonly [string, string, Readonly<Record<string, RegExp>>])[] = [
  [
    "en",
    "human rights",
    { fr: /droits de l’homme/i, es: /derechos humanos/i, ru: /прав\S* человека/i, zh: /人权/, ar: /حقوق الإنسان/ },
  ],
  [
    "en",
    "Member States",
    { fr: /États Membres/, es: /Estados Miembros/, ru: /государств\S*-член/i, zh: /会员国/, ar: /دول الأعضاء/ },
  ],
  [
    "en",
    "organized crime",
    {
      fr: /criminalité .*organisée/,
      es: /delincuencia organizada/i,
      ru: /организованн\S+ преступн/i,
      zh: /有组织犯罪/,
      ar: /جريمة المنظمة/,
    },
  ],
  [
    "en",
    "United Nations",
    { fr: /Nations Unies/, es: /Naciones Unidas/, ru: /Объединенных Наций/, zh: /联合国/, ar: /الأمم المتحدة/ },
  ],
  ["en", "corruption", { fr: /corruption/, es: /corrupción/i, ru: /коррупц/, zh: /腐败/, ar: /فساد/ }],
  ["en", "freedom", { fr: /libert/i, es: /libertad/i, ru: /свобод/i, zh: /自由/, ar: /حري/ }],
  [
    "en",
    "technical assistance",
    {
      fr: /assistance technique/,
      es: /asistencia técnica/,
      ru: /техническ\S+ помощ/,
      zh: /技术援助/,
      ar: /مساعدة التقنية/,
    },
  ],
  ["en", "Convention", { fr: /convention/i, es: /conven[ic]/i, ru: /конвенци/i, zh: /公约/, ar: /تفاقي/ }],
  ["en", "terrorism", { fr: /terrorisme/, es: /terrorismo/i, ru: /террори/, zh: /恐怖主义/, ar: /إرهاب/ }],
  [
    "en",
    "international cooperation",
    {
      fr: /coopération internationale/,
      es: /cooperación internacional/,
      ru: /международн\S+ сотрудничеств/,
      zh: /国际合作/,
      ar: /تعاون الدولي/,
    },
  ],
  ["en", "States", { fr: /États/, es: /Estados/, ru: /государств/i, zh: /国/, ar: /دول/ }],
  [
    "en",
    "everyone has the right",
    { fr: /toute personne.*droit/i, es: /tiene.*derecho/i, ru: /имеет право/, zh: /有权/, ar: /الحق/ },
  ],
  ["en", "law", { fr: /\bloi|droit/i, es: /ley|derecho/i, ru: /закон|прав/i, zh: /法/, ar: /قانون/ }],
  ["en", "work", { fr: /trava/, es: /trabaj/, ru: /труд|работ/, zh: /工作/, ar: /عمل/ }],
  ["fr", "liberté", { en: /freedom|liberty/i, es: /libertad/i, ru: /свобод/i, zh: /自由/, ar: /حري/ }],
  ["fr", "drogues", { en: /drug/, es: /drogas/, ru: /наркот/, zh: /毒/, ar: /مخدرات/ }],
  [
    "fr",
    "coopération internationale",
    {
      en: /international cooperation/,
      es: /cooperación internacional/,
      ru: /международн\S+ сотрудничеств/,
      zh: /国际合作/,
      ar: /تعاون الدولي/,
    },
  ],
  ["fr", "droit", { en: /right/i, es: /derech/i, ru: /прав/i, zh: /权/, ar: /الحق|حق/ }],
];

test("of what is marked in the corpus and the Declaration, 95 % is right", async () => {
  let [all, right] = [0, 0];
  for (const [language, phrase, translations] of RIGHT)
    for (const [other, pattern] of Object.entries(translations)) {
      const found = await marked(phrase, language, other);
      all += found.length;
      right += found.filter((text) => pattern.test(text)).length;
    }
  expect(all).toBeGreaterThan(1000);
  expect(right / all).toBeGreaterThanOrEqual(0.95);
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
