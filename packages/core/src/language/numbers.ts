import { asciiDigits } from "./script.ts";

/** A number in digits, as a language wrote it. */
export interface WrittenNumber {
  /** Its digits, `.` before those of a fraction: `1234567`, `3.50`. */
  readonly value: string;
  /** Whether its thousands were set apart. */
  readonly grouped: boolean;
}

/** `1,234,567`, `1 234,5`, `1.234`, `1’234.50`: groups of three set apart by one sign, a fraction by another. */
const GROUPS = /^\d{1,3}(?:(?<group>[ ,.'٬])\d{3})(?:\k<group>\d{3})*(?:(?!\k<group>)[.,٫]\d+)?$/u;
const FRACTION = /^\d+(?<decimal>[.,٫])\d+$/u;
const SPACES = /[\u00a0\u2009\u202f]/gu;
const APOSTROPHES = /[’ʼ]/gu;

/** With ASCII digits, and one sign for spaces and apostrophes of all kinds. */
const plainNumber = (written: string): string => asciiDigits(written).replace(SPACES, " ").replace(APOSTROPHES, "'");

/**
 * What a number in digits says. Its form decides where it can: `1,234,567` and `3.5` are the same in every language. `1,234` has a
 * fraction where the language writes fractions so (`fr`), and thousands elsewhere (`en`).
 *
 * @param language a BCP 47 tag
 * @returns undefined for what is no number: `66/181`, `3.2.1`
 */
export function readNumber(written: string, language: string): WrittenNumber | undefined {
  const plain = plainNumber(written);
  if (/^\d+$/.test(plain)) return { value: plain, grouped: false };
  const decimal = FRACTION.exec(plain)?.groups?.decimal;
  const group = GROUPS.exec(plain)?.groups?.group;
  if (decimal !== undefined && (group === undefined || decimal === signsOf(language).decimal))
    return { value: plain.replace(decimal, "."), grouped: false };
  if (group === undefined) return undefined;
  return { value: plain.replaceAll(group, "").replace(/[,٫]/u, "."), grouped: true };
}

/**
 * Writes a number as a text in a language writes another one: with its digits, its signs between thousands and before a fraction, and,
 * where that has none, with those that CLDR knows of the language and these digits.
 *
 * @param model a number of that text
 * @param language a BCP 47 tag: `de-CH` sets thousands apart otherwise than `de`
 */
export function writeNumber({ value, grouped }: WrittenNumber, model: string, language: string): string {
  const [whole = "", fraction] = value.split(".");
  const own = readNumber(model, language);
  const signs = signsOf(language, digitsOf(model));
  const group = own?.grouped ? (/\P{Nd}/u.exec(model)?.[0] as string) : signs.group;
  const decimal = own?.value.includes(".")
    ? ([...model].findLast((sign) => /\P{Nd}/u.test(sign)) as string)
    : signs.decimal;
  // Years stand without a sign in any text; larger numbers as their model does.
  const isGrouped = grouped || (own?.grouped === true && whole.length > 4);
  const written = isGrouped ? groupsOf(whole, language).join(group) : whole;
  return inDigitsOf(model, fraction === undefined ? written : `${written}${decimal}${fraction}`);
}

/** A text with ASCII digits in the digits of another. */
export function inDigitsOf(model: string, text: string): string {
  const digit = /\p{Nd}/u.exec(model)?.[0] ?? "0";
  const zero = (digit.codePointAt(0) as number) - Number(asciiDigits(digit));
  return text.replace(/[0-9]/g, (own) => String.fromCodePoint(zero + Number(own)));
}

/** CLDR's name of the digits that a number is written in. */
function digitsOf(written: string): "arab" | "arabext" | "latn" {
  if (/[\u0660-\u0669]/u.test(written)) return "arab";
  return /[\u06f0-\u06f9]/u.test(written) ? "arabext" : "latn";
}

/** Digits as a language groups them: by three, in India the others by two. */
function groupsOf(digits: string, language: string): string[] {
  const parts = formatOf(language, "latn").formatToParts(BigInt(digits));
  const integers = parts.filter(({ type }) => type === "integer").map(({ value }) => value);
  return integers.join("") === digits ? integers : digits.split(/\B(?=(?:\d{3})+$)/);
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(language: string, numberingSystem: string): Intl.NumberFormat {
  const key = `${language} ${numberingSystem}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, { numberingSystem, useGrouping: "always" });
    formats.set(key, format);
  }
  return format;
}

/** What CLDR sets thousands and fractions apart by. */
function signsOf(language: string, numberingSystem = "latn"): { readonly group: string; readonly decimal: string } {
  const parts = formatOf(language, numberingSystem).formatToParts(1234567.5);
  const sign = (of: "group" | "decimal"): string | undefined => parts.find(({ type }) => type === of)?.value;
  return { group: sign("group") ?? ",", decimal: sign("decimal") ?? "." };
}
