import type { Cell } from "../document.ts";
import type { Setting } from "./entries.ts";
import { type Line, linesOf, type PaintedGlyph } from "./lines.ts";
import type { Page } from "./page.ts";
import { type Band, bandsOf, cellAt, type Grid, gridsOf, isLabel, rowsOf, spanOf } from "./tables.ts";

/** Lines that stand above each other and belong together: a column, a cell, the running text of a page. */
export interface Stack {
  readonly lines: readonly Line[];
  /** Its place in a table; tables are counted within the page. */
  readonly cell?: Cell;
  /** Left and right margin, for a column or a cell; left out for running text, whose margins are its pages'. */
  readonly margins?: readonly [left: number, right: number];
}

/** A page's text by what its rules, gaps and gutters say. */
export interface PageLayout {
  readonly stacks: readonly Stack[];
  /** How many columns of running text stand beside each other, 1 for an ordinary page. */
  readonly columns: number;
}

/** Parts of a line that stand further apart than this, in the size of the font, are looked at by themselves. */
const MAX_GAP = 1.6;
/** A column of running text fills at least this share of its width in most lines. */
const MIN_FILLED = 0.7;

/** The lines of a page without a structure of its own, grids apart, and wide gaps parting lines. */
export function partsOf(
  page: Page,
  glyphs: readonly PaintedGlyph[],
  setting: Setting,
): { body: Line[]; grids: readonly { grid: Grid; cells: ReadonlyMap<object, Line[]> }[] } {
  const grids = gridsOf(page).map((grid) => ({ grid, glyphs: new Map<object, PaintedGlyph[]>() }));
  const rest: PaintedGlyph[] = [];
  for (const glyph of glyphs) {
    const x = glyph.x + glyph.width / 2;
    const y = glyph.y + glyph.size / 4;
    let owner: object | undefined;
    for (const { grid, glyphs: cells } of grids) {
      owner = cellAt(grid, x, y);
      if (!owner) continue;
      const own = cells.get(owner);
      if (own) own.push(glyph);
      else cells.set(owner, [glyph]);
      break;
    }
    if (!owner) rest.push(glyph);
  }
  const filled = grids.filter(({ glyphs }) => glyphs.size >= 2);
  for (const { glyphs } of grids) if (glyphs.size === 1) rest.push(...[...glyphs.values()].flat());
  return {
    body: linesOf(rest, { page: page.number, ...setting, maxGap: MAX_GAP }),
    grids: filled.map(({ grid, glyphs }) => ({
      grid,
      cells: new Map(
        [...glyphs].map(([owner, own]) => [
          owner,
          linesOf(own, { page: page.number, ...setting, maxGap: Number.POSITIVE_INFINITY }),
        ]),
      ),
    })),
  };
}

/** Puts a page's parts into the order of reading. */
export function layoutOf(
  body: readonly Line[],
  grids: readonly { grid: Grid; cells: ReadonlyMap<object, Line[]> }[],
  rtl: boolean,
): PageLayout {
  const stacks: Stack[] = [];
  let columns = 1;
  let table = 0;
  let rest = [...body];
  const read = (lines: readonly Line[]): void => {
    for (const band of overrun(bandsOf(labelled(rowsOf(lines))))) {
      if (band.gutters.length === 0) stacks.push({ lines: wholeRows(band.rows) });
      else if (isRunning(band)) {
        columns = Math.max(columns, band.gutters.length + 1);
        stacks.push(...columnStacks(band, rtl));
      } else stacks.push(...tableStacks(band, rtl, table++));
    }
  };
  for (const { grid, cells } of grids) {
    const top = grid.ys[0] as number;
    read(rest.filter(({ y }) => y >= top));
    rest = rest.filter(({ y }) => y < top);
    stacks.push(...gridStacks(grid, cells, rtl, table++));
  }
  read(rest);
  return { stacks: stacks.filter(({ lines }) => lines.length > 0), columns };
}

/** Labels joined to the text that they stand before; parts of running text that stand near each other joined, too. */
function labelled(rows: readonly (readonly Line[])[]): Line[][] {
  return rows.map((row) => {
    const joined: Line[] = [];
    for (const line of row) {
      const last = joined.at(-1);
      if (last && isLabel(last.text) && line.left - last.right < 6 * line.size)
        joined[joined.length - 1] = beside(last, line);
      else joined.push(line);
    }
    return joined;
  });
}

/** Two parts of one line as one. */
function beside(a: Line, b: Line): Line {
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

const wholeRows = (rows: readonly (readonly Line[])[]): Line[] => rows.flatMap((row) => [...row]);

function columnsOf(band: Band): Line[][] {
  const columns: Line[][] = Array.from({ length: band.gutters.length + 1 }, () => []);
  for (const line of wholeRows(band.rows)) {
    const middle = (line.left + line.right) / 2;
    let column = 0;
    for (const [left, right] of band.gutters) if (middle > (left + right) / 2) column++;
    (columns[column] as Line[]).push(line);
  }
  return columns;
}

/** Whether the columns of a band hold running text: lines that fill them, one below the other. */
function isRunning(band: Band): boolean {
  return columnsOf(band).every((lines) => {
    if (lines.length < 4) return false;
    const left = Math.min(...lines.map((line) => line.left));
    const right = Math.max(...lines.map((line) => line.right));
    if (right - left < 8 * (lines[0] as Line).size) return false;
    const filled = lines.filter((line) => line.right - line.left > MIN_FILLED * (right - left)).length;
    return filled >= 0.5 * lines.length;
  });
}

/**
 * Rows of columns whose text overruns the gutter look like one line across all columns: they are cut where the columns begin,
 * and go to the columns that they stand above or below.
 */
function overrun(bands: readonly Band[]): Band[] {
  const joined: Band[] = [];
  for (const band of bands) {
    const before = joined.at(-1);
    if (band.gutters.length > 0 && isRunning(band) && before?.gutters.length === 0) {
      const rows = [...before.rows];
      const cut: Line[][] = [];
      for (let row = rows.at(-1); row; row = rows.at(-1)) {
        const parts = cutAtColumns(row, band);
        if (!parts) break;
        cut.unshift(parts);
        rows.pop();
      }
      joined[joined.length - 1] = { rows, gutters: [] };
      joined.push({ rows: [...cut, ...band.rows], gutters: band.gutters });
    } else joined.push(band);
  }
  return joined.filter(({ rows }) => rows.length > 0);
}

/** A row cut where the columns of a band begin; undefined if not all of them begin with a glyph of it. */
function cutAtColumns(row: readonly Line[], band: Band): Line[] | undefined {
  const starts = columnsOf(band).map((lines) => Math.min(...lines.map(({ left }) => left)));
  const line = row[0] as Line;
  if (row.length !== 1 || Math.abs(line.left - (starts[0] as number)) > 0.5 * line.size) return undefined;
  const glyphs = line.glyphs.filter(({ text }) => text.trim() !== "");
  const begins = starts.map((start) => glyphs.findIndex(({ x }) => Math.abs(x - start) < 0.15 * line.size));
  if (begins.some((at, index) => at < 0 || (index > 0 && at <= (begins[index - 1] as number)))) return undefined;
  return begins.map((from, index) => {
    const own = glyphs.slice(from, begins[index + 1]);
    return (linesOf(own, { page: line.page, rtl: false, mirror: false, space: 0.17, maxGap: 3 })[0] ?? line) as Line;
  });
}

function columnStacks(band: Band, rtl: boolean): Stack[] {
  const columns = columnsOf(band);
  if (rtl) columns.reverse();
  return columns.map((lines) => ({
    lines,
    margins: [Math.min(...lines.map(({ left }) => left)), Math.max(...lines.map(({ right }) => right))] as const,
  }));
}

/** The cells of a table that has no rules: rows begin where a gap is wider, or where all columns have text again. */
function tableStacks(band: Band, rtl: boolean, table: number): Stack[] {
  const gaps = band.rows.slice(1).map((row, at) => (band.rows[at]?.[0] as Line).y - (row[0] as Line).y);
  const sorted = [...gaps].sort((a, b) => a - b);
  const least = sorted[Math.floor(0.1 * sorted.length)] ?? 0;
  const wide = (gap: number): boolean => gap > 1.35 * least;
  const byGaps = gaps.some(wide);
  const count = band.gutters.length + 1;
  const groups: Line[][][] = [];
  band.rows.forEach((row, at) => {
    const columns = columnsOf({ rows: [row], gutters: band.gutters });
    const full = columns.filter((lines) => lines.length > 0).length;
    const first = (rtl ? columns.at(-1) : columns[0])?.length ?? 0;
    const begins = at === 0 || (byGaps ? wide(gaps[at - 1] as number) : first > 0 && full >= Math.max(2, 0.6 * count));
    if (begins) groups.push(columns);
    else groups.at(-1)?.forEach((lines, column) => lines.push(...(columns[column] as Line[])));
  });
  return groups.flatMap((columns, row) =>
    (rtl ? columns.toReversed() : columns).flatMap((lines, column): Stack[] =>
      lines.length > 0 ? [{ lines, cell: { table, row, column } }] : [],
    ),
  );
}

function gridStacks(grid: Grid, cells: ReadonlyMap<object, Line[]>, rtl: boolean, table: number): Stack[] {
  const stacks: Stack[] = [];
  const last = grid.xs.length - 2;
  for (const [row, owners] of grid.owners.entries())
    for (let at = 0; at <= last; at++) {
      const column = rtl ? last - at : at;
      const owner = owners[column] as { row: number; column: number };
      const lines = cells.get(owner);
      const span = spanOf(grid, owner);
      const first = owner.row === row && (rtl ? owner.column + (span.columnSpan ?? 1) - 1 : owner.column) === column;
      if (!lines || !first) continue;
      stacks.push({
        lines,
        cell: { table, row, column: at, ...span },
        margins: [
          grid.xs[owner.column] as number,
          grid.xs[Math.min(last + 1, owner.column + (span.columnSpan ?? 1))] as number,
        ],
      });
    }
  return stacks;
}
