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

/** Items of several languages that belong together. */
export interface ItemRow {
  readonly items: Readonly<Record<string, readonly Item[]>>;
  readonly confidence: number;
}

/** Rows whose texts are not told apart by what they say stand where they stand: so sure is that. */
const PLACED_CONFIDENCE = 0.7;
/** Rows are not as long as each other if one is longer than this many times the other … */
const MAX_LENGTH_RATIO = 3;
/** … and has so many characters at least. */
const MIN_TELLING_CHARACTERS = 30;

/** Texts that may translate one another, by their lengths alone: the longer ones are never more than three times the shorter. */
export function fitInLength(texts: readonly string[]): boolean {
  const lengths = texts.map(({ length }) => length);
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  return most < MIN_TELLING_CHARACTERS || most <= MAX_LENGTH_RATIO * least;
}

/**
 * Rows of tables mended by their grids: rows that the search took together are taken apart where they have the same
 * columns one by one, and rows that it left alone on all sides are put together where they do. O(rows).
 */
export function mendedRows(rows: readonly ItemRow[], columnsOf: (language: string, item: Item) => string): ItemRow[] {
  const mended: ItemRow[] = [];
  let alone: ItemRow[] = [];
  const settle = (): void => {
    mended.push(...together(alone, columnsOf));
    alone = [];
  };
  for (const row of rows) {
    if (Object.keys(row.items).length === 1 && Object.values(row.items)[0]![0]!.table !== undefined) alone.push(row);
    else {
      settle();
      mended.push(...apart(row, columnsOf));
    }
  }
  settle();
  return mended;
}

/** Rows that each have a language of their own, put together one by one if all languages have the same of them. */
function together(alone: readonly ItemRow[], columnsOf: (language: string, item: Item) => string): readonly ItemRow[] {
  const items: Record<string, readonly Item[]> = {};
  for (const row of alone)
    for (const [language, own] of Object.entries(row.items)) items[language] = [...(items[language] ?? []), ...own];
  if (Object.keys(items).length < 2) return alone;
  const found = oneByOne(items, columnsOf);
  return found?.map((own) => ({ items: own, confidence: PLACED_CONFIDENCE })) ?? alone;
}

function apart(row: ItemRow, columnsOf: (language: string, item: Item) => string): ItemRow[] {
  const [first = []] = Object.values(row.items);
  const found = first.length > 1 ? oneByOne(row.items, columnsOf) : undefined;
  return found?.map((items) => ({ items, confidence: row.confidence })) ?? [row];
}

function oneByOne(
  items: ItemRow["items"],
  columnsOf: (language: string, item: Item) => string,
): ItemRow["items"][] | undefined {
  const languages = Object.keys(items);
  const count = items[languages[0]!]!.length;
  if (languages.some((language) => items[language]!.length !== count)) return undefined;
  const rows = Array.from({ length: count }, (_, at) =>
    Object.fromEntries(languages.map((language) => [language, [items[language]![at]!]])),
  );
  const areAlike = rows.every((row) => {
    const own = languages.map((language) => row[language]![0]!);
    const columns = new Set(languages.map((language, l) => columnsOf(language, own[l]!)));
    return columns.size === 1 && own.every(({ table }) => table !== undefined) && fitInLength(own.map(({ text }) => text));
  });
  return areAlike ? rows : undefined;
}
