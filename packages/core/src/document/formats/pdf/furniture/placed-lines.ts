import { asciiDigits } from "../../../../language/script.ts";
import { mastheadLine } from "../../../masthead.ts";
import { median } from "../../../statistics.ts";
import type { Line } from "../lines.ts";
import type { Page } from "../page.ts";

/** A line of a page, before it is known whether it is text. */
export interface CandidateLine {
  readonly line: Line;
  /** Whether the file says that it is not part of the text. */
  readonly artifact: boolean;
  /** Whether it stands in a table. */
  readonly cell: boolean;
}

/** How many lines from a page's edge may be running heads or feet. */
export const MAX_EDGE_LINES = 4;
/**
 * A longer line that differs from others only in its numbers is text of one pattern, not a running head; UTF-16 code
 * units.
 */
const MAX_LEVELLED_LENGTH = 60;

/** A line with its place on its page. */
export interface Placed extends CandidateLine {
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
  /** The other lines on its height. */
  readonly beside: readonly Line[];
  /** Whether it stands alone on its height, or only beside page and job numbers and symbols. */
  readonly alone: boolean;
  readonly key: string;
}

/** Places the lines of a page, from the top down. */
export function placeLines(page: Page, lines: readonly CandidateLine[]): Placed[] {
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
  const leading = median(gaps) ?? 12;
  const rowTexts = rows.map((row) => row.map(({ line }) => line.text.replace(/\s/g, "")).join(" "));
  const size = median(lines.map(({ line }) => line.size)) ?? 10;
  const bold = lines.filter(({ line }) => line.bold).length > 0.5 * lines.length;
  return rows.flatMap((row, at) => {
    const top = at < rows.length / 2;
    const rank = Math.min(at, rows.length - 1 - at);
    // The gap towards the text, from this row or from another row that would be furniture with it.
    const inward = top
      ? gaps.slice(at, Math.min(at + MAX_EDGE_LINES, gaps.length))
      : gaps.slice(Math.max(0, at - MAX_EDGE_LINES), at);
    const apart = inward.some((gap) => gap > 1.45 * leading) || gaps.length === 0;
    return row.map((candidate) => ({
      ...candidate,
      page,
      rank,
      top,
      apart,
      setOff: candidate.line.size < 0.95 * size || (candidate.line.bold && !bold),
      row: rowTexts[at] as string,
      rowsBeside: `${rowTexts[at - 1] ?? ""} ${rowTexts[at + 1] ?? ""}`,
      beside: row.filter((other) => other !== candidate).map(({ line }) => line),
      alone: row.every((other) => other === candidate || isOfPage(other.line.text)),
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

/** A text with its numbers replaced by `#`. */
export const levelled = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\p{Nd}+/gu, "#")
    .replace(/\s+/g, " ");
const keyOf = (line: Line): string =>
  `${line.text.length <= MAX_LEVELLED_LENGTH ? levelled(line.text) : line.text.toLowerCase()} ${heightOf(line)}`;
/** Where a line stands, up and down, as far as it is the same on all pages. */
export const heightOf = ({ y }: Line): number => Math.round(y / 8);

/** Returns the number that a text is; undefined for other texts. */
export function bareNumber(text: string): number | undefined {
  return /^\p{Nd}{1,4}$/u.test(text) ? Number(asciiDigits(text)) : undefined;
}

/** A number in the form of a page number: `2/5`, `- 3 -`, `Page 3`. */
export const NUMBERED_PAGE =
  /^(?:\p{Nd}{1,4}\s*\/\s*\p{Nd}{1,4}|[-–—]\s*\p{Nd}{1,4}\s*[-–—]|(?:page|página|стр\.|страница|第|صفحة)\s*\p{Nd}{1,4}(?:\s*(?:\/|of|de|sur|из)\s*\p{Nd}{1,4})?\s*页?)$/iu;
