import { beside } from "./bands.ts";
import type { Line } from "./lines.ts";
import { MAX_EDGE_SHIFT } from "./page.ts";

/** Dots, set apart or not, that lead the eye from a title to its page. */
const LEADERS = /(?:\s?[.·]){4,}\s*|(?:\s?[…‥]){2,}\s*/u;
/** The number of a page, perhaps Roman or with an annex's letter. */
const PAGE = /^(?:\p{Nd}{1,4}|[ivxlcdm]{1,8}|[IVXLCDM]{1,8}|\p{Lu}[-–.]?\p{Nd}{1,3})$/u;
/** An entry that leaves no room for leaders, among so many others on its page that have some. */
const FULL = /[^\s.·](?:\s?[.·]{2,3}\s?|\s)(?=\p{Nd}{1,4}$)/u;
const MIN_ENTRIES = 3;

/** A line of a list of contents, a space in place of its leaders. */
export interface Entry {
  readonly line: Line;
  /** The leaders, as they are printed. */
  readonly leaders: string;
}

/**
 * Returns a line of a list of contents without its leaders.
 *
 * @param next the line that comes next: it may be the page number, apart from its title
 * @returns undefined for any other line
 */
export function entryOf(line: Line, next?: Line): Entry | undefined {
  const found = LEADERS.exec(line.text);
  if (!found || found.index === 0) return undefined;
  const rest = line.text.slice(found.index + found[0].length);
  const page = rest === "" && next && Math.abs(next.y - line.y) < 0.3 * line.size ? next.text : rest;
  if (!PAGE.test(page)) return undefined;
  const text = `${line.text.slice(0, found.index).trimEnd()} ${rest}`.trimEnd();
  const raised = line.raised.filter(({ end }) => end <= found.index);
  return { line: { ...line, text, raised, entry: true }, leaders: found[0].trim() };
}

/**
 * Makes one line of each entry of the lists of contents on a page: its leaders are taken out, and its page number is joined to
 * it, also where no leaders stand between them but the page numbers of other entries stand at the same margin.
 *
 * @param rows line parts by baseline, from left to right
 * @returns the rows, and the leaders that were taken out
 */
export function withEntries(
  rows: readonly (readonly Line[])[],
  rtl: boolean,
): { rows: readonly (readonly Line[])[]; leaders: string[] } {
  const known = rows.map((row) => entriesOf(row, rtl));
  const all = known.flat();
  if (all.length === 0) return { rows, leaders: [] };
  const edge = ({ left, right }: Line): number => (rtl ? left : right);
  const isAtMargin = (line: Line): boolean =>
    all.some((entry) => Math.abs(edge(entry.line) - edge(line)) < MAX_EDGE_SHIFT);
  const joined = rows.map((row, at) => {
    const entries = known[at] as readonly Entry[];
    if (entries.length > 0) return entries.map(({ line }) => line);
    const outer = (rtl ? row[0] : row.at(-1)) as Line;
    if (!isAtMargin(outer)) return row;
    if (row.length > 1) return PAGE.test(outer.text) ? [{ ...wholeRow(row, rtl), entry: true as const }] : row;
    return all.length >= MIN_ENTRIES && FULL.test(outer.text) ? [fullEntry(outer)] : row;
  });
  return { rows: joined, leaders: all.map(({ leaders }) => leaders) };
}

/** The entries that stand in a row: it is one, or each of its parts is one, in a list of several columns. */
function entriesOf(row: readonly Line[], rtl: boolean): Entry[] {
  if (!row.some(({ text }) => LEADERS.test(text))) return [];
  const whole = entryOf(wholeRow(row, rtl));
  if (whole) return [whole];
  const parts = row.map((part) => entryOf(part));
  return parts.every((part) => part !== undefined) ? parts : [];
}

const wholeRow = (row: readonly Line[], rtl: boolean): Line =>
  row.reduce((a, b) => (rtl ? beside(b, a) : beside(a, b)));

const fullEntry = (line: Line): Line => ({
  ...line,
  text: line.text.replace(/\s?[.·]{2,3}\s?(?=\p{Nd}+$)/u, " "),
  entry: true,
});
