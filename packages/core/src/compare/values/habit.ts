import { readNumber } from "../../language/numbers.ts";

/** The signs that a text's numbers are seen to have, where no other reading is possible: `1,234,567`, `41,5`. */
export interface NumberHabit {
  readonly groups: ReadonlySet<string>;
  readonly decimals: ReadonlySet<string>;
}

const SURE_GROUPS = /(?<![\d.,])\d{1,3}(?:([,.])\d{3})(?:\1\d{3})+(?![\d.,]\d)/g;
/** A group, then a fraction: `1.234,5`. */
const GROUP_AND_FRACTION = /(?<![\d.,])\d{1,3}(?:([,.])\d{3})+(?!\1)([,.])\d+/g;
/** One, two or more than three digits behind; of a point, which parts chapters, too, only behind a currency or before a sign. */
const SURE_FRACTION =
  /(?<![\d.,])\d+(,)(?:\d{1,2}|\d{4,})(?![\d.,]\d|\d)|(?<![\d.,])\d+(\.)\d{1,2}(?= ?%| (?:per cent|million|billion))/g;

/** Looks at how the texts of a language write numbers. @param texts plain texts */
export function numberHabit(texts: Iterable<string>): NumberHabit {
  const groups = new Set<string>();
  const decimals = new Set<string>();
  for (const text of texts) {
    for (const [, group] of text.matchAll(SURE_GROUPS)) groups.add(group as string);
    for (const [, group, decimal] of text.matchAll(GROUP_AND_FRACTION)) {
      groups.add(group as string);
      decimals.add(decimal as string);
    }
    for (const [, comma, point] of text.matchAll(SURE_FRACTION)) decimals.add((comma ?? point) as string);
  }
  return { groups, decimals };
}

/** Languages in whose texts a comma groups, a point begins a fraction, and nothing else is met. */
const UNAMBIGUOUS = new Set(["en", "zh"]);
/** One group of three digits, set apart by a sign that may also begin a fraction: `1.234`, `2,750`. */
const AMBIGUOUS = /^[1-9]\d{0,2}([.,])\d{3}$/;

/**
 * What a number in digits can mean, as the language or the document writes it first: `1.234` in Spanish is 1234, or else 1.234.
 *
 * @param written ASCII digits with their signs
 */
export function digitReadings(written: string, language: string, { groups, decimals }: NumberHabit): number[] {
  const own = readNumber(written, language);
  if (!own) return [];
  const value = Number(own.value);
  const sign = AMBIGUOUS.exec(written)?.[1];
  if (sign === undefined || UNAMBIGUOUS.has(language)) return [value];
  const [grouped, fraction] = [Number(written.replace(sign, "")), Number(written.replace(sign, "."))];
  if (groups.has(sign) && !decimals.has(sign)) return [grouped];
  if (decimals.has(sign) && !groups.has(sign)) return [fraction];
  return value === grouped ? [grouped, fraction] : [fraction, grouped];
}
