import type { Alignment, Block, Document } from "@sextant/core";
import { compareRows, type Finding, rowsOfDocuments } from "@sextant/core/compare";
import { describe, expect, test } from "vitest";

const found = (texts: Record<string, string>): Pick<Finding, "type" | "languages" | "severity">[] =>
  compareRows([{ row: 0, texts }], Object.keys(texts)).map(({ type, languages, severity }) => ({
    type,
    languages,
    severity,
  }));
const types = (texts: Record<string, string>): string[] => found(texts).map(({ type }) => type);

describe("a row says in which value its languages differ", () => {
  test.each([
    ["number", { en: "It had 260 posts.", fr: "Il avait 270 postes." }],
    ["number", { en: "Over eleven months it met.", fr: "Il s’est réuni en treize mois." }],
    ["number", { en: "It was adopted by three fifths of them.", ar: "واعتمد بأغلبية خمسي الأعضاء." }],
    ["date", { en: "It met on 5 October 2012.", zh: "会议于二〇一二年五月十日举行。" }],
    ["amount", { fr: "un budget de 4,8 millions de dollars", ar: "ميزانية قدرها 48 مليون دولار" }],
    ["percentage", { es: "el 41,5 %", ru: "на 41,5" }],
    ["symbol", { en: "See A/67/404.", ru: "См. A/67/440." }],
    ["reference", { fr: "l’article 12", ar: "المادة الثالثة عشرة" }],
    ["note-mark", { en: "The decision¹ was annexed.", zh: "该决定附后。" }],
    ["name", { en: "Kenya and Peru spoke.", fr: "Le Kenya et le Brésil ont pris la parole." }],
    [
      "list",
      { en: "It had: (a) reports; (b) notes; (c) drafts;", fr: "Il avait : a) des rapports ; c) des projets ;" },
    ],
    ["bracket", { en: "The decision (see above is annexed.", fr: "La décision (voir plus haut) est jointe." }],
    ["quotation", { en: "the “decision is annexed.", fr: "la « décision » est jointe." }],
    ["missing", { en: "The meeting was suspended.", fr: "" }],
    [
      "untranslated",
      { en: "The meeting was suspended at noon for the day.", ru: "The meeting was suspended at noon for the day." },
    ],
  ])("%s: %o", (type, texts) => {
    expect(types(texts as Record<string, string>)).toEqual([type]);
  });
});

test("a row that was read in doubt has no certain fault", () => {
  const block = (text: string, doubt?: string): Block => ({ role: "text", text, ...(doubt && { doubt }) });
  const en = [block("The meeting was suspended."), block("It had 260 posts."), block("It was long.")];
  const rows = (fr: readonly Block[], units: readonly (readonly number[])[]): Finding[] => {
    const documents = [en, fr].map(
      (blocks, at): Document => ({ language: at === 0 ? "en" : "fr", blocks, notes: [], furniture: [], warnings: [] }),
    );
    const aligned = units.map((own, row) => ({
      units: { en: [row], fr: own },
      confidence: 1,
      rows: [],
      origin: "automatic",
    }));
    const alignment = { languages: ["en", "fr"], rows: aligned, notes: [] } as unknown as Alignment;
    return compareRows(rowsOfDocuments(documents, alignment), ["en", "fr"]);
  };
  const told = (own: readonly Finding[]): string[] =>
    own.map(({ row, type, severity }) => `${row} ${type} ${severity}`);
  expect(told(rows([block("Il avait 270 postes."), block("Elle fut longue.")], [[], [0], [1]]))).toEqual([
    "0 missing error",
    "1 number error",
  ]);
  const doubted = [block("Il avait 270 postes.", "characters that could not be decoded"), block("Elle fut longue.")];
  expect(told(rows(doubted, [[], [0], [1]]))).toEqual(["0 missing error", "1 number warning"]);
});

describe("what is only written otherwise is no finding", () => {
  test.each([
    { en: "Twelve members met.", fr: "12 membres se sont réunis.", zh: "十二名成员开会。", ar: "اجتمع اثنا عشر عضوا." },
    { en: "One of them left.", fr: "L’un d’entre eux est parti.", ru: "Ушел один из них." },
    { en: "from 9 to 12 April 2013", fr: "du 9 avril 2013 au 12 avril 2013" },
    { en: "in the 1990s", fr: "dans les années 90", zh: "二十世纪九十年代" },
    { en: "Article 12, paragraph 3 (b)", ar: "الفقرة ٣ (ب) من المادة ١٢", zh: "第十二条第3款(b)项" },
    { en: "between 10 and 20 per cent", fr: "entre 10 % et 20 %" },
    { en: "chapter V", ar: "الفصل الخامس", zh: "第五章" },
    { en: "articles (40) and (41) of Law (99)", ar: "المادتان 40 و41 من القانون ( 99 )" },
    { en: 'between 28o 30 " and 30 o5"', ar: 'بين o28 30" و o30 6"' },
    { en: "He said “yes”.", fr: "Il a dit « oui ».", ar: "قال ”نعم“." },
  ])("%o", (texts) => {
    expect(types(texts as Record<string, string>)).toEqual([]);
  });
});

test("most languages tell who is at fault", () => {
  const texts = {
    fr: "Il avait 260 postes.",
    en: "It had 260 posts.",
    es: "Tenía 270 puestos.",
    ru: "Имелось 260 должностей.",
  };
  expect(found(texts)).toEqual([{ type: "number", languages: ["es"], severity: "error" }]);
});

test("one fault is one finding: a changed figure in a sentence that stands twice is not told twice", () => {
  const texts = {
    en: "The Committee approved the budget of 260 posts for the year. It then adjourned its meeting.",
    fr: "Le Comité a approuvé le budget de 260 postes pour l’année. Le Comité a approuvé le budget de 260 postes pour l’année. Il a ensuite levé sa séance.",
  };
  expect(types(texts)).toEqual(["repeated"]);
});

test("a day without its year is said as month and day", () => {
  const texts = { en: "It met on 12 May.", fr: "Il s’est réuni le 13 mai." };
  const [finding] = compareRows([{ row: 0, texts }], ["en", "fr"]);
  expect(finding?.message).toBe("“12 May” = 05-12 (en) but “13 mai” = 05-13 (fr)");
});

test("a note mark that was taken out of the text is named, not quoted as nothing", () => {
  const texts = { en: "The decision was annexed.", zh: "该决定附后。" };
  const marks = { en: [{ mark: "2", offset: 12 }], zh: [] };
  const [finding] = compareRows([{ row: 0, texts, marks }], ["en", "zh"]);
  expect(finding).toMatchObject({ type: "note-mark", message: "note mark 2 (en) has no counterpart in zh" });
});

test("many values of one passage that have no counterpart are one finding", () => {
  const texts = {
    en: "Articles 40 and 41 of the law deal with land, and articles 88 and 89 with water. It was adopted in 2014.",
    ar: "تتناول القوانين الأراضي والمياه. واعتمد في عام 2014.",
  };
  expect(found(texts)).toEqual([{ type: "missing", languages: ["ar"], severity: "warning" }]);
});

test("texts that share fewer values than they differ in are one finding", () => {
  const texts = {
    en: "It had 11 rooms, 12 doors, 13 windows and 14 tables.",
    fr: "Il comptait 21 navires, 32 canots, 43 marins et 54 voiles.",
  };
  expect(found(texts)).toEqual([{ type: "missing", languages: ["en", "fr"], severity: "error" }]);
});

test("a part of a sentence that stands twice at once is told, though no full stop ends it", () => {
  const twice = "des rapports sur l’application de la Convention;";
  const texts = { en: "reports on the application of the Convention;", fr: `${twice} ${twice}` };
  expect(types(texts)).toEqual(["repeated"]);
});

test("the id of a finding is the same in the next run, and another in another row", () => {
  const rows = [
    { row: 0, texts: { en: "It had 260 posts.", fr: "Il avait 270 postes." } },
    { row: 1, texts: { en: "It has 260 posts.", fr: "Il a 270 postes." } },
  ];
  const ids = compareRows(rows, ["en", "fr"]).map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  expect(compareRows(rows, ["en", "fr"]).map(({ id }) => id)).toEqual(ids);
});

test("places are stretches of the texts as written", () => {
  const texts = { ar: "وبلغت ٤١٫٩ في المائة", fr: "a augmenté de 41,5 %" };
  const [finding] = compareRows([{ row: 0, texts }], ["ar", "fr"]);
  for (const { language, start, end, text } of finding?.places ?? [])
    expect(texts[language as "ar" | "fr"].slice(start, end)).toBe(text);
  expect(finding?.places.map(({ text }) => text)).toEqual(["٤١٫٩ في المائة", "41,5 %"]);
});

test("a quotation that goes on in another row closes there", () => {
  const rows = [
    { en: "He said: ‘I shall go.", zh: "他说：“我要走了。" },
    { en: "And you will stay.’", zh: "你留下。”" },
  ];
  expect(
    compareRows(
      rows.map((texts, row) => ({ row, texts })),
      ["en", "zh"],
    ),
  ).toEqual([]);
});

describe("a denial that only one language has", () => {
  test.each([
    { en: "It may not be invoked for non-political crimes.", zh: "对非政治性的罪行得援用此种权利。" },
    { fr: "Il ne peut être invoqué.", en: "It may be invoked." },
    {
      en: "States that have not yet done so shall report.",
      fr: "Les États qui l’ont encore fait présenteront un rapport.",
    },
    { zh: "委员会不接受此项建议。", en: "The Committee accepts this proposal." },
    { es: "Se hará distinción alguna. No habrá otra.", ru: "Не должно проводиться различия. Не будет другого." },
  ])("is found: %o", (texts) => {
    expect(types(texts as Record<string, string>)).toEqual(["negation"]);
  });
  test.each([
    { en: "It lasts for a period not exceeding ten days.", ar: "مدة أقصاها عشرة أيام." },
    { fr: "à moins qu’il n’en soit décidé autrement", en: "subject to a decision to the contrary" },
    { fr: "Il est présumé innocent jusqu’à ce qu’il soit jugé.", ru: "Он считается невиновным, пока он не осужден." },
    { es: "los territorios no autónomos", fr: "les territoires dépendants" },
    { zh: "不记名投票", fr: "un vote secret" },
    { zh: "平等的和不移的权利", en: "equal and inalienable rights" },
    { es: "Es inocente mientras no se pruebe su culpabilidad.", ar: "يعتبر بريئاً إلى أن تثبت إدانته." },
    { en: "Royal Decree No. (M/3) is annexed.", fr: "Le décret royal no (M/3) est annexé." },
    {
      fr: "Chacun a droit à un salaire égal, sans aucune discrimination.",
      en: "Everyone has the right to equal pay without discrimination.",
    },
  ])("is none where it is another way to say so: %o", (texts) => {
    expect(types(texts as Record<string, string>)).toEqual([]);
  });
});

describe("a sentence that stands word for word on two sides", () => {
  const sentence = "L’enseignement élémentaire est obligatoire.";

  test("is told to be in the language whose words it has", () => {
    const [finding] = compareRows(
      [
        {
          row: 0,
          texts: {
            fr: `L’accès aux études est ouvert à tous. ${sentence}`,
            es: `El acceso a los estudios será igual para todos. ${sentence}`,
          },
        },
      ],
      ["fr", "es"],
    );
    expect(finding).toMatchObject({ type: "untranslated", languages: ["es"], places: [{ text: sentence }] });
  });

  test("is told once where a whole text stands in both languages: in the one whose words it has not", () => {
    const row = (other: string, text: string) =>
      compareRows([{ row: 0, texts: { en: text, [other]: text } }], ["en", other]).map(({ type, languages }) => [
        type,
        languages,
      ]);
    const english = "The archives also carry many packages of the distribution which are not a part of it.";
    for (const other of ["fr", "es", "ru", "ar", "zh"])
      expect(row(other, english)).toEqual([["untranslated", [other]]]);
    const french = "Les archives contiennent aussi des paquets de la distribution qui ne sont pas dans celle-ci.";
    expect(row("fr", french)).toEqual([["untranslated", ["en"]]]);
  });

  test("is a quotation where all of many languages have it", () => {
    const texts = { fr: `Il a dit : ${sentence}`, es: `Dijo: ${sentence}`, en: `He said: ${sentence}` };
    expect(types(texts)).not.toContain("untranslated");
  });
});

describe("a term of a list", () => {
  const terms = [
    { en: ["Member State"], fr: ["État Membre"] },
    { en: ["organized crime"], fr: ["criminalité organisée"] },
  ];
  const told = (texts: Record<string, string>): string[] =>
    compareRows([{ row: 0, texts }], ["en", "fr"], { terms }).map(({ type }) => type);

  test.each([
    { en: "Member States met.", fr: "Les États Membres se sont réunis." },
    { en: "They fight organized crime.", fr: "Ils combattent la criminalité transnationale organisée." },
  ])("may be inflected, and another word may stand within it: %o", (texts) => {
    expect(told(texts)).toEqual([]);
  });

  test("is told where it is rendered otherwise", () => {
    expect(told({ en: "Member States met.", fr: "Les pays membres se sont réunis." })).toEqual(["term"]);
  });
});
