import { asciiDigits } from "../../../../language/script.ts";
import type { Evidence } from "../../../document.ts";
import { mastheadLine } from "../../../masthead.ts";
import { RECYCLING } from "../../../masthead-wording.ts";
import type { Line } from "../lines.ts";
import type { Page } from "../page.ts";
import { foliosOf } from "./folios.ts";
import { bareNumber, heightOf, levelled, MAX_EDGE_LINES, NUMBERED_PAGE, type Placed } from "./placed-lines.ts";

/** What is known about all pages when a line is judged. */
export interface Known {
  /** The number of pages on which each line stands at its height, at an edge, by key. */
  readonly times: ReadonlyMap<string, number>;
  /** Heights at which most pages have a line that other pages have, too: heads that name the chapter. */
  readonly headHeights: ReadonlySet<number>;
  /** How often lines stand within the text, levelled. */
  readonly inText: ReadonlyMap<string, number>;
  /** The numbers that count with the pages. */
  readonly folios: ReadonlySet<Line>;
  /** The document's own symbol. */
  readonly symbol: string | undefined;
  /** The lines of the masthead. */
  readonly masthead: ReadonlySet<Line>;
  readonly pageCount: number;
  /** The text of the first page, without spaces. */
  readonly firstPage: string;
}

/** What is known about all pages, from their lines. */
export function knownOf(
  pages: readonly (readonly Placed[])[],
  firstPage: string,
  symbol: string | undefined,
  masthead: ReadonlySet<Line>,
): Known {
  const all = pages.flat();
  const times = timesOf(pages);
  return {
    times,
    headHeights: headHeights(pages, times),
    inText: levelledInText(all),
    folios: foliosOf(all),
    symbol,
    masthead,
    pageCount: pages.length,
    firstPage: squeezed(firstPage),
  };
}

/** The number of pages on which each line stands at its height, at an edge. */
function timesOf(pages: readonly (readonly Placed[])[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const page of pages)
    for (const key of new Set(page.filter(({ rank }) => rank < MAX_EDGE_LINES).map(({ key }) => key)))
      times.set(key, (times.get(key) ?? 0) + 1);
  return times;
}

/** The heights at which at least so many pages, and this share of all, have a line that recurs there. */
const MIN_HEADS = 3;
const SHARE_OF_HEADS = 0.5;

function headHeights(pages: readonly (readonly Placed[])[], times: ReadonlyMap<string, number>): Set<number> {
  const counts = new Map<number, number>();
  for (const page of pages) {
    const recurring = page.filter(({ rank, cell, key }) => rank < 2 && !cell && (times.get(key) ?? 0) > 1);
    for (const height of new Set(recurring.map(({ line }) => heightOf(line))))
      counts.set(height, (counts.get(height) ?? 0) + 1);
  }
  const least = Math.max(MIN_HEADS, SHARE_OF_HEADS * pages.length);
  return new Set([...counts].filter(([, count]) => count >= least).map(([height]) => height));
}

/**
 * Counts lines within the text, with numbers replaced by `#`: if `article #` stands there, a first line like it is a
 * heading too.
 */
function levelledInText(all: readonly Placed[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { line, rank } of all)
    if (rank >= MAX_EDGE_LINES) {
      const key = levelled(line.text);
      times.set(key, (times.get(key) ?? 0) + 1);
    }
  return times;
}

/** The evidence about a line, and what it was taken for. */
interface Judgement {
  readonly evidence: Evidence[];
  reason: string;
  /** The largest weight that named a reason. */
  most: number;
}

/** Collects the evidence that a line is furniture; above 0 it is. Returns also what it was taken for. */
export function furnitureEvidence(line: Placed, known: Known): { evidence: readonly Evidence[]; reason: string } {
  const judgement: Judgement = {
    evidence: [{ says: "lines are text as a rule", weight: -2 }],
    reason: "running head or foot",
    most: 0,
  };
  const add: Add = (says, weight, reason) => {
    judgement.evidence.push({ says, weight });
    if (reason && weight > judgement.most) Object.assign(judgement, { reason, most: weight });
  };
  addWording(line, known, add);
  addNumbers(line, known, add);
  addRepetition(line, known, add);
  addPlace(line, known, add);
  addLikeness(line, known, add);
  return judgement;
}

type Add = (says: string, weight: number, reason?: string) => void;

/** What the file or the words of the line say. */
function addWording({ line, artifact, page, rank }: Placed, { masthead }: Known, add: Add): void {
  const { text } = line;
  if (artifact) add("the file says that it is no part of the text", 4.5, "marked by the file as no part of the text");
  if (masthead.has(line)) add("a line of the masthead", 6, "masthead");
  const said = rank < MAX_EDGE_LINES || page.number === 1 ? mastheadLine(text) : undefined;
  if (said?.is === "job number" || said?.is === "barcode" || RECYCLING.test(text))
    add("a job number, a barcode or the plea to recycle", 6, "job number or barcode");
  if (/^[_‗―─—–-]{5,}$/.test(text)) add("a rule", artifact ? 3 : 0.5, "rule");
}

/** Whether the line is the number of its page. */
function addNumbers({ line, page, rank, alone, apart, cell }: Placed, { folios, pageCount }: Known, add: Add): void {
  if (isPageNumber(line.text, page.number, pageCount))
    add("the number of the page", rank < MAX_EDGE_LINES ? 5 : 1, "page number");
  if (folios.has(line)) add("a number that counts with the pages", 5, "page number");
  else if (bareNumber(line.text) === page.number && rank < 2 && alone && apart && !cell)
    add("the number of the page", 3, "page number");
}

/** Whether the line recurs, or stands with the document's symbol above the text. */
function addRepetition(placed: Placed, known: Known, add: Add): void {
  const { times, headHeights, folios, symbol, firstPage, pageCount } = known;
  const { line, page, rank, top, apart, setOff, row, rowsBeside, beside, key } = placed;
  if (rank >= MAX_EDGE_LINES) return;
  const { text } = line;
  const repeated = times.get(key) ?? 0;
  if (pageCount > 1 && bareNumber(text) === undefined && repeated >= Math.max(2, 0.25 * pageCount))
    add("repeated on other pages", 4.5, "running head or foot");
  else if (repeated > 1 && headHeights.has(heightOf(line)))
    add("recurs where most pages have a line that recurs", 4, "running head or foot");
  else if (!folios.has(line) && beside.some((other) => folios.has(other)))
    add("beside the number of the page", 4, "running head or foot");
  if (!symbol || page.number <= 1 || !top) return;
  if (text.length < 160 && (text.startsWith(symbol) || text.endsWith(symbol)))
    add("holds the document’s symbol", 4, "running head or foot");
  const written = symbol.replace(/\s/g, "");
  if (row.includes(written)) add("beside the document’s symbol", 4);
  if (apart && setOff && text.length > 8 && firstPage.includes(squeezed(text)) && rowsBeside.includes(written))
    add("words of the first page above the text", 3);
}

/** Where the line stands on its page. */
function addPlace({ line, page, rank, top, apart, artifact, cell }: Placed, { masthead }: Known, add: Add): void {
  const edge = rank < MAX_EDGE_LINES;
  if (cell && !masthead.has(line)) add("stands in a table", -8);
  if (edge && apart && ruleTowardsText(line, page, top)) add("a rule parts it from the text", 1.5);
  if (!edge) add("in the midst of the page", artifact ? -0.5 : -3);
  else if (!apart) add("no gap parts it from the text", artifact ? 0 : -1.5);
}

/** Whether the line is like text. */
function addLikeness({ line, artifact, key }: Placed, { inText, times, folios, masthead }: Known, add: Add): void {
  const { text } = line;
  const alike = inText.get(levelled(text)) ?? 0;
  const isNumber = folios.has(line) || bareNumber(text) !== undefined || NUMBERED_PAGE.test(text);
  if (alike > 1 && !masthead.has(line) && !isNumber && !artifact) add("the text itself has such lines", -6);
  if (text.split(/\s+/).length > 14 && (times.get(key) ?? 0) < 2) add("as long as a sentence", -2);
}

/** `2/5` on page 2 or of a file of 5 pages, `- 3 -`, `Page 3`. */
function isPageNumber(text: string, page: number, pageCount: number): boolean {
  if (!NUMBERED_PAGE.test(text)) return false;
  const [first, all] = (asciiDigits(text).match(/\d+/g) ?? []).map(Number);
  return !/\d\s*\/\s*\d/.test(asciiDigits(text)) || first === page || all === pageCount;
}

const squeezed = (text: string): string => text.toLowerCase().replace(/\s+/gu, "");

function ruleTowardsText({ y, size }: Line, page: Page, top: boolean): boolean {
  return page.rules.some(
    ({ direction, at, from, to }) =>
      direction === "horizontal" &&
      to - from > 0.3 * page.width &&
      (top ? at < y && y - at < 2.5 * size : at > y && at - y < 2.5 * size),
  );
}
