import type { LeftOut } from "./document.ts";
import { cells, type Line } from "./lines.ts";
import { RECYCLING } from "./masthead-wording.ts";
import { isSymbol } from "./symbols.ts";

/** A running head is within this many lines of text from the top of a page. */
const MAX_TOP_LINES = 6;
/**
 * Page and job numbers are within this many lines of text from the foot: in a bare text layer they stand among the
 * notes.
 */
const MAX_FOOT_LINES = 40;
/** A running head is repeated on at least this many pages, if there are as many. */
const MIN_PAGES = 2;

/** A job number, perhaps followed by the date of printing: `25-18769 (E)`, `GE.19-22573(E)`. */
const JOB = /^\*?(?:\d{2}-\d{5}|[A-Z]{1,3}\.?\s?\d{2}-\d{4,6})\*?(?:\s*\([A-Z]\))?(?:\s+\d{6})*$/u;
const BAR_CODE = /^\*\s?[\dA-Z][\d A-Z.-]{4,}\s?\*$/u;
const PRINTED_ON = /^\d{6}(?:\s+\d{6})*$/u;
const PAGE_OF = /^(\d{1,4})\s*\/\s*(\d{1,4})$/u;
const DASHED_PAGE = /^[-–—]\s*\d{1,4}\s*[-–—]$/u;

/** Pages without their furniture: the lines of each page, and what was left out with its reason, in order. */
export interface BarePages {
  readonly pages: readonly (readonly Line[])[];
  readonly leftOut: readonly LeftOut[];
  /** The document's own symbol, if a page's head has it. */
  readonly symbol?: string;
}

/** Cuts lines into pages: at form feeds or, in a text without any, after the page and job numbers that end a page. */
export function pagesOf(lines: readonly Line[]): Line[][] {
  const pages: Line[][] = [[]];
  const fed = lines.some(({ formFeed }) => formFeed);
  let foot = false;
  for (const line of lines) {
    if (fed ? line.formFeed : foot && line.text !== "" && !isFoot(line)) {
      pages.push([]);
      foot = false;
    }
    pages.at(-1)?.push(line);
    if (!fed && line.text !== "" && isFoot(line)) foot = true;
  }
  // A form feed after the last page does not begin another.
  if (pages.length > 1 && pages.at(-1)?.every(({ text }) => text === "")) pages.pop();
  return pages;
}

/** Whether a line holds nothing but page and job numbers, none of which could be text. */
function isFoot(line: Line): boolean {
  return cells(line).every((cell) => JOB.test(cell) || BAR_CODE.test(cell) || pageOf(cell) !== undefined);
}

/** Returns the page of `2/9`, if such a page can exist. */
function pageOf(cell: string): number | undefined {
  const [, page, all] = PAGE_OF.exec(cell) ?? [];
  return page && Number(page) >= 1 && Number(page) <= Number(all) ? Number(page) : undefined;
}

/**
 * Leaves out furniture: page and job numbers, bar codes, running heads. A head is recognised because it is repeated or,
 * in a document of two pages, by the symbol beside it and the same words on the first page.
 */
export function withoutFurniture(pages: readonly (readonly Line[])[]): BarePages {
  const counted = countedNumbers(pages);
  const repeated = repeatedCells(pages);
  const firstPage = squeezed((pages[0] ?? []).map(({ text }) => text).join(" "));
  const symbol = pages
    .flatMap((page) => inked(page).slice(0, MAX_TOP_LINES))
    .flatMap(cells)
    .find(isSymbol);
  const leftOut: LeftOut[] = [];
  const bare = pages.map((page, number) => {
    const reasons = new Map<Line, string>();
    const lines = inked(page);
    lines.forEach((line, at) => {
      const edge = at < 3 || at >= lines.length - MAX_FOOT_LINES;
      const found = edge
        ? cells(line).map((cell, _, all) => {
            // The date of printing stands beside the job number.
            const dates = number === 0 && PRINTED_ON.test(cell) && all.some((other) => JOB.test(other));
            return dates ? "job number" : numberReason(cell, number, counted);
          })
        : [];
      if (found.length > 0 && found.every((reason) => reason !== undefined)) reasons.set(line, found[0] as string);
      else if (number === 0 && PRINTED_ON.test(line.text) && lines.slice(Math.max(0, at - 2), at + 3).some(isFoot))
        reasons.set(line, "job number");
    });
    if (pages.length > 1) for (const line of headOf(page, number)) reasons.set(line, "running head");
    // The symbol alone is a head, wherever it stands among a page's first lines.
    if (number > 0 && symbol !== undefined)
      for (const line of lines.slice(0, MAX_TOP_LINES)) if (line.text === symbol) reasons.set(line, "running head");
    return page.filter((line) => {
      const reason = reasons.get(line);
      if (reason) leftOut.push({ text: cells(line).join(" "), page: number + 1, reason });
      return !reason;
    });
  });
  return { pages: bare, leftOut, ...(symbol && { symbol: symbol.replace(/\*+$/u, "") }) };

  /** The lines of a page's head. */
  function headOf(page: readonly Line[], number: number): Line[] {
    const lines = inked(page).slice(0, MAX_TOP_LINES);
    const often = (cell: string): boolean =>
      cell === symbol || repeated.has(squeezed(cell)) || countsPages(cell, number, firstPage);
    let end = lines.findIndex(
      (line) => !cells(line).every((cell) => (number > 0 && often(cell)) || numberReason(cell, number, counted)),
    );
    if (end < 0) end = lines.length;
    const head = lines.slice(0, end);
    if (number === 0 || symbol === undefined) return head;
    // Beside the symbol stands the title, in lines of its own, with a blank line after it.
    const zone = upTo(page, lines);
    const titled =
      zone.some((line) => cells(line).includes(symbol)) &&
      zone.every((line) => cells(line).every((cell) => cell === symbol || firstPage.includes(squeezed(cell))));
    return titled && zone.length > head.length ? zone : head;
  }

  /** Returns the lines up to the blank line after the symbol and what stands beside it. */
  function upTo(page: readonly Line[], lines: readonly Line[]): Line[] {
    const zone: Line[] = [];
    let seen = false;
    let blanks = 0;
    for (const line of page) {
      if (line.text === "") {
        if (zone.length === 0) continue;
        blanks++;
        if (seen && (blanks > 1 || zone.some((one) => cells(one).some((cell) => cell !== symbol)))) break;
        continue;
      }
      if (!lines.includes(line)) break;
      zone.push(line);
      if (cells(line).includes(symbol as string)) seen = true;
    }
    return zone;
  }
}

const inked = (page: readonly Line[]): Line[] => page.filter(({ text }) => text !== "");
const squeezed = (text: string): string => text.replace(/[\s*]+/gu, "").toLowerCase();

function numberReason(cell: string, page: number, counted: ReadonlySet<string>): string | undefined {
  if (JOB.test(cell)) return "job number";
  if (BAR_CODE.test(cell)) return "bar code";
  if (RECYCLING.test(cell)) return "plea to recycle";
  if (DASHED_PAGE.test(cell) || counted.has(`${page} ${cell}`)) return "page number";
  return undefined;
}

/**
 * Finds the numbers that count the pages, as `page cell`: `2/9` with the same second number throughout, and a number
 * alone in a page's first or last line that differs from the page's own number by the same amount on most pages.
 */
function countedNumbers(pages: readonly (readonly Line[])[]): Set<string> {
  const found = new Set<string>();
  const fed = pages.some((page) => page[0]?.formFeed);
  const distances = new Map<number, { page: number; cell: string }[]>();
  pages.forEach((page, number) => {
    const lines = inked(page);
    const edges = new Set([...lines.slice(0, 3), ...lines.slice(-MAX_FOOT_LINES)]);
    for (const line of edges)
      for (const cell of cells(line)) {
        const own = pageOf(cell);
        if (own === number + 1 || (own !== undefined && !fed)) found.add(`${number} ${cell}`);
      }
    for (const line of new Set([...lines.slice(0, 2), ...lines.slice(-2)]))
      for (const cell of cells(line))
        if (/^\d{1,4}$/u.test(cell)) {
          const distance = Number(cell) - number;
          const places = distances.get(distance);
          if (places) places.push({ page: number, cell });
          else distances.set(distance, [{ page: number, cell }]);
        }
  });
  for (const places of distances.values())
    if (places.length >= MIN_PAGES && places.length >= 0.4 * pages.length)
      for (const { page, cell } of places) found.add(`${page} ${cell}`);
  return found;
}

/**
 * Whether a head holds its page's number beside words of the first page, or beside the word for a page: `Report on
 * ladders 12`.
 */
function countsPages(cell: string, page: number, firstPage: string): boolean {
  const [, before = "", digits = "", behind = ""] = /^(\D*?)\s*(\d{1,4})\s*(\D*)$/u.exec(cell) ?? [];
  if (Number(digits) !== page + 1) return false;
  const words = squeezed(before + behind);
  return words !== "" && (PAGE_WORD.test(words) || (words.length > 8 && firstPage.includes(words)));
}

const PAGE_WORD = /^(?:page|p\.|página|pág\.|стр\.|страница|第页|الصفحة)$/u;

/** Finds cells that stand among the first lines of several pages. */
function repeatedCells(pages: readonly (readonly Line[])[]): { has(key: string): boolean } {
  const times = new Map<string, number>();
  for (const page of pages.slice(1)) {
    const keys = inked(page).slice(0, MAX_TOP_LINES).flatMap(cells).map(squeezed);
    for (const key of new Set(keys)) times.set(key, (times.get(key) ?? 0) + 1);
  }
  const least = Math.max(MIN_PAGES, 0.2 * pages.length);
  return { has: (key) => (times.get(key) ?? 0) >= least };
}
