import { append } from "../../../append.ts";
import type { Box, Cell, LeftOut } from "../../../document.ts";
import type { FlowParagraph } from "../../../flow.ts";
import { joinWrapped, type Vocabulary } from "../../../hyphens.ts";
import { mode } from "../../../statistics.ts";

/*
 * A table that runs over a page arrives as two tables, and a row that runs over it as two rows. This file joins them.
 * It also undoes frames around a text, which are not tables.
 */

type CellParagraph = FlowParagraph & { readonly cell: Cell; readonly box: Box };

const SENTENCE_END = /[.;:!?。；：！？؟؛…]["”’»“)\]]*$/u;
/** Tables are set in the same place if their edges differ by at most this, in points. */
const MAX_SHIFT = 30;

/**
 * Joins tables, rows and cells that a page break cut, finds the columns of cells whose order does not show them, and
 * undoes tables of one cell.
 *
 * @param paragraphs in reading order
 * @returns the paragraphs, tables numbered anew, and the heads that were repeated on later pages
 */
export function joinTables(
  paragraphs: readonly FlowParagraph[],
  vocabulary: Vocabulary,
): { paragraphs: FlowParagraph[]; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const joined: FlowParagraph[] = [];
  let number = 0;
  for (const run of runsOf(paragraphs)) {
    const tables = run.filter(isCellTable);
    if (tables.length === 0) append(joined, run.flat());
    for (const table of joinOverPages(tables.map(withColumns), leftOut)) {
      const cells = joinRows(table, vocabulary);
      if (new Set(cells.map(({ cell }) => `${cell.row} ${cell.column}`)).size < 2)
        append(joined, cells.map(withoutCell));
      else {
        append(
          joined,
          cells.map((one) => ({ ...one, cell: { ...one.cell, table: number } })),
        );
        number++;
      }
    }
  }
  return { paragraphs: joined, leftOut };
}

/** Groups paragraphs into stretches of running text and stretches of consecutive tables. */
function runsOf(paragraphs: readonly FlowParagraph[]): FlowParagraph[][][] {
  const runs: FlowParagraph[][][] = [];
  let before: FlowParagraph | undefined;
  for (const paragraph of paragraphs) {
    const run = runs.at(-1);
    const sameKind = before && (before.cell === undefined) === (paragraph.cell === undefined);
    if (!run || !sameKind) runs.push([[paragraph]]);
    else if (paragraph.cell?.table === before?.cell?.table) run.at(-1)?.push(paragraph);
    else run.push([paragraph]);
    before = paragraph;
  }
  return runs;
}

const isCellTable = (table: readonly FlowParagraph[]): table is CellParagraph[] =>
  table.every(({ cell, box }) => cell !== undefined && box !== undefined);

function withoutCell({ cell: _, role, ...paragraph }: CellParagraph): FlowParagraph {
  return { ...paragraph, ...(role && role !== "table-cell" && { role }) };
}

const firstPage = ({ pages }: FlowParagraph): number => pages[0]?.page ?? 0;
const lastPage = ({ pages }: FlowParagraph): number => pages.at(-1)?.page ?? 0;

/**
 * Corrects the columns of cells whose order is misleading, because a row that a page cut lacks some: they go to the
 * column in which they stand.
 */
function withColumns(table: readonly CellParagraph[]): CellParagraph[] {
  const rows = [...Map.groupBy(table, ({ cell }) => cell.row).values()];
  const counts = rows.map((row) => new Set(row.map(({ cell }) => cell.column)).size);
  const usual = mode(counts, "greatest")?.value ?? 0;
  if (usual < 2) return [...table];
  const ranges = new Map<number, { left: number; right: number }>();
  for (const [at, row] of rows.entries())
    if (counts[at] === usual)
      for (const { cell, box } of row) {
        if (cell.columnSpan) continue;
        const range = ranges.get(cell.column);
        ranges.set(cell.column, {
          left: Math.min(range?.left ?? box.left, box.left),
          right: Math.max(range?.right ?? box.right, box.right),
        });
      }
  return table.map((one) => {
    const { cell, box } = one;
    const overlap = (range: { left: number; right: number } | undefined): number =>
      range ? Math.min(range.right, box.right) - Math.max(range.left, box.left) : Number.NEGATIVE_INFINITY;
    if (cell.columnSpan || overlap(ranges.get(cell.column)) > 0) return one;
    const [best] = [...ranges].sort((a, b) => overlap(b[1]) - overlap(a[1]));
    return best && overlap(best[1]) > 0 ? { ...one, cell: { ...cell, column: best[0] } } : one;
  });
}

/** Joins two tables if one ends a page and the other begins the next, with as many columns at the same place. */
function joinOverPages(tables: readonly CellParagraph[][], leftOut: LeftOut[]): CellParagraph[][] {
  const joined: CellParagraph[][] = [];
  for (const table of tables) {
    const before = joined.at(-1);
    if (!before || !goOn(before, table)) {
      joined.push(table);
      continue;
    }
    const head = rowTexts(before, 0);
    const repeated = head !== "" && rowTexts(table, firstRow(table)) === head;
    const from = lastRow(before) + 1 - firstRow(table) - (repeated ? 1 : 0);
    for (const one of table) {
      if (repeated && one.cell.row === firstRow(table))
        leftOut.push({ text: one.text, page: firstPage(one) + 1, reason: "repeated head of a table" });
      else before.push({ ...one, cell: { ...one.cell, row: one.cell.row + from } });
    }
  }
  return joined;
}

const firstRow = (table: readonly CellParagraph[]): number => Math.min(...table.map(({ cell }) => cell.row));
const lastRow = (table: readonly CellParagraph[]): number =>
  table.reduce((last, { cell }) => Math.max(last, cell.row), 0);
const rowTexts = (table: readonly CellParagraph[], row: number): string =>
  table
    .filter(({ cell }) => cell.row === row)
    .map(({ text }) => text)
    .join("\t");

function goOn(before: readonly CellParagraph[], table: readonly CellParagraph[]): boolean {
  if (!beginsPageBehind(before, table)) return false;
  const edges = (cells: readonly CellParagraph[]): [number, number] => [
    Math.min(...cells.map(({ box }) => box.left)),
    Math.max(...cells.map(({ box }) => box.right)),
  ];
  const [a, b] = [edges(before), edges(table)];
  const columns = (cells: readonly CellParagraph[]): number => Math.max(...cells.map(({ cell }) => cell.column));
  // Part of a row may lack columns at either side.
  return a[0] - b[0] < MAX_SHIFT && b[1] - a[1] < 2 * MAX_SHIFT && columns(table) <= columns(before);
}

/** Whether cells begin on the page after the one on which others begin last; a paragraph of those may run over it. */
function beginsPageBehind(before: readonly CellParagraph[], cells: readonly CellParagraph[]): boolean {
  const begun = before.reduce((last, one) => Math.max(last, firstPage(one)), 0);
  const ended = before.reduce((last, one) => Math.max(last, lastPage(one)), 0);
  const page = cells.reduce((first, one) => Math.min(first, firstPage(one)), Number.POSITIVE_INFINITY);
  return page > begun && page <= Math.max(begun + 1, ended);
}

/** Joins rows that a page break cut, and the paragraphs in them. */
function joinRows(table: readonly CellParagraph[], vocabulary: Vocabulary): CellParagraph[] {
  const rows = [...Map.groupBy(table, ({ cell }) => cell.row).entries()]
    .sort((a, b) => a[0] - b[0])
    .map(([, row]) => row);
  const joined: CellParagraph[][] = [];
  for (const row of rows) {
    const before = joined.at(-1);
    if (!before || !rowGoesOn(before, row, table)) {
      joined.push(row);
      continue;
    }
    for (const one of row) {
      const last = before.findLastIndex(({ cell }) => cell.column === one.cell.column);
      const cell = { ...one.cell, row: before[0]?.cell.row ?? one.cell.row };
      if (last < 0) before.push({ ...one, cell });
      else before.splice(last + 1, 0, { ...one, cell });
    }
  }
  let row = -1;
  return joined.flatMap((cells) => {
    row++;
    return joinParagraphs(cells, vocabulary).map((one) => ({ ...one, cell: { ...one.cell, row } }));
  });
}

/**
 * Whether the first row of a page continues the row above: its first column is empty, or a sentence continues in it.
 *
 * @param table the cells of all rows
 */
function rowGoesOn(
  before: readonly CellParagraph[],
  row: readonly CellParagraph[],
  table: readonly CellParagraph[],
): boolean {
  if (!beginsPageBehind(before, row)) return false;
  const has = (cells: readonly CellParagraph[], column: number): boolean =>
    cells.some(({ cell }) => cell.column === column);
  if (!has(row, 0) && has(before, 0) && row.length < before.length + 1) return true;
  return row.some((one) => {
    const last = before.findLast(({ cell }) => cell.column === one.cell.column);
    return last !== undefined && sentenceGoesOn(last.text, one.text) && !hadRoom(last, one, table);
  });
}

/** A paragraph that is no higher than this, in points, is one line. */
const MAX_LINE_HEIGHT = 16;

/** Whether a cell of one line had room for the first word of the text below it, so that this does not go on there. */
function hadRoom({ text, box, cell }: CellParagraph, below: CellParagraph, table: readonly CellParagraph[]): boolean {
  if (box.top - box.bottom > MAX_LINE_HEIGHT) return false;
  const column = table.filter((one) => one.cell.column === cell.column && !one.cell.columnSpan);
  const [left, right] = [
    Math.min(...column.map((one) => one.box.left)),
    Math.max(...column.map((one) => one.box.right)),
  ];
  const room = RTL.test(text) ? box.left - left : right - box.right;
  const word = /^\S+/u.exec(below.text)?.[0] ?? "";
  return room > ((box.right - box.left) / Math.max(1, text.length)) * (word.length + 1);
}

const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

function sentenceGoesOn(before: string, text: string): boolean {
  return !SENTENCE_END.test(before) && /^[\p{Ll}(]/u.test(text);
}

/** Joins paragraphs of one cell that a page break cut. */
function joinParagraphs(cells: readonly CellParagraph[], vocabulary: Vocabulary): CellParagraph[] {
  const joined: CellParagraph[] = [];
  for (const one of cells) {
    const at = joined.findLastIndex(({ cell }) => cell.column === one.cell.column);
    const last = joined[at];
    if (last && lastPage(last) < firstPage(one) && sentenceGoesOn(last.text, one.text)) {
      const text = joinWrapped(last.text, one.text, vocabulary);
      const shift = Math.max(0, text.length - one.text.length);
      joined[at] = {
        ...last,
        text,
        pages: [...last.pages, ...one.pages.map(({ page, offset }) => ({ page, offset: offset + shift }))],
      };
    } else joined.push(one);
  }
  return joined;
}
