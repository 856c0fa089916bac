import type { RichParagraph } from "./rich-text.ts";

/** A number or a bullet alone: `(1)`, `12.`, `a)`, `•`, `—`. */
const NUMBER =
  /^[([（]?(?:\p{Nd}{1,4}(?:\.\p{Nd}{1,3})*|[\p{L}\p{M}]{1,2}|[ivxlIVXL]{1,6}|[一二三四五六七八九十]{1,3})[)\]）.、]{1,2}$/u;
const BARE_NUMBER = /^\p{Nd}{1,3}$/u;
const BULLET = /^[•‣◦▪■□●○–—*-]$/u;

/** A cell with more paragraphs than this is a column of a page; for the only row of a table the bound is lower. */
const MAX_CELL_PARAGRAPHS = 40;
const MAX_ONLY_CELL_PARAGRAPHS = 8;

/**
 * Undoes tables that only place text. A frame of one cell, and the columns of a page, become the text in them; if the
 * first cell of each row holds only a number or a bullet, it becomes the label of the paragraph beside it.
 */
export function withoutLayoutTables(paragraphs: readonly RichParagraph[]): RichParagraph[] {
  const tables = new Map<number, RichParagraph[]>();
  for (const paragraph of paragraphs) {
    if (!paragraph.cell) continue;
    const cells = tables.get(paragraph.cell.table) ?? [];
    tables.set(paragraph.cell.table, cells);
    cells.push(paragraph);
  }
  const replaced = new Map<RichParagraph, RichParagraph | undefined>();
  for (const cells of tables.values()) for (const [from, to] of asText(cells)) replaced.set(from, to);
  return paragraphs.flatMap((paragraph) => {
    const other = replaced.has(paragraph) ? replaced.get(paragraph) : paragraph;
    return other ? [other] : [];
  });
}

/** What the paragraphs of a table become if it only places text; empty if it is a real table. */
function asText(paragraphs: readonly RichParagraph[]): [RichParagraph, RichParagraph | undefined][] {
  const rows = new Map<number, Map<number, RichParagraph[]>>();
  for (const paragraph of paragraphs) {
    const { row, column } = paragraph.cell as NonNullable<RichParagraph["cell"]>;
    const cells = rows.get(row) ?? new Map<number, RichParagraph[]>();
    rows.set(row, cells);
    const cell = cells.get(column) ?? [];
    cells.set(column, cell);
    cell.push(paragraph);
  }
  const only = rows.size === 1;
  if (only && [...rows.values()][0]?.size === 1) return paragraphs.map((paragraph) => [paragraph, outside(paragraph)]);
  let longest = 0;
  for (const cells of rows.values()) for (const cell of cells.values()) longest = Math.max(longest, cell.length);
  if (longest > (only ? MAX_ONLY_CELL_PARAGRAPHS : MAX_CELL_PARAGRAPHS))
    return paragraphs.map((paragraph) => [paragraph, outside(paragraph)]);
  const numbered = [...rows.values()].map((cells) => rowAsText([...cells.values()], only));
  return numbered.every((row) => row !== undefined) ? numbered.flat() : [];
}

function rowAsText(
  cells: readonly (readonly RichParagraph[])[],
  isOnly: boolean,
): [RichParagraph, RichParagraph | undefined][] | undefined {
  const [numbers = [], texts = []] = cells;
  const [number] = numbers;
  if (cells.length !== 2 || numbers.length !== 1 || !number || number.marks.length > 0) return undefined;
  const label = number.text;
  const isBullet = BULLET.test(label);
  if (!isBullet && !NUMBER.test(label) && !(isOnly && BARE_NUMBER.test(label))) return undefined;
  return [
    [number, undefined],
    ...texts.map((text, at): [RichParagraph, RichParagraph] => [
      text,
      { ...outside(text), ...(at === 0 && !isBullet && !text.label && { label }) },
    ]),
  ];
}

const outside = ({ cell, ...paragraph }: RichParagraph): RichParagraph => paragraph;
