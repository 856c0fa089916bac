import { append } from "../../append.ts";
import { type Band, bandsOf, beside, columnsOf, isRunning, rowsOf } from "./bands.ts";
import { withEntries } from "./contents.ts";
import { isLabel } from "./labels.ts";
import { type Line, linesOf } from "./lines.ts";
import { cellStacks, tableRows } from "./tables/gap-rows.ts";
import type { RuledTable } from "./tables/ruled-tables.ts";
import type { Stack } from "./tables/stack.ts";

/** The text of a page, as its rules, gaps and gutters divide it. */
export interface PageLayout {
  readonly stacks: readonly Stack[];
  /** How many columns of running text stand beside each other, 1 for an ordinary page. */
  readonly columns: number;
  /** The leaders of lists of contents, which are no text. */
  readonly leaders: readonly string[];
}

/** Parts of a line of running text that stand further apart than this, in font sizes, are separate lines. */
const MAX_APART = 5;

/** Puts a page's parts into the order of reading. Tables are counted within the page. */
export function layoutOf(body: readonly Line[], tables: readonly RuledTable[], rtl: boolean): PageLayout {
  const stacks: Stack[] = [];
  const leaders: string[] = [];
  let columns = 1;
  let table = 0;
  let rest = [...body];
  const read = (lines: readonly Line[]): void => {
    const contents = withEntries(rowsOf(lines), rtl);
    append(leaders, contents.leaders);
    for (const band of overrun(bandsOf(labelled(contents.rows, rtl), rtl))) {
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
  return { stacks: stacks.filter(({ lines }) => lines.length > 0), columns, leaders };
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
