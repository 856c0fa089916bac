import { largestCluster } from "../../statistics.ts";
import { isLabel } from "./labels.ts";
import type { Line } from "./lines.ts";
import { MAX_EDGE_SHIFT } from "./page.ts";

/** A stretch of a page whose lines leave the same gutters free. */
export interface Band {
  /** Rows of line parts, from the top down, each from left to right. */
  readonly rows: readonly (readonly Line[])[];
  /** The gutters between its columns, from left to right; none for running text. */
  readonly gutters: readonly (readonly [left: number, right: number])[];
}

/** A gutter is at least this wide, in font sizes. */
const MIN_GUTTER = 1;
/** A band of columns holds at least this many rows in which several columns have text. */
const MIN_ROWS = 3;

/** Rows of line parts by baseline, from the top down. */
export function rowsOf(lines: readonly Line[]): Line[][] {
  const rows: Line[][] = [];
  for (const line of [...lines].sort((a, b) => b.y - a.y || a.left - b.left)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && first.y - line.y < 0.3 * Math.min(first.size, line.size)) row.push(line);
    else rows.push([line]);
  }
  for (const row of rows) row.sort((a, b) => a.left - b.left);
  return rows;
}

/**
 * Divides a page into bands: stretches of columns beside each other, and running text between them. Greedy from the top
 * down: a band continues as long as a gutter stays free.
 */
export function bandsOf(rows: readonly (readonly Line[])[], rtl: boolean): Band[] {
  const bands: Band[] = [];
  let text: (readonly Line[])[] = [];
  const flush = (): void => {
    if (text.length > 0) bands.push({ rows: text, gutters: [] });
    text = [];
  };
  for (let at = 0; at < rows.length; ) {
    const band = columnsFrom(rows, at, rtl);
    if (band) {
      flush();
      bands.push(band);
      at += band.rows.length;
    } else {
      text.push(rows[at] as readonly Line[]);
      at++;
    }
  }
  flush();
  return bands;
}

/** The longest band of columns that begins with a row of several parts. */
function columnsFrom(rows: readonly (readonly Line[])[], from: number, rtl: boolean): Band | undefined {
  const first = rows[from] as readonly Line[];
  if (first.length < 2) return undefined;
  let gutters = gapsOf(first);
  if (gutters.length === 0) return undefined;
  let end = from;
  let several = 0;
  let kept = gutters;
  for (let at = from; at < rows.length; at++) {
    const row = rows[at] as readonly Line[];
    const before = rows[at - 1]?.[0];
    const line = row[0] as Line;
    if (at > from && before && before.y - line.y > 5 * line.size) break;
    gutters = at === from ? gutters : freeGutters(gutters, row);
    if (gutters.length === 0) break;
    if (row.length > 1) {
      several++;
      end = at + 1;
      kept = gutters;
    }
  }
  const whole = withWholeParts(rows.slice(from, end), kept, rtl);
  if (several < MIN_ROWS || !areAligned(whole, kept)) return undefined;
  const running = isRunning({ rows: whole, gutters: kept });
  // Parts below the last row of several belong to the band as long as they leave the gutters free.
  for (; end < rows.length; end++) {
    const row = rows[end] as readonly Line[];
    const line = row[0] as Line;
    const before = rows[end - 1]?.[0] as Line;
    if (before.y - line.y > (running ? 2.6 : 1.5) * line.size || freeGutters(kept, row).length < kept.length) break;
    if (!running && row.some((one) => one.left < (kept[0] as readonly [number, number])[0])) break;
  }
  return { rows: withWholeParts(rows.slice(from, end), kept, rtl), gutters: kept };
}

/** Joins two parts of a line in reading order. */
export function beside(a: Line, b: Line): Line {
  const main = a.size >= b.size ? a : b;
  const shift = a.text.length + 1;
  return {
    ...main,
    text: `${a.text} ${b.text}`,
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    raised: [...a.raised, ...b.raised.map(({ start, end }) => ({ start: start + shift, end: end + shift }))],
    glyphs: [...a.glyphs, ...b.glyphs],
  };
}

/** Joins the parts of a row between two gutters: in a narrow column words stand far apart. */
function withWholeParts(
  rows: readonly (readonly Line[])[],
  gutters: readonly (readonly [number, number])[],
  rtl: boolean,
): Line[][] {
  return rows.map((row) =>
    columnsOf({ rows: [row], gutters }).flatMap((parts) =>
      parts.length === 0 ? [] : [parts.reduce((joined, part) => (rtl ? beside(part, joined) : beside(joined, part)))],
    ),
  );
}

/**
 * Whether the parts after each gutter are aligned at the left, at the right or in the middle; after wide word spaces
 * they are not.
 */
function areAligned(rows: readonly (readonly Line[])[], gutters: readonly (readonly [number, number])[]): boolean {
  const columns = columnsOf({ rows, gutters });
  return columns.slice(1).every((lines) =>
    [({ left }: Line) => left, ({ right }: Line) => right, ({ left, right }: Line) => (left + right) / 2].some(
      (edge) => {
        const { size } = largestCluster(lines.map(edge), MAX_EDGE_SHIFT);
        return size >= Math.max(MIN_ROWS, 0.5 * lines.length);
      },
    ),
  );
}

/** The lines of each column of a band. */
export function columnsOf(band: Band): Line[][] {
  const columns: Line[][] = Array.from({ length: band.gutters.length + 1 }, () => []);
  for (const line of band.rows.flat()) {
    const middle = (line.left + line.right) / 2;
    let column = 0;
    for (const [left, right] of band.gutters) if (middle > (left + right) / 2) column++;
    (columns[column] as Line[]).push(line);
  }
  return columns;
}

/** A column of running text fills at least this share of its width in most lines. */
const MIN_FILLED = 0.7;

/** Whether the columns of a band hold running text: lines that fill them, one below the other. */
export function isRunning(band: Band): boolean {
  return columnsOf(band).every((lines) => {
    if (lines.length < 4) return false;
    const left = Math.min(...lines.map((line) => line.left));
    const right = Math.max(...lines.map((line) => line.right));
    if (right - left < 8 * (lines[0] as Line).size) return false;
    const filled = lines.filter((line) => line.right - line.left > MIN_FILLED * (right - left)).length;
    return filled >= 0.5 * lines.length;
  });
}

function gapsOf(row: readonly Line[]): [number, number][] {
  const gaps: [number, number][] = [];
  for (let at = 1; at < row.length; at++) {
    const [a, b] = [row[at - 1] as Line, row[at] as Line];
    if (b.left - a.right >= MIN_GUTTER * b.size && !isLabel(a.text)) gaps.push([a.right, b.left]);
  }
  return gaps;
}

/** Returns what a row leaves free of the gutters. */
function freeGutters(gutters: readonly [number, number][], row: readonly Line[]): [number, number][] {
  const size = Math.min(...row.map((line) => line.size));
  const free: [number, number][] = [];
  for (const [left, right] of gutters) {
    let spans: [number, number][] = [[left, right]];
    for (const line of row)
      spans = spans.flatMap(([a, b]): [number, number][] =>
        line.right <= a || line.left >= b
          ? [[a, b]]
          : [
              [a, Math.max(a, line.left)],
              [Math.min(b, line.right), b],
            ],
      );
    const widest = spans.reduce((best, span) => (span[1] - span[0] > best[1] - best[0] ? span : best), [0, 0]);
    if (widest[1] - widest[0] >= MIN_GUTTER * size) free.push(widest);
  }
  return free;
}
