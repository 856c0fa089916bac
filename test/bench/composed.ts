/**
 * Sentences composed for measuring in the manner of a report, in the six languages of the corpus, which itself has no amount, no
 * percentage and no list of States. They are no official texts.
 */
import type { ComparedRow, FindingType } from "@sextant/core/compare";

/** A value, as each language writes it. */
type Written = (language: string) => string;
type Random = () => number;

/** A sentence with one value, by language, `{}` where it stands; and the ways in which its value is changed, by kind of fault. */
export interface Composed {
  readonly texts: Readonly<Record<string, string>>;
  readonly faults: Readonly<Record<string, { readonly accept: readonly FindingType[]; readonly pair: ValuePair }>>;
}

/** A value, and another one that a reader would take for it. */
type ValuePair = (random: Random) => readonly [right: Written, wrong: Written];

const between = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));
/** A number, and another of as many digits. */
function twoNumbers(random: Random, least: number, most: number): readonly [number, number] {
  const number = between(random, least, most);
  return [number, number === most ? least : between(random, number + 1, most)];
}

const decimal = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { useGrouping: false }).format(value);
const whole = (value: number): Written => String.bind(undefined, value);

const MILLIONS: Readonly<Record<string, (value: string) => string>> = {
  en: (value) => `$${value} million`,
  fr: (value) => `${value} millions de dollars`,
  es: (value) => `${value} millones de dólares`,
  ru: (value) => `${value} млн долл. США`,
  zh: (value) => `${value}百万美元`,
  ar: (value) => `${value} مليون دولار`,
};
const money =
  (millions: number): Written =>
  (language) =>
    (MILLIONS[language] as (value: string) => string)(decimal(millions, language));

const PER_CENT: Readonly<Record<string, string>> = {
  en: " per cent",
  fr: " %",
  es: "%",
  ru: "%",
  zh: "%",
  ar: " في المائة",
};
const percentage =
  (value: number): Written =>
  (language) =>
    `${decimal(value, language)}${PER_CENT[language]}`;

const date =
  (year: number, month: number, day: number): Written =>
  (language) =>
    new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(Date.UTC(year, month - 1, day));

/** Eleven to fifteen, in the case that the sentence asks for. */
const IN_WORDS: Readonly<Record<string, readonly string[]>> = {
  en: ["eleven", "twelve", "thirteen", "fourteen", "fifteen"],
  fr: ["onze", "douze", "treize", "quatorze", "quinze"],
  es: ["once", "doce", "trece", "catorce", "quince"],
  ru: ["одиннадцати", "двенадцати", "тринадцати", "четырнадцати", "пятнадцати"],
  zh: ["十一", "十二", "十三", "十四", "十五"],
  ar: ["أحد عشر", "اثني عشر", "ثلاثة عشر", "أربعة عشر", "خمسة عشر"],
};
const inWords =
  (at: number): Written =>
  (language) =>
    IN_WORDS[language]?.[at] ?? "";

const STATES = ["KE", "PE", "MX", "IN", "GH", "SE", "EG", "BR", "VN", "PL", "MA", "CL"];
const state =
  (at: number): Written =>
  (language) =>
    new Intl.DisplayNames(language, { type: "region" }).of(STATES[at] as string) as string;

const ITEMS: Readonly<Record<string, readonly string[]>> = {
  en: ["(a) reports; ", "(b) notes; ", "(c) letters; "],
  fr: ["a) des rapports ; ", "b) des notes ; ", "c) des lettres ; "],
  es: ["a) informes; ", "b) notas; ", "c) cartas; "],
  ru: ["a) доклады; ", "b) записки; ", "c) письма; "],
  zh: ["(a) 报告；", "(b) 说明；", "(c) 信函；"],
  ar: ["(أ) تقارير؛ ", "(ب) مذكرات؛ ", "(ج) رسائل؛ "],
};
const items =
  (without: number): Written =>
  (language) =>
    (ITEMS[language] ?? [])
      .filter((_, at) => at !== without)
      .join("")
      .trim();

const FIGURES: readonly FindingType[] = ["number", "date", "amount", "percentage"];

export const COMPOSED: readonly Composed[] = [
  {
    texts: {
      en: "The Board approved a budget of {} for the next year.",
      fr: "Le Conseil a approuvé un budget de {} pour l’année suivante.",
      es: "La Junta aprobó un presupuesto de {} para el año siguiente.",
      ru: "Совет утвердил бюджет в размере {} на следующий год.",
      zh: "理事会核准了下一年{}的预算。",
      ar: "ووافق المجلس على ميزانية قدرها {} للسنة التالية.",
    },
    faults: {
      "amount changed": {
        accept: FIGURES,
        pair: (random) => {
          const [right, wrong] = twoNumbers(random, 11, 98);
          return [money(right / 10), money(wrong / 10)];
        },
      },
      "amount ten times as large": {
        accept: FIGURES,
        pair: (random) => {
          const right = between(random, 2, 9);
          return [money(right), money(10 * right)];
        },
      },
    },
  },
  {
    texts: {
      en: "The share of girls among the pupils rose by {} in rural areas.",
      fr: "La proportion de filles parmi les élèves a augmenté de {} dans les zones rurales.",
      es: "La proporción de niñas entre los alumnos aumentó un {} en las zonas rurales.",
      ru: "Доля девочек среди учащихся возросла на {} в сельских районах.",
      zh: "农村地区学生中女童的比例上升了{}。",
      ar: "وارتفعت نسبة الفتيات بين التلاميذ بمقدار {} في المناطق الريفية.",
    },
    faults: {
      "percentage changed": {
        accept: FIGURES,
        pair: (random) => {
          const [right, wrong] = twoNumbers(random, 21, 989);
          return [percentage(right / 10), percentage(wrong / 10)];
        },
      },
    },
  },
  {
    texts: {
      en: "The mission visited {} villages in the north.",
      fr: "La mission s’est rendue dans {} villages du nord.",
      es: "La misión visitó {} aldeas del norte.",
      ru: "Миссия посетила {} деревень на севере.",
      zh: "特派团访问了北部{}个村庄。",
      ar: "وزارت البعثة {} قرية في الشمال.",
    },
    faults: {
      "number changed": {
        accept: FIGURES,
        pair: (random) => {
          const [right, wrong] = twoNumbers(random, 20, 999);
          return [whole(right), whole(wrong)];
        },
      },
    },
  },
  {
    texts: {
      en: "The work was completed within {} months.",
      fr: "Les travaux ont été achevés en l’espace de {} mois.",
      es: "Las obras se concluyeron en el plazo de {} meses.",
      ru: "Работы были завершены в течение {} месяцев.",
      zh: "工程在{}个月内完成。",
      ar: "وأنجزت الأعمال في غضون {} شهرا.",
    },
    faults: {
      "number in words changed": {
        accept: FIGURES,
        pair: (random) => {
          const [right, wrong] = twoNumbers(random, 0, 4);
          return [inWords(right), inWords(wrong)];
        },
      },
    },
  },
  {
    texts: {
      en: "The agreement was signed in the capital on {}.",
      fr: "L’accord a été signé dans la capitale le {}.",
      es: "El acuerdo se firmó en la capital el {}.",
      ru: "Соглашение было подписано в столице {}.",
      zh: "该协定于{}在首都签署。",
      ar: "ووقع الاتفاق في العاصمة في {}.",
    },
    faults: {
      "day and month exchanged": {
        accept: FIGURES,
        pair: (random) => {
          const year = between(random, 1990, 2024);
          const [day, month] = twoNumbers(random, 1, 12);
          return [date(year, month, day), date(year, day, month)];
        },
      },
    },
  },
  {
    texts: {
      en: "The decision{} was taken without a vote.",
      fr: "La décision{} a été prise sans vote.",
      es: "La decisión{} se tomó sin votación.",
      ru: "Решение{} было принято без голосования.",
      zh: "该决定{}未经表决通过。",
      ar: "واتخذ المقرر{} بدون تصويت.",
    },
    faults: {
      "note mark dropped": {
        accept: ["note-mark"],
        pair: (random) => {
          const mark = "¹²³⁴⁵⁶⁷⁸⁹"[between(random, 0, 8)] as string;
          return [() => mark, () => ""];
        },
      },
    },
  },
  {
    texts: {
      en: "A statement was made by the following State: {}.",
      fr: "Une déclaration a été faite par l’État suivant : {}.",
      es: "Formuló una declaración el siguiente Estado: {}.",
      ru: "С заявлением выступило следующее государство: {}.",
      zh: "下列国家发了言：{}。",
      ar: "وأدلت ببيان الدولة التالية: {}.",
    },
    faults: {
      "State changed": {
        accept: ["name"],
        pair: (random) => {
          const [right, wrong] = twoNumbers(random, 0, STATES.length - 1);
          return [state(right), state(wrong)];
        },
      },
    },
  },
  {
    texts: {
      en: "The Committee had before it: {}",
      fr: "Le Comité était saisi des documents suivants : {}",
      es: "La Comisión tuvo ante sí: {}",
      ru: "Комитету были представлены: {}",
      zh: "委员会收到了以下文件：{}",
      ar: "وكان معروضا على اللجنة ما يلي: {}",
    },
    faults: {
      "item of a list dropped": {
        accept: ["list", "missing", "extra"],
        pair: (random) => [items(-1), items(between(random, 0, 2))],
      },
    },
  },
];

/** A composed sentence that has a fault in one language. */
export interface ComposedFault {
  readonly kind: string;
  readonly row: number;
  readonly accept: readonly FindingType[];
}

/**
 * Each composed sentence once for each kind of fault; every other one, by chance, has the fault in one of two languages.
 *
 * @param first the number of the first row
 */
export function composedRows(
  languages: readonly [string, string],
  first: number,
  random: Random,
): { readonly rows: ComparedRow[]; readonly faults: ComposedFault[] } {
  const rows: ComparedRow[] = [];
  const faults: ComposedFault[] = [];
  for (const { texts, faults: kinds } of COMPOSED)
    for (const [kind, { accept, pair }] of Object.entries(kinds)) {
      const row = first + rows.length;
      const [right, wrong] = pair(random);
      const faulty = random() < 0.5 ? languages[random() < 0.5 ? 0 : 1] : undefined;
      const textIn = (language: string): string =>
        (texts[language] as string).replace("{}", (language === faulty ? wrong : right)(language));
      rows.push({ row, texts: Object.fromEntries(languages.map((language) => [language, textIn(language)])) });
      if (faulty !== undefined) faults.push({ kind, row, accept });
    }
  return { rows, faults };
}
