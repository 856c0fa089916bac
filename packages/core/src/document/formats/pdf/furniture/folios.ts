import { wholeRomanNumber } from "../../../../language/numerals/roman.ts";
import type { Line } from "../lines.ts";
import { bareNumber, heightOf, type Placed } from "./placed-lines.ts";

/** Pages on which numbers have to count with the pages, if each is alone on its height. */
const MIN_ALONE = 2;
/** The same for numbers that stand beside something else, as beside a chapter's title; all at one height. */
const MIN_BESIDE = 3;

/**
 * Finds the page numbers among the lines of all pages: numbers in one of the outer two rows, in digits or in small Roman
 * letters, that are larger than the numbers of their pages by the same amount on several pages.
 */
export function foliosOf(all: readonly Placed[]): ReadonlySet<Line> {
  const numbers = all.flatMap((placed) => {
    const { line, page, rank, cell } = placed;
    const digits = bareNumber(line.text);
    const number = digits ?? smallRoman(line.text);
    if (number === undefined || rank >= 2 || cell) return [];
    return [{ placed, count: `${digits === undefined ? "roman" : "digits"} ${number - page.number}` }];
  });
  const folios = new Set<Line>();
  for (const counted of Map.groupBy(numbers, ({ count }) => count).values()) {
    const places = counted.map(({ placed }) => placed);
    if (pagesOf(places) >= MIN_ALONE) for (const { line, alone } of places) if (alone) folios.add(line);
    for (const level of Map.groupBy(places, ({ line }) => heightOf(line)).values())
      if (pagesOf(level) >= MIN_BESIDE) for (const { line } of level) folios.add(line);
  }
  return folios;
}

const pagesOf = (places: readonly Placed[]): number => new Set(places.map(({ page }) => page)).size;

/** The value of a numeral in small letters: `iv`. */
function smallRoman(text: string): number | undefined {
  return text === text.toLowerCase() ? wholeRomanNumber(text.toUpperCase()) : undefined;
}
