import { signValue } from "../../language/numerals/han-quantities.ts";
import { wholeRomanNumber } from "../../language/numerals/roman.ts";
import type { PlainText } from "../../language/plain.ts";
import type { Span } from "../../language/span.ts";

/** A letter or number of a list, or of a part of a paragraph: `(b)`, `b)`, `б)`, `(ب)`, `（二）`, `1.` at the beginning. */
export interface Marker extends Span {
  /** What it can be in its order, the likeliest first: (c) is 3; `с)` in Russian 3 or 18; `(i)` 1 or 9. */
  readonly ranks: readonly number[];
  /** Whether it begins the text. */
  readonly leads: boolean;
  /** Whether it follows what it is a part of: paragraph 3 (a). */
  readonly isPart: boolean;
}

const HAN = "[一二三四五六七八九十]{1,3}";
const NAME = `[a-z]{1,2}|[ivx]{1,5}|[а-я]|[ء-ي]|\\d{1,2}|${HAN}`;
/** At the beginning also `1.`, `I.` and 一、 */
const LEADING = new RegExp(
  `^[ "'«“]*(?:\\((${NAME})\\)|'(\\d{1,2})'|(${NAME})(?:\\)|\\.(?= )|、)|([ivx]{1,5})\\. |(\\d{1,3})\\. )`,
  "u",
);
const RUN_IN = new RegExp(
  `(?:\\((${NAME})\\)|(?<=[ :;,.؛،；：，。])'(\\d{1,2})'|(?<=[ ;:(؛；：])([a-zа-я]|[ivx]{2,4})\\)|(?<=[ ;:؛；：])(\\d{1,2})\\)(?= ))`,
  "gu",
);

const LATIN = "abcdefghijklmnopqrstuvwxyz";
/** Without letters that lists leave out, and with й as plain text has it. */
const CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя";
const LATIN_OF: Readonly<Record<string, string>> = { а: "a", с: "c", е: "e", р: "p", о: "o", х: "x" };
const ABJAD = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ";

function ranksOf(name: string): number[] {
  if (/^\d+$/.test(name)) return [Number(name)];
  const ranks: number[] = [];
  if (name.length === 1) {
    for (const alphabet of [LATIN, CYRILLIC, ABJAD])
      if (alphabet.includes(name)) ranks.push(alphabet.indexOf(name) + 1);
    const latin = LATIN_OF[name];
    if (latin !== undefined) ranks.push(LATIN.indexOf(latin) + 1);
  }
  const roman = wholeRomanNumber(name.toUpperCase());
  if (roman !== undefined) ranks.push(roman);
  if (new RegExp(`^${HAN}$`, "u").test(name)) ranks.push(signValue(name) ?? 0);
  if (/^([a-z])\1$/.test(name)) ranks.push(26 + LATIN.indexOf(name.charAt(0)) + 1);
  return ranks;
}

/** The markers of a text, in order of place. */
export function markersIn({ lower }: PlainText): Marker[] {
  const found: Marker[] = [];
  const leading = LEADING.exec(lower);
  let lastNumber = 0;
  const add = (start: number, end: number, name: string | undefined, leads: boolean): void => {
    const ranks = name === undefined ? [] : ranksOf(name);
    if (ranks.length === 0) return;
    const isPart = !leads && /(?:\d|[条款段项章节]|\)) ?$/u.test(lower.slice(Math.max(0, start - 3), start));
    if (/^\d/.test(name as string) && !isPart) {
      // A number in brackets that goes on no list is a figure: articles (40) and (41).
      const [number] = ranks as [number];
      if (!leads && number !== 1 && number !== lastNumber + 1) return;
      lastNumber = number;
    }
    found.push({ start, end, ranks, leads, isPart });
  };
  if (leading) add(0, leading[0].length, leading.slice(1).find(Boolean), true);
  for (const match of lower.matchAll(RUN_IN)) {
    if (match.index < (leading?.[0].length ?? 0)) continue;
    add(match.index, match.index + match[0].length, match.slice(1).find(Boolean), false);
  }
  return found;
}
