import type { Certainty } from "../../language/numerals/numeral.ts";
import type { Span } from "../../language/span.ts";

/** What a value is compared as. `period` is a century or decade, `code` a name with a number in it: COVID-19; `degree` a part of a place on the map. */
export type ValueType =
  | "symbol"
  | "date"
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

/** Something in a text that its translations must say, too. Places are in the plain text. */
export interface Value extends Span {
  readonly type: ValueType;
  /** What it can mean, in one spelling for all languages, the likeliest first: `1234`, `2012-10-05`, `A/67/404`. */
  readonly readings: readonly string[];
  readonly certainty: Certainty;
  /** Of a number in digits with signs between: the same signs in another language mean the same, whatever they mean. */
  readonly written?: string;
  /** Of an amount, where it is known. */
  readonly currency?: string;
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
