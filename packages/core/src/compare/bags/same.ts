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

/** Two dates of which one may leave out the year, or have two readings. What a span says of the year counts as written. */
function datesFit(a: Value, b: Value): boolean {
  if (overlap(a, b)) return true;
  const [one, other] = [a.date as DateParts, b.date as DateParts];
  if (one.month !== other.month || one.day !== other.day) return false;
  return mayBeOf(a, other.year) || mayBeOf(b, one.year);
}

/** Whether two dates are the same day of different years; `onlyWritten`: of years that both write. */
export function isOfAnotherYear(a: Value, b: Value, onlyWritten = false): boolean {
  const [one, other] = [a.date, b.date];
  if (!one || !other || one.month !== other.month || one.day !== other.day || datesFit(a, b)) return false;
  return !onlyWritten || (one.year !== undefined && other.year !== undefined);
}

/** Whether a date has no year of its own, and its span has that one or none. */
const mayBeOf = ({ date, years }: Value, year: number | undefined): boolean =>
  date?.year === undefined && (year === undefined || (years?.includes(year) ?? true));

/** The numbers that a value is made of: year, month and day; the groups of digits in a symbol. */
export function partsOf({ type, date, readings }: Value): string[] {
  if (date) return [date.year, date.month, date.day].filter((part) => part !== undefined).map(String);
  if (type === "symbol" || type === "code")
    return (readings[0]?.match(/\d+/g) ?? []).map((part) => String(Number(part)));
  return [...readings];
}
