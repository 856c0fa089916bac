import type { Cell } from "../../../document.ts";
import type { Line } from "../lines.ts";

/** Lines that stand above each other and belong together: a column, a cell, the running text of a page. */
export interface Stack {
  readonly lines: readonly Line[];
  /** Its place in a table; tables are counted within the page. */
  readonly cell?: Cell;
  /** Left and right margins of a column or a cell; left out for running text, which has its page's margins. */
  readonly margins?: readonly [left: number, right: number];
}
