/**
 * Folder bags: the values of a row, compared over all its languages. In: the values of each language. Out: differences, each
 * with the languages that have a value and those that have none or another.
 *
 * @module
 */

import { hasMonths } from "../values/calendar/months.ts";
import { isReadLanguage } from "../values/languages.ts";
import type { DateParts, Value, ValueType } from "../values/value.ts";
import { isClockNumber, isOfAnotherYear, isSame, partsOf } from "./same.ts";

/** The values of a row, by language. */
export type Bags = ReadonlyMap<string, readonly Value[]>;

/** A value with all the languages that have it. */
export interface Shared {
  readonly type: ValueType;
  /** One of each language that has it. */
  readonly holders: ReadonlyMap<string, Value>;
  readonly absent: readonly string[];
}

/** Values that stand against each other, or one that stands alone. */
export interface Difference {
  readonly one: Shared;
  readonly other?: Shared;
}

/**
 * What the languages of a row do not say alike. A value that is there more often in one language than in another is no
 * difference: languages repeat.
 */
export function differences(bags: Bags): Difference[] {
  const all = oddValues(bags);
  const odd = all.filter((one) => !isExplained(one, all, bags));
  const found: Difference[] = [];
  const paired = new Set<Shared>();
  // Who accuses comes first; a word that may be no number stands against another one at the most.
  for (const one of odd.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    if (paired.has(one)) continue;
    const other = partnerOf(
      one,
      odd.filter((candidate) => candidate !== one && !paired.has(candidate)),
    );
    if (!other) continue;
    paired.add(one).add(other);
    found.push({ one, other });
  }
  for (const one of odd) if (!paired.has(one)) found.push({ one });
  return found.filter(isTelling);
}

/** The values that not all languages have, in order of their first place. */
function oddValues(bags: Bags): Shared[] {
  const languages = [...bags.keys()];
  const odd: Shared[] = [];
  for (const [language, values] of bags)
    for (const value of values) {
      if (odd.some(({ holders }) => [...holders.values()].some((own) => own === value || isSame(own, value)))) continue;
      const holders = holdersOf(value, language, bags);
      if (holders.size === languages.length) continue;
      odd.push({ type: value.type, holders, absent: languages.filter((own) => !holders.has(own)) });
    }
  return odd;
}

/** Each language's own of a value. A date that its span puts into another year may be confirmed by a third language. */
function holdersOf(value: Value, language: string, bags: Bags): Map<string, Value> {
  const holders = new Map([[language, value]]);
  const others = [...bags].filter(([other]) => other !== language);
  for (const [other, values] of others) {
    const same = values.find((own) => isSame(value, own));
    if (same) holders.set(other, same);
  }
  if (!value.date) return holders;
  for (const [other, values] of others) {
    if (holders.has(other)) continue;
    const held = [...holders.values()];
    const same = values.find(
      (own) => held.some((one) => isSame(one, own)) && !held.some((one) => isOfAnotherYear(one, own, true)),
    );
    if (same) holders.set(other, same);
  }
  return holders;
}

const NUMBER_LIKE: ReadonlySet<ValueType> = new Set([
  "number",
  "reference",
  "fraction",
  "amount",
  "percentage",
  "time",
]);
const isLike = (a: ValueType, b: ValueType): boolean => a === b || (NUMBER_LIKE.has(a) && NUMBER_LIKE.has(b));

/** Degrees have many signs, and what is no more than possible is a period only beside another one. */
const accusesNobody = ({ type, certainty }: Value): boolean =>
  type === "degree" || (type === "period" && certainty === "possible");

/** What stands in the place of a value in languages that do not have it: of the same type if there is one, the likest. */
function partnerOf(one: Shared, odd: readonly Shared[]): Shared | undefined {
  if (accusesNobody(first(one))) return undefined;
  let best: { readonly other: Shared; readonly likeness: number } | undefined;
  for (const other of odd) {
    if (accusesNobody(first(other)) || !isLike(one.type, other.type) || !mayFace(first(one), first(other))) continue;
    if ([...other.holders.keys()].some((language) => one.holders.has(language))) continue;
    const likeness = likenessOf(one, other);
    if (likeness > 0 && (!best || likeness > best.likeness)) best = { other, likeness };
  }
  return best?.other;
}

const rankOf = (shared: Shared): number => ["certain", "likely", "possible"].indexOf(first(shared).certainty);

/** Whether two values can stand against each other: a word that may be no number, only against a number in words above 1. */
function mayFace(a: Value, b: Value): boolean {
  if (a.type === "period" || b.type === "period") return a.period === b.period;
  if (a.type === "time" || b.type === "time") return !a.isUnread && !b.isUnread && mayFaceTime(a, b);
  const [sure, other] = a.certainty === "possible" ? [b, a] : [a, b];
  if (other.certainty !== "possible" || (a.type === "code" && b.type === "code")) return true;
  return (
    sure.type === "number" && sure.certainty === "likely" && other.type === "number" && Number(other.readings[0]) > 1
  );
}

/** A time faces another one, or a number that counts hours or may. */
const mayFaceTime = (a: Value, b: Value): boolean =>
  a.certainty !== "possible" &&
  b.certainty !== "possible" &&
  [a, b].every(({ type, isHour }) => type === "time" || isHour);

function likenessOf(one: Shared, other: Shared): number {
  const [a, b] = [first(one), first(other)];
  if (a.type === "code" && b.type === "code") {
    const [x, y] = [a, b].map(({ readings }) => readings[0]?.replace(/\d+/g, ""));
    return x === y ? 1 : 0;
  }
  const [x, y] = [partsOf(a), partsOf(b)];
  const shared = x.filter((part) => y.includes(part)).length;
  return (
    0.1 + shared + (a.type === b.type ? 4 : 0) + (a.certainty === "certain" && b.certainty === "certain" ? 0.5 : 0)
  );
}

export const first = ({ holders }: Shared): Value => holders.values().next().value as Value;

/** Whether each language that lacks a value says it in parts: the 9th to the 12th of April, resolution 1373. */
function isExplained({ holders, absent }: Shared, odd: readonly Shared[], bags: Bags): boolean {
  const own = holders.values().next().value as Value;
  const beside = [...holders.keys()].flatMap((language) => bags.get(language) ?? []);
  return absent.every((language) => {
    const left = odd.flatMap((shared) => shared.holders.get(language) ?? []);
    if (own.date) return isDateExplained(own.date, left, bags.get(language) ?? [], !isReadLanguage(language));
    if (own.clock) return isTimeExplained(own, left);
    if (
      own.type === "number" &&
      left.some((value) => own.readings.some((reading) => isClockNumber(value, Number(reading))))
    )
      return true;
    const parts = new Set(left.filter(({ type }) => type !== own.type).flatMap(partsOf));
    if (own.type === "symbol") return partsOf(own).every((part) => parts.has(part));
    if (own.type !== "number" && own.type !== "reference") return false;
    const covers = left.filter(({ type }) => type === "date" || type === "symbol");
    return own.readings.some((reading) => {
      const isYear = ({ date }: Value): boolean => date?.year === Number(reading);
      const isSaid = (value: Value): boolean =>
        partsOf(value).includes(reading) && !(isYear(value) && beside.some((one) => isOfAnotherYear(one, value)));
      return (
        covers.some(isSaid) ||
        (bags.get(language) ?? []).some((value) => isYear(value) && beside.some((one) => lacksYear(one, value)))
      );
    });
  });
}

/** Whether the same day stands without a year, which is then written apart: in 2012, from 30 May to 1 June. */
const lacksYear = (one: Value, other: Value): boolean =>
  one.date !== undefined && one.date.year === undefined && !one.years && isSame(one, other);

/** The day as a number or in another date that is left; month and year in any date. */
function isDateExplained(
  { day, month, year }: DateParts,
  left: readonly Value[],
  all: readonly Value[],
  isUnreadThere: boolean,
): boolean {
  const has = (values: readonly Value[], part: keyof DateParts, value: number | undefined): boolean =>
    value === undefined ||
    values.some(
      (own) =>
        own.date?.[part] === value ||
        (part !== "month" && own.type === "number" && own.readings.includes(String(value))),
    );
  const hasMonth = has(all, "month", month) || isUnreadThere;
  return has(left, "day", day) && hasMonth && has(all, "year", year);
}

/** The hour and the minute of a time as numbers: 2 h 30 is 2 hours and 30 minutes, or 2.5 hours. */
function isTimeExplained({ clock }: Value, left: readonly Value[]): boolean {
  const { hours = [], minute = 0 } = clock ?? {};
  const has = (number: number): boolean =>
    left.some(
      ({ type, readings }) => type === "number" && readings.some((own) => Math.abs(Number(own) - number) < 1e-9),
    );
  const isHalf = minute === 30 && left.some(({ type, readings }) => type === "fraction" && readings.includes("1/2"));
  return hours.some(
    (hour) =>
      (has(hour) && (minute === 0 || isHalf || has(minute))) || has(hour + minute / 100) || has(hour + minute / 60),
  );
}

/** Whether a difference may be told: a word that may be no number accuses nobody, nor does what each language says in its way. */
function isTelling({ one, other }: Difference): boolean {
  const values = [...one.holders.values(), ...(other?.holders.values() ?? [])];
  if (values.some(accusesNobody)) return false;
  if (values.every(({ certainty }) => certainty === "possible"))
    return other !== undefined && first(one).type === "code";
  if (other) return true;
  const value = first(one);
  // The 1990s may be the last decade of a century; what is not read may say all that has words.
  if (value.type === "period" || isSaidInWords(value, one.absent)) return false;
  if (value.certainty === "possible" || value.type === "letter" || value.type === "code") return false;
  return !(value.type === "number" && value.readings.some((reading) => Number(reading) <= 2));
}

/** The most that languages like to write in words. */
const MAX_IN_WORDS = 100;

/** Whether a language whose words for values are not read may say a value in words. */
function isSaidInWords({ type, readings, certainty, date }: Value, absent: readonly string[]): boolean {
  if (absent.every(isReadLanguage)) return false;
  if (date) return !absent.every(hasMonths);
  if (type === "symbol" || type === "note-mark") return false;
  if (certainty !== "certain" || type === "time" || type === "fraction") return true;
  const number = Number(readings[0]);
  return number <= MAX_IN_WORDS || number % 1000 === 0;
}
