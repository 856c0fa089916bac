import type { Cell } from "../../document.ts";
import { Grid, spanOf } from "../tables.ts";
import { isOn, type Style } from "./styles.ts";

/** What the stories of one file share. */
export interface FileState {
  readonly style: (id: string | undefined) => Style;
  readonly label: (list: string, depth: number) => string | undefined;
  /** Number of tables so far. */
  tables: number;
  /** Fonts with signs that are not known. */
  readonly unknownFonts: Set<string>;
}

/** A table that is being read. */
interface OpenTable {
  readonly grid: Grid;
  isRowDeleted: boolean;
  cell?: { span: number; merge?: string };
}

/** Whether an element belongs to the structure of a table. */
export const isOfTable = (name: string, parent: string): boolean =>
  /^w:(?:tbl|tr|trPr|tc|tcPr)$/.test(name) || parent === "w:trPr" || parent === "w:tcPr";

/** Follows the tables of a story, the innermost last. */
export class StoryTables {
  readonly #file: FileState;
  readonly #open: OpenTable[] = [];

  constructor(file: FileState) {
    this.#file = file;
  }

  /** The open cell of the innermost table. */
  get cell(): Cell | undefined {
    return this.#open.at(-1)?.grid.cell;
  }

  /** Whether a tracked change deleted the row that is open, in any of the tables. */
  get isRowDeleted(): boolean {
    return this.#open.some(({ isRowDeleted }) => isRowDeleted);
  }

  /** Reads the start of an element of a table. */
  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const table = this.#open.at(-1);
    if (name === "w:tbl") {
      this.openCell();
      this.#open.push({ grid: new Grid(this.#file.tables++), isRowDeleted: false });
    } else if (!table) return;
    else if (name === "w:tr") {
      table.grid.row();
      table.isRowDeleted = false;
    } else if (name === "w:gridBefore") table.grid.skip(Math.min(1000, Number(attributes.val) || 0));
    else if (name === "w:tblHeader" && isOn(attributes.val ?? "on")) table.grid.inHead();
    else if (name === "w:del") table.isRowDeleted = true;
    else if (name === "w:tc") table.cell = { span: 1 };
    else if (name === "w:gridSpan" && table.cell) table.cell.span = spanOf(attributes.val);
    else if (name === "w:vMerge" && table.cell) table.cell.merge = attributes.val ?? "continue";
  }

  /** Places the cell whose properties were read; its content follows. */
  openCell(): void {
    const table = this.#open.at(-1);
    if (!table?.cell) return;
    if (table.cell.merge === "continue") table.grid.continue(table.cell.span);
    else table.grid.open(table.cell.span);
    delete table.cell;
  }

  closeCell(): void {
    this.#open.at(-1)?.grid.close();
  }

  closeTable(): void {
    this.#open.pop();
  }
}
