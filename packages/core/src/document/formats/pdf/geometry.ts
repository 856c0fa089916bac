import { append } from "../../append.ts";
import type { Cell } from "../../document.ts";
import { type Band, bandsOf, beside, columnsOf, isLabel, isRunning, rowsOf } from "./bands.ts";
import { isBlank } from "./characters.ts";
import { type Chunk, lineChunks } from "./chunks.ts";
import type { Setting } from "./entries.ts";
import { cellAt, type Grid, gridsOf, spanOf } from "./grids.ts";
import { type Line, linesOf } from "./lines.ts";
import { type OpenGrid, openGridsOf } from "./open-grids.ts";
import type { Glyph, Page } from "./page.ts";

/** Lines that stand above each other and belong together: a column, a cell, the running text of a page. */
export interface Stack {
  readonly lines: readonly Line[];
  /** Its place in a table; tables are counted within the page. */
  readonly cell?: Cell;
  /** Left and right margins of a column or a cell; left out for running text, which has its page's margins. */
  readonly margins?: readonly [left: number, right: number];
}

/** The text of a page, as its rules, gaps and gutters divide it. */
export interface PageLayout {
  readonly stacks: readonly Stack[];
  /** How many columns of running text stand beside each other, 1 for an ordinary page. */
  readonly columns: number;
}

/** Parts of a line that stand further apart than this, in font sizes, are judged separately. */
const MAX_GAP = 1.6;
/** The same for the rough lines that show where columns cannot be. */
const ROUGH_GAP = 0.6;
/** Parts of a line of running text that stand further apart than this, in font sizes, are separate lines. */
const MAX_APART = 5;

/** A table that the page's rules draw, with the lines of its cells. */
export interface RuledTable {
  /** Its upper edge. */
  readonly top: number;
  /** All its lines. */
  readonly lines: readonly Line[];
  readonly stacks: readonly Stack[];
}

/**
 * Divides a page without a structure of its own into ruled tables and the lines around them, cut at wide gaps.
 *
 * @param around other glyphs of the page, which show where a table cannot be
 */
export function partsOf(
  page: Page,
  glyphs: readonly Glyph[],
  setting: Setting,
  around: readonly Glyph[] = [],
): { body: Line[]; tables: readonly RuledTable[] } {
  const closed = gridsOf(page).map((grid) => ({ grid, glyphs: new Map<object, Glyph[]>() }));
  const open = openGridsOf(page, () => lineChunks([...glyphs, ...around], ROUGH_GAP)).map((grid) => ({
    grid,
    glyphs: [] as Glyph[],
  }));
  const rest: Glyph[] = [];
  for (const glyph of glyphs) {
    const x = glyph.x + glyph.width / 2;
    const y = glyph.y + glyph.size / 4;
    const own = cellGlyphs(closed, x, y) ?? open.find(({ grid }) => isWithin(grid, x, y))?.glyphs ?? rest;
    own.push(glyph);
  }
  const whole = { page: page.number, ...setting, maxGap: Number.POSITIVE_INFINITY };
  const tables: RuledTable[] = [];
  for (const { grid, glyphs } of closed) {
    // A grid with text in one place only is a frame.
    if (glyphs.size === 1) append(rest, [...glyphs.values()].flat());
    if (glyphs.size < 2) continue;
    const cells = new Map([...glyphs].map(([owner, own]) => [owner, linesOf(own, whole)]));
    tables.push(ruled(grid.ys[0] as number, gridStacks(grid, cells, setting.rtl)));
  }
  for (const { grid, glyphs } of open)
    if (glyphs.length > 0) tables.push(ruled(grid.ys[0] as number, openStacks(grid, glyphs, page, setting)));
  tables.sort((a, b) => b.top - a.top);
  return { body: linesOf(rest, { page: page.number, ...setting, maxGap: MAX_GAP }), tables };
}

/** Returns a function that says whether a glyph stands in a grid that the page's rules draw. */
export function tableAreas(page: Page, glyphs: readonly Glyph[]): (glyph: Glyph) => boolean {
  const closed = gridsOf(page);
  const open = openGridsOf(page, () => lineChunks(glyphs, ROUGH_GAP));
  return ({ x, y, width, size }) => {
    const [across, up] = [x + width / 2, y + size / 4];
    return (
      closed.some((grid) => cellAt(grid, across, up) !== undefined) || open.some((grid) => isWithin(grid, across, up))
    );
  };
}

const ruled = (top: number, stacks: readonly Stack[]): RuledTable => ({
  top,
  stacks,
  lines: stacks.flatMap(({ lines }) => lines),
});

function cellGlyphs(
  grids: readonly { grid: Grid; glyphs: Map<object, Glyph[]> }[],
  x: number,
  y: number,
): Glyph[] | undefined {
  for (const { grid, glyphs } of grids) {
    const owner = cellAt(grid, x, y);
    if (!owner) continue;
    const own = glyphs.get(owner) ?? [];
    glyphs.set(owner, own);
    return own;
  }
  return undefined;
}

const isWithin = ({ xs, ys }: OpenGrid, x: number, y: number): boolean =>
  x > (xs[0] as number) - 2 && x < (xs.at(-1) as number) + 2 && y < (ys[0] as number) && y > (ys.at(-1) as number);

/**
 * Makes the cells of a table without upright rules: its columns are known, its rows begin at rules and at wider gaps.
 * Text between two rules in one column only, a title or a note, is not a row; another table begins after it.
 */
function openStacks({ xs, ys }: OpenGrid, glyphs: readonly Glyph[], page: Page, setting: Setting): Stack[] {
  const whole = { page: page.number, ...setting, maxGap: Number.POSITIVE_INFINITY };
  const gutters = xs.slice(1, -1).map((x) => [x, x] as const);
  const stacks: Stack[] = [];
  let table = 0;
  let row = 0;
  for (let band = 0; band + 1 < ys.length; band++) {
    const [upper, lower] = [ys[band] as number, ys[band + 1] as number];
    const own = glyphs.filter(({ y, size }) => y + size / 4 < upper && y + size / 4 > lower);
    const parts = lineChunks(own, CELL_GAP).flatMap((chunk) => cutAtGutters(chunk, xs));
    const lines = parts.flatMap((part) => linesOf(part, whole));
    if (lines.length === 0) continue;
    const rows = rowsOf(lines);
    if (rows.every((one) => one.length === 1) && rows.some(([one]) => isAcrossColumns(one as Line, xs))) {
      stacks.push({ lines: rows.flat() });
      if (row > 0) table++;
      row = 0;
      continue;
    }
    const groups = tableRows({ rows, gutters }, setting.rtl);
    stacks.push(
      ...cellStacks(groups, setting.rtl, table).map((stack) =>
        stack.cell ? { ...stack, cell: { ...stack.cell, row: stack.cell.row + row } } : stack,
      ),
    );
    row += groups.length;
  }
  return stacks;
}

/** Parts of a table's line that stand further apart than this, in font sizes, may be of two cells. */
const CELL_GAP = 0.6;
/** Columns cut a line at gaps of at least this width, in font sizes. */
const MIN_CUT = 0.3;

/** Cuts the glyphs of a line at the gutters that it leaves free; a head of several columns is not cut. */
function cutAtGutters({ glyphs, size }: Chunk, xs: readonly number[]): Glyph[][] {
  const sorted = [...glyphs].sort((a, b) => a.x - b.x);
  const parts: Glyph[][] = [[]];
  let before: Glyph | undefined;
  for (const glyph of sorted) {
    if (isBlank(glyph.text)) {
      parts.at(-1)?.push(glyph);
      continue;
    }
    const [left, right] = [before ? before.x + before.width : glyph.x, glyph.x];
    const crosses = xs.some((x) => x >= left - 0.1 * size && x <= right + 0.1 * size);
    if (before && right - left > MIN_CUT * size && crosses) parts.push([]);
    parts.at(-1)?.push(glyph);
    before = glyph;
  }
  return parts.filter((part) => part.some(({ text }) => !isBlank(text)));
}

/** Whether a line runs over more than one column. */
const isAcrossColumns = ({ left, right, size }: Line, xs: readonly number[]): boolean =>
  xs.slice(1, -1).some((x) => left < x - size && right > x + size);

/** Puts a page's parts into the order of reading. Tables are counted within the page. */
export function layoutOf(body: readonly Line[], tables: readonly RuledTable[], rtl: boolean): PageLayout {
  const stacks: Stack[] = [];
  let columns = 1;
  let table = 0;
  let rest = [...body];
  const read = (lines: readonly Line[]): void => {
    for (const band of overrun(bandsOf(labelled(rowsOf(lines), rtl), rtl))) {
      if (band.gutters.length === 0) stacks.push({ lines: wholeRows(band.rows, rtl) });
      else if (isRunning(band)) {
        columns = Math.max(columns, band.gutters.length + 1);
        append(stacks, columnStacks(band, rtl));
      } else append(stacks, cellStacks(tableRows(band, rtl), rtl, table++));
    }
  };
  for (const { top, stacks: cells } of tables) {
    read(rest.filter(({ y }) => y >= top));
    rest = rest.filter(({ y }) => y < top);
    const number = table;
    const last = cells.reduce((most, { cell }) => Math.max(most, cell?.table ?? 0), 0);
    table += last + 1;
    stacks.push(
      ...cells.map((stack) => ({
        ...stack,
        ...(stack.cell && { cell: { ...stack.cell, table: number + stack.cell.table } }),
      })),
    );
  }
  read(rest);
  return { stacks: stacks.filter(({ lines }) => lines.length > 0), columns };
}

/** Joins labels with the text after them, and parts of running text that stand near each other. */
function labelled(rows: readonly (readonly Line[])[], rtl: boolean): Line[][] {
  return rows.map((row) => {
    const joined: Line[] = [];
    for (const line of rtl ? row.toReversed() : row) {
      const last = joined.at(-1);
      const gap = last && Math.max(line.left - last.right, last.left - line.right);
      if (last && isLabel(last.text) && (gap as number) < 6 * line.size) joined[joined.length - 1] = beside(last, line);
      else joined.push(line);
    }
    return rtl ? joined.reverse() : joined;
  });
}

/** Joins parts of a line of running text that only wide word spaces separate. */
function wholeRows(rows: readonly (readonly Line[])[], rtl: boolean): Line[] {
  return rows.flatMap((row) => {
    const joined: Line[] = [];
    for (const line of row) {
      const last = joined.at(-1);
      if (last && line.left - last.right < MAX_APART * line.size)
        joined[joined.length - 1] = rtl ? beside(line, last) : beside(last, line);
      else joined.push(line);
    }
    return joined;
  });
}

/**
 * Cuts rows that overrun the gutter and so look like one line across all columns: they are cut where the columns begin,
 * and join the columns above or below.
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

/** Cuts a row where the columns of a band begin; undefined if not every column begins with a glyph of it. */
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

/** Lines of one cell stand no further apart than this, in font sizes. */
const MAX_LEADING = 1.5;

/**
 * Finds the rows of a table without rules between them: a row begins where a gap is wider, or where all columns have
 * text again.
 */
function tableRows(band: Band, rtl: boolean): Line[][][] {
  const tops = band.rows.map((row) => (row[0] as Line).y);
  const gaps = tops.slice(1).map((y, at) => (tops[at] as number) - y);
  const sorted = [...gaps].sort((a, b) => a - b);
  const least = sorted[Math.floor(0.1 * sorted.length)] ?? 0;
  const size = band.rows[0]?.[0]?.size ?? 10;
  // Lines of one cell stand close together.
  const wide = (gap: number): boolean => gap > 1.3 * least || gap > MAX_LEADING * size;
  const byGaps = gaps.some(wide);
  const count = band.gutters.length + 1;
  const groups: Line[][][] = [];
  band.rows.forEach((row, at) => {
    const columns = columnsOf({ rows: [row], gutters: band.gutters });
    const full = columns.filter((lines) => lines.length > 0).length;
    const head = rtl ? count - 1 : 0;
    const begins =
      at === 0 ||
      (byGaps
        ? wide(gaps[at - 1] as number)
        : (columns[head]?.length ?? 0) > 0 &&
          full >= Math.max(2, 0.6 * count) &&
          (groups.at(-1)?.[head]?.length ?? 0) > 0);
    if (begins) groups.push(columns);
    else
      for (const [column, lines] of (groups.at(-1) as Line[][]).entries()) lines.push(...(columns[column] as Line[]));
  });
  return groups;
}

const cellStacks = (rows: readonly Line[][][], rtl: boolean, table: number): Stack[] =>
  rows.flatMap((columns, row) =>
    (rtl ? columns.toReversed() : columns).flatMap((lines, column): Stack[] =>
      lines.length > 0 ? [{ lines, cell: { table, row, column } }] : [],
    ),
  );

function gridStacks(grid: Grid, cells: ReadonlyMap<object, Line[]>, rtl: boolean): Stack[] {
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
        cell: { table: 0, row, column: at, ...span },
        margins: [
          grid.xs[owner.column] as number,
          grid.xs[Math.min(last + 1, owner.column + (span.columnSpan ?? 1))] as number,
        ],
      });
    }
  return stacks;
}
