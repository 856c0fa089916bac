import { hanValue } from "./han.ts";
import type { WordNumeral } from "./numeral.ts";

const SIGNS = "[〇○零一二两兩三四五六七八九十百千万萬亿億]";
const FRACTION = `(?<below>${SIGNS}+)分之(?<above>${SIGNS}+|\\d+(?:\\.\\d+)?)(?:点(?<tenths>[〇○零一二三四五六七八九]+))?`;
/** 十多亿, 一百多万: more than so many; 十几亿 is anything up to the next. */
const MORE = "[多余来几](?<unit>[百千万萬亿億]+)";
const NUMBER = `(?<ordinal>第 ?)?(?<number>${SIGNS}+)(?:点(?<decimals>[〇○零一二三四五六七八九]+)|${MORE})?`;
const QUANTITY = new RegExp(`${FRACTION}|${NUMBER}`, "gu");

/** Measure words and nouns that follow what is counted; without them a single sign is often part of a word: 一切, 三方. */
const MEASURE =
  /^(?:个|名|位|项|份|次|年|月|天|日|周|国|人|种|类|件|票|岁|小时|分钟|届|倍|成|所|座|级|层|组|轮|期|条|段|章|节|款|部|页|卷|号|点)/u;

/**
 * The Chinese numerals of a text with their decimals and fractions: 二十二, 三点五, 三分之二, 百分之六十, 两国. Single signs are
 * `possible` unless a measure word or 第 says that they count; 一 and 两 always are.
 *
 * @param text plain text; places in it are returned
 */
export function hanQuantities(text: string): WordNumeral[] {
  const found: WordNumeral[] = [];
  for (const match of text.matchAll(QUANTITY)) {
    const { below, above, tenths, ordinal = "", number = "", decimals, unit } = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    if (below !== undefined && above !== undefined) {
      const [denominator, numerator] = [signValue(below), withDecimals(above, tenths)];
      if (denominator === undefined || numerator === undefined) continue;
      const value = numerator / denominator;
      found.push({ start, end, value, kind: "fraction", certainty: "likely", fraction: [numerator, denominator] });
      continue;
    }
    if (isPlan(number, text.slice(start - 1, start), text.slice(end, end + 2))) {
      found.push(...planOf(number, start));
      continue;
    }
    const scale = unit === undefined ? 1 : (unitValue(unit) ?? Number.NaN);
    const value = times(withDecimals(number.replace(TAELS, ""), decimals), scale);
    if (value === undefined) {
      found.push(...approximate(number, start + ordinal.length));
      continue;
    }
    const isCounted = ordinal !== "" || MEASURE.test(text.slice(end, end + 2));
    const isLong = [...number].length > 1;
    const isVague =
      unit !== undefined ||
      /[几数]/u.test(text.slice(Math.max(0, start - 1), start)) ||
      number === "一" ||
      number === "两" ||
      number === "兩" ||
      /[几数多余]/u.test(text.slice(end, end + 1));
    const certainty = (isLong || isCounted) && !(isVague && ordinal === "") ? "likely" : "possible";
    found.push({ start, end, value, kind: ordinal === "" ? "cardinal" : "ordinal", certainty });
  }
  return found;
}

const times = (value: number | undefined, scale: number): number | undefined =>
  value === undefined || Number.isNaN(scale) ? undefined : value * scale;

/** 万 is 10,000, 万亿 10^12, by themselves. */
function unitValue(unit: string): number | undefined {
  let value = 1;
  for (const sign of unit)
    value *= ({ 百: 1e2, 千: 1e3, 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 } as Record<string, number>)[sign] ?? Number.NaN;
  return Number.isNaN(value) ? undefined : value;
}

/** The twelfth five-year plan is called “十二五”. */
const isPlan = (number: string, before: string, behind: string): boolean =>
  /^(?:十[一二三四五六七八九]?|[六七八九])五$/u.test(number) &&
  signValue(number) === undefined &&
  (/^["“”]/u.test(behind) || /^(?:规划|计划|时期|期间)/u.test(behind) || /["“]/u.test(before));

function planOf(number: string, start: number): WordNumeral[] {
  const value = signValue(number.slice(0, -1));
  if (value === undefined) return [];
  const end = start + number.length;
  return [
    { start, end: end - 1, value, kind: "ordinal", certainty: "possible" },
    { start: end - 1, end, value: 5, kind: "cardinal", certainty: "possible" },
  ];
}

/** Behind a number 两 is a weight: 二十两 is 20. */
const TAELS = /(?<=.)[两兩]$/u;
/** One number or the next: 十四五 is 14 or 15, 八九百 is 800 or 900. */
const APPROXIMATE =
  /^(?<lead>[一二三四五六七八九十百千]*)(?<low>[一二两兩三四五六七八九])(?<high>[一二三四五六七八九])(?<unit>[十百千万萬亿億]*)$/u;

/** The two numbers of an approximate one, as `possible`; none if it is no such numeral. */
function approximate(number: string, start: number): WordNumeral[] {
  const { lead = "", low = "", high = "", unit = "" } = APPROXIMATE.exec(number)?.groups ?? {};
  const [below, above] = [signValue(low), signValue(high)];
  const isRange =
    below !== undefined && above !== undefined && (above === below + 1 || above === below - 1 || low + high === "三五");
  if (!isRange) return [];
  const middle = start + lead.length + low.length;
  const numeral = (signs: string, from: number, to: number): WordNumeral[] => {
    const value = signValue(signs);
    return value === undefined ? [] : [{ start: from, end: to, value, kind: "cardinal", certainty: "possible" }];
  };
  return [...numeral(lead + low + unit, start, middle), ...numeral(lead + high + unit, middle, start + number.length)];
}

/** By themselves these are numerals only of a whole: 百分之三. */
const WHOLES: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 1e4, 萬: 1e4 };

/** The value of a Chinese numeral in all its signs. */
export function signValue(signs: string): number | undefined {
  if (/^\d/.test(signs)) return Number(signs);
  if (signs in WHOLES) return WHOLES[signs];
  return hanValue(signs.replace(/[○零]/gu, "〇").replace(/[两兩]/gu, "二"));
}

function withDecimals(whole: string, decimals: string | undefined): number | undefined {
  const value = whole === "〇" || whole === "零" || whole === "○" ? 0 : signValue(whole);
  if (value === undefined || decimals === undefined) return value;
  const digits = [...decimals].map((sign) => (/[〇○零]/u.test(sign) ? 0 : hanValue(sign)));
  return Number(`${value}.${digits.join("")}`);
}
