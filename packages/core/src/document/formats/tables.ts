import type { Cell } from "../document.ts";

type OpenCell = { -readonly [Key in keyof Cell]: Cell[Key] };

/** Builds the grid of a table, row by row, cell by cell. */
export class Grid {
  readonly #table: number;
  /** For each column, its latest cell, and the first row that is free of it. */
  readonly #taken: { cell: OpenCell; until: number }[] = [];
  #row = -1;
  #column = 0;
  #head = false;
  /** The cell that is open. */
  cell: Cell | undefined;

  /** @param table its index in the document, in reading order */
  constructor(table: number) {
    this.#table = table;
  }

  /** Begins the next row; `head` if it belongs to the head of the table. */
  row(head = false): void {
    this.#row++;
    this.#column = 0;
    this.#head = head;
    this.cell = undefined;
  }

  /** Makes the open row part of the head. */
  inHead(): void {
    this.#head = true;
  }

  /** Skips columns of the row that no cell covers. */
  skip(columns: number): void {
    this.#column += columns;
  }

  /** Opens the next cell, in the first column that no cell from above covers; spans from 1. */
  open(columnSpan = 1, rowSpan = 1, isHead = false): void {
    if (this.#row < 0) this.row();
    while ((this.#taken[this.#column]?.until ?? 0) > this.#row) this.#column++;
    const cell: OpenCell = {
      table: this.#table,
      row: this.#row,
      column: this.#column,
      ...(rowSpan > 1 && { rowSpan }),
      ...(columnSpan > 1 && { columnSpan }),
      ...((this.#head || isHead) && { head: true as const }),
    };
    for (let column = this.#column; column < this.#column + columnSpan; column++)
      this.#taken[column] = { cell, until: this.#row + rowSpan };
    this.#column += columnSpan;
    this.cell = cell;
  }

  /** Adds a cell that continues the one above it. */
  continue(columnSpan = 1): void {
    const above = this.#taken[this.#column];
    if (!above || above.cell.column !== this.#column || above.until < this.#row) {
      this.open(columnSpan);
      return;
    }
    above.cell.rowSpan = this.#row - above.cell.row + 1;
    for (let column = this.#column; column < this.#column + columnSpan; column++)
      this.#taken[column] = { cell: above.cell, until: this.#row + 1 };
    this.#column += columnSpan;
    this.cell = above.cell;
  }

  /** Closes the open cell; what comes next in the row is another one. */
  close(): void {
    this.cell = undefined;
  }
}

/** Returns a span that a file states, within the bounds of a table; 1 if it is not a number. */
export const spanOf = (stated: string | undefined): number => {
  const span = Number.parseInt(stated ?? "1", 10);
  return span >= 1 ? Math.min(span, 1000) : 1;
};
