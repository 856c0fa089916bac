import { asciiDigits } from "./script.ts";

/** A number in digits, as a language wrote it. */
export interface WrittenNumber {
  /** Its digits, `.` before those of a fraction: `1234567`, `3.50`. */
  readonly value: string;
  /** Whether its thousands were set apart. */
  readonly grouped: boolean;
}

/** `1,234,567`, `1 234,5`, `1.234`: groups of three set apart by one sign, a fraction by another. */
const GROUPS = /^\d{1,3}(?:(?<group>[ ,.'٬])\d{3})(?:\k<group>\d{3})*(?:(?!\k<group>)[.,٫]\d+)?$/u;
const FRACTION = /^\d+(?<decimal>[.,٫])\d+$/u;
const SPACES = /[\u00a0\u2009\u202f]/gu;

/**
 * What a number in digits says. Its form decides where it can: `1,234,567` and `3.5` are the same in every language. `1,234` has a
 * fraction where the language writes fractions so (`fr`), and thousands elsewhere (`en`).
 *
 * @param language a BCP 47 tag
 * @returns undefined for what is no number: `66/181`, `3.2.1`
 */
export function readNumber(written: string, language: string): WrittenNumber | undefined {
  const plain = asciiDigits(written).replace(SPACES, " ");
  if (/^\d+$/.test(plain)) return { value: plain, grouped: false };
  const decimal = FRACTION.exec(plain)?.groups?.decimal;
  const group = GROUPS.exec(plain)?.groups?.group;
  if (decimal !== undefined && (group === undefined || decimal === signsOf(language).decimal))
    return { value: plain.replace(decimal, "."), grouped: false };
  if (group === undefined) return undefined;
  return { value: plain.replaceAll(group, "").replace(/[,٫]/u, "."), grouped: true };
}

/**
 * Writes a number as a text in a language writes another one: with its signs between thousands and before a fraction, and, where
 * that has none, with those of the language. Digits are ASCII.
 *
 * @param model a number of that text
 */
export function writeNumber({ value, grouped }: WrittenNumber, model: string, language: string): string {
  const [whole = "", fraction] = value.split(".");
  const plain = asciiDigits(model);
  const own = readNumber(model, language);
  const signs = signsOf(language);
  const group = own?.grouped ? (/\D/u.exec(plain)?.[0] as string) : signs.group;
  const decimal = own?.value.includes(".")
    ? ([...plain].findLast((sign) => /\D/u.test(sign)) as string)
    : signs.decimal;
  // Years stand without a sign in any text; larger numbers as their model does.
  const isGrouped = grouped || (own?.grouped === true && whole.length > 4);
  const written = isGrouped ? whole.replace(/\B(?=(?:\d{3})+$)/g, group) : whole;
  return fraction === undefined ? written : `${written}${decimal}${fraction}`;
}

const known = new Map<string, { readonly group: string; readonly decimal: string }>();

/** What CLDR sets thousands and fractions apart by. */
function signsOf(language: string): { readonly group: string; readonly decimal: string } {
  let signs = known.get(language);
  if (!signs) {
    const parts = new Intl.NumberFormat(language, { numberingSystem: "latn" }).formatToParts(1234567.5);
    const sign = (of: "group" | "decimal"): string | undefined => parts.find(({ type }) => type === of)?.value;
    signs = { group: sign("group") ?? ",", decimal: sign("decimal") ?? "." };
    known.set(language, signs);
  }
  return signs;
}
