import { type ImportedUnit, type LookupOptions, Memory } from "@sextant/core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { emptyDatabase } from "../../setup.ts";

/** Affairs of women: hamza on waw, on ya, and left out; and at a high level. */
const ARABIC = ["شؤون المرأة", "شئون المرأة", "شوون المراة", "على مستوى رفيع"] as const;

const MEETING = {
  en: "The Committee held its 21st meeting today.",
  fr: "Le Comité a tenu sa 21e séance aujourd’hui.",
  es: "La Comisión celebró hoy su 21ª sesión.",
  ru: "Комитет провел сегодня свое 21-е заседание.",
  zh: "委员会今天举行了第21次会议。",
  ar: "عقدت اللجنة جلستها ٢١ اليوم.",
};

const UNITS: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  arabic: ARABIC.map((ar, at) => ({ ar, en: `unit ${at}` })),
  "ta marbuta": [{ ar: "الدورة السابعة والستون للجمعية العامة", en: "unit 0" }],
  letters: [
    { de: "Die Straße ist lang und breit.", en: "unit 0" },
    { de: "Ещё раз о ёлке.", en: "unit 1" },
    { de: "İstanbul is large and old", en: "unit 2" },
    { de: "The oﬃce is ﬁne today.", en: "unit 3" },
    { de: "ＡＢＣ and １２ more", en: "unit 4" },
    { de: "La vie d’Æsop en œuvre", en: "unit 5" },
  ],
  money: [
    {
      en: "The sum of $1,234,567 was approved.",
      fr: "La somme de 1 234 567 dollars a été approuvée.",
      ru: "Сумма 1 234 567 долларов утверждена.",
      es: "Se aprobó la suma de 1 234 567 dólares.",
    },
  ],
  meeting: [MEETING],
  days: [
    {
      en: "1 May 2012 was the 22nd day.",
      fr: "Le 1er mai 2012 était le 22e jour.",
      es: "El 1º de mayo de 2012 fue el 22.º día.",
      ru: "1 мая 2012 года было 22-м днем.",
    },
  ],
  French: [{ en: "It is the 2nd meeting of the Committee.", fr: "C’est la 2nd séance de la Commission." }],
  symbols: [{ en: "See document A/C.3/67/L.5 for the text.", fr: "Voir le document A/C.3/67/L.5 pour le texte." }],
  dates: [
    {
      en: "It met on 19 December 2011 in 3 rooms.",
      ar: "اجتمعت في ١٩ كانون الأول/ديسمبر ٢٠١١ في ٣ غرف.",
      zh: "2011年12月19日在3个房间开会。",
    },
  ],
  parts: [{ en: "See 66/181.", fr: "Voir 66/181." }],
};

describe.each(["SQLite", "PostgreSQL"])("what is spelt otherwise, in a memory in %s", (engine) => {
  let memory: Memory;
  beforeAll(async () => {
    memory = await Memory.open(engine === "SQLite" ? ":memory:" : await emptyDatabase(inject("postgres")));
    for (const [id, units] of Object.entries(UNITS))
      await memory.documentSets.import(
        { id, symbol: id, source: "test", fingerprint: id, memory: id },
        imported(units),
      );
  });
  afterAll(() => memory.close());

  const found = async (phrase: string, options = {}): Promise<number[]> =>
    (await memory.concordance(phrase, "ar", { documentSet: "arabic", ...options })).hits.map(
      ({ unit }) => unit.position,
    );
  const best = async (id: string, pair: string, text: string, options: LookupOptions = {}) => {
    const [source, target] = pair.split(" ") as [string, string];
    const [match] = await memory.lookup(text, { from: source, to: target, memories: [id], ...options });
    return match && [match.score, match.kind, match.target];
  };

  test.each(["شوون", "شؤون", "شئون", "شُؤُون"])("each spelling of hamza finds the others: %s", async (phrase) => {
    expect(await found(phrase)).toEqual([0, 1, 2]);
  });

  test("where Arabic is strict, a search finds what is spelt alike", async () => {
    expect(await found("شئون", { arabic: "strict" })).toEqual([1]);
    expect(await found("مستوي")).toEqual([3]);
    expect(await found("مستوي", { arabic: "strict" })).toEqual([]);
    expect(await found("مستوى رفيع", { arabic: "strict", place: "word" })).toEqual([3]);
    expect(await found("المرأة شئون", { arabic: "strict", match: "words" })).toEqual([1]);
  });

  test("a lookup offers the same spelling first, others for a point less, and where Arabic is strict as other words", async () => {
    const scores = async (options: LookupOptions) =>
      (await memory.lookup(ARABIC[0], { from: "ar", to: "en", memories: ["arabic"], threshold: 50, ...options })).map(
        ({ score, target }) => [score, target],
      );
    expect(await scores({})).toEqual([
      [100, "unit 0"],
      [99, "unit 1"],
      [99, "unit 2"],
    ]);
    expect(await scores({ arabic: "strict" })).toEqual([
      [100, "unit 0"],
      [50, "unit 1"],
    ]);
  });

  test("ta marbuta without its dots is found, which the answer says, unless Arabic is strict", async () => {
    const asked = "الدوره السابعة والستون للجمعية العامه";
    const [match] = await memory.lookup(asked, { from: "ar", to: "en", memories: ["ta marbuta"] });
    expect(match).toMatchObject({ score: 99, penalties: [{ reason: "spelling", points: 1 }] });
    expect(match?.differences).toEqual([{ kind: "same", text: match?.source }]);
    expect((await best("ta marbuta", "ar en", asked, { arabic: "strict", threshold: 50 }))?.[0]).toBe(60);
    const [longer] = await memory.lookup(`${asked} اليوم`, { from: "ar", to: "en", memories: ["ta marbuta"] });
    expect(longer).toMatchObject({ score: 82, penalties: [{ reason: "spelling", points: 1 }] });
    const hits = async (phrase: string, arabic: "loose" | "strict") =>
      (await memory.concordance(phrase, "ar", { documentSet: "ta marbuta", arabic })).hits.map(
        ({ speltOtherwise = false }) => speltOtherwise,
      );
    expect(await hits("الدوره", "loose")).toEqual([true]);
    expect(await hits("الدورة", "loose")).toEqual([false]);
    expect(await hits("الدوره", "strict")).toEqual([]);
  });

  test.each([
    ["Die Strasse ist lang und breit.", 99, "unit 0"],
    ["Еще раз о елке.", 99, "unit 1"],
    ["Istanbul is large and old", 99, "unit 2"],
    ["The office is fine today.", 100, "unit 3"],
    ["ABC and 12 more", 99, "unit 4"],
    ["La vie d'Aesop en oeuvre", 100, "unit 5"],
  ])("the same words in other letters are found: %s", async (text, score, target) => {
    expect((await best("letters", "de en", text))?.filter((_, at) => at !== 1)).toEqual([score, target]);
  });

  test.each([
    ["money", "fr en", "La somme de 2 345 678 dollars a été approuvée.", "The sum of $2,345,678 was approved."],
    [
      "money",
      "fr en",
      "La somme de 2\u00a0345\u00a0678 dollars a été approuvée.",
      "The sum of $2,345,678 was approved.",
    ],
    ["money", "fr ru", "La somme de 12 500 dollars a été approuvée.", "Сумма 12 500 долларов утверждена."],
    ["money", "en es", "The sum of $12,345,678 was approved.", "Se aprobó la suma de 12 345 678 dólares."],
    ["money", "es en", "Se aprobó la suma de 98 765,4 dólares.", "The sum of $98,765.4 was approved."],
    ["meeting", "fr en", "Le Comité a tenu sa 113e séance aujourd’hui.", "The Committee held its 113th meeting today."],
    ["meeting", "fr en", "Le Comité a tenu sa 1re séance aujourd’hui.", "The Committee held its 1st meeting today."],
    ["meeting", "en es", "The Committee held its 42nd meeting today.", "La Comisión celebró hoy su 42ª sesión."],
    ["meeting", "en ru", "The Committee held its 43rd meeting today.", "Комитет провел сегодня свое 43-е заседание."],
    ["meeting", "en zh", "The Committee held its 44th meeting today.", "委员会今天举行了第44次会议。"],
    ["meeting", "en ar", "The Committee held its 45th meeting today.", "عقدت اللجنة جلستها ٤٥ اليوم."],
    ["meeting", "ru en", "Комитет провел сегодня свое 41-е заседание.", "The Committee held its 41st meeting today."],
    ["meeting", "zh en", "委员会今天举行了第四十一次会议。", "The Committee held its 41st meeting today."],
    ["days", "en fr", "2 May 2012 was the 23rd day.", "Le 2 mai 2012 était le 23e jour."],
    ["days", "en ru", "2 May 2012 was the 23rd day.", "2 мая 2012 года было 23-м днем."],
    ["days", "en es", "1 May 2013 was the 24th day.", "El 1º de mayo de 2013 fue el 24.º día."],
    ["dates", "en ar", "It met on 21 December 2012 in 4 rooms.", "اجتمعت في ٢١ كانون الأول/ديسمبر ٢٠١٢ في ٤ غرف."],
    ["dates", "ar en", "اجتمعت في 21 كانون الأول/ديسمبر 2012 في 4 غرف.", "It met on 21 December 2012 in 4 rooms."],
    ["dates", "en zh", "It met on 21 December 2012 in 4 rooms.", "2012年12月21日在4个房间开会。"],
  ])("of %s, %s, numbers are put right: %s", async (id, pair, text, target) => {
    expect(await best(id, pair, text)).toEqual([99, "repaired", target]);
  });

  test.each([
    ["money", "fr en", "La somme de 2010 234 567 dollars a été approuvée."],
    ["meeting", "en fr", "The Committee held its 1st meeting today."],
    ["days", "en es", "2 May 2012 was the 22nd day."],
    ["days", "en es", "1 May 2012 was the 23rd day."],
    ["French", "en fr", "It is the 3rd meeting of the Committee."],
  ])("of %s, %s, a number that would be written wrongly is left alone: %s", async (id, pair, text) => {
    const [score, kind, target] = (await best(id, pair, text)) ?? [];
    expect([kind, target]).toEqual(["fuzzy", UNITS[id]?.[0]?.[pair.slice(-2)]]);
    expect(score).toBeLessThan(99);
  });

  test.each([
    "A/67/L.5/Add.1",
    "S/2012/123/Corr.1",
    "A/C.3/67/PV.3",
    "A/CONF.217/L.4",
    "A/INF/67/1",
    "E/CN.4/Sub.2/2003/12",
    "A/RES/ES-10/2",
    "S/RES/1325(2000)",
    "S/RES/1325 (2000)",
    "A/RES/217(III)A",
    "66/181",
  ])("a symbol is one thing: %s", async (symbol) => {
    expect(await best("symbols", "en fr", `See document ${symbol} for the text.`)).toEqual([
      99,
      "repaired",
      `Voir le document ${symbol} pour le texte.`,
    ]);
  });

  test("a known part holds a symbol whole, and a word beside it", async () => {
    const parts = async (text: string) =>
      (await memory.subsegments(text, { from: "en", to: "fr" })).map((part) => part.text);
    expect(await best("parts", "en fr", "See 66/181")).toEqual([97, "fuzzy", "Voir 66/181."]);
    expect(await parts("As was said, see 66/181 of last year")).toEqual(["see 66/181"]);
    expect(await parts("In resolution 66/181, 66/182")).toEqual([]);
    expect(await parts("see 66/182")).toEqual([]);
  });
});

async function* imported(units: readonly Readonly<Record<string, string>>[]): AsyncGenerator<ImportedUnit> {
  for (const variants of units) yield { role: "text", confidence: 1, origin: "imported", unofficial: [], variants };
}
