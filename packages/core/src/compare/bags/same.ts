import type { DateParts, Value, ValueType } from "../values/value.ts";

/** Types that one language may write as another: Article 12 and 第十二, the 1990s and 1990, COVID-19 and 19. */
const NUMBERS: ReadonlySet<ValueType> = new Set(["number", "reference", "period", "code", "letter", "degree"]);

const overlap = (a: Value, b: Value): boolean =>
  a.readings.some((reading) => b.readings.includes(reading)) || (a.written !== undefined && a.written === b.written);

/** Whether two values say the same, as their type or another that is written for it. */
export function isSame(a: Value, b: Value): boolean {
  if (a.type === b.type) {
    if (a.type === "date") return datesFit(a, b);
    if (a.type === "amount" && a.currency !== b.currency) return false;
    return overlap(a, b);
  }
  if (NUMBERS.has(a.type) && NUMBERS.has(b.type)) return overlap(digits(a), digits(b));
  if (a.shares === b.type || b.shares === a.type) return overlap(a, b);
  return false;
}

/** A code as the number in it. */
const digits = (value: Value): Value =>
  value.type === "code"
    ? { ...value, readings: [...value.readings, ...value.readings.flatMap((reading) => reading.match(/\d+/g) ?? [])] }
    : value;

/** Two dates of which one may leave out the year, or have two readings. */
function datesFit(a: Value, b: Value): boolean {
  if (overlap(a, b)) return true;
  const [one, other] = [a.date as DateParts, b.date as DateParts];
  return one.month === other.month && one.day === other.day && (one.year === undefined || other.year === undefined);
}

/** The numbers that a value is made of: year, month and day; the groups of digits in a symbol. */
export function partsOf({ type, date, readings }: Value): string[] {
  if (date) return [date.year, date.month, date.day].filter((part) => part !== undefined).map(String);
  if (type === "symbol" || type === "code")
    return (readings[0]?.match(/\d+/g) ?? []).map((part) => String(Number(part)));
  return [...readings];
}
