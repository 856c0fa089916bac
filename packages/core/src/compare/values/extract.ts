/**
 * Folder values: what a text says that its translations must say, too. In: a plain text. Out: its values in order of place, every
 * span owned once, in the order date, time, symbol, decade, amount, percentage, reference, note mark, fraction, number.
 *
 * @module
 */

import type { NoteMark } from "../../document/document.ts";
import { type PlainText, plainText } from "../../language/plain.ts";
import { datesInSpans, monthsJoined } from "./calendar/date-spans.ts";
import { datesIn, monthsIn } from "./calendar/dates.ts";
import { decadesIn, decadesOfCenturies } from "./calendar/periods.ts";
import { timesIn } from "./calendar/times.ts";
import { cldrPercent } from "./cldr-words.ts";
import {
  BETWEEN,
  CENTURY_BEFORE,
  CENTURY_BEHIND,
  HOURS_BEHIND,
  NAMED_BEHIND,
  NAMING,
  NO_NOUN_BEHIND,
  PART_BEFORE,
  PART_BEHIND,
  PERCENT_BEFORE,
  PERCENT_BEHIND,
  PERIOD_BEFORE,
  PERIOD_BEHIND,
} from "./contexts.ts";
import { CURRENCY_LOOK, currencyAround } from "./currencies.ts";
import { type NumberHabit, numberHabit } from "./habit.ts";
import { isReadLanguage } from "./languages.ts";
import { type Marker, markersIn } from "./markers.ts";
import { measureBehind } from "./measures.ts";
import { type Quantity, quantitiesIn } from "./quantities.ts";
import { symbolsIn } from "./symbols.ts";
import { numberReading, type Value, type ValueType } from "./value.ts";

/** What was found in a text. */
export interface TextValues {
  readonly plain: PlainText;
  readonly values: readonly Value[];
  readonly markers: readonly Marker[];
}

export const NO_HABIT: NumberHabit = numberHabit([]);

/** The values of a text. */
export function valuesOf(written: string, language: string, habit: NumberHabit = NO_HABIT): TextValues {
  const plain = plainText(written);
  const owned = new Uint8Array(plain.text.length);
  const isFree = (start: number, end: number): boolean => {
    for (let at = start; at < end; at++) if (owned[at] === 1) return false;
    return true;
  };
  const values: Value[] = [];
  const own = (value: Value): void => {
    if (!isFree(value.start, value.end)) return;
    owned.fill(1, value.start, value.end);
    values.push(value);
  };
  const dated = datesIn(plain, language);
  const markers = markersIn(plain).filter(({ start, end, leads, isPart }) => {
    if (isPart) return true;
    // 5. Oktober 2012 is a day and no fifth paragraph.
    if (leads && dated.some((date) => date.start < end && start < date.end && isWhole(date))) return false;
    owned.fill(1, start, end);
    return true;
  });
  const holdsNumber = /[\p{N}]/u.test(plain.text);
  if (holdsNumber) for (const value of dated.filter(isWhole)) own(value);
  for (const value of timesIn(plain, language)) own(value);
  if (holdsNumber) for (const value of symbolsIn(plain, language)) own(value);
  for (const value of dated) own(value);
  for (const value of decadesIn(plain, language)) own(value);
  const dates = values.filter(({ date }) => date);
  if (dates.some(({ date }) => date?.day === undefined))
    for (const value of monthsJoined(monthsIn(plain, language), dates, plain.lower)) own(value);
  for (const value of noteMarksIn(plain.text)) own(value);
  for (const { start, end, ranks, isPart } of markers)
    if (isPart && ranks.length > 0)
      own({ type: "letter", start, end, readings: ranks.map(String), certainty: "possible" });
  const quantities = quantitiesIn(plain, language, habit, isFree);
  for (const value of classified(quantities, plain, language)) own(value);
  values.sort((a, b) => a.start - b.start);
  return { plain, values: datesInSpans(decadesOfCenturies(values, plain.lower), plain.lower), markers };
}

/** The same with note marks that were taken out of the text as written. */
export function withMarks(found: TextValues, marks: readonly NoteMark[]): TextValues {
  if (marks.length === 0) return found;
  const { places } = found.plain;
  const taken = marks.map(({ mark, offset }): Value => {
    let at = places.findIndex((place) => place >= offset);
    if (at < 0) at = places.length - 1;
    return { type: "note-mark", start: at, end: at, readings: [plainText(mark).text], certainty: "certain" };
  });
  return { ...found, values: [...found.values, ...taken].sort((a, b) => a.start - b.start) };
}

/** Numeric dates look like symbols: 5/10/2012. */
const isWhole = ({ date }: Value): boolean => date?.day !== undefined && date.year !== undefined;

/** Superscript digits, unless they are an exponent; stars behind a word or at the beginning. */
function noteMarksIn(text: string): Value[] {
  return [
    ...text.matchAll(
      /(?<!(?:^|[\s\d/.])(?:k?m|cm|mm|ha|co|dm|10|к?м|см|мм|га|ك?م|سم|公里|米))[⁰¹²³⁴-⁹]+(?![ᵃ-ᶿʰ-ʸ])|(?<=[\p{L}\p{P}])\*{1,3}(?!\*|\p{L})/gu,
    ),
  ].map(({ 0: mark, index: start }) => {
    const reading = [...mark].map((sign) => (sign === "*" ? sign : String("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign)))).join("");
    const end = start + mark.length;
    return { type: "note-mark", start, end, readings: [reading], certainty: "certain" } as const;
  });
}

/** As far as what stands around a number is looked at. */
const LOOK = 28;

/** Tells of each number what it counts. */
function classified(quantities: readonly Quantity[], plain: PlainText, language: string): Value[] {
  const { lower } = plain;
  const values: Value[] = [];
  let last: { readonly type: ValueType; readonly end: number } | undefined;
  for (const quantity of quantities) {
    const ahead = lower.slice(Math.max(0, quantity.start - LOOK), quantity.start);
    const following = lower.slice(quantity.end, quantity.end + CURRENCY_LOOK);
    let value = classify(quantity, ahead, following, language);
    // Articles 12, 13 and 14: what names the first names all.
    const isNext = last?.type === "reference" && value?.type === "number" && isBetween(lower, last.end, quantity.start);
    if (isNext && value && quantity.scale === 1) value = { ...value, type: "reference" };
    if (!value) continue;
    const before = values.at(-1);
    if (before?.type === "number" && isBetween(lower, before.end, quantity.start))
      values[values.length - 1] = sharing(before, value, quantity);
    values.push(value);
    last = { type: value.type, end: value.end };
  }
  return values;
}

const isBetween = (text: string, start: number, end: number): boolean =>
  end - start <= 8 && BETWEEN.test(text.slice(start, end));

/** The first of two numbers that share what stands behind the second. */
function sharing(first: Value, second: Value, { scale }: Quantity): Value {
  const scaled = scale > 1 ? first.readings.map((reading) => numberReading(Number(reading) * scale)) : [];
  return {
    ...first,
    readings: [...new Set([...first.readings, ...scaled])],
    ...(second.type !== "number" && { shares: second.type }),
    ...(second.measure && { measure: second.measure }),
    ...(second.isHour && { isHour: true }),
  };
}

function classify(quantity: Quantity, ahead: string, following: string, language: string): Value | undefined {
  const { start, end, values, certainty, fraction, isRoman } = quantity;
  const readings = values.map(numberReading);
  const base = {
    start,
    end,
    readings,
    certainty,
    ...(quantity.written && { written: quantity.written }),
    ...(!isReadLanguage(language) && { isUnread: true as const }),
  };
  if (quantity.isDegree) return { ...base, type: "degree", certainty: "possible" };
  if (fraction && fraction[1] === 100)
    return { ...base, type: "percentage", readings: [numberReading(fraction[0])], certainty: "certain" };
  if (CENTURY_BEHIND.test(following) || CENTURY_BEFORE.test(ahead))
    return { ...base, type: "period", period: "century", certainty: isRoman ? "likely" : certainty };
  const isPeriod = PERIOD_BEHIND.test(following) || PERIOD_BEFORE.test(ahead);
  if (isPeriod) return { ...base, type: "period", certainty: "possible" };
  const percent =
    PERCENT_BEHIND.exec(following) ?? (isReadLanguage(language) ? null : cldrPercent(language)?.exec(following));
  if (percent && !isRoman)
    return {
      ...base,
      end: end + percent[0].length,
      type: "percentage",
      certainty: certainty === "possible" ? "likely" : certainty,
    };
  if (PERCENT_BEFORE.test(ahead) && language !== "zh") return { ...base, type: "percentage" };
  if (fraction) return { ...base, type: "fraction", readings: [`${fraction[0]}/${fraction[1]}`] };
  const currency = isRoman ? undefined : currencyAround(ahead, following, language);
  if (currency && certainty !== "possible") {
    const isBehind = currency.side === "behind";
    return {
      ...base,
      type: "amount",
      ...(currency.code && { currency: currency.code }),
      ...((currency.isRare || !currency.code) && { isRareCurrency: true }),
      ...(currency.isBare && { isBareCurrency: true }),
      start: start - (isBehind ? 0 : currency.length),
      end: end + (isBehind ? currency.length : 0),
    };
  }
  const isNamed = NAMING.test(ahead) || NAMED_BEHIND.test(following);
  if (isNamed && quantity.scale === 1 && (language !== "zh" || !/第 ?$/u.test(ahead) || NAMED_BEHIND.test(following)))
    return {
      ...base,
      type: "reference",
      certainty: certainty === "possible" && isRoman && readings[0] !== "1" ? "likely" : certainty,
    };
  const measure = measureBehind(following);
  const isHour = HOURS_BEHIND.test(following) && Number.isInteger(values[0]) && (values[0] as number) <= 24;
  const isPart = mayBePart(quantity, ahead, following, language);
  return {
    ...base,
    type: "number",
    ...(measure && { measure }),
    ...(isHour && { isHour }),
    ...(isPart && { isPart }),
  };
}

/** Whether an ordinal may name a part; in Arabic a number in words does before its whole: خمس الأعضاء, but خمس سنوات. */
function mayBePart({ kind, certainty }: Quantity, ahead: string, following: string, language: string): boolean {
  if (kind === "cardinal") return language === "ar" && certainty !== "certain" && /^ ال/u.test(following);
  if (kind !== "ordinal") return false;
  return (
    PART_BEHIND.test(following) || (language === "en" && PART_BEFORE.test(ahead) && NO_NOUN_BEHIND.test(following))
  );
}
