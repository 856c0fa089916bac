import { rowsOf } from "../bands.ts";
import { isBlank } from "../characters.ts";
import { type Chunk, lineChunks } from "../chunks.ts";
import type { Setting } from "../entries.ts";
import { type Line, linesOf } from "../lines.ts";
import type { Glyph, Page } from "../page.ts";
import { cellStacks, tableRows } from "./gap-rows.ts";
import type { OpenGrid } from "./open-grids.ts";
import type { Stack } from "./stack.ts";

/** Parts of a table's line that stand further apart than this, in font sizes, may be of two cells. */
const CELL_GAP = 0.6;
/** Columns cut a line at gaps of at least this width, in font sizes. */
const MIN_CUT = 0.3;

/**
 * Makes the cells of a table without upright rules: its columns are known, its rows begin at rules and at wider gaps.
 * Text between two rules in one column only, a title or a note, is not a row; another table begins after it.
 */
export function openStacks({ xs, ys }: OpenGrid, glyphs: readonly Glyph[], page: Page, setting: Setting): Stack[] {
  const whole = { page: page.number, ...setting, maxGap: Number.POSITIVE_INFINITY };
  const gutters = xs.slice(1, -1).map((x) => [x, x] as const);
  const stacks: Stack[] = [];
  let table = 0;
  let row = 0;
  for (let band = 0; band + 1 < ys.length; band++) {
    const [upper, lower] = [ys[band] as number, ys[band + 1] as number];
    const own = glyphs.filter(({ y, size }) => y + size / 4 < upper && y + size / 4 > lower);
    const parts = lineChunks(own, CELL_GAP).flatMap((chunk) => cutAtGutters(chunk, xs));
    const lines = parts.flatMap((part) => linesOf(part, whole));
    if (lines.length === 0) continue;
    const rows = rowsOf(lines);
    if (rows.every((one) => one.length === 1) && rows.some(([one]) => isAcrossColumns(one as Line, xs))) {
      stacks.push({ lines: rows.flat() });
      if (row > 0) table++;
      row = 0;
      continue;
    }
    const groups = tableRows({ rows, gutters }, setting.rtl);
    stacks.push(
      ...cellStacks(groups, setting.rtl, table).map((stack) =>
        stack.cell ? { ...stack, cell: { ...stack.cell, row: stack.cell.row + row } } : stack,
      ),
    );
    row += groups.length;
  }
  return stacks;
}

/** Cuts the glyphs of a line at the gutters that it leaves free; a head of several columns is not cut. */
function cutAtGutters({ glyphs, size }: Chunk, xs: readonly number[]): Glyph[][] {
  const sorted = [...glyphs].sort((a, b) => a.x - b.x);
  const parts: Glyph[][] = [[]];
  let before: Glyph | undefined;
  for (const glyph of sorted) {
    if (isBlank(glyph.text)) {
      parts.at(-1)?.push(glyph);
      continue;
    }
    const [left, right] = [before ? before.x + before.width : glyph.x, glyph.x];
    const crosses = xs.some((x) => x >= left - 0.1 * size && x <= right + 0.1 * size);
    if (before && right - left > MIN_CUT * size && crosses) parts.push([]);
    parts.at(-1)?.push(glyph);
    before = glyph;
  }
  return parts.filter((part) => part.some(({ text }) => !isBlank(text)));
}

/** Whether a line runs over more than one column. */
const isAcrossColumns = ({ left, right, size }: Line, xs: readonly number[]): boolean =>
  xs.slice(1, -1).some((x) => left < x - size && right > x + size);
