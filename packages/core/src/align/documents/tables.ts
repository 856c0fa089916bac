import type { Block } from "../../document/document.ts";
import type { Row, Section, UnitRow } from "../rows/rows.ts";
import { Cells, type CellUnits } from "./cells.ts";
import type { Item, ItemRow } from "./items.ts";
import { rowsByGrid } from "./table-rows.ts";

/** Aligns sections, as `alignRows` does. */
type AlignSections = (sections: readonly Section[]) => UnitRow[][];

/** What becomes of a row of items: it stays as it is, its cells are paired by the grid, or its blocks are aligned anew. */
type Piece =
  | { readonly kind: "text"; readonly row: UnitRow }
  | { readonly kind: "grid"; readonly row: ItemRow }
  | { readonly kind: "blocks"; readonly row: ItemRow };

/** Rows of blocks: those of the running text with their segments, cells as far as they had to be aligned. */
type BlockRow = Row & Partial<UnitRow>;

/**
 * Makes rows of blocks of rows of items (table-rows.ts). Rows of tables that translate one another are taken apart into their
 * cells, by columns; of a cell with several blocks those are aligned inside it. A row of a table that was aligned with running text
 * stands alone if the table has rows in that language; if not, that language's reader saw no table there, and the blocks of
 * either are aligned as running text.
 *
 * @param rows units are indices of `items`
 * @param items of each language
 * @param align aligns the blocks of cells, and of tables that are no tables elsewhere
 * @returns rows of blocks in order, every unit of the items in exactly one. O(rows + cells), beside what `align` does
 */
export function cellRows(
  rows: readonly UnitRow[],
  items: Readonly<Record<string, readonly Item[]>>,
  blocksOf: (language: string) => readonly Block[],
  align: AlignSections,
): BlockRow[] {
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
  const aligned = align(open.map(({ section }) => byText(section, blocksOf)));
  const found = new Map(open.map((part, at) => [part, inBlocks(part, aligned[at] ?? [])]));
  return parts.flatMap((part) => ("section" in part ? (found.get(part) ?? []) : [part]));
}

/** Blocks of each language that are to be aligned with one another, and how sure it is that they are to be. */
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
  // Rows of neighbouring tables, and running text that stands between them in one language alone.
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

/** Rows of tables with the running text that stands between them, each text before the first row that follows it in its language. */
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

/** `en 3 fr`: table 3 of the English text has rows that are aligned with rows of a table in French; `en 3`: in any language. */
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

/** Whether a row of tables and running text is none: each of its tables has its counterpart elsewhere. */
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

/** The items of a row that is none: those of tables together, each of the running text by itself. */
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
 * A table that a language's reader saw none of: its rows have been aligned with running text one by one, or with nothing. All of its
 * neighbouring rows, and the texts between them, are one stretch, so that its cells may go where they belong.
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

/** A row of running text, in the units of its blocks. */
function inUnits(row: UnitRow, { items }: ItemRow): UnitRow {
  const unitOf = (language: string, item: number): number =>
    items[language]![row.units[language]!.indexOf(item)]!.units[0]!;
  return inText(row, unitOf);
}

function inBlocks({ section, confidence }: Part, rows: readonly UnitRow[]): UnitRow[] {
  return rows.map((row) => {
    const own = inText(row, (language, unit) => section[language]![unit]!);
    // What the aligner finds in a cell speaks for the row, too, so that the row's doubts count for half.
    return { ...own, confidence: own.confidence * Math.sqrt(confidence) };
  });
}

const byText = (units: CellUnits, blocksOf: (language: string) => readonly Block[]): Section =>
  Object.fromEntries(
    Object.entries(units).map(([language, list]) => [language, list.map((unit) => blocksOf(language)[unit]!.text)]),
  );

/** A row of units of a section, as one of units of the texts. */
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
