/**
 * Room tables: the rows and cells of tables. In: blocks, and rows of items as the search aligned them. Out: rows of
 * blocks, with cells paired by the grids of their tables. Imports language, document, and align's grid and rows.
 *
 * @module
 */

import type { Block } from "../../document/document.ts";
import type { PairWork } from "../rows/pair-work.ts";
import type { Row, Section, UnitRow } from "../rows/rows.ts";
import { Cells, type CellUnits } from "./cells.ts";
import type { Item, ItemRow } from "./items.ts";
import { rowsByGrid } from "./table-rows.ts";

/** Aligns sections, as `rowsWork` does. */
type AlignSections = (sections: readonly Section[]) => PairWork<UnitRow[][]>;

/** What becomes of a row of items: it is kept, its cells are paired by the grid, or its blocks are aligned again. */
type Piece =
  | { readonly kind: "text"; readonly row: UnitRow }
  | { readonly kind: "grid"; readonly row: ItemRow }
  | { readonly kind: "blocks"; readonly row: ItemRow };

/** A row of blocks: running text with its segments, or a cell, with segments only if it had to be aligned. */
type BlockRow = Row & Partial<UnitRow>;

/**
 * Turns rows of items (table-rows.ts) into rows of blocks. Rows of tables that translate each other are taken apart
 * into cells, by columns; a cell with several blocks is aligned inside. A row of a table that was aligned with running
 * text stands alone if the table has other rows in that language. Otherwise the reader of that language did not see the
 * table, and the blocks of both are aligned as running text. O(rows + cells), besides what `align` does.
 *
 * @param rows units are indices of `items`
 * @param items of each language
 * @param align aligns the blocks of cells, and of tables that another language has as running text
 * @returns rows of blocks in order, every unit of the items in exactly one
 */
export function* cellRows(
  rows: readonly UnitRow[],
  items: Readonly<Record<string, readonly Item[]>>,
  blocksOf: (language: string) => readonly Block[],
  align: AlignSections,
): PairWork<BlockRow[]> {
  const pieces = piecesOf(rows, items, blocksOf);
  const cells = new Cells(
    pieces.flatMap((piece) => (piece.kind === "grid" ? [piece.row] : [])),
    blocksOf,
  );
  const parts = pieces.flatMap((piece): (BlockRow | Part)[] => {
    if (piece.kind === "text") return [piece.row];
    const own = piece.kind === "grid" ? cells.of(piece.row) : undefined;
    const { confidence } = piece.row;
    return (own ?? [unitsOf(piece.row)]).flatMap((units) => partsOf(units, confidence, own !== undefined));
  });
  const open = parts.filter((part): part is Part => "section" in part);
  const aligned = yield* align(open.map(({ section }) => byText(section, blocksOf)));
  const found = new Map(open.map((part, at) => [part, inBlocks(part, aligned[at] ?? [])]));
  return parts.flatMap((part) => ("section" in part ? (found.get(part) ?? []) : [part]));
}

/** Blocks of each language that are to be aligned with each other, and the confidence that they belong together. */
interface Part {
  readonly section: CellUnits;
  readonly confidence: number;
}

function partsOf(units: CellUnits, confidence: number, isCell: boolean): (Row | Part)[] {
  const lists = Object.values(units);
  if (isCell && lists.length > 1 && lists.every(({ length }) => length === 1))
    return [{ units, confidence, origin: "automatic" }];
  if (lists.length > 1) return [{ section: units, confidence }];
  return Object.entries(units).flatMap(([language, list]) =>
    list.map((unit): Row => ({ units: { [language]: [unit] }, confidence, origin: "automatic" })),
  );
}

function piecesOf(
  rows: readonly UnitRow[],
  items: Readonly<Record<string, readonly Item[]>>,
  blocksOf: (language: string) => readonly Block[],
): Piece[] {
  const itemRows = rows.map(
    ({ units, confidence }): ItemRow => ({
      items: Object.fromEntries(
        Object.entries(units).map(([language, list]) => [language, list.map((unit) => items[language]![unit]!)]),
      ),
      confidence,
    }),
  );
  const counterparts = counterpartsOf(itemRows);
  const pieces: Piece[] = [];
  // Collects rows of neighbouring tables; running text between them in one language is held back.
  let grid: ItemRow[] = [];
  let held: Piece[] = [];
  const settle = (): void => {
    const found = rowsByGrid(grid, Object.keys(items), blocksOf);
    pieces.push(...withHeld(found, held));
    [grid, held] = [[], []];
  };
  itemRows.forEach((row, at) => {
    const own = Object.values(row.items).flat();
    const texts = own.filter(({ table }) => table === undefined).length;
    if (texts === 0) grid.push(row);
    else if (texts === own.length) {
      const piece: Piece = { kind: "text", row: inUnits(rows[at]!, row) };
      if (Object.keys(row.items).length > 1) settle();
      (grid.length > 0 ? held : pieces).push(piece);
    } else if (isStray(row, counterparts)) {
      const [cells, others] = strays(row);
      grid.push(cells);
      held.push(...others);
    } else {
      settle();
      pieces.push({ kind: "blocks", row });
    }
  });
  settle();
  return withWholeTables(pieces, counterparts);
}

/** Puts the held running text back between the rows of tables, each text before the next row in its language. */
function withHeld(rows: readonly ItemRow[], held: readonly Piece[]): Piece[] {
  const pieces: Piece[] = [];
  const left = [...held];
  for (const row of rows) {
    while (left.length > 0 && isBefore(left[0]!, row)) pieces.push(left.shift()!);
    pieces.push({ kind: "grid", row });
  }
  return [...pieces, ...left];
}

function isBefore(piece: Piece, { items }: ItemRow): boolean {
  const units = piece.kind === "text" ? piece.row.units : unitsOf(piece.row);
  return Object.entries(units).some(([language, [unit]]) => {
    const first = items[language]?.[0]?.units[0];
    return unit !== undefined && first !== undefined && unit < first;
  });
}

/**
 * Tables that are aligned with a table: `en 3 fr` if rows of English table 3 are aligned with rows of a French table,
 * and `en 3` for any language.
 */
function counterpartsOf(rows: readonly ItemRow[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { items } of rows) {
    const own = Object.entries(items).filter(([, list]) => list.every(({ table }) => table !== undefined));
    for (const [language, list] of own)
      for (const [other] of own)
        if (other !== language)
          for (const { table } of list) found.add(`${language} ${table} ${other}`).add(`${language} ${table}`);
  }
  return found;
}

/** Whether a row joins tables and running text by mistake: each of its tables has a counterpart elsewhere. */
function isStray({ items }: ItemRow, counterparts: ReadonlySet<string>): boolean {
  const texts = Object.entries(items).filter(([, list]) => list.some(({ table }) => table === undefined));
  return Object.entries(items).every(([language, list]) =>
    list.every(
      ({ table }) =>
        table === undefined ||
        texts.every(([other]) => other === language || counterparts.has(`${language} ${table} ${other}`)),
    ),
  );
}

/** Takes such a row apart: the items of tables together, each item of running text by itself. */
function strays({ items, confidence }: ItemRow): [cells: ItemRow, texts: Piece[]] {
  const cells = Object.entries(items)
    .map(([language, list]) => [language, list.filter(({ table }) => table !== undefined)] as const)
    .filter(([, list]) => list.length > 0);
  const texts = Object.entries(items).flatMap(([language, list]) =>
    list
      .filter(({ table }) => table === undefined)
      .map((item): Piece => ({ kind: "blocks", row: { items: { [language]: [item] }, confidence: 1 - confidence } })),
  );
  return [{ items: Object.fromEntries(cells), confidence: cells.length > 1 ? confidence : 1 - confidence }, texts];
}

/**
 * Handles a table that the reader of a language did not see: its rows were aligned with running text one by one, or
 * with nothing. All its neighbouring rows, and the texts between them, become one stretch, so that its cells can go
 * where they belong.
 */
function withWholeTables(pieces: readonly Piece[], counterparts: ReadonlySet<string>): Piece[] {
  const made: Piece[] = [];
  let run: ItemRow[] = [];
  const settle = (): void => {
    if (run.length > 0) made.push({ kind: "blocks", row: joined(run) });
    run = [];
  };
  for (const piece of pieces) {
    if (piece.kind === "blocks" && Object.keys(piece.row.items).length > 1) run.push(piece.row);
    else if (piece.kind === "grid" && run.length > 0 && isUnknown(piece.row, counterparts)) run.push(piece.row);
    else {
      settle();
      made.push(piece);
    }
  }
  settle();
  return made;
}

function isUnknown({ items }: ItemRow, counterparts: ReadonlySet<string>): boolean {
  const [language = "", ...others] = Object.keys(items);
  if (others.length > 0) return false;
  return items[language]!.every(({ table }) => !counterparts.has(`${language} ${table}`));
}

function joined(rows: readonly ItemRow[]): ItemRow {
  const languages = new Set(rows.flatMap(({ items }) => Object.keys(items)));
  const items = Object.fromEntries(
    [...languages].map((language) => [language, rows.flatMap((row) => row.items[language] ?? [])]),
  );
  return { items, confidence: Math.min(...rows.map(({ confidence }) => confidence)) };
}

const unitsOf = ({ items }: ItemRow): CellUnits =>
  Object.fromEntries(Object.entries(items).map(([language, list]) => [language, list.flatMap(({ units }) => units)]));

/** A row of running text, with block indices as units. */
function inUnits(row: UnitRow, { items }: ItemRow): UnitRow {
  const unitOf = (language: string, item: number): number =>
    items[language]![row.units[language]!.indexOf(item)]!.units[0]!;
  return inText(row, unitOf);
}

function inBlocks({ section, confidence }: Part, rows: readonly UnitRow[]): UnitRow[] {
  return rows.map((row) => {
    const own = inText(row, (language, unit) => section[language]![unit]!);
    // The alignment inside a cell supports the row too, so the row's doubt counts half.
    return { ...own, confidence: own.confidence * Math.sqrt(confidence) };
  });
}

const byText = (units: CellUnits, blocksOf: (language: string) => readonly Block[]): Section =>
  Object.fromEntries(
    Object.entries(units).map(([language, list]) => [language, list.map((unit) => blocksOf(language)[unit]!.text)]),
  );

/** Converts a row from the units of a section to the units of the text. */
export function inText(row: UnitRow, unitOf: (language: string, unit: number) => number): UnitRow {
  const mapped = <T>(lists: Readonly<Record<string, readonly T[]>>, to: (language: string, own: T) => T) =>
    Object.fromEntries(
      Object.entries(lists).map(([language, list]) => [language, list.map((own) => to(language, own))]),
    );
  return {
    ...row,
    units: mapped(row.units, unitOf),
    rows: row.rows.map((own) => ({
      ...own,
      segments: mapped(own.segments, (language, { block, ...span }) => ({ block: unitOf(language, block), ...span })),
    })),
  };
}
