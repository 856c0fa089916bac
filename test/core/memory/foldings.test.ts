import { type ImportedUnit, type Match, Memory } from "@sextant/core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { emptyDatabase } from "../../setup.ts";

const PAIRS: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  oe: [
    { fr: "Mise en oeuvre et main-d’oeuvre", en: "unit 0" },
    { fr: "Mise en œuvre et main-d’œuvre", en: "unit 1" },
  ],
  hyphens: [
    { en: "the Secretary-General", fr: "unit 0" },
    { en: "the Secretary\u2011General", fr: "unit 1" },
    { en: "2010–2012", fr: "unit 2" },
    { en: "2010-2012", fr: "unit 3" },
    { en: "−5 °C", fr: "unit 4" },
  ],
  invisible: [
    { ar: "\u202bالأمم\u202c المتحدة", en: "unit 0" },
    { ar: "مجلس\u200b الأمن", en: "unit 1" },
    { ar: "حقوق\ufeff الإنسان", en: "unit 2" },
    { ar: "ذهب\u2060 الطالب", en: "unit 3" },
  ],
  apostrophes: [
    { fr: "L’Assemblée générale", en: "unit 0" },
    { fr: "l´Assemblée", en: "unit 1" },
    { fr: "l`Assemblée", en: "unit 2" },
    { fr: "l′Assemblée", en: "unit 3" },
  ],
  letters: [{ en: "Łódź, Øresund, Đà Nẵng, Æsop", fr: "unit 0" }],
  arabic: [
    { ar: "على مستوى رفيع", en: "unit 0" },
    { ar: "على مستوي رفيع", en: "unit 1" },
    { ar: "المسؤولية", en: "unit 2" },
    { ar: "المسئولية", en: "unit 3" },
  ],
  "soft hyphens": [
    { en: "The soft\u00adhyphen appears in this sen\u00adtence.", fr: "Trait d’union conditionnel" },
    { en: "zero\u200bwidth text here is quite long", fr: "sans chasse" },
    { en: "\u202bHeld\u202c its first meeting", fr: "Première séance" },
  ],
  "vowel signs": [{ ar: "ذهبَ الطَّالبُ إلى المدرسةِ الجديدة", en: "The student went to the new school" }],
  punctuation: [
    { en: "Agenda:", fr: "Ordre du jour :" },
    { en: "Submit.", fr: "Envoyer." },
  ],
  ordinals: [
    { en: "At its 45th meeting, the Committee decided.", fr: "À sa 45e séance, la Commission a décidé." },
    { en: "On 1 June 2012 the Committee met.", fr: "Le 1er juin 2012, la Commission s’est réunie." },
  ],
  symbols: [
    { en: "The text is in A/C.3/67/L.5.", fr: "Le texte figure dans A/C.3/67/L.5." },
    { en: "See A/67/456.", fr: "Voir A/67/456." },
    { en: "A/67/100", fr: "A/67/100" },
    { en: "The annex of the budget", fr: "12" },
  ],
  signs: [
    { fr: "La résolution n° 5 du Comité", en: "unit 0" },
    { fr: "La résolution nº 5 du Comité", en: "unit 1" },
    { fr: "Artículo n.º 7 del Comité", en: "unit 2" },
    { fr: "Une hausse de 12% des dépenses", en: "unit 3" },
    { fr: "Il fait 25 °C à l’ombre", en: "unit 4" },
  ],
  "Arabic signs": [
    { ar: "بنسبة ١٢٪ في المائة", en: "unit 0" },
    { ar: "المبلغ ١٬٢٣٤٫٥ دولار", en: "unit 1" },
  ],
  numbers: [
    { en: "The sum of $1,234,567 was approved.", fr: "La somme de 1 234 567 dollars a été approuvée." },
    { en: "About 3.5 per cent was spent.", fr: "Environ 3,5 % a été dépensé." },
  ],
};

describe.each(["SQLite", "PostgreSQL"])("texts that differ in how they are written, in a memory in %s", (engine) => {
  let memory: Memory;
  beforeAll(async () => {
    memory = await Memory.open(engine === "SQLite" ? ":memory:" : await emptyDatabase(inject("postgres")));
    for (const [id, units] of Object.entries(PAIRS))
      await memory.documentSets.import(
        { id, symbol: id, source: "test", fingerprint: id, memory: id },
        imported(units),
      );
  });
  afterAll(() => memory.close());

  test.each([
    ["oe", "fr", "mise en oeuvre", [0, 1]],
    ["oe", "fr", "main-d'œuvre", [0, 1]],
    ["hyphens", "en", "secretary-general", [0, 1]],
    ["hyphens", "en", "2010-2012", [2, 3]],
    ["hyphens", "en", "-5", [4]],
    ["invisible", "ar", "الأمم المتحدة", [0]],
    ["invisible", "ar", "مجلس الأمن", [1]],
    ["invisible", "ar", "حقوق الإنسان", [2]],
    ["invisible", "ar", "ذهب الطالب", [3]],
    ["apostrophes", "fr", "l'assemblée", [0, 1, 2, 3]],
    ["letters", "en", "Lodz", [0]],
    ["letters", "en", "Oresund", [0]],
    ["letters", "en", "Da Nang", [0]],
    ["letters", "en", "Aesop", [0]],
    ["arabic", "ar", "مستوى رفيع", [0, 1]],
    ["arabic", "ar", "المسؤولية", [2, 3]],
    ["signs", "fr", "résolution nº 5", [0, 1]],
    ["signs", "fr", "résolution n° 5", [0, 1]],
    ["signs", "fr", "12％", [3]],
    ["signs", "fr", "25 °C", [4]],
    ["Arabic signs", "ar", "12%", [0]],
    ["Arabic signs", "ar", "1,234.5", [1]],
  ])("of %s in %s, a search for %s finds all", async (id, language, phrase, units) => {
    const { hits } = await memory.concordance(phrase, language, { documentSet: id });
    expect(hits.map(({ unit }) => unit.position)).toEqual(units);
  });

  const best = async (id: string, pair: string, text: string): Promise<Match | undefined> => {
    const [source, target] = pair.split(" ") as [string, string];
    return (await memory.lookup(text, { from: source, to: target, memories: [id] }))[0];
  };

  test.each([
    ["soft hyphens", "en fr", "The softhyphen appears in this sentence.", 100, "exact", "Trait d’union conditionnel"],
    ["soft hyphens", "en fr", "zerowidth text here is quite long", 100, "exact", "sans chasse"],
    ["soft hyphens", "en fr", "Held its first meeting", 100, "exact", "Première séance"],
    ["oe", "fr en", "mise en œuvre et main-d'oeuvre", 100, "exact", "unit 0"],
    ["vowel signs", "ar en", "ذهب الطالب إلى المدرسة الجديدة", 99, "fuzzy", "The student went to the new school"],
    ["signs", "fr en", "La résolution № 5 du Comité", 99, "fuzzy", "unit 0"],
    ["signs", "fr en", "Artículo nº 7 del Comité", 99, "fuzzy", "unit 2"],
    ["signs", "fr en", "Une hausse de １２％ des dépenses", 99, "fuzzy", "unit 3"],
    ["signs", "fr en", "Il fait 25 ºC à l’ombre", 100, "exact", "unit 4"],
    ["Arabic signs", "ar en", "بنسبة 12% في المائة", 100, "exact", "unit 0"],
    ["Arabic signs", "ar en", "المبلغ 1,234.5 دولار", 100, "exact", "unit 1"],
    ["punctuation", "en fr", "Agenda", 97, "fuzzy", "Ordre du jour :"],
    ["punctuation", "en fr", "Submit", 97, "fuzzy", "Envoyer."],
    [
      "ordinals",
      "fr en",
      "À sa 41e séance, la Commission a décidé.",
      99,
      "repaired",
      "At its 41st meeting, the Committee decided.",
    ],
    [
      "ordinals",
      "en fr",
      "At its 112th meeting, the Committee decided.",
      99,
      "repaired",
      "À sa 112e séance, la Commission a décidé.",
    ],
    [
      "ordinals",
      "en fr",
      "On 2 June 2013 the Committee met.",
      99,
      "repaired",
      "Le 2 juin 2013, la Commission s’est réunie.",
    ],
    [
      "symbols",
      "en fr",
      "The text is in A/C.2/68/L.17/Rev.1.",
      99,
      "repaired",
      "Le texte figure dans A/C.2/68/L.17/Rev.1.",
    ],
    ["symbols", "en fr", "See A/67/L.3/Add.1.", 99, "repaired", "Voir A/67/L.3/Add.1."],
    ["symbols", "en fr", "See A/CONF.217/L.4.", 99, "repaired", "Voir A/CONF.217/L.4."],
    ["symbols", "en fr", "A/67/100", 100, "exact", "A/67/100"],
    [
      "numbers",
      "en fr",
      "The sum of $2,345,678 was approved.",
      99,
      "repaired",
      "La somme de 2 345 678 dollars a été approuvée.",
    ],
    ["numbers", "en fr", "About 4.5 per cent was spent.", 99, "repaired", "Environ 4,5 % a été dépensé."],
    ["numbers", "fr en", "Environ 12,25 % a été dépensé.", 99, "repaired", "About 12.25 per cent was spent."],
  ])("of %s, %s, a lookup of %s finds %i, %s", async (id, pair, text, score, kind, target) => {
    expect(await best(id, pair, text)).toMatchObject({ score, kind, target });
  });

  test.each([
    ["symbols", "en fr", "A/67/101"],
    ["symbols", "en fr", "The annex of the new budget"],
  ])("of %s, %s, a number or symbol is no translation of %s", async (id, pair, text) => {
    expect(await best(id, pair, text)).toBeUndefined();
  });

  test("the same words in capitals come before numbers that were put right", async () => {
    const articles = [1, 2, 17, 18].map((number) => ({ fr: `Article ${number}`, en: `Article ${number} (en)` }));
    const about = { id: "articles", symbol: "articles", source: "test", fingerprint: "articles", memory: "articles" };
    await memory.documentSets.import(about, imported(articles));
    const found = await memory.lookup("ARTICLE 17", { from: "fr", to: "en", memories: ["articles"] });
    expect(found.map(({ score, kind }) => [score, kind])).toEqual([
      [99, "fuzzy"],
      [99, "repaired"],
      [99, "repaired"],
      [99, "repaired"],
    ]);
    expect(found[0]?.target).toBe("Article 17 (en)");
  });

  test("an ordinal that French writes otherwise for the first is left alone", async () => {
    expect(await best("ordinals", "en fr", "At its 1st meeting, the Committee decided.")).toMatchObject({
      kind: "fuzzy",
      target: "À sa 45e séance, la Commission a décidé.",
    });
  });

  test("what spelling and signs cost is said, and may be asked for", async () => {
    expect(await best("punctuation", "en fr", "Agenda")).toMatchObject({ penalties: [{ reason: "signs", points: 3 }] });
    const asked = "المسئولية";
    const found = await memory.lookup(asked, {
      from: "ar",
      to: "en",
      memories: ["arabic"],
      penalties: { spelling: 7 },
    });
    expect(found.map(({ score, target }) => [score, target])).toEqual([
      [100, "unit 3"],
      [93, "unit 2"],
    ]);
  });

  test("variants are shown under their own tags, the nearer first, another script for more", async () => {
    const units = [
      {
        variants: { en: "Hello World!", es: "¡Hola, mundo!", "es-BO": "¡Hola, mundo boliviano!" },
        tags: { en: "en-US", "es-BO": "es-BO" },
      },
      { variants: { en: "Repository", zh: "仓库" }, tags: { en: "en-US", zh: "zh-CN" } },
    ];
    const about = { id: "variants", symbol: "variants", source: "test", fingerprint: "variants", memory: "variants" };
    await memory.documentSets.import(
      about,
      imported(
        units.map(({ variants }) => variants),
        units.map(({ tags }) => tags),
      ),
    );
    const shown = async (text: string, tag: string) =>
      (await memory.lookup(text, { from: "en-US", to: tag, memories: ["variants"] })).map(({ tags, score, target }) => [
        tags[1],
        score,
        target,
      ]);
    expect(await shown("Hello World!", "es-BO")).toEqual([
      ["es-BO", 100, "¡Hola, mundo boliviano!"],
      ["es", 100, "¡Hola, mundo!"],
    ]);
    expect(await shown("Repository", "zh-TW")).toEqual([["zh-CN", 95, "仓库"]]);
    expect(await shown("Repository", "zh-SG")).toEqual([["zh-CN", 99, "仓库"]]);
  });

  test.each([
    ["es-MX", ["es-419 100", "es 100", "es-AR 99", "es-ES 99"]],
    ["pt-AO", ["pt-PT 100", "pt-MZ 99", "pt-BR 99"]],
    ["zh-MO", ["zh-HK 100", "zh-TW 99", "zh-CN 95"]],
  ])("of variants in several regions, those that %s inherits from come first", async (asked, expected) => {
    const language = asked.slice(0, 2);
    const tags = expected.map((line) => line.split(" ")[0] as string).toReversed();
    const units = tags.map((tag) => ({ en: "The same text", [language]: `in ${tag}` }));
    const id = `regions of ${asked}`;
    await memory.documentSets.import(
      { id, symbol: id, source: "test", fingerprint: id, memory: id },
      imported(
        units,
        tags.map((tag) => ({ [language]: tag })),
      ),
    );
    const found = await memory.lookup("The same text", { from: "en", to: asked, memories: [id] });
    expect(found.map(({ tags, score }) => `${tags[1]} ${score}`)).toEqual(expected);
  });

  test.each([
    ["en", "Agenda:", "Agenda"],
    ["fr", "Ordre du jour :", "Ordre du jour"],
    ["es", "Programa:", "Programa"],
    ["ru", "Повестка дня:", "Повестка дня"],
    ["zh", "议程：", "议程"],
    ["ar", "جدول الأعمال:", "جدول الأعمال"],
  ])(
    "in %s, a sign at the end of a short text costs three points, another shape of it one",
    async (from, text, asked) => {
      const id = `signs of ${from}`;
      const units = [{ [from]: text, de: "Tagesordnung:" }];
      await memory.documentSets.import(
        { id, symbol: id, source: "test", fingerprint: id, memory: id },
        imported(units),
      );
      const scoreOf = async (own: string) => (await memory.lookup(own, { from, to: "de", memories: [id] }))[0]?.score;
      expect(await scoreOf(asked)).toBe(97);
      expect(await scoreOf(text)).toBe(100);
      expect(await scoreOf(text.includes("：") ? text.replace("：", ":") : text.replace(":", "："))).toBe(99);
      expect(await scoreOf(`(${asked})`)).toBe(95);
    },
  );
});

async function* imported(
  units: readonly Readonly<Record<string, string>>[],
  tags: readonly Record<string, string>[] = [],
): AsyncGenerator<ImportedUnit> {
  for (const [at, variants] of units.entries())
    yield {
      role: "text",
      confidence: 1,
      origin: "imported",
      unofficial: [],
      variants,
      ...(tags[at] && { tags: tags[at] }),
    };
}
