import { plainPattern } from "../../../language/plain.ts";
import type { DateParts, Value } from "../value.ts";

/** What may stand between dates of one span or list: from 30 May to 1 June 2012, 5月3日、6月5日和7月7日. */
const WORDS =
  "and|or|to|through|until|till|from|on|as well as|(?:mon|tues|wednes|thurs|fri|satur|sun)day|" +
  "et|ou|au|a|du|le|les|jusqu'au|puis|ainsi que|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|" +
  "y|e|o|al|del|el|hasta|lunes|martes|miércoles|jueves|viernes|sábado|domingo|" +
  "и|или|с|по|до|а также|понедельник\\p{L}?|вторник\\p{L}?|сред[аыу]|четверг\\p{L}?|пятниц\\p{L}{1,2}|суббот\\p{L}{1,2}|воскресень[ея]|" +
  "و?(?:من|إلى|حتى|في|يوم|كذلك)|أو|ال(?:اثنين|ثلاثاء|أربعاء|خميس|جمعة|سبت|أحد)";
const HAN = "至|到|和|与|及|或|以及|从|自|同年|(?:星期|周)[一二三四五六日天]";
const DAYS = "[0-3]?\\d(?:st|nd|rd|th|er|º|日|号)?(?!\\d)|[一二三四五六七八九十]{1,3}[日号]";
const JOINT = new RegExp(
  plainPattern(`^(?:[ ,،、()-]|و(?=\\d| )|(?<!\\p{L})(?:${WORDS})(?!\\p{L})|(?<!\\d)(?:${DAYS})|${HAN})*$`),
  "u",
);
/** No two dates of one span stand farther apart. */
const FAR = 40;

/**
 * Gives dates without a year the years that the dates joined with them say: Chinese writes the year with the first of a span,
 * other languages with the last.
 *
 * @param values the values of a text, in order of place
 * @param lower the text, plain, in lower case
 */
export function datesInSpans(values: readonly Value[], lower: string): Value[] {
  const dates = values.filter(({ date }) => date);
  const yearsOf = (at: number, step: -1 | 1): number[] => {
    for (let own = at; ; own += step) {
      const [one, next] = [dates[own], dates[own + step]];
      if (!(step > 0 ? isJoined(one, next, lower) : isJoined(next, one, lower))) return [];
      const year = next?.date?.year;
      if (year !== undefined) return orderOf(dates[at]) * step > orderOf(next) * step ? [year, year - step] : [year];
    }
  };
  const years = new Map(
    dates.flatMap((value, at) =>
      value.date?.year === undefined ? [[value, [...yearsOf(at, -1), ...yearsOf(at, 1)]] as const] : [],
    ),
  );
  return values.map((value) => {
    const own = years.get(value) ?? [];
    return own.length > 0 ? { ...value, years: own } : value;
  });
}

const isJoined = (one: Value | undefined, next: Value | undefined, lower: string): boolean =>
  one !== undefined &&
  next !== undefined &&
  next.start >= one.end &&
  next.start - one.end <= FAR &&
  JOINT.test(lower.slice(one.end, next.start));

/** The months that stand in one span with a month of a year: May and June 2012, 2012年5月至6月. */
export function monthsJoined(months: readonly Value[], dates: readonly Value[], lower: string): Value[] {
  const ofYears = dates.filter(({ date }) => date?.year !== undefined && date.day === undefined);
  const others = months.filter(({ start, end }) => dates.every((own) => own.end <= start || own.start >= end));
  const reached = [...ofYears];
  const found: Value[] = [];
  for (const one of reached)
    for (const month of others)
      if (!found.includes(month) && (isJoined(month, one, lower) || isJoined(one, month, lower))) {
        found.push(month);
        reached.push(month);
      }
  return found;
}

/** Where in its year a day stands. A span that would go backwards goes over the end of the year. */
const orderOf = (value: Value | undefined): number => {
  const { month = 0, day = 0 } = value?.date ?? ({} as DateParts);
  return month * 100 + day;
};
