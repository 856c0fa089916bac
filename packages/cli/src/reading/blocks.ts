import type { Block, Cell, Document } from "@sextant/core/document";
import { colour, counted } from "../terminal.ts";
import { besides, type Field } from "./columns.ts";

/** Signs around a mark while its text is wrapped; they take no columns. */
const [OPEN, CLOSE] = ["\u0001", "\u0002"];

/**
 * Shows the blocks of a document to a person: page, role, number, text with its marks in brackets; the cells of tables
 * in rows.
 */
export function blocksView({ blocks, notes, reading }: Document, page: number | undefined): string[] {
  const lines: string[] = [];
  const fieldsOf = fieldsIn(reading?.pages !== undefined);
  let table: number | undefined;
  const onPage = (one: { page?: number }): boolean => page === undefined || one.page === page;
  const sizes = tableSizes(blocks);
  for (const block of blocks.filter(onPage)) {
    if (block.cell && block.cell.table !== table) lines.push(colour("cyan", tableHead(block.cell, sizes)));
    table = block.cell?.table;
    // One by one: what a long block is wrapped to is more than a call may have arguments.
    for (const line of blockLines(block, fieldsOf)) lines.push(line);
  }
  const shown = notes.filter(onPage);
  if (shown.length > 0) lines.push("");
  for (const { mark, text, page } of shown)
    for (const line of besides(fieldsOf(page, "note", mark), text)) lines.push(line);
  return lines;
}

function blockLines(block: Block, fieldsOf: ReturnType<typeof fieldsIn>): string[] {
  const { role, level, page, cell, number, doubt } = block;
  const text = withMarks(block);
  const lines = cell
    ? besides(fieldsOf(page, cell.head ? "head cell" : "cell", placeOf(cell)), number ? `${number} ${text}` : text, {
        styled,
      })
    : besides(fieldsOf(page, level === undefined ? role : `${role} ${level}`, number ?? ""), text, { styled });
  if (doubt)
    lines.push(
      ...besides(fieldsOf(undefined, "", ""), `in doubt: ${doubt}`, { styled: (line) => colour("red", line) }),
    );
  return lines;
}

/** Makes the fields before a text; the page only if the format has pages. */
const fieldsIn =
  (paged: boolean) =>
  (page: number | undefined, what: string, number: string): Field[] => [
    ...(paged ? [{ text: page === undefined ? "" : `p.${page}`, columns: 5, style: "dim" } satisfies Field] : []),
    { text: what, columns: 14, style: "cyan" },
    { text: number, columns: 8, style: "yellow", right: true },
  ];

const range = (letter: string, from: number, span = 1): string =>
  `${letter}${from + 1}${span > 1 ? `–${from + span}` : ""}`;

/** Row and column, counted from 1: `r2 c1–3` spans three columns. */
const placeOf = ({ row, rowSpan, column, columnSpan }: Cell): string =>
  `${range("r", row, rowSpan)} ${range("c", column, columnSpan)}`;

function tableSizes(blocks: readonly Block[]): Map<number, { rows: number; columns: number }> {
  const sizes = new Map<number, { rows: number; columns: number }>();
  for (const { cell } of blocks) {
    if (!cell) continue;
    const { rows, columns } = sizes.get(cell.table) ?? { rows: 0, columns: 0 };
    sizes.set(cell.table, {
      rows: Math.max(rows, cell.row + (cell.rowSpan ?? 1)),
      columns: Math.max(columns, cell.column + (cell.columnSpan ?? 1)),
    });
  }
  return sizes;
}

function tableHead({ table }: Cell, sizes: ReturnType<typeof tableSizes>): string {
  const { rows = 0, columns = 0 } = sizes.get(table) ?? {};
  return `table ${table + 1}: ${counted(rows, "row")}, ${counted(columns, "column")}`;
}

function withMarks({ text, marks = [] }: Block): string {
  let out = "";
  let from = 0;
  for (const { mark, offset } of marks) {
    out += `${text.slice(from, offset)}${OPEN}[${mark}]${CLOSE}`;
    from = offset;
  }
  return out + text.slice(from);
}

const MARKED = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, "gu");

function styled(line: string): string {
  return line.replace(MARKED, (_, mark: string) => colour("magenta", mark));
}
