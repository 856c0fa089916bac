import type { Block } from "../../document/document.ts";
import type { Stream } from "./sections.ts";

/**
 * What the search aligns of a document: a block of the running text, or a whole row of a table. A row says far more of where
 * it belongs than its cells do one by one, for most of those are a number or a word; its cells follow it (cells.ts).
 */
export interface Item {
  /** Its blocks, rising: one of the running text, of a row those of all its cells. */
  readonly units: readonly number[];
  readonly text: string;
  /** The table whose row it is; left out for the running text. */
  readonly table?: number;
}

/** Items of several languages that belong together. */
export interface ItemRow {
  readonly items: Readonly<Record<string, readonly Item[]>>;
  readonly confidence: number;
}

/** Whether tables can be aligned by their grids: every language version has some. */
export function haveTables(versions: readonly (readonly Block[])[]): boolean {
  return versions.every((blocks) => blocks.some(({ cell }) => cell));
}

/**
 * The items of a text.
 *
 * @param stream units of the text, rising; others are left out
 * @param byRow whether cells of a row are one item; else every block is one
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
