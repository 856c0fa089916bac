import { mayBeOneCurrency } from "../values/currencies.ts";
import { type DateParts, numberReading, type Value, type ValueType } from "../values/value.ts";

/** Types that one language may write as another: Article 12 and 第十二, the 1990s and 1990, COVID-19 and 19. */
const NUMBERS: ReadonlySet<ValueType> = new Set(["number", "reference", "period", "code", "letter", "degree"]);

const overlap = (a: Value, b: Value): boolean =>
  a.readings.some((reading) => b.readings.includes(reading)) || (a.written !== undefined && a.written === b.written);

/** Whether two values say the same, as their type or another that is written for it. */
export function isSame(a: Value, b: Value): boolean {
  if (a.type === b.type) {
    if (a.type === "date") return datesFit(a, b);
    if (a.type === "amount" && !mayBeOneCurrency(a, b)) return false;
    if (a.measure && b.measure && a.measure.dimension === b.measure.dimension) return overlap(inBase(a), inBase(b));
    return overlap(a, b);
  }
  return isSaidOtherwise(a, b) || isSaidOtherwise(b, a) || isReadOtherwise(a, b);
}

/** Whether types that differ say the same by what they are: half and 50 per cent, the 1990s and 90, 3 p.m. and 15 heures. */
function isSaidOtherwise(a: Value, b: Value): boolean {
  if (a.type === "fraction" && b.type === "percentage") return shareOf(a) === Number(b.readings[0]);
  if (a.type === "fraction" && b.isPart) return b.readings.some((below) => a.readings.includes(`1/${below}`));
  if (a.type === "time" && b.type === "number" && b.isHour) return a.clock?.minute === 0 && isHourOf(a, b);
  if (a.period === "decade" && b.type === "number")
    return a.readings.some((year) => b.readings.includes(String(Number(year) % 100)));
  if (b.isUnread && b.type === "number") return isUnreadOf(a, b);
  return a.type === "amount" && a.isRareCurrency === true && b.type === "number" && overlap(a, b);
}

/** What a number can be whose words are not read: a sum, a percentage, or a count of thousands or millions. */
function isUnreadOf(value: Value, { readings }: Value): boolean {
  if (value.type === "time") return readings.some((reading) => isClockNumber(value, Number(reading)));
  if (value.type !== "amount" && value.type !== "percentage") return false;
  return readings.some((reading) =>
    [1, 1e3, 1e6, 1e9].some((many) => value.readings.includes(numberReading(Number(reading) * many))),
  );
}

function isReadOtherwise(a: Value, b: Value): boolean {
  if (NUMBERS.has(a.type) && NUMBERS.has(b.type)) return overlap(digits(a), digits(b));
  if (a.shares === b.type || b.shares === a.type) return overlap(a, b);
  return false;
}

/** A fraction as a percentage. */
const shareOf = ({ readings: [reading = ""] }: Value): number => {
  const [above = 0, below = 1] = reading.split("/").map(Number);
  return Number(numberReading((100 * above) / below));
};

const isHourOf = ({ clock }: Value, { readings }: Value): boolean =>
  readings.some((reading) => clock?.hours.includes(Number(reading)));

/** Whether a number is one that a time is written with: its hour, its minute, or both as if they were a fraction. */
export function isClockNumber({ clock }: Value, number: number): boolean {
  if (!clock) return false;
  const { hours, minute } = clock;
  const has = (own: number): boolean => Math.abs(own - number) < 1e-9;
  return has(minute) || hours.some((hour) => has(hour) || has(hour + minute / 100) || has(hour + minute / 60));
}

/** A number in the smallest unit of what it measures. */
const inBase = (value: Value): Value => {
  const { factor = 1 } = value.measure ?? {};
  const { written: _, ...own } = value;
  return { ...own, readings: value.readings.map((reading) => numberReading(Number(reading) * factor)) };
};

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
