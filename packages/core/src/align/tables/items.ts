import type { Block } from "../../document/document.ts";

/** What remains to be aligned in one language: unit indices of its text, rising. */
export type Stream = readonly number[];

/**
 * What the search aligns: a block of the running text, or a whole row of a table. A row shows better where it belongs
 * than its cells one by one, because most cells are a number or a word. The cells follow their row (cells.ts).
 */
export interface Item {
  /** Block indices, rising: one for running text, those of all cells for a row. */
  readonly units: readonly number[];
  readonly text: string;
  /** The table that the row is in; left out for running text. */
  readonly table?: number;
}

/** Items of several languages that belong together. */
export interface ItemRow {
  readonly items: Readonly<Record<string, readonly Item[]>>;
  readonly confidence: number;
}

/** Whether tables can be aligned by their grids: every language version has a table. */
export function haveTables(versions: readonly (readonly Block[])[]): boolean {
  return versions.every((blocks) => blocks.some(({ cell }) => cell));
}

/**
 * Makes the items of a text.
 *
 * @param stream block indices of the text, rising; other blocks are left out
 * @param byRow whether the cells of a row are one item; otherwise every block is one
 */
export function itemsOf(blocks: readonly Block[], stream: Stream, byRow: boolean): Item[] {
  const items: Item[] = [];
  for (let at = 0; at < stream.length; ) {
    const cell = byRow ? blocks[stream[at]!]!.cell : undefined;
    let end = at + 1;
    while (cell && end < stream.length && isOfRow(blocks[stream[end]!]!, cell)) end++;
    const units = stream.slice(at, end);
    const text = units.map((unit) => blocks[unit]!.text).join(" ");
    items.push({ units, text, ...(cell && { table: cell.table }) });
    at = end;
  }
  return items;
}

function isOfRow({ cell }: Block, { table, row }: NonNullable<Block["cell"]>): boolean {
  return cell !== undefined && cell.table === table && cell.row === row;
}
