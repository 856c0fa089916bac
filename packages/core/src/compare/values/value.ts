import type { Certainty } from "../../language/numerals/numeral.ts";
import type { Span } from "../../language/span.ts";

/** What a value is compared as. `time` is one of the day, `period` a century or decade, `code` a name with a number in it: COVID-19; `degree` a part of a place on the map. */
export type ValueType =
  | "symbol"
  | "date"
  | "time"
  | "amount"
  | "percentage"
  | "reference"
  | "letter"
  | "note-mark"
  | "fraction"
  | "number"
  | "period"
  | "code"
  | "degree";

/** A day, a month, a day of a year: what of it is written. */
export interface DateParts {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
}

/** A unit of measure: what it measures, and how many of the smallest unit it is. */
export interface Measure {
  readonly dimension: string;
  readonly factor: number;
}

/** The numbers that a time of day is written with: 3.05 p.m. has the hours 3 and 15. */
export interface Clock {
  readonly hours: readonly number[];
  readonly minute: number;
}

/** Something in a text that its translations must say, too. Places are in the plain text. */
export interface Value extends Span {
  readonly type: ValueType;
  /** What it can mean, in one spelling for all languages, the likeliest first: `1234`, `2012-10-05`, `A/67/404`. */
  readonly readings: readonly string[];
  readonly certainty: Certainty;
  /** Of a number in digits with signs between: the same signs in another language mean the same, whatever they mean. */
  readonly written?: string;
  /** Of an amount, ISO 4217, where it is known. */
  readonly currency?: string;
  /** Whether several currencies have its name: $, dollars. */
  readonly isBareCurrency?: true;
  /** Whether another language may call the currency by a name that is not known, or it is not known at all. */
  readonly isRareCurrency?: true;
  /** Of a number with a unit behind it. */
  readonly measure?: Measure;
  readonly clock?: Clock;
  /** Of a number before hours that may count them or be a time of day: 15 heures. */
  readonly isHour?: true;
  /** Of an ordinal that may name a part: a fifth of, la tercera parte, третья часть. */
  readonly isPart?: true;
  readonly period?: "decade" | "century";
  /** Whether it stands in a language whose words for percentages, sums, references and hours are not read. */
  readonly isUnread?: true;
  readonly date?: DateParts;
  /** Of a date without a year that is joined with dates that have one: the years that it may be of. */
  readonly years?: readonly number[];
  /** Whether it is the first of two that share what stands behind the second: 2 to 3 million, 10 and 20 per cent. */
  readonly shares?: ValueType;
}

/** A number in one spelling: without zeros that say nothing, at most fifteen digits. */
export const numberReading = (value: number): string => String(Number(value.toPrecision(15)));

/** A date in one spelling; what is not written is left out: `2012-10`, `--10-05`. */
export function dateReading({ year, month, day }: DateParts): string {
  const two = (part: number | undefined): string => (part === undefined ? "" : `-${String(part).padStart(2, "0")}`);
  return `${year ?? "-"}${two(month)}${two(day)}`;
}
