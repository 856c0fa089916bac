import { append } from "../../../append.ts";
import { lineChunks } from "../chunks.ts";
import type { Setting } from "../entries.ts";
import { type Line, linesOf } from "../lines.ts";
import type { Glyph, Page } from "../page.ts";
import { cellAt, type Grid, gridsOf, spanOf } from "./grids.ts";
import { openStacks } from "./open-cells.ts";
import { type OpenGrid, openGridsOf } from "./open-grids.ts";
import type { Stack } from "./stack.ts";

/** Parts of a line that stand further apart than this, in font sizes, are judged separately. */
const MAX_GAP = 1.6;
/** The same for the rough lines that show where columns cannot be. */
const ROUGH_GAP = 0.6;

/** A table that the page's rules draw, with the lines of its cells. */
export interface RuledTable {
  /** Its upper edge. */
  readonly top: number;
  /** All its lines. */
  readonly lines: readonly Line[];
  readonly stacks: readonly Stack[];
}

/**
 * Divides a page without a structure of its own into ruled tables and the lines around them, cut at wide gaps.
 *
 * @param around other glyphs of the page, which show where a table cannot be
 */
export function partsOf(
  page: Page,
  glyphs: readonly Glyph[],
  setting: Setting,
  around: readonly Glyph[] = [],
): { body: Line[]; tables: readonly RuledTable[] } {
  const closed = gridsOf(page).map((grid) => ({ grid, glyphs: new Map<object, Glyph[]>() }));
  const open = openGridsOf(page, () => lineChunks([...glyphs, ...around], ROUGH_GAP)).map((grid) => ({
    grid,
    glyphs: [] as Glyph[],
  }));
  const rest: Glyph[] = [];
  for (const glyph of glyphs) {
    const [x, y] = middleOf(glyph);
    const own = cellGlyphs(closed, x, y) ?? open.find(({ grid }) => isWithin(grid, x, y))?.glyphs ?? rest;
    own.push(glyph);
  }
  const whole = { page: page.number, ...setting, maxGap: Number.POSITIVE_INFINITY };
  const tables: RuledTable[] = [];
  for (const { grid, glyphs } of closed) {
    // A grid with text in one place only is a frame.
    if (glyphs.size === 1) append(rest, [...glyphs.values()].flat());
    if (glyphs.size < 2) continue;
    const cells = new Map([...glyphs].map(([owner, own]) => [owner, linesOf(own, whole)]));
    tables.push(ruled(grid.ys[0] as number, gridStacks(grid, cells, setting.rtl)));
  }
  for (const { grid, glyphs } of open)
    if (glyphs.length > 0) tables.push(ruled(grid.ys[0] as number, openStacks(grid, glyphs, page, setting)));
  tables.sort((a, b) => b.top - a.top);
  return { body: linesOf(rest, { page: page.number, ...setting, maxGap: MAX_GAP }), tables };
}

/** Returns a function that says whether a glyph stands in a grid that rules draw on all sides. */
export function gridAreas(page: Page): (glyph: Glyph) => boolean {
  const grids = gridsOf(page);
  return (glyph) => grids.some((grid) => cellAt(grid, ...middleOf(glyph)) !== undefined);
}

/**
 * Returns a function that says whether a glyph stands in a table with rules between its rows.
 *
 * @param glyphs of the page, which show where a table cannot be
 * @param taken of another table, which the rules belong to then
 */
export function openAreas(page: Page, glyphs: readonly Glyph[], taken: readonly Glyph[]): (glyph: Glyph) => boolean {
  const grids = openGridsOf(page, () => lineChunks(glyphs, ROUGH_GAP)).filter(
    (grid) => !taken.some((glyph) => isWithin(grid, ...middleOf(glyph))),
  );
  return (glyph) => grids.some((grid) => isWithin(grid, ...middleOf(glyph)));
}

const middleOf = ({ x, y, width, size }: Glyph): [x: number, y: number] => [x + width / 2, y + size / 4];

const ruled = (top: number, stacks: readonly Stack[]): RuledTable => ({
  top,
  stacks,
  lines: stacks.flatMap(({ lines }) => lines),
});

function cellGlyphs(
  grids: readonly { grid: Grid; glyphs: Map<object, Glyph[]> }[],
  x: number,
  y: number,
): Glyph[] | undefined {
  for (const { grid, glyphs } of grids) {
    const owner = cellAt(grid, x, y);
    if (!owner) continue;
    const own = glyphs.get(owner) ?? [];
    glyphs.set(owner, own);
    return own;
  }
  return undefined;
}

const isWithin = ({ xs, ys }: OpenGrid, x: number, y: number): boolean =>
  x > (xs[0] as number) - 2 && x < (xs.at(-1) as number) + 2 && y < (ys[0] as number) && y > (ys.at(-1) as number);

/** The cells of a table with a grid, each as a stack. */
function gridStacks(grid: Grid, cells: ReadonlyMap<object, Line[]>, rtl: boolean): Stack[] {
  const stacks: Stack[] = [];
  const last = grid.xs.length - 2;
  for (const [row, owners] of grid.owners.entries())
    for (let at = 0; at <= last; at++) {
      const column = rtl ? last - at : at;
      const owner = owners[column] as { row: number; column: number };
      const lines = cells.get(owner);
      const span = spanOf(grid, owner);
      const first = owner.row === row && (rtl ? owner.column + (span.columnSpan ?? 1) - 1 : owner.column) === column;
      if (!lines || !first) continue;
      stacks.push({
        lines,
        cell: { table: 0, row, column: at, ...span },
        margins: [
          grid.xs[owner.column] as number,
          grid.xs[Math.min(last + 1, owner.column + (span.columnSpan ?? 1))] as number,
        ],
      });
    }
  return stacks;
}
