import { mode } from "../../../statistics.ts";
import { overlap, type Part, type Row } from "./paragraph-rows.ts";

/** Where a column's cells stand, in the direction of reading. */
export interface Column {
  readonly from: number;
  readonly to: number;
}

/** So many rows are tried as the pattern that the other rows follow. */
const MAX_PATTERNS = 12;

/** The columns of a table: where the cells stand in the rows that are most alike. */
export function columnsOf(rows: readonly Row[]): Column[] {
  const usual = mode(
    rows.map(({ length }) => length).filter((length) => length > 1),
    "greatest",
  )?.value;
  const full = rows.filter(({ length }) => length === usual).map((row) => row.map(extentOf));
  const alike = full
    .slice(0, MAX_PATTERNS)
    .map((pattern) => full.filter((cells) => isLike(cells, pattern)))
    .reduce((most, some) => (some.length > most.length ? some : most), []);
  return (alike[0] ?? []).map((_, at) => union(alike.map((cells) => cells[at] as Column)));
}

/** Returns the place of each cell of a row: the first column that it stands in, and how many. */
export function placesIn(row: Row, columns: readonly Column[]): { column: number; span: number }[] {
  const cells = row.map(extentOf);
  if (fits(row, columns)) return cells.map((_, column) => ({ column, span: 1 }));
  let next = 0;
  return cells.map((cell, at) => {
    // An empty cell may only keep others apart; it takes no place from them.
    if (row[at]?.every(({ text }) => text === "")) return { column: next, span: 1 };
    const own = columns.flatMap((column, at) => (overlap(cell, column) ? [at] : []));
    const column = Math.max(next, own[0] ?? nearest(cell, columns));
    const span = Math.max(1, (own.at(-1) ?? column) - column + 1);
    next = column + span;
    return { column, span };
  });
}

/** Whether a row has a cell for each column, and none in the place of another. */
export function fits(row: Row, columns: readonly Column[]): boolean {
  return (
    row.length === columns.length &&
    row
      .map(extentOf)
      .every((cell, at) => overlap(cell, columns[at] as Column) || !columns.some((one) => overlap(cell, one)))
  );
}

const extentOf = (cell: readonly Part[]): Column => union(cell);

const union = (some: readonly Column[]): Column => ({
  from: some.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY),
  to: some.reduce((most, { to }) => Math.max(most, to), Number.NEGATIVE_INFINITY),
});

/** Whether the cells of two rows stand in the same columns. */
const isLike = (cells: readonly Column[], pattern: readonly Column[]): boolean =>
  cells.every((cell, at) => pattern.every((other, column) => overlap(cell, other) === (column === at)));

function nearest(cell: Column, columns: readonly Column[]): number {
  const distances = columns.map(({ from, to }) => Math.max(from - cell.to, cell.from - to));
  return Math.max(0, distances.indexOf(Math.min(...distances)));
}
