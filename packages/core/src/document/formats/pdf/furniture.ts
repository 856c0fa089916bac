import { asciiDigits } from "../../../language/script.ts";
import { append } from "../../append.ts";
import type { Decision, Evidence, LeftOut } from "../../document.ts";
import { type Masthead, mastheadLine, mastheadOf } from "../../masthead.ts";
import { RECYCLING } from "../../masthead-wording.ts";
import { findSymbols } from "../../symbols.ts";
import type { Line } from "./lines.ts";
import type { Page } from "./page.ts";

/** A line of a page, before it is known whether it is text. */
export interface CandidateLine {
  readonly line: Line;
  /** Whether the file says that it is not part of the text. */
  readonly artifact: boolean;
  /** Whether it stands in a table. */
  readonly cell: boolean;
}

/** What the pages hold besides their text. */
export interface Furniture {
  /** The lines that are not text. */
  readonly lines: ReadonlySet<Line>;
  readonly leftOut: readonly LeftOut[];
  readonly masthead: Masthead;
  readonly decisions: readonly Decision[];
}

/** How many lines from a page's edge may be running heads or feet. */
const MAX_EDGE_LINES = 4;
/**
 * A longer line that differs from others only in its numbers is text of one pattern, not a running head; UTF-16 code
 * units.
 */
const MAX_LEVELLED_LENGTH = 60;
/** The masthead of a first page reaches no further down than this share of it. */
const MAX_MASTHEAD_SHARE = 0.65;

interface Placed extends CandidateLine {
  readonly page: Page;
  /** Number of rows between it and the nearer edge of the page; 0 for the outermost. */
  readonly rank: number;
  readonly top: boolean;
  /** Whether a gap separates it, or the furniture that it belongs to, from the text. */
  readonly apart: boolean;
  /** Whether it is set smaller than the page’s text, or bold while the text is not. */
  readonly setOff: boolean;
  /** The text on its height, without spaces, and the text on the heights next to it. */
  readonly row: string;
  readonly rowsBeside: string;
  /** Whether it stands alone on its height, or only beside page and job numbers and symbols. */
  readonly alone: boolean;
  readonly key: string;
}

/**
 * Finds what belongs to the pages and not to the text: running heads and feet, page and job numbers, the masthead, and
 * what the file itself marks. Each line is judged by evidence. Nothing is discarded: everything is returned as left
 * out.
 */
export function furnitureOf(
  pages: readonly { readonly page: Page; readonly lines: readonly CandidateLine[] }[],
): Furniture {
  const placed = pages.map(({ page, lines }) => placeLines(page, lines));
  const all = placed.flat();
  const masthead = mastheadLines(placed[0] ?? []);
  const symbol = symbolOf(masthead, all);
  const firstPage = squeezed((pages[0]?.lines ?? []).map(({ line }) => line.text).join(" "));
  const known = {
    firstPage,
    times: timesOf(placed),
    inText: levelledInText(all),
    offsets: numberOffsets(all),
    symbol,
    masthead,
  };
  const taken = new Set<Line>();
  const leftOut: LeftOut[] = [];
  const decisions: Decision[] = [];
  for (const [at, own] of placed.entries()) {
    for (const candidate of own) {
      const { evidence, reason } = furnitureEvidence(candidate, known, pages.length);
      const weight = evidence.reduce((sum, { weight }) => sum + weight, 0);
      const { line } = candidate;
      if (weight > 0) {
        taken.add(line);
        leftOut.push({ text: line.text, page: at + 1, reason });
      }
      if (candidate.rank < MAX_EDGE_LINES || weight > 0)
        decisions.push({ about: "furniture", text: line.text.slice(0, 80), page: at + 1, taken: weight > 0, evidence });
    }
    for (const text of pages[at]?.page.turned ?? []) leftOut.push({ text, page: at + 1, reason: "set upright" });
  }
  const fields = mastheadOf([...masthead].map(({ text }) => text));
  return {
    lines: taken,
    leftOut,
    masthead: { ...fields, ...(symbol !== undefined && { symbol }) },
    decisions,
  };
}

function placeLines(page: Page, lines: readonly CandidateLine[]): Placed[] {
  const sorted = [...lines].sort((a, b) => b.line.y - a.line.y || a.line.left - b.line.left);
  const rows: CandidateLine[][] = [];
  for (const candidate of sorted) {
    const row = rows.at(-1);
    const first = row?.[0]?.line;
    if (row && first && first.y - candidate.line.y < 0.6 * Math.max(first.size, candidate.line.size))
      row.push(candidate);
    else rows.push([candidate]);
  }
  const tops = rows.map((row) => (row[0] as CandidateLine).line.y);
  const gaps = tops.slice(1).map((y, at) => (tops[at] as number) - y);
  const leading = [...gaps].sort((a, b) => a - b)[gaps.length >> 1] ?? 12;
  const rowTexts = rows.map((row) => row.map(({ line }) => line.text.replace(/\s/g, "")).join(" "));
  const sizes = lines.map(({ line }) => line.size).sort((a, b) => a - b);
  const size = sizes[sizes.length >> 1] ?? 10;
  const bold = lines.filter(({ line }) => line.bold).length > 0.5 * lines.length;
  return rows.flatMap((row, at) => {
    const top = at < rows.length / 2;
    const rank = Math.min(at, rows.length - 1 - at);
    // The gap towards the text, from this row or from another row that would be furniture with it.
    const inward = top
      ? gaps.slice(at, Math.min(at + MAX_EDGE_LINES, gaps.length))
      : gaps.slice(Math.max(0, at - MAX_EDGE_LINES), at);
    const apart = inward.some((gap) => gap > 1.45 * leading) || gaps.length === 0;
    const others = (self: CandidateLine): boolean => row.every(({ line }) => line === self.line || isOfPage(line.text));
    return row.map((candidate) => ({
      ...candidate,
      page,
      rank,
      top,
      apart,
      setOff: candidate.line.size < 0.95 * size || (candidate.line.bold && !bold),
      row: rowTexts[at] as string,
      rowsBeside: `${rowTexts[at - 1] ?? ""} ${rowTexts[at + 1] ?? ""}`,
      alone: others(candidate),
      key: keyOf(candidate.line),
    }));
  });
}

/** Whether a text is a page number, a job number or a symbol: what stands beside page numbers. */
function isOfPage(text: string): boolean {
  const said = mastheadLine(text)?.is;
  return (
    said === "job number" ||
    said === "barcode" ||
    said === "symbol" ||
    bareNumber(text) !== undefined ||
    NUMBERED_PAGE.test(text)
  );
}

const levelled = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\p{Nd}+/gu, "#")
    .replace(/\s+/g, " ");
const keyOf = ({ text, y }: Line): string =>
  `${text.length <= MAX_LEVELLED_LENGTH ? levelled(text) : text.toLowerCase()} ${Math.round(y / 8)}`;

/** The number of pages on which each line stands at its height, at an edge. */
function timesOf(pages: readonly (readonly Placed[])[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const page of pages)
    for (const key of new Set(page.filter(({ rank }) => rank < MAX_EDGE_LINES).map(({ key }) => key)))
      times.set(key, (times.get(key) ?? 0) + 1);
  return times;
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

/**
 * Differences between bare numbers at the edges and the numbers of their pages, with the number of pages that have
 * each.
 */
function numberOffsets(all: readonly Placed[]): Map<number, number> {
  const offsets = new Map<number, number>();
  for (const { line, page, rank } of all) {
    const number = rank < 2 ? bareNumber(line.text) : undefined;
    if (number !== undefined) offsets.set(number - page.number, (offsets.get(number - page.number) ?? 0) + 1);
  }
  return offsets;
}

function bareNumber(text: string): number | undefined {
  return /^\p{Nd}{1,4}$/u.test(text) ? Number(asciiDigits(text)) : undefined;
}

const NUMBERED_PAGE =
  /^(?:\p{Nd}{1,4}\s*\/\s*\p{Nd}{1,4}|[-–—]\s*\p{Nd}{1,4}\s*[-–—]|(?:page|página|стр\.|страница|第|صفحة)\s*\p{Nd}{1,4}(?:\s*(?:\/|of|de|sur|из)\s*\p{Nd}{1,4})?\s*页?)$/iu;
/** `2/5` on page 2 or of a file of 5 pages, `- 3 -`, `Page 3`. */
function isPageNumber(text: string, page: number, pageCount: number): boolean {
  if (!NUMBERED_PAGE.test(text)) return false;
  const [first, all] = (asciiDigits(text).match(/\d+/g) ?? []).map(Number);
  return !/\d\s*\/\s*\d/.test(asciiDigits(text)) || first === page || all === pageCount;
}

interface Known {
  readonly times: ReadonlyMap<string, number>;
  readonly inText: ReadonlyMap<string, number>;
  readonly offsets: ReadonlyMap<number, number>;
  readonly symbol: string | undefined;
  readonly masthead: ReadonlySet<Line>;
  /** The text of the first page, without spaces. */
  readonly firstPage: string;
}

const squeezed = (text: string): string => text.toLowerCase().replace(/\s+/gu, "");

/** Collects the evidence that a line is furniture; above 0 it is. Returns also what it was taken for. */
function furnitureEvidence(
  { line, artifact, cell, page, rank, top, apart, setOff, row, rowsBeside, alone, key }: Placed,
  { times, inText, offsets, symbol, masthead, firstPage }: Known,
  pageCount: number,
): { evidence: Evidence[]; reason: string } {
  const evidence: Evidence[] = [{ says: "lines are text as a rule", weight: -2 }];
  let reason = "running head or foot";
  let most = 0;
  const add = (says: string, weight: number, as?: string): void => {
    evidence.push({ says, weight });
    if (as && weight > most) [reason, most] = [as, weight];
  };
  const { text } = line;
  const edge = rank < MAX_EDGE_LINES;
  if (artifact) add("the file says that it is no part of the text", 4.5, "marked by the file as no part of the text");
  if (masthead.has(line)) add("a line of the masthead", 6, "masthead");
  const said = edge || page.number === 1 ? mastheadLine(text) : undefined;
  if (said?.is === "job number" || said?.is === "barcode" || RECYCLING.test(text))
    add("a job number, a barcode or the plea to recycle", 6, "job number or barcode");
  if (/^[_‗―─—–-]{5,}$/.test(text)) add("a rule", artifact ? 3 : 0.5, "rule");
  if (isPageNumber(text, page.number, pageCount)) add("the number of the page", edge ? 5 : 1, "page number");
  const number = bareNumber(text);
  if (number !== undefined && rank < 2 && alone && !cell) {
    const often = offsets.get(number - page.number) ?? 0;
    if (often > 1) add("a number that counts with the pages", 5, "page number");
    else if (number === page.number && apart) add("the number of the page", 3, "page number");
  }
  const repeated = times.get(key) ?? 0;
  if (edge && pageCount > 1 && number === undefined && repeated >= Math.max(2, 0.25 * pageCount))
    add("repeated on other pages", 4.5, "running head or foot");
  if (
    edge &&
    symbol &&
    page.number > 1 &&
    top &&
    text.length < 160 &&
    (text.startsWith(symbol) || text.endsWith(symbol))
  )
    add("holds the document’s symbol", 4, "running head or foot");
  if (edge && symbol && page.number > 1 && top && row.includes(symbol.replace(/\s/g, "")))
    add("beside the document’s symbol", 4);
  if (
    edge &&
    symbol &&
    page.number > 1 &&
    top &&
    apart &&
    setOff &&
    text.length > 8 &&
    firstPage.includes(squeezed(text)) &&
    rowsBeside.includes(symbol.replace(/\s/g, ""))
  )
    add("words of the first page above the text", 3);
  if (cell && !masthead.has(line)) add("stands in a table", -8);
  if (edge && apart && ruleTowardsText(line, page, top)) add("a rule parts it from the text", 1.5);
  if (!edge) add("in the midst of the page", artifact ? -0.5 : -3);
  else if (!apart) add("no gap parts it from the text", artifact ? 0 : -1.5);
  const alike = inText.get(levelled(text)) ?? 0;
  if (alike > 1 && !masthead.has(line) && number === undefined && !NUMBERED_PAGE.test(text) && !artifact)
    add("the text itself has such lines", -6);
  if (text.split(/\s+/).length > 14 && repeated < 2) add("as long as a sentence", -2);
  return { evidence, reason };
}

function ruleTowardsText({ y, size }: Line, page: Page, top: boolean): boolean {
  return page.rules.some(
    ({ direction, at, from, to }) =>
      direction === "horizontal" &&
      to - from > 0.3 * page.width &&
      (top ? at < y && y - at < 2.5 * size : at > y && at - y < 2.5 * size),
  );
}

/** Kinds of masthead lines that stand nowhere else; they show how far down it reaches. */
const BOUNDS = new Set(["symbol", "distribution", "original language", "session", "agenda item", "organization"]);

/** A masthead may contain this many lines without its words, such as the name of an unknown body. */
const MAX_UNKNOWN_LINES = 5;

/**
 * Finds the lines of the masthead, from the top of the first page: lines with a masthead's words, lines that continue
 * directly below the agenda item (its title), and a few others between them.
 */
function mastheadLines(first: readonly Placed[]): Set<Line> {
  const taken: Line[] = [];
  const bounds = new Set<string>();
  let waiting: Line[] = [];
  let unknown = 0; // of those that wait
  let item: Line | undefined; // the last line of the session or the agenda item
  for (const { line, page } of first) {
    if (line.y < (1 - MAX_MASTHEAD_SHARE) * page.height) break;
    const isSentence = /[,;:.]$/u.test(line.text) && line.text.split(/\s+/).length > 4;
    const kind = isSentence ? undefined : mastheadLine(line.text)?.is;
    if (kind !== undefined && (BOUNDS.has(kind) || waiting.length === 0)) {
      append(taken, [...waiting, line]);
      waiting = [];
      unknown = 0;
      if (BOUNDS.has(kind)) bounds.add(kind);
      item = kind === "session" || kind === "agenda item" ? line : undefined;
    } else if (item && waiting.length === 0 && goesOn(item, line)) {
      taken.push(line);
      item = line;
    } else if (unknown < MAX_UNKNOWN_LINES && !isSentence) {
      waiting.push(line);
      if (kind === undefined) unknown++;
    } else break;
  }
  return new Set(bounds.size < 2 ? [] : taken);
}

/** Whether a line stands directly below another, in the same type and at the same margin. */
function goesOn(before: Line, line: Line): boolean {
  return (
    before.y - line.y < 1.45 * line.size &&
    Math.abs(line.size - before.size) < 0.1 * line.size &&
    Math.min(Math.abs(line.left - before.left), Math.abs(line.right - before.right)) < 2 * line.size
  );
}

/** Finds the document's own symbol: in its masthead, or alone in a running head. */
function symbolOf(masthead: ReadonlySet<Line>, all: readonly Placed[]): string | undefined {
  const own = [...masthead].map(({ text }) => mastheadLine(text)).find((said) => said?.field === "symbol")?.value;
  if (own) return own;
  const times = new Map<string, number>();
  for (const { line, rank, page } of all) {
    if (rank >= MAX_EDGE_LINES || page.number === 1) continue;
    const [found] = findSymbols(line.text, "en");
    if (found && (found.start === 0 || found.end === line.text.length) && line.text.length < 160)
      times.set(found.symbol, (times.get(found.symbol) ?? 0) + 1);
  }
  const [best] = [...times].sort((a, b) => b[1] - a[1]);
  return best?.[0];
}
