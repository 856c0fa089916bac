import { hanNumerals } from "../../language/numerals/han.ts";
import { romanNumerals } from "../../language/numerals/roman.ts";
import { asciiDigits } from "../../language/script.ts";

/**
 * Finds what must be the same in every language version of a text, in one spelling for all languages: dates
 * (`@2010-12-21`), document symbols (`@a/67/156`), resolution numbers (`@66/181`), the numbers of named things (Article
 * 12, 第十二条, chapitre XII: `@12`), and spelled-out numbers as digits (`12`). In order of place, repeats kept. Numbers in
 * digits are words already.
 */
export function anchorsOf(text: string, language: string): string[] {
  const plain = asciiDigits(text.normalize("NFKC"));
  const anchors: { at: number; anchor: string }[] = [];
  const add = (at: number, anchor: string): number => anchors.push({ at, anchor });
  const isNamed = (at: number): boolean => NAMED.test(plain.slice(Math.max(0, at - 8), at));
  for (const { start, value } of [...(language === "zh" ? hanNumerals(plain) : []), ...romanNumerals(plain)]) {
    add(start, String(value));
    if (isNamed(start)) add(start, `@${value}`);
  }
  if (/\d/.test(plain)) {
    const days = new Set<number>();
    for (const match of plain.matchAll(datePattern(language))) {
      const date = isoDate(match.groups as unknown as DateParts, language);
      if (!date) continue;
      days.add(match.index);
      add(match.index, `@${date}`);
    }
    for (const { 0: number, index } of plain.matchAll(NUMBER))
      if (isNamed(index) && !days.has(index)) add(index, `@${Number(number)}`);
    for (const match of plain.matchAll(SYMBOL)) add(match.index, `@${match[0].toLowerCase()}`);
    for (const match of plain.matchAll(RESOLUTION)) add(match.index, `@${match[0]}`);
  }
  return anchors.sort((a, b) => a.at - b.at).map(({ anchor }) => anchor);
}

/**
 * What stands before the number of a named thing: Article 12, المادة 12, 第12条. A number at the start of a list has
 * nothing before it.
 */
const NAMED = /(?:\p{L}\p{M}*\s{1,3}|第)$/u;
/** A number of one to three digits that is not part of a larger figure, a date or a symbol. */
const NUMBER = /(?<!\p{N}|[^\P{L}\p{Script=Han}])\d{1,3}(?![\p{N}/]|[^\P{L}\p{Script=Han}]|[.,]\d)/gu;
/** A/67/156, CTOC/COP/WG.7/2012/6, E/CN.15/2012/17: capitals first, slashes between. */
const SYMBOL = /(?<![\w/])[A-Z]{1,5}(?:\/[A-Z\d][A-Z\d.]*)+(?:\(\d+\))?(?<!\.)/g;
/** 66/181, 2012/17. */
const RESOLUTION = /(?<![\w/.])\d{1,4}\/\d{1,4}(?![\w/])/g;

interface DateParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

const patterns = new Map<string, RegExp>();
const months = new Map<string, Map<string, number>>();

function datePattern(language: string): RegExp {
  let pattern = patterns.get(language);
  if (!pattern) {
    const names = [...monthNames(language).keys()]
      .sort((a, b) => b.length - a.length)
      .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const month = `(?<month>${names.join("|")})`;
    if (language === "zh") pattern = /(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})日/gu;
    else if (language === "en") pattern = new RegExp(`(?<!\\d)(?<day>\\d{1,2})\\s+${month}\\s+(?<year>\\d{4})`, "giu");
    // "21 décembre 2010", "1er juin", "21 de diciembre de 2010", "21 декабря 2010", "21 كانون الأول/ديسمبر 2010"
    else
      pattern = new RegExp(
        `(?<!\\d)(?<day>\\d{1,2})(?:er|º)?\\s+(?:de\\s+)?${month}\\s+(?:de\\s+)?(?<year>\\d{4})`,
        "giu",
      );
    patterns.set(language, pattern);
  }
  return pattern;
}

function isoDate({ day, month, year }: DateParts, language: string): string | undefined {
  const number = language === "zh" ? Number(month) : monthNames(language).get(month.toLowerCase());
  if (!number || number > 12 || Number(day) < 1 || Number(day) > 31) return undefined;
  return `${year}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** Month names of a language from CLDR, in dates and alone; for Arabic also the double names of the United Nations. */
function monthNames(language: string): Map<string, number> {
  let names = months.get(language);
  if (!names) {
    names = new Map();
    for (let month = 1; month <= 12; month++) {
      const date = new Date(Date.UTC(2012, month - 1, 15));
      for (const options of [{ month: "long" }, { month: "long", day: "numeric" }] as const) {
        const parts = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).formatToParts(date);
        const name = parts
          .find(({ type }) => type === "month")
          ?.value.toLowerCase()
          .normalize("NFKC");
        if (name && /^\p{L}/u.test(name)) names.set(name, month);
      }
    }
    if (language === "ar") for (const [at, name] of ARABIC_MONTHS.entries()) names.set(name, at + 1);
    months.set(language, names);
  }
  return names;
}

/** United Nations Editorial Manual: the Levantine name before the Western one. */
const ARABIC_MONTHS = [
  "كانون الثاني/يناير",
  "شباط/فبراير",
  "آذار/مارس",
  "نيسان/أبريل",
  "أيار/مايو",
  "حزيران/يونيه",
  "تموز/يوليه",
  "آب/أغسطس",
  "أيلول/سبتمبر",
  "تشرين الأول/أكتوبر",
  "تشرين الثاني/نوفمبر",
  "كانون الأول/ديسمبر",
];
