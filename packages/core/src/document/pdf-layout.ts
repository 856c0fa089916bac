import type { Line } from "./lines.ts";
import { type PdfLine, quantile, SUPERSCRIPTS } from "./pdf-glyphs.ts";

/**
 * Lines at a page's edges that say the same on most pages, but for their numbers, and stand apart from the body by a gap
 * or by their size; and what the United Nations print around every text.
 */
export function edgeLines(pages: readonly (readonly PdfLine[])[]): Set<PdfLine> {
  const ordered = pages.map((page) => [...page].sort((a, b) => b.y - a.y));
  // Only a short line may differ in its numbers; a longer one is more likely text of one pattern.
  const keyOf = ({ text, y }: PdfLine): string =>
    `${text.length <= 40 ? text.replace(/\p{Nd}+/gu, "#") : text} ${Math.round(y / 6)}`;
  const times = new Map<string, number>();
  for (const page of ordered)
    for (const key of new Set([...page.slice(0, EDGE), ...page.slice(-EDGE)].map(keyOf)))
      times.set(key, (times.get(key) ?? 0) + 1);
  const often = (line: PdfLine): boolean =>
    pages.length > 1 && (times.get(keyOf(line)) ?? 0) >= Math.max(2, 0.4 * pages.length);
  const size = mode(pages.flat().map((line) => line.size));

  const found = new Set<PdfLine>();
  for (const [number, page] of ordered.entries())
    for (const side of [page, page.toReversed()]) {
      let taken = 0;
      while (
        taken < Math.min(EDGE, side.length) &&
        (often(side[taken] as PdfLine) || isFurniture((side[taken] as PdfLine).text, number === 0))
      )
        taken++;
      for (; taken > 0; taken--) {
        const [last, next] = [side[taken - 1] as PdfLine, side[taken]];
        const apart = !next || Math.abs(last.y - next.y) > 1.9 * size || Math.abs(last.size - size) > 0.08 * size;
        if (apart || isFurniture(last.text, number === 0)) break;
      }
      for (const line of side.slice(0, taken)) found.add(line);
    }
  return found;
}

/** How many lines from the top and from the foot may be furniture. */
const EDGE = 4;

/** What the United Nations print around a text: page and job numbers, the masthead's "Distr.", the plea to recycle. */
function isFurniture(text: string, firstPage: boolean): boolean {
  if (/^(?:\d{1,4}\s*\/\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—])$/.test(text)) return true;
  if (/^\*?\d{2}-\d{5}\*?(?: \([EFSRCA]\))?(?: \d{6})?(?: \d{1,3}\/\d{1,3})?$/.test(text)) return true;
  if (
    /^(?:please recycle|merci de recycler|se ruega reciclar|просьба отправить на вторичную переработку|请回收|الرجاء إعادة استعمال الورق)/iu.test(
      text,
    )
  )
    return true;
  return (
    firstPage &&
    /^(?:distr\.|original:|nations unies$|united nations$|naciones unidas$|организация объединенных наций$|联合国$|الأمم المتحدة$)/iu.test(
      text,
    )
  );
}

/** Lines for the text reader: pages parted by form feeds, notes below a rule, `begins` where the page says so. */
export function laidOut(pages: readonly (readonly PdfLine[])[]): Line[] {
  const all = pages.flat();
  const size = mode(all.flatMap((line) => Array.from({ length: Math.ceil(line.text.length / 10) }, () => line.size)));
  const rtl = all.filter(({ glyphs }) => glyphs.some((glyph) => glyph.rtl)).length > all.length / 2;
  const body = all.filter((line) => Math.abs(line.size - size) < 0.08 * size);
  const left = quantile(
    body.map((line) => line.left),
    0.1,
  );
  const right = quantile(
    body.map((line) => line.right),
    0.9,
  );
  const start = (line: PdfLine): number =>
    rtl ? (line.column?.[1] ?? right) - line.right : line.left - (line.column?.[0] ?? left);
  const spare = (line: PdfLine): number =>
    rtl ? line.left - (line.column?.[0] ?? left) : (line.column?.[1] ?? right) - line.right;
  const leading = mode(
    pages.flatMap((page) =>
      page
        .slice(1)
        .map((line, at) => Math.round(((page[at] as PdfLine).y - line.y) * 4) / 4)
        .filter((gap) => gap > 0.8 * size),
    ),
  );

  const begins = (line: PdfLine, before: PdfLine): boolean => {
    if (before.y - line.y > 1.25 * leading || Math.abs(line.size - before.size) > 0.12 * size) return true;
    if (/\p{L}-$/u.test(before.text)) return false;
    const indents = start(line) > 0.8 * size && start(before) < 0.5 * size;
    // Lines set at the end margin, each by itself: signatures, dates.
    const atEnd = [before, line].every((one) => start(one) > 3 * size && spare(one) < 0.3 * size);
    return indents || atEnd || spare(before) > firstWordWidth(line) + size;
  };
  const opening = pages.flatMap((page) => page.filter((line, at) => at > 0 && begins(line, page[at - 1] as PdfLine)));
  const indented =
    opening.filter((line) => start(line) > 0.8 * size && start(line) < 6 * size).length > 0.5 * opening.length;

  const lines: Line[] = [];
  const push = (text: string, more: Partial<Line> = {}): void => {
    lines.push({ index: lines.length, text, indent: 0, formFeed: false, ...more });
  };
  let last: PdfLine | undefined;
  pages.forEach((page, number) => {
    const foot = noteStart(page, size);
    page.forEach((line, at) => {
      if (at === foot) push("__________");
      if (at >= foot) {
        push(
          at === foot || isNoteHead(line.text)
            ? line.text.replace(/^[⁰¹²³⁴⁵⁶⁷⁸⁹]+/, asciiOf).replace(/^(\d+|\*+)(?=[^\s\d])/, "$1 ")
            : line.text,
        );
        return;
      }
      const before = at > 0 ? page[at - 1] : undefined;
      const begin = before
        ? begins(line, before)
        : !last || (indented ? start(line) > 0.8 * size : spare(last) > firstWordWidth(line) + size || undefined);
      push(line.text, { formFeed: number > 0 && at === 0, ...(begin !== undefined && { begins: begin }) });
      last = line;
    });
  });
  return lines;
}

const asciiOf = (digits: string): string => [...digits].map((digit) => SUPERSCRIPTS.indexOf(digit)).join("");

function isNoteHead(text: string): boolean {
  return /^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*+)\s*\S/.test(text);
}

/** The first of the smaller lines at a page's foot, if a note mark heads them. */
function noteStart(page: readonly PdfLine[], size: number): number {
  let at = page.length;
  while (at > 0 && (page[at - 1] as PdfLine).size < 0.93 * size) at--;
  while (
    at < page.length &&
    !isNoteHead((page[at] as PdfLine).text) &&
    !/^\(?\d{1,3}\)?\s/.test((page[at] as PdfLine).text)
  )
    at++;
  return at;
}

function firstWordWidth(line: PdfLine): number {
  const word = /^\p{Script=Han}|^\S+/u.exec(line.text)?.[0] ?? "";
  return ((line.right - line.left) * word.length) / Math.max(1, line.text.length);
}

/** The most frequent of values, to a quarter. */
function mode(values: readonly number[]): number {
  const times = new Map<number, number>();
  for (const value of values) {
    const rounded = Math.round(value * 4) / 4;
    times.set(rounded, (times.get(rounded) ?? 0) + 1);
  }
  let best = 0;
  for (const [value, count] of times) if (count > (times.get(best) ?? 0)) best = value;
  return best;
}
