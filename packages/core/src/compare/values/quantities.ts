import { hanQuantities } from "../../language/numerals/han-quantities.ts";
import type { Certainty } from "../../language/numerals/numeral.ts";
import { romanNumerals, wholeRomanNumber } from "../../language/numerals/roman.ts";
import { wordNumerals } from "../../language/numerals/words.ts";
import type { PlainText } from "../../language/plain.ts";
import { languageProfile } from "../../language/profile.ts";
import { cldrScales } from "./cldr-words.ts";
import { NAMING } from "./contexts.ts";
import { digitReadings, type NumberHabit } from "./habit.ts";
import { isReadLanguage } from "./languages.ts";

/** A number in digits or words, with what multiplies it, before it is told what it counts. */
export interface Quantity {
  readonly start: number;
  readonly end: number;
  /** The likeliest first. */
  readonly values: readonly number[];
  readonly kind: "cardinal" | "ordinal" | "fraction";
  readonly certainty: Certainty;
  readonly isRoman?: true;
  readonly isDegree?: true;
  /** The digits with the signs between them, where there are any. */
  readonly written?: string;
  /** What it is multiplied by: 1e6 for `2.75 million`. */
  readonly scale: number;
  readonly fraction?: readonly [number, number];
}

const DIGITS =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\d]|\d[.,٫٬])(?:[1-9]\d{0,2}(?:(?<group>[ ,.'٬])\d{3})(?:\k<group>\d{3})*(?!\d)(?:(?!\k<group>)[.,٫]\d+)?|\d+(?:[.,٫]\d+)?)(?!\d)/gu;
/**
 * Groups of three as they are typed where spaces between numbers run from right to left: `000 200 1` is shown, and means, 1 200 000.
 * Where all have three digits, they may stand in either order.
 */
const TURNED_GROUPS = /(?<![\p{L}\d]|\d[ .,'٫٬/-])\d{3}(?: \d{3})* [1-9]\d{0,2}(?![ .,'٫٬/-]?\d)/gu;
const ENDINGS =
  /^(?:(?:st|nd|rd|th|ers?|eres?|res?|emes?|iemes?|es?|nde?s?)(?![\p{L}\d])|\.?[ºª°]|-(?:и|я|е|го|му|м|х|ю|ми|ти|ое|ая|ого|ои|ом|ые|ых|us)(?!\p{L}))/u;

/** Degrees and minutes whose sign was written or read as a letter, in whatever order: 28o 30", o46 33". They accuse nobody. */
const DEGREES = /(?<!\p{L})(?:\d{1,3} ?o ?\d{0,2}|o ?\d{1,3}(?: \d{1,2})?) ?["']/gu;

/** Of a century in French: XXe siècle. */
const ROMAN_CENTURY = /(?<![\p{L}\p{N}])([IVXL]+)(?:er|e|eme)s?(?= (?:et [IVXL]+es? )?siecle)/gu;
/** I, V and X are numbers behind a word that names: chapter V. */
const LONE_ROMAN = /(?<![\p{L}\p{N}])[IVX](?![\p{L}\p{N}])/gu;

/** What stands behind a number and multiplies it. Longer ones first. */
const SCALES: readonly (readonly [RegExp, number])[] = (
  [
    ["(?:mil|thousand|mille) (?:millones|million|millions)", 1e9],
    ["billions?|bn|milliards?|mrd|миллиард\\p{L}*|млрд\\.?|مليار(?:ات|ا)?|بليون(?:ا)?|بلايين|十亿", 1e9],
    ["millions?|millon(?:es)?|mn|миллион\\p{L}*|млн\\.?|مليونا?|ملايين|百万", 1e6],
    ["trillions?|триллион\\p{L}*|трлн\\.?|تريليون(?:ات|ا)?|万亿", 1e12],
    ["thousand|mille?|тыс\\.?|тысяч\\p{L}*|الفا?|الاف", 1e3],
    ["千万", 1e7],
    ["千亿", 1e11],
    ["百亿", 1e10],
    ["亿|億", 1e8],
    ["万|萬", 1e4],
    ["千", 1e3],
    ["百", 1e2],
  ] as const
).map(([pattern, scale]) => [new RegExp(`^ ?(?:${pattern})(?!(?<!\\p{Script=Han})\\p{L})`, "u"), scale]);
/** In these languages a billion is a million millions. */
const LONG_BILLION = new Set(["fr", "es"]);
/** As far as the words for a scale reach. */
const LOOK = 24;

/** The numbers of a text in digits and words, in order of place; none overlaps another. Digits go before words. */
export function quantitiesIn(
  plain: PlainText,
  language: string,
  habit: NumberHabit,
  isFree: (start: number, end: number) => boolean,
): Quantity[] {
  const found: Quantity[] = [];
  const { text, lower } = plain;
  const degrees = [...text.matchAll(DEGREES)].map(({ 0: own, index }) => ({ start: index, end: index + own.length }));
  for (const { start, written, readings } of digitsIn(text, language, habit)) {
    let end = start + written.length;
    if (!isFree(start, end)) continue;
    let values = readings;
    const ending = ENDINGS.exec(lower.slice(end, end + 6))?.[0] ?? "";
    end += ending.length;
    const [scaleLength, scale] = scaleBehind(lower, end, language);
    if (scale > 1) values = values.map((value) => value * scale);
    end += scaleLength;
    const kind = ending === "" ? "cardinal" : "ordinal";
    if (values.length > 0)
      found.push({
        start,
        end,
        values,
        kind,
        certainty: "certain",
        ...(degrees.some((own) => own.start <= start && start < own.end) && { isDegree: true }),
        scale,
        ...(/\D/.test(written) && scale === 1 && { written }),
      });
  }
  const taken = (start: number, end: number): boolean =>
    !isFree(start, end) || found.some((own) => own.start < end && own.end > start);
  const inWords = language === "zh" ? hanQuantities(text) : wordNumerals(plain, language);
  for (const { value, ...numeral } of inWords)
    if (!taken(numeral.start, numeral.end)) found.push({ ...numeral, values: [value], scale: 1 });
  for (const { start, end, value } of romanNumerals(text))
    if (!taken(start, end))
      found.push({ start, end, values: [value], kind: "ordinal", certainty: "possible", scale: 1, isRoman: true });
  for (const { 0: written, 1: numeral = "", index: start } of text.matchAll(ROMAN_CENTURY)) {
    const [value, end] = [wholeRomanNumber(numeral), start + written.length];
    if (value !== undefined && !taken(start, end))
      found.push({ start, end, values: [value], kind: "ordinal", certainty: "likely", scale: 1, isRoman: true });
  }
  for (const { 0: letter, index: start } of text.matchAll(LONE_ROMAN))
    if (NAMING.test(lower.slice(Math.max(0, start - LOOK), start)) && !taken(start, start + 1)) {
      const values = [wholeRomanNumber(letter) as number];
      found.push({ start, end: start + 1, values, kind: "ordinal", certainty: "possible", scale: 1, isRoman: true });
    }
  return found.sort((a, b) => a.start - b.start);
}

/** A number in digits, with what it can mean. */
interface WrittenDigits {
  readonly start: number;
  readonly written: string;
  readonly readings: readonly number[];
}

const calendars = new Map<string, string>();
/** Buddhist years begin so long before ours. */
const BUDDHIST_YEARS = 543;

/** The year that a number is in languages that count years as Thai does: 2555 is 2012. */
function yearOfThisEra(written: string, language: string): number[] {
  if (!/^2[45]\d\d$/.test(written) || isReadLanguage(language)) return [];
  const calendar = calendars.get(language) ?? new Intl.DateTimeFormat(language).resolvedOptions().calendar;
  calendars.set(language, calendar);
  return calendar === "buddhist" ? [Number(written) - BUDDHIST_YEARS] : [];
}

/** The numbers in digits, in order of place. */
function digitsIn(text: string, language: string, habit: NumberHabit): WrittenDigits[] {
  const found = [...text.matchAll(DIGITS)].map(({ 0: written, index: start }) => ({
    start,
    written,
    readings: [...digitReadings(written, language, habit), ...yearOfThisEra(written, language)],
  }));
  if (languageProfile(language).direction === "ltr") return found;
  const turned = [...text.matchAll(TURNED_GROUPS)].map(({ 0: written, index: start }): WrittenDigits => {
    const asShown = Number(written.split(" ").reverse().join(""));
    const asTyped = found.find((own) => own.start === start && own.written === written)?.readings ?? [];
    return { start, written, readings: [...new Set([...asTyped, asShown])] };
  });
  const isTurned = ({ start, written }: WrittenDigits): boolean =>
    turned.some((own) => start < own.start + own.written.length && own.start < start + written.length);
  return [...found.filter((own) => !isTurned(own)), ...turned].sort((a, b) => a.start - b.start);
}

/** The length of the words behind a number that multiply it, and by how much. */
function scaleBehind(lower: string, at: number, language: string): readonly [length: number, scale: number] {
  const all = lower.slice(at, at + LOOK);
  // 13多亿 is more than 1.3 billion.
  const more = language === "zh" ? (/^ ?[多余几来](?=[十百千万萬亿億])/u.exec(all)?.[0].length ?? 0) : 0;
  const behind = all.slice(more);
  if (!/^ ?\p{L}/u.test(behind)) return [0, 1];
  for (const [pattern, scale] of isReadLanguage(language) ? SCALES : cldrScales(language)) {
    const words = pattern.exec(behind)?.[0];
    if (words === undefined) continue;
    const isLong = LONG_BILLION.has(language) && /billon|billion/.test(words);
    return [more + words.length, isLong ? 1e12 : scale];
  }
  return [0, 1];
}
