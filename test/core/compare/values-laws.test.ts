import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isALaw, told, type Writers } from "./value-laws.ts";

interface Time {
  readonly hour: number;
  readonly minute: number;
}
const two = (number: number): string => String(number).padStart(2, "0");
const twelve = (hour: number): number => hour % 12 || 12;

describe("a time of day", () => {
  const times: Writers<Time> = {
    en: [
      ({ hour, minute }) => `It began at ${twelve(hour)}.${two(minute)} ${hour < 12 ? "a.m." : "p.m."} on Monday.`,
      ({ hour, minute }) => `It began at ${twelve(hour)}:${two(minute)} ${hour < 12 ? "am" : "pm"}.`,
      ({ hour, minute }) => `It began at ${two(hour)}:${two(minute)}.`,
    ],
    fr: [
      ({ hour, minute }) => `La séance est ouverte à ${hour} h ${minute}.`,
      ({ hour, minute }) => `La séance est ouverte à ${hour}h${two(minute)}.`,
    ],
    es: [({ hour, minute }) => `Se declara abierta la sesión a las ${two(hour)}.${two(minute)} horas.`],
    ru: [
      ({ hour, minute }) => `Заседание открывается в ${hour} ч. ${two(minute)} м.`,
      ({ hour, minute }) => `Заседание открывается в ${hour} час. ${two(minute)} мин.`,
    ],
    zh: [
      ({ hour, minute }) =>
        `${hour < 12 ? "上午" : "下午"}${hour < 12 ? hour : twelve(hour)}时${two(minute)}分宣布开会。`,
      ({ hour, minute }) => `${hour}时${two(minute)}分宣布开会。`,
    ],
    ar: [
      ({ hour, minute }) => `افتتحت الجلسة الساعة ${two(hour)}:${two(minute)}`,
      ({ hour, minute }) => `افتتحت الجلسة الساعة ${two(hour)}/${two(minute)}`,
    ],
    pt: [({ hour, minute }) => `A sessão foi aberta às ${hour}h${two(minute)}.`],
  };
  const anyTime = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 1, max: 59 }) });

  test("is the same in whatever form and language, and another one is told", () => {
    // Without its half of the day an hour is of both; Arabic digits may be typed from either side.
    const mayBeOne = (a: Time, b: Time): boolean =>
      (a.hour % 12 === b.hour % 12 && a.minute === b.minute) ||
      [a, b].some(({ hour, minute }) =>
        [a, b].some((own) => hour % 12 === own.minute % 12 && own.hour % 12 === minute % 12),
      );
    isALaw(times, anyTime, mayBeOne);
  });

  test.each([
    [{ en: "It rose at 3 p.m.", fr: "La séance est levée à 15 heures." }],
    [{ en: "It began at 3.05 p.m.", it: "La seduta è aperta alle ore 15.05." }],
    [{ en: "It rose at 3 p.m.", de: "Sie endete um 15 Uhr." }],
    [{ en: "It rose at noon.", fr: "La séance est levée à midi." }],
    [{ en: "It rose at noon.", fr: "La séance est levée à 12 heures." }],
    [{ en: "It rose at 12 noon.", es: "Se levanta la sesión a las 12.00 horas." }],
    [{ en: "from 10 a.m. to 1 p.m. and from 3 to 6 p.m.", fr: "de 10 à 13 heures et de 15 à 18 heures" }],
    [{ en: "from 10 a.m. to 1 p.m. and from 3 to 6 p.m.", zh: "上午10时至下午1时和下午3时至6时" }],
    [{ en: "within 24 hours", fr: "dans les 24 heures" }],
    [{ en: "It took 2 hours 30 minutes.", fr: "Cela a pris 2 h 30." }],
    [{ en: "It began at ten in the morning.", ar: "بدأت الساعة العاشرة صباحا" }],
    [{ en: "It rose at 3.30 p.m.", ar: "رفعت الجلسة الساعة الثالثة والنصف بعد الظهر" }],
  ])("%j say the same", (texts) => {
    expect(told(texts as Record<string, string>)).toEqual([]);
  });

  test("that differs is an error of type number", () => {
    const [found] = told({ en: "It rose at 3.15 p.m.", fr: "La séance est levée à 15 h 5." });
    expect(found).toBe("error number: “3.15 p.m.” = 15:15 (en) but “15 h 5” = 15:05 (fr)");
  });
});

interface Sum {
  readonly many: number;
  readonly currency: number;
}

describe("a sum of money", () => {
  const names: Readonly<Record<string, readonly (readonly string[])[]>> = {
    en: [
      ["United States dollars", "US dollars", "U.S. dollars"],
      ["Canadian dollars"],
      ["euros"],
      ["pounds sterling"],
      ["Swiss francs"],
      ["Egyptian pounds"],
      ["Mexican pesos"],
    ],
    fr: [
      ["dollars des États-Unis", "dollars É.-U."],
      ["dollars canadiens"],
      ["euros"],
      ["livres sterling"],
      ["francs suisses"],
      ["livres égyptiennes"],
      ["pesos mexicains"],
    ],
    es: [
      ["dólares de los Estados Unidos", "dólares EE.UU.", "dólares estadounidenses"],
      ["dólares canadienses"],
      ["euros"],
      ["libras esterlinas"],
      ["francos suizos"],
      ["libras egipcias"],
      ["pesos mexicanos"],
    ],
    ru: [
      ["долл. США", "долларов США"],
      ["канадских долларов"],
      ["евро"],
      ["фунтов стерлингов"],
      ["швейцарских франков"],
      ["египетских фунтов"],
      ["мексиканских песо"],
    ],
    zh: [["美元"], ["加元", "加拿大元"], ["欧元"], ["英镑"], ["瑞士法郎"], ["埃及镑"], ["墨西哥比索"]],
    ar: [
      ["دولار من دولارات الولايات المتحدة", "دولار أمريكي"],
      ["دولار كندي"],
      ["يورو"],
      ["جنيه إسترليني"],
      ["فرنك سويسري"],
      ["جنيه مصري"],
      ["بيزو مكسيكي"],
    ],
  };
  const millions: Readonly<Record<string, string>> = {
    en: "million",
    fr: "millions de",
    es: "millones de",
    ru: "млн",
    ar: "مليون",
  };
  const scaled = (language: string, many: number): string =>
    language === "zh" ? `${many * 100}万` : `${many} ${millions[language]} `;
  const sums = Object.fromEntries(
    Object.entries(names).map(([language, own]) => [
      language,
      [0, 1, 2].map((way) => ({ many, currency }: Sum) => {
        const forms = own[currency] as readonly string[];
        return `: ${scaled(language, many)}${forms[way % forms.length]}.`;
      }),
    ]),
  );
  const anySum = fc.record({ many: fc.integer({ min: 3, max: 900 }), currency: fc.nat({ max: 6 }) });

  test("is the same with its currency spelt out in any language, and another one is told", () => {
    isALaw<Sum>(sums, anySum, (a, b) => a.many === b.many && a.currency === b.currency);
  });

  test("may have a name that is not known", () => {
    expect(told({ en: "It gave 500 Indian rupees.", ar: "قدم 500 روبية هندية." })).toEqual([]);
    expect(told({ en: "It gave 500 Indian rupees.", ar: "قدم 500 دولار أمريكي." })).toHaveLength(1);
  });

  test("that one language only calls money may be a weight, or have a name that is not read", () => {
    expect(told({ en: "1 million pounds of waste", fr: "1 million de livres de déchets" })).toEqual([]);
    expect(told({ en: "CFAF 5 million", fr: "5 millions de francs CFA" })).toEqual([]);
    expect(told({ en: "5 million dollars", fr: "5 millions" })).toEqual([
      "warning amount: “5 million dollars” = 5000000 USD (en) but “5 millions” = 5000000 (fr)",
    ]);
  });

  test("of dollars may be those of any country that has dollars", () => {
    expect(told({ en: "It gave $500.", fr: "Il a donné 500 dollars canadiens." })).toEqual([]);
    expect(told({ en: "It gave US$ 500.", fr: "Il a donné 500 dollars canadiens." })).toHaveLength(1);
    expect(told({ en: "It gave 500 Fijian dollars.", fr: "Il a donné 500 dollars fidjiens." })).toEqual([]);
  });
});

describe("a decade", () => {
  const tens = (words: readonly string[]) => (year: number) => words[(year % 100) / 10 - 2] as string;
  const fr = tens("vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingt-dix".split(" "));
  const es = tens("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(" "));
  const ru = tens(
    "двадцатых тридцатых сороковых пятидесятых шестидесятых семидесятых восьмидесятых девяностых".split(" "),
  );
  const ar = tens("عشرينات ثلاثينات أربعينات خمسينات ستينات سبعينات ثمانينات تسعينات".split(" "));
  const zh = tens("二十 三十 四十 五十 六十 七十 八十 九十".split(" "));
  const decades: Writers<number> = {
    en: [(year) => `in the ${year}s`, (year) => `in the early ${year}s`],
    fr: [
      (year) => `dans les années ${year}`,
      (year) => `dans les années ${year % 100}`,
      (year) => `dans les années ${fr(year)}`,
    ],
    es: [
      (year) => `en el decenio de ${year}`,
      (year) => `en los años ${es(year)}`,
      (year) => `en los años ${es(year)} del siglo XX`,
    ],
    ru: [(year) => `в ${year}-х годах`, (year) => `в ${year % 100}-х годах XX века`, (year) => `в ${ru(year)} годах`],
    zh: [(year) => `20世纪${year % 100}年代`, (year) => `${year}年代`, (year) => `二十世纪${zh(year)}年代`],
    ar: [(year) => `في ${ar(year)} القرن العشرين`, (year) => `في ال${ar(year)}`],
    de: [(year) => `in den ${year}er Jahren`],
  };

  test("is the same in digits and words, with or without its century, and another one is told", () => {
    const anyDecade = fc.integer({ min: 2, max: 9 }).map((ten) => 1900 + 10 * ten);
    isALaw(decades, anyDecade, (a, b) => a === b);
  });

  test("in digits is an error where another one stands", () => {
    expect(told({ en: "in the 1990s", fr: "dans les années 1980" })).toEqual([
      "error number: “1990s” = 1990 (en) but “1980” (fr)",
    ]);
  });

  test("may be said otherwise", () => {
    expect(told({ en: "in the 1990s", fr: "dans la dernière décennie du siècle" })).toEqual([]);
  });
});

describe("a quantity with its unit", () => {
  const powers: Writers<number> = {
    en: [(many) => `${many} gigawatts`, (many) => `${many} million kilowatts`, (many) => `${many} GW`],
    fr: [(many) => `${many} gigawatts`, (many) => `${many} millions de kilowatts`],
    es: [(many) => `${many} gigavatios`, (many) => `${many} millones de kilovatios`],
    ru: [(many) => `${many} гигаватт`, (many) => `${many} млн киловатт`, (many) => `${many} ГВт`],
    zh: [(many) => `${many / 100}亿千瓦`, (many) => `${many * 100}万千瓦`, (many) => `${many}吉瓦`],
    ar: [(many) => `${many} جيغاواط`, (many) => `${many} مليون كيلوواط`],
  };
  test("is the same with any prefix, and another one is told", () => {
    isALaw(powers, fc.integer({ min: 3, max: 990 }), (a, b) => a === b);
  });

  test.each([
    [{ en: "21.6 million hectares", zh: "2160万公顷" }],
    [{ en: "about 1.3 gigatonnes", zh: "约13亿吨" }],
    [{ en: "5 square kilometres", zh: "500公顷" }],
    [{ en: "4.5 billion cubic meters", zh: "45亿立方米" }],
    [{ en: "a population of more than 1.3 billion", zh: "13多亿人口" }],
    [{ en: "more than 1 billion people", zh: "十多亿人" }],
    [{ en: "more than 1 million people", zh: "一百多万人" }],
    [{ en: "billions of people", zh: "几十亿人" }],
    [{ en: "the 12th Five Year Plan", zh: "“十二五”规划" }],
  ])("%j say the same", (texts) => {
    expect(told(texts as unknown as Record<string, string>)).toEqual([]);
  });

  test.each([
    [{ en: "300 megawatts", ar: "300 جيغاواط" }],
    [{ en: "a population of more than 1.4 billion", zh: "13多亿人口" }],
    [{ en: "more than 2 million people", zh: "一百多万人" }],
  ])("%j do not", (texts) => {
    expect(told(texts as unknown as Record<string, string>)).toHaveLength(1);
  });
});

describe("a part of a whole", () => {
  const parts: Readonly<Record<string, readonly (readonly string[])[]>> = {
    en: [
      ["a third of the members", "one third of the members"],
      ["a quarter of the members", "one quarter of the members"],
      ["a fifth of the members", "one fifth of the members"],
      ["two thirds of the members"],
      ["three quarters of the members"],
    ],
    fr: [
      ["un tiers des membres", "le tiers des membres"],
      ["un quart des membres", "le quart des membres"],
      ["un cinquième des membres", "le cinquième des membres"],
      ["les deux tiers des membres"],
      ["les trois quarts des membres"],
    ],
    es: [
      ["un tercio de los miembros", "la tercera parte de los miembros"],
      ["un cuarto de los miembros", "una cuarta parte de los miembros"],
      ["una quinta parte de los miembros"],
      ["dos tercios de los miembros"],
      ["las tres cuartas partes de los miembros"],
    ],
    ru: [
      ["треть членов", "одна треть членов", "третья часть членов"],
      ["четверть членов"],
      ["одна пятая часть членов"],
      ["две трети членов"],
      ["три четверти членов"],
    ],
    zh: [["三分之一的成员"], ["四分之一的成员"], ["五分之一的成员"], ["三分之二的成员"], ["四分之三的成员"]],
    ar: [["ثلث الأعضاء"], ["ربع الأعضاء"], ["خمس الأعضاء"], ["ثلثا الأعضاء"], ["ثلاثة أرباع الأعضاء"]],
  };
  const languages = Object.keys(parts);
  const pairs = languages.flatMap((a, at) => languages.slice(at + 1).map((b) => [a, b] as const));
  test.each(pairs)("is the same in all its forms, in %s and %s", (a, b) => {
    for (const [at, forms] of (parts[a] ?? []).entries())
      for (const left of forms)
        for (const right of parts[b]?.[at] ?? [])
          expect(told({ [a]: left, [b]: right }), `${left} | ${right}`).toEqual([]);
  });

  test.each([
    [{ en: "half a million people", fr: "un demi-million de personnes" }],
    [{ en: "half a million people", fr: "500 000 personnes" }],
    [{ en: "half a million people", ar: "نصف مليون شخص" }],
    [{ en: "a quarter of a million people", zh: "25万人" }],
    [{ en: "2.5 million", fr: "deux millions et demi" }],
    [{ en: "two and a half million", es: "dos millones y medio" }],
    [{ en: "two and a half million", ar: "مليونان ونصف" }],
    [{ en: "one and a half years", fr: "un an et demi" }],
  ])("of a million is a number: %j", (texts) => {
    expect(told(texts as unknown as Record<string, string>)).toEqual([]);
  });

  test("of another million is told", () => {
    expect(told({ en: "half a million people", zh: "500万人" })).toHaveLength(1);
    expect(told({ en: "two and a half million", es: "tres millones y medio" })).toHaveLength(1);
  });

  test("may be a percentage, and another one is told", () => {
    expect(told({ en: "half of the members", fr: "50 % des membres" })).toEqual([]);
    expect(told({ en: "two thirds of the members", fr: "un tiers des membres" })).toHaveLength(1);
    expect(told({ en: "one third of the members", fr: "un quart des membres" })).toHaveLength(1);
    expect(told({ en: "a third person", fr: "une troisième personne" })).toEqual([]);
  });
});
