import { signValue } from "../../../language/numerals/han-quantities.ts";
import { type PlainText, plainPattern } from "../../../language/plain.ts";
import type { Value } from "../value.ts";

/**
 * Decades: 1990s, années 1990, années quatre-vingt-dix, decenio de 1990, años noventa, 90-х годах, девяностых годах, 90年代,
 * تسعينات. In digits the group `y` holds their first year or its last two digits; in words a group `t` and a number the tens.
 */

type Tens = readonly (readonly [tens: number, word: string])[];

const EN: Tens = [
  [2, "twenties"],
  [3, "thirties"],
  [4, "forties"],
  [5, "fifties"],
  [6, "sixties"],
  [7, "seventies"],
  [8, "eighties"],
  [9, "nineties"],
];
const FR: Tens = [
  [9, "quatre-vingt-dix|nonante"],
  [8, "quatre-vingts?|huitante|octante"],
  [7, "soixante-dix|septante"],
  [6, "soixante"],
  [5, "cinquante"],
  [4, "quarante"],
  [3, "trente"],
  [2, "vingt"],
];
const ES: Tens = ["veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"].map(
  (word, at) => [at + 2, word] as const,
);
const RU: Tens = [
  "двадцат",
  "тридцат",
  "сороков",
  "пятидесят",
  "шестидесят",
  "семидесят",
  "восьмидесят",
  "девяност",
].map((stem, at) => [at + 2, `${stem}(?:ые|ых|ым|ыми)`] as const);
const AR: Tens = ["عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"].map(
  // Also without the middle letter: تسعينات and تسعينيات, عشرينات.
  (stem, at) => [at + 2, `${stem}ي?ات`] as const,
);
const words = (tens: Tens): string => `(?:${tens.map(([many, word]) => `(?<t${many}>${word})`).join("|")})`;

const YEARS = "(?<y>(?:1[5-9]|20)\\d0)";
const SHORT = "(?<y>(?:(?:1[5-9]|20)\\d|[1-9])0)";
const END = "(?!\\d|[-/]\\d|[.,]\\d)";
const RU_YEARS = "(?:г\\.? ?г\\.?|год(?:ы|ов|ам|ами|ах))(?!\\p{L})";

const FORMS: Readonly<Record<string, readonly string[]>> = {
  en: [
    `(?<![\\d.,/])${YEARS}'?s(?!\\p{L})`,
    "(?<![\\d.,/\\p{L}])(?<y>[2-9]0)'?s(?!\\p{L})(?<=(?:the|early|mid|late)[- ]'?\\d0'?s)",
    `(?<=(?<!\\p{L})(?:the|early|late|mid)[- ](?:nineteen[- ])?)${words(EN)}(?!\\p{L})`,
    `(?<=(?<!\\p{L})decades? of (?:the )?)${YEARS}${END}`,
  ],
  fr: [
    `(?<=(?<!\\p{L})annees )${SHORT}${END}`,
    `(?<=(?<!\\p{L})(?:annees|decennies?) )${words(FR)}(?![-\\p{L}])`,
    `(?<=(?<!\\p{L})decennies? )${YEARS}${END}`,
  ],
  es: [
    `(?<=(?<!\\p{L})(?:anos|decadas? de(?: los)?(?: anos)?|decenios? de(?: los)?(?: anos)?) )${SHORT}${END}`,
    `(?<=(?<!\\p{L})(?:anos|decadas? de(?: los)?(?: anos)?|decenios? de(?: los)?(?: anos)?) )${words(ES)}(?!\\p{L})`,
  ],
  ru: [`(?<![\\d.,/])${SHORT} ?-? ?(?:е|х|ые|ых|м|ым|ми|ыми) ${RU_YEARS}`, `(?<!\\p{L})${words(RU)} ${RU_YEARS}`],
  zh: [
    "(?<![\\d.,])(?<y>(?:(?:1[5-9]|20)\\d|[1-9])0) ?年代",
    "(?<y>[一二三四五六七八九]十|[一二][〇○零一二三四五六七八九]{2}[〇○零]) ?年代",
  ],
  ar: [
    `(?<!\\p{L})[وفبلك]{0,2}(?:ال|ل)?${words(AR)}(?!\\p{L})`,
    `(?<=(?<!\\p{L})[وفبلك]{0,2}(?:ال|ل)?(?:عقد|أعوام|سنوات) )${YEARS}${END}`,
  ],
};

/** Between a decade and its century: 20世纪90年代, تسعينات القرن العشرين, 80-х годов XX века, los años ochenta del siglo XX. */
const OF_CENTURY = /^ ?(?:of the|of|du|de|del|من|في)? ?$/u;

/** What every form has one of. */
const HOLDS_DECADE =
  /\d0 ?['-]?(?:s|е|х|ы|м)|ies(?!\p{L})|decade|annees|decennie|anos|decada|decenio|год|г\.|年代|ات(?!\p{L})|عقد|اعوام|سنوات/u;

const compiled = new Map<string, readonly RegExp[]>();

/** The decades of a text. Without a century they are of any of three, the likeliest first. */
export function decadesIn({ lower }: PlainText, language: string): Value[] {
  if (!HOLDS_DECADE.test(lower)) return [];
  let own = compiled.get(language);
  if (!own) {
    own = (FORMS[language] ?? []).map((form) => new RegExp(plainPattern(form), "gu"));
    compiled.set(language, own);
  }
  return own.flatMap((pattern) =>
    [...lower.matchAll(pattern)].flatMap(({ 0: written, index: start, groups = {} }): Value[] => {
      const year = groups.y === undefined ? tensOf(groups) : signValue(groups.y);
      if (year === undefined || year % 10 !== 0) return [];
      const certainty = year >= 1000 ? "certain" : "likely";
      const readings = (year >= 1000 ? [year] : centuriesOf(year)).map(String);
      return [{ type: "period", period: "decade", start, end: start + written.length, readings, certainty }];
    }),
  );
}

function tensOf(groups: Readonly<Record<string, string | undefined>>): number | undefined {
  const name = Object.keys(groups).find((own) => /^t\d$/.test(own) && groups[own] !== undefined);
  return name === undefined ? undefined : Number(name.slice(1)) * 10;
}

/** 90 is of the last century rather than of this one, 20 of either. */
const centuriesOf = (tens: number): number[] => [1900 + tens, 2000 + tens, 1800 + tens];

/**
 * Decades with the century that stands beside them, which then is no value of its own: 20世纪90年代, los años ochenta del siglo XX.
 *
 * @param values the values of a text, in order of place
 * @param lower the text, plain, in lower case
 */
export function decadesOfCenturies(values: readonly Value[], lower: string): Value[] {
  const taken = new Set<Value>();
  const joined = values.map((value, at): Value => {
    if (value.period !== "decade") return value;
    for (const century of [values[at - 1], values[at + 1]]) {
      if (century?.period !== "century" || !standsBy(value, century, lower)) continue;
      taken.add(century);
      const from = (Number(century.readings[0]) - 1) * 100;
      const [year = 0] = value.readings.map(Number);
      const [start, end] = [Math.min(value.start, century.start), Math.max(value.end, century.end)];
      return { ...value, start, end, readings: [String(from + (year % 100))], certainty: "certain" };
    }
    return value;
  });
  return joined.filter((value) => !taken.has(value));
}

/** Words for a century that its value may leave out. */
const CENTURY_WORD = /^(?:世纪|-?centur(?:y|ies)|siecles?|век\p{L}*|столет\p{L}*)|(?:siglos?|القرن|في القرن)$/u;

function standsBy(decade: Value, century: Value, lower: string): boolean {
  const [first, second] = decade.start < century.start ? [decade, century] : [century, decade];
  if (second.start - first.end > 16 || second.start < first.end) return false;
  const between = lower.slice(first.end, second.start).trim();
  return OF_CENTURY.test(between.replace(CENTURY_WORD, "").trim());
}
