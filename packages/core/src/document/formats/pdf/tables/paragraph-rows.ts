import { isBlank } from "../characters.ts";
import type { Glyph } from "../page.ts";
import type { Element } from "../structure.ts";

/** What an element has on a page. An empty paragraph paints a space, so it has a place too. */
export interface Part {
  readonly element: Element;
  /** 1 for the first. */
  readonly page: number;
  /** Its edges in the direction of reading, in points: from right to left they are negative. */
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
  /** The size of its first glyph, in points. */
  readonly size: number;
  /** Without spaces at its ends; empty for an empty paragraph. */
  readonly text: string;
}

/** A row: its cells in the direction of reading, each with the paragraphs in it, from the top down. */
export type Row = Part[][];

/** A cell begins at most so far before the end of the one before it, in points. */
const MAX_OVERHANG = 1;

/** A cell stands at most so far above the one before it, in font sizes. */
const MAX_RISE = 5;

/** Measures what an element has on a page; `glyphs` holds at least one. */
export function partOf(element: Element, page: number, glyphs: readonly Glyph[], rtl: boolean): Part {
  const ink = glyphs.filter(({ text }) => !isBlank(text));
  let [left, right, top, bottom] = [Number.POSITIVE_INFINITY, -Infinity, -Infinity, Number.POSITIVE_INFINITY];
  for (const { x, y, width, size } of ink.length > 0 ? ink : glyphs) {
    left = Math.min(left, x);
    right = Math.max(right, x + width);
    top = Math.max(top, y + 0.8 * size);
    bottom = Math.min(bottom, y - 0.2 * size);
  }
  return {
    element,
    page,
    from: rtl ? -right : left,
    to: rtl ? -left : right,
    top,
    bottom,
    size: ((ink[0] ?? glyphs[0]) as Glyph).size,
    text: glyphs
      .map(({ text }) => text)
      .join("")
      .trim(),
  };
}

/** Groups the parts of a page into rows: those that stand beside each other. `parts` in the order of the structure. */
export function rowsOf(parts: readonly Part[]): Row[] {
  const rows: Row[] = [];
  for (const part of parts) {
    const row = rows.at(-1);
    if (!row || !isBeside(part, row, rows.at(-2))) {
      rows.push([[part]]);
      continue;
    }
    joinParagraphs(rows, part);
    rows.at(-1)?.push([part]);
  }
  return withLastCells(rows);
}

/** The paragraphs of a row's last cell. */
export const lastCell = (row: Row): Part[] => row.at(-1) as Part[];

/** Whether cells or columns have a place across the page in common. */
export const overlap = (a: Pick<Part, "from" | "to">, b: Pick<Part, "from" | "to">): boolean =>
  a.from < b.to && b.from < a.to;

const isLevel = (part: Part, cell: readonly Part[]): boolean =>
  cell.some(({ top, bottom }) => part.top > bottom && part.bottom < top);

const isBehind = (part: Part, cell: readonly Part[]): boolean => cell.every(({ to }) => part.from >= to - MAX_OVERHANG);

/**
 * Whether a part stands beside a row: level with it; or above a cell that spans further rows, but not beside the row
 * before, as the top of the next column of running text does.
 */
function isBeside(part: Part, row: Row, before: Row = []): boolean {
  if (!isBehind(part, lastCell(row))) return false;
  if (row.some((cell) => isLevel(part, cell))) return true;
  const [first] = row.flat() as [Part];
  return (
    part.bottom > first.top &&
    part.bottom < first.top + MAX_RISE * part.size &&
    !before.some((cell) => isLevel(part, cell))
  );
}

/** The space of an empty paragraph at the right stands behind the text that ends there. */
const withSpace = ({ from, to, size }: Part): Pick<Part, "from" | "to"> => ({ from: from - size / 2, to });

/**
 * Joins paragraphs of one cell that were taken for rows: a part that stands beside the last is level with an earlier
 * one too.
 */
function joinParagraphs(rows: Row[], part: Part): void {
  for (let at = rows.length - 1; at > 0; at--) {
    const [above, below] = [rows[at - 1] as Row, rows[at] as Row];
    const cell = lastCell(above);
    const [first] = lastCell(below);
    if (below.length > 1 || !isLevel(part, cell) || !isBehind(part, cell)) return;
    if (!first || !cell.some((one) => overlap(one, first))) return;
    cell.push(...lastCell(below));
    rows.pop();
  }
}

/** Joins the further paragraphs of a last cell to it: nothing stands beside them, and they begin behind the first cell. */
function withLastCells(rows: readonly Row[]): Row[] {
  const joined: Row[] = [];
  for (const row of rows) {
    const before = joined.at(-1);
    const [part] = lastCell(row);
    const cell = before && lastCell(before);
    const goesOn =
      before &&
      before.length > 1 &&
      row.length === 1 &&
      part &&
      isBehind(part, before[0] as Part[]) &&
      cell?.some((one) => overlap(withSpace(one), part) && one.bottom - part.top < part.size);
    if (goesOn) cell?.push(...lastCell(row));
    else joined.push(row);
  }
  return joined;
}
