import type { Numeral } from "./numeral.ts";

/** Chinese numerals: 一百二十, 二〇一二. */

const DIGITS = "〇一二三四五六七八九";
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const MYRIADS: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 };

/** A run of numerals, with the ordinal sign before it. */
const HAN_RUN = /(?<ordinal>第)?(?<numeral>[〇零一二三四五六七八九十百千万萬亿億]+)/gu;
/** Digits without units that are a number and no idiom (一一, 三四): a year, a telephone number. */
const POSITIONAL = /^(?=.*[〇零]|.{4})[〇零一二三四五六七八九]{2,}$/u;

/**
 * The Chinese numerals of a text: behind 第 any, elsewhere those of two signs and more, as 一 and 十 alone are words more
 * often than numbers.
 */
export function hanNumerals(text: string): Numeral[] {
  const found: Numeral[] = [];
  for (const match of text.matchAll(HAN_RUN)) {
    const { ordinal = "", numeral = "" } = match.groups ?? {};
    if (ordinal === "" && numeral.length < 2) continue;
    const value = hanValue(numeral);
    if (value === undefined) continue;
    const start = match.index + ordinal.length;
    found.push({ start, end: start + numeral.length, value });
  }
  return found;
}

/** The value of a Chinese numeral. @returns undefined where it is no well-formed numeral: 千万 (by all means), 万一 (in case) */
export function hanValue(numeral: string): number | undefined {
  const signs = [...numeral.replaceAll("零", "〇")];
  if (signs.length === 1 && numeral !== "十") return signs[0] === "〇" ? undefined : hanDigit(signs[0] as string);
  if (POSITIONAL.test(numeral)) return Number(signs.map(hanDigit).join(""));
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let unit = 1e4;
  let myriad = 1e12;
  for (const [at, sign] of signs.entries()) {
    const own = hanDigit(sign);
    if (own !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined;
      digit = own;
      continue;
    }
    const worth = UNITS[sign];
    if (worth !== undefined) {
      // 十二 begins without its one; 一百十 leaves it out, too.
      if ((digit === undefined && (worth !== 10 || (at > 0 && section === 0))) || digit === 0 || worth >= unit)
        return undefined;
      section += (digit ?? 1) * worth;
      [digit, unit] = [undefined, worth];
      continue;
    }
    const many = MYRIADS[sign] as number;
    section += digit ?? 0;
    if (section === 0 || many >= myriad) return undefined;
    total += section * many;
    [section, digit, unit, myriad] = [0, undefined, 1e4, many];
  }
  if (digit === 0) return undefined;
  return total + section + (digit ?? 0);
}

function hanDigit(sign: string): number | undefined {
  const value = DIGITS.indexOf(sign);
  return value < 0 ? undefined : value;
}

/** A number in Chinese numerals: 120 is 一百二十, or digit by digit 一二〇. @param value 0..999,999,999,999 */
export function hanNumeral(value: number, digitByDigit: boolean): string {
  if (digitByDigit || value === 0) return [...String(value)].map((digit) => DIGITS[Number(digit)]).join("");
  let out = "";
  for (const [sign, many] of [
    ["亿", 1e8],
    ["万", 1e4],
    ["", 1],
  ] as const) {
    const section = Math.floor(value / many) % 1e4;
    if (section === 0) continue;
    out += (out !== "" && section < 1000 ? "零" : "") + thousands(section) + sign;
  }
  return out.replace(/^一十/u, "十");
}

function thousands(section: number): string {
  let out = "";
  let gap = false;
  for (const [sign, worth] of [
    ["千", 1000],
    ["百", 100],
    ["十", 10],
    ["", 1],
  ] as const) {
    const digit = Math.floor(section / worth) % 10;
    if (digit === 0) gap = out !== "";
    else {
      out += (gap ? "零" : "") + DIGITS[digit] + sign;
      gap = false;
    }
  }
  return out;
}

/** Whether a Chinese numeral is written digit by digit. */
export const isDigitByDigit = (numeral: string): boolean => POSITIONAL.test(numeral);
