import { signValue } from "../../../language/numerals/han-quantities.ts";
import type { Certainty } from "../../../language/numerals/numeral.ts";
import type { PlainText } from "../../../language/plain.ts";
import { plainPattern } from "../../../language/plain.ts";
import { type DateParts, dateReading, type Value } from "../value.ts";
import { inflectedMonths, monthPatterns } from "./months.ts";

const YEAR = "(?<year>1[5-9]\\d\\d|20\\d\\d)(?!\\d)";
const DAY = "(?<!\\d|\\d[.,/])(?<day>[0-3]?\\d)";

/** Patterns of a language's dates around `{month}`, the fullest first. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  en: [
    `${DAY}(?:st|nd|rd|th)?(?: of| day of)? {month}(?:,? ?${YEAR})?`,
    `{month} (?<day>[0-3]?\\d)(?:st|nd|rd|th)?(?!\\d|[.,]\\d)(?:,? ${YEAR})?`,
    `{month},? ${YEAR}`,
  ],
  fr: [`(?:${DAY}(?:er)?|(?<first>premier)) {month}(?: ${YEAR})?`, `{month} (?:de l'annee )?${YEAR}`],
  es: [
    `(?:${DAY}(?:\\.?[ºo°]|er)?|(?<first>primero))(?: de)? {month}(?:(?: de| del(?: ano)?)? ${YEAR})?`,
    `{month}(?: de| del(?: ano)?)? ${YEAR}`,
  ],
  ru: [`${DAY}(?:-?(?:го|ого|е))? {month}(?: ${YEAR})?`, `{month} ${YEAR}`],
  ar: [
    `(?:${DAY}|(?<first>(?:ال)?أول))(?: من)? {month}(?:(?:,|،| من)? ?(?:عام |سنة )?${YEAR})?`,
    `{month}(?:,|،| من)? ?(?:عام |سنة )?${YEAR}`,
  ],
};

/** Dates of other languages, with the words that may stand between their parts: 5 de outubro de 2012, 5. Oktober 2012, 2012. október 5. */
const PARTICLE = "(?:(?:\\p{L}{1,3}[.' ]{1,2}|\\p{L}{1,3}\\.? ?))";
const ANYWHERE: readonly string[] = [
  `${DAY}(?:\\.?[ºo°ªa]|\\.|-?\\p{L}{1,3})?,? ?${PARTICLE}?-?{month}(?:[.,]? ?${PARTICLE}{0,2}${YEAR})?`,
  `(?<!\\d)${YEAR}\\.?,? ?${PARTICLE}?{month}(?: (?<day>[0-3]?\\d)(?!\\d|[.,]\\d))?`,
  `{month} (?<day>[0-3]?\\d)(?:st|\\.)?(?!\\d|[.,]\\d)(?:,? ${YEAR})?`,
  `{month}[.,]?(?: ${PARTICLE}{0,2})?${YEAR}`,
];

const HAN = "[〇○零一二三四五六七八九十]";
const CHINESE = new RegExp(
  `(?:(?<year>\\d{4}|${HAN}{4}) ?年 ?)?(?<month>\\d{1,2}|${HAN}{1,2}) ?月(?: ?(?<day>\\d{1,2}|${HAN}{1,3}) ?[日号])?`,
  "gu",
);
/** 2012-10-05 and 2012/10/5; 5.10.2012 and 5/10/2012, of which the second may be read either way; also with spaces: 9 / 6 / 2005. */
const NUMERIC =
  /(?<![\d/.-])(?:(?<year>(?:1[3-9]|20)\d\d)(?<joint>[-/])(?<month>\d{1,2})\k<joint>(?<day>\d{1,2})|(?<first>\d{1,2})(?<sign>[ \u00a0]?[./][ \u00a0]?)(?<second>\d{1,2})\k<sign>(?<last>(?:19|20)\d\d))(?![\d/-])/g;

const CHINESE_MONTH = new RegExp(
  `(?<![\\d〇○零一二三四五六七八九十])(?<month>\\d{1,2}|${HAN}{1,2}) ?月(?! ?(?:\\d|${HAN}))`,
  "gu",
);

const months = new Map<string, readonly RegExp[]>();
const patterns = new Map<string, readonly RegExp[]>();

function patternsOf(language: string): readonly RegExp[] {
  let own = patterns.get(language);
  if (!own) {
    const named = monthPatterns(language).map((names, at) => `(?<m${at + 1}>${names})`);
    const inflected = inflectedMonths(language).map((names, at) => `(?<i${at + 1}>${names})`);
    const month = named.length === 0 ? "(?!)" : `(?<!\\p{L})(?:${[...named, ...inflected].join("|")})(?!\\p{L})`;
    own = (FORMS[language] ?? ANYWHERE).map((form) => new RegExp(plainPattern(form).replace("{month}", month), "gu"));
    patterns.set(language, own);
  }
  return own;
}

/** Months alone, which are dates only beside others: May and June 2012. They say nothing by themselves: “may” is a word, too. */
export function monthsIn({ lower }: PlainText, language: string): Value[] {
  if (language === "zh")
    return [...lower.matchAll(CHINESE_MONTH)].flatMap((match) => monthAt(match, signValue(match.groups?.month ?? "")));
  let own = months.get(language);
  if (!own) {
    own = monthPatterns(language).map((names) => new RegExp(`(?<!\\p{L})(?:${names})(?!\\p{L})`, "gu"));
    months.set(language, own);
  }
  return own.flatMap((pattern, at) => [...lower.matchAll(pattern)].flatMap((match) => monthAt(match, at + 1)));
}

function monthAt({ 0: written, index: start }: RegExpExecArray, month: number | undefined): Value[] {
  if (month === undefined || month < 1 || month > 12) return [];
  const end = start + written.length;
  return [{ type: "date", start, end, readings: [dateReading({ month })], certainty: "possible", date: { month } }];
}

/** The dates of a text that have a month and a day or a year, those that are found first before others. Places may overlap. */
export function datesIn({ lower }: PlainText, language: string): Value[] {
  const found: Value[] = [];
  for (const match of lower.matchAll(NUMERIC)) {
    const { year, month, day, first, second, last, sign } = match.groups ?? {};
    const readings: DateParts[] = year
      ? [{ year: Number(year), month: Number(month), day: Number(day) }]
      : [{ year: Number(last), month: Number(second), day: Number(first) }];
    if (sign?.includes("/")) readings.push({ year: Number(last), month: Number(first), day: Number(second) });
    add(found, match.index, match[0], readings);
  }
  if (language === "zh" || language === "ja") {
    for (const match of lower.matchAll(CHINESE)) {
      const { year, month, day } = match.groups ?? {};
      if (year === undefined && day === undefined) continue;
      add(found, match.index, match[0], [
        {
          ...(year && { year: yearOf(year) }),
          month: signValue(month ?? ""),
          ...(day && { day: signValue(day) }),
        } as DateParts,
      ]);
    }
    return found;
  }
  for (const pattern of patternsOf(language))
    for (const match of lower.matchAll(pattern)) {
      const groups = match.groups ?? {};
      const name = Object.keys(groups).find((own) => /^[mi]\d/.test(own) && groups[own] !== undefined) ?? "";
      const month = Number(name.slice(1));
      const day = groups.first === undefined ? groups.day : "1";
      const parts = { ...(groups.year && { year: Number(groups.year) }), month, ...(day && { day: Number(day) }) };
      add(found, match.index, match[0], [parts], name.startsWith("i") ? "possible" : "certain");
    }
  return found;
}

const yearOf = (written: string): number | undefined => (/^\d/.test(written) ? Number(written) : signValue(written));

function add(
  found: Value[],
  start: number,
  written: string,
  readings: readonly DateParts[],
  certainty: Certainty = "certain",
): void {
  const possible = readings.filter(({ month = 1, day = 1 }) => month >= 1 && month <= 12 && day >= 1 && day <= 31);
  if (possible.length === 0) return;
  found.push({
    type: "date",
    start,
    end: start + written.trimEnd().length,
    readings: possible.map(dateReading),
    certainty,
    date: possible[0] as DateParts,
  });
}
