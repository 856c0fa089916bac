import { type Band, columnsOf } from "../bands.ts";
import type { Line } from "../lines.ts";
import type { Stack } from "./stack.ts";

/** Lines of one cell stand no further apart than this, in font sizes. */
const MAX_LEADING = 1.5;

/**
 * Finds the rows of a table without rules between them: a row begins where a gap is wider, or where all columns have
 * text again.
 */
export function tableRows(band: Band, rtl: boolean): Line[][][] {
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

/** The cells of a table's rows, each as a stack; `table` counts within the page. */
export const cellStacks = (rows: readonly Line[][][], rtl: boolean, table: number): Stack[] =>
  rows.flatMap((columns, row) =>
    (rtl ? columns.toReversed() : columns).flatMap((lines, column): Stack[] =>
      lines.length > 0 ? [{ lines, cell: { table, row, column } }] : [],
    ),
  );
