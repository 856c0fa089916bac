import type { Cell } from "../../document.ts";
import type { Chunk } from "./chunks.ts";
import type { Line } from "./lines.ts";
import type { Page, Rule } from "./page.ts";

/** Rules that lie nearer to each other than this are one, in points. */
const SNAP = 3;
/** A grid of more lines than this in one direction is a drawing. */
const MAX_LINES = 400;

/** A table's grid as rules draw it: the places of its lines, and which of them part neighbouring cells. */
export interface Grid {
  /** From left to right. */
  readonly xs: readonly number[];
  /** From the top down. */
  readonly ys: readonly number[];
  /** `cells[row][column]` is the cell that this place of the grid belongs to: the first of a merged cell. */
  readonly owners: readonly (readonly { readonly row: number; readonly column: number }[])[];
}

/** The grids that a page's rules draw, from the top down: at least two cells, within rules on all sides or nearly so. */
export function gridsOf(page: Page): Grid[] {
  return components(joinedRules(page.rules))
    .map((rules) => gridOf(rules))
    .filter((grid): grid is Grid => grid !== undefined)
    .sort((a, b) => (b.ys[0] as number) - (a.ys[0] as number));
}

/** A table without upright rules: the rules above, below and between its rows are drawn column by column. */
export interface OpenGrid {
  /** Where its columns part, the outer edges included, from left to right. */
  readonly xs: readonly number[];
  /** Where its rules lie, from the top down. */
  readonly ys: readonly number[];
}

/**
 * The tables of a page whose rules are drawn column by column, as word processors do, from the top down.
 *
 * @param roughLines of the page: where one runs across the columns between two rules, these are of different tables
 */
export function openGridsOf(page: Page, roughLines: () => readonly Chunk[]): OpenGrid[] {
  const along = page.rules.filter(({ direction, from, to }) => direction === "vertical" && to - from > 8);
  const across = page.rules.filter(({ direction }) => direction === "horizontal").sort((a, b) => b.at - a.at);
  const levels: { at: number; from: number; to: number; breaks: number[] }[] = [];
  for (let from = 0; from < across.length; ) {
    const first = across[from] as Rule;
    let to = from + 1;
    while (to < across.length && first.at - (across[to] as Rule).at < SNAP) to++;
    const level = across.slice(from, to).sort((a, b) => a.from - b.from);
    from = to;
    let whole = true;
    const breaks: number[] = [];
    for (let at = 1; at < level.length; at++) {
      const gap = (level[at] as Rule).from - (level[at - 1] as Rule).to;
      if (Math.abs(gap) > SNAP) whole = false;
      breaks.push((level[at] as Rule).from);
    }
    if (whole && level.length > 1)
      levels.push({ at: first.at, from: (level[0] as Rule).from, to: (level.at(-1) as Rule).to, breaks });
  }
  if (levels.length < 2) return [];
  const lines = roughLines();
  const grids: OpenGrid[] = [];
  for (let from = 0; from < levels.length; ) {
    const first = levels[from] as (typeof levels)[number];
    const own = [first];
    while (from + own.length < levels.length) {
      const next = levels[from + own.length] as (typeof levels)[number];
      const same = Math.abs(next.from - first.from) < 2 * SNAP && Math.abs(next.to - first.to) < 2 * SNAP;
      const last = own.at(-1) as (typeof levels)[number];
      // A rule as tall as a row's distance between two levels would make it a grid with upright rules.
      const shared = next.breaks.some((x) =>
        own.some(({ breaks }) => breaks.some((other) => Math.abs(x - other) < SNAP)),
      );
      const inner = [...own, next].flatMap(({ breaks }) => breaks);
      const crossed = lines.some(
        (line) =>
          line.y < last.at &&
          line.y > next.at &&
          inner.filter((x) => line.left < x - 0.3 * line.size && line.right > x + 0.3 * line.size).length >
            0.6 * inner.length,
      );
      if (
        !same ||
        !shared ||
        crossed ||
        along.some(({ at, from: low, to: high }) => at > first.from && at < first.to && low < last.at && high > next.at)
      )
        break;
      own.push(next);
    }
    from += own.length;
    if (own.length < 2) continue;
    const xs = places([first.from, ...own.flatMap(({ breaks }) => breaks), first.to]);
    const grid = { xs, ys: own.map(({ at }) => at) };
    if (xs.length > 2 && !cutsWords(grid, lines)) grids.push(grid);
  }
  return grids;
}

/** Whether columns would cut through letters: then the rules part something else. */
function cutsWords({ xs, ys }: OpenGrid, lines: readonly Chunk[]): boolean {
  const inner = xs.slice(1, -1);
  const within = lines.filter(({ y }) => y < (ys[0] as number) && y > (ys.at(-1) as number));
  const cut = within.filter(({ glyphs }) =>
    glyphs.some(
      ({ text, x, width }) =>
        text.trim() !== "" && inner.some((at) => x < at - 0.1 * width && x + width > at + 0.1 * width),
    ),
  );
  return cut.length > 0.1 * within.length;
}

/** Rules that continue one another are joined: the borders of cells are drawn cell by cell. */
function joinedRules(rules: readonly Rule[]): Rule[] {
  const joined: Rule[] = [];
  const sorted = [...rules].sort(
    (a, b) => (a.direction < b.direction ? -1 : a.direction > b.direction ? 1 : 0) || a.at - b.at || a.from - b.from,
  );
  let group: Rule[] = [];
  const flush = (): void => {
    group.sort((a, b) => a.from - b.from);
    for (const rule of group) {
      const last = joined.at(-1);
      if (
        last &&
        last.direction === rule.direction &&
        Math.abs(last.at - rule.at) < SNAP &&
        rule.from <= last.to + SNAP
      )
        joined[joined.length - 1] = { ...last, to: Math.max(last.to, rule.to) };
      else joined.push(rule);
    }
    group = [];
  };
  for (const rule of sorted) {
    const first = group[0];
    if (first && (first.direction !== rule.direction || rule.at - first.at >= SNAP)) flush();
    group.push(rule);
  }
  flush();
  return joined;
}

/** Rules that touch, group by group. */
function components(rules: readonly Rule[]): Rule[][] {
  const across = rules.filter(({ direction }) => direction === "horizontal");
  const along = rules.filter(({ direction }) => direction === "vertical");
  if (across.length > MAX_LINES || along.length > MAX_LINES) return [];
  const parent = new Map<Rule, Rule>();
  const root = (rule: Rule): Rule => {
    let at = rule;
    for (let next = parent.get(at); next; next = parent.get(at)) at = next;
    return at;
  };
  for (const h of across)
    for (const v of along)
      if (v.at >= h.from - SNAP && v.at <= h.to + SNAP && h.at >= v.from - SNAP && h.at <= v.to + SNAP) {
        const [a, b] = [root(h), root(v)];
        if (a !== b) parent.set(a, b);
      }
  return [...Map.groupBy(rules, root).values()];
}

function gridOf(rules: readonly Rule[]): Grid | undefined {
  const across = rules.filter(({ direction }) => direction === "horizontal");
  const along = rules.filter(({ direction }) => direction === "vertical");
  if (across.length < 2 || along.length < 2) return undefined;
  const xs = places([...along.map(({ at }) => at), ...ends(across)]);
  const ys = places([...across.map(({ at }) => at), ...ends(along)]).reverse();
  if (xs.length * ys.length < 6) return undefined;
  const parts = (lines: readonly Rule[], at: number, middle: number): boolean =>
    lines.some((line) => Math.abs(line.at - at) < SNAP && line.from <= middle + 1 && line.to >= middle - 1);
  const owners: { row: number; column: number }[][] = [];
  for (let row = 0; row + 1 < ys.length; row++) {
    const own: { row: number; column: number }[] = [];
    for (let column = 0; column + 1 < xs.length; column++) {
      const x = ((xs[column] as number) + (xs[column + 1] as number)) / 2;
      const y = ((ys[row] as number) + (ys[row + 1] as number)) / 2;
      const left = column > 0 && !parts(along, xs[column] as number, y) ? own[column - 1] : undefined;
      const above = row > 0 && !parts(across, ys[row] as number, x) ? owners[row - 1]?.[column] : undefined;
      own.push(left ?? above ?? { row, column });
    }
    owners.push(own);
  }
  const distinct = new Set(owners.flat());
  return distinct.size >= 2 ? { xs, ys, owners } : undefined;
}

const ends = (rules: readonly Rule[]): number[] => [
  Math.min(...rules.map(({ from }) => from)),
  Math.max(...rules.map(({ to }) => to)),
];

/** Distinct places, rising: those within a snap of each other are one. */
function places(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const distinct: number[] = [];
  for (const value of sorted)
    if (distinct.length === 0 || value - (distinct.at(-1) as number) >= SNAP) distinct.push(value);
  return distinct;
}

/** The place in a grid that a point lies in; undefined outside of it. */
export function cellAt(grid: Grid, x: number, y: number): { row: number; column: number } | undefined {
  const { xs, ys, owners } = grid;
  if (x < (xs[0] as number) - 1 || x > (xs.at(-1) as number) + 1) return undefined;
  if (y > (ys[0] as number) + 1 || y < (ys.at(-1) as number) - 1) return undefined;
  let column = 0;
  while (column + 2 < xs.length && x > (xs[column + 1] as number)) column++;
  let row = 0;
  while (row + 2 < ys.length && y < (ys[row + 1] as number)) row++;
  return owners[row]?.[column];
}

/** How many rows and columns of a grid a cell covers. */
export function spanOf(grid: Grid, owner: { row: number; column: number }): Pick<Cell, "rowSpan" | "columnSpan"> {
  const rows = new Set<number>();
  const columns = new Set<number>();
  grid.owners.forEach((own, row) => {
    own.forEach((one, column) => {
      if (one !== owner) return;
      rows.add(row);
      columns.add(column);
    });
  });
  return {
    ...(rows.size > 1 && { rowSpan: rows.size }),
    ...(columns.size > 1 && { columnSpan: columns.size }),
  };
}

/** A stretch of a page whose lines leave the same gutters free. */
export interface Band {
  /** Rows of line parts, from the top down, each from left to right. */
  readonly rows: readonly (readonly Line[])[];
  /** The gutters between its columns, from left to right; none for running text. */
  readonly gutters: readonly (readonly [left: number, right: number])[];
}

/** A gutter is at least this wide, in the size of the font. */
const MIN_GUTTER = 1;
/** A band of columns holds at least this many rows in which several columns have text. */
const MIN_ROWS = 3;

/** Rows of line parts by baseline, from the top down. */
export function rowsOf(lines: readonly Line[]): Line[][] {
  const rows: Line[][] = [];
  for (const line of [...lines].sort((a, b) => b.y - a.y || a.left - b.left)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && first.y - line.y < 0.3 * Math.min(first.size, line.size)) row.push(line);
    else rows.push([line]);
  }
  for (const row of rows) row.sort((a, b) => a.left - b.left);
  return rows;
}

/**
 * Parts a page into bands: stretches in which columns stand beside each other, and running text between them. Greedy from
 * the top down: a band goes on as long as a gutter stays free.
 */
export function bandsOf(rows: readonly (readonly Line[])[]): Band[] {
  const bands: Band[] = [];
  let text: (readonly Line[])[] = [];
  const flush = (): void => {
    if (text.length > 0) bands.push({ rows: text, gutters: [] });
    text = [];
  };
  for (let at = 0; at < rows.length; ) {
    const band = columnsFrom(rows, at);
    if (band) {
      flush();
      bands.push(band);
      at += band.rows.length;
    } else {
      text.push(rows[at] as readonly Line[]);
      at++;
    }
  }
  flush();
  return bands;
}

/** The longest band of columns that begins with a row of several parts. */
function columnsFrom(rows: readonly (readonly Line[])[], from: number): Band | undefined {
  const first = rows[from] as readonly Line[];
  if (first.length < 2) return undefined;
  let gutters = gapsOf(first);
  if (gutters.length === 0) return undefined;
  let end = from;
  let several = 0;
  let kept = gutters;
  for (let at = from; at < rows.length; at++) {
    const row = rows[at] as readonly Line[];
    const before = rows[at - 1]?.[0];
    const line = row[0] as Line;
    if (at > from && before && before.y - line.y > 5 * line.size) break;
    gutters = at === from ? gutters : freeGutters(gutters, row);
    if (gutters.length === 0) break;
    if (row.length > 1) {
      several++;
      end = at + 1;
      kept = gutters;
    }
  }
  if (several < MIN_ROWS || !areAligned(rows.slice(from, end), kept)) return undefined;
  const running = isRunning({ rows: rows.slice(from, end), gutters: kept });
  // Parts below the last row of several belong to it as long as they keep out of the gutters.
  for (; end < rows.length; end++) {
    const row = rows[end] as readonly Line[];
    const line = row[0] as Line;
    const before = rows[end - 1]?.[0] as Line;
    if (before.y - line.y > (running ? 2.6 : 1.5) * line.size || freeGutters(kept, row).length < kept.length) break;
    if (!running && row.some((one) => one.left < (kept[0] as readonly [number, number])[0])) break;
  }
  return { rows: rows.slice(from, end), gutters: kept };
}

/** Whether the parts behind each gutter stand in line, at the left, at the right or in the middle: wide word spaces do not. */
function areAligned(rows: readonly (readonly Line[])[], gutters: readonly (readonly [number, number])[]): boolean {
  const columns = columnsOf({ rows, gutters });
  return columns.slice(1).every((lines) =>
    [({ left }: Line) => left, ({ right }: Line) => right, ({ left, right }: Line) => (left + right) / 2].some(
      (edge) => {
        const edges = lines.map(edge).sort((a, b) => a - b);
        let most = 0;
        for (let from = 0, to = 0; from < edges.length; from++) {
          while (to < edges.length && (edges[to] as number) - (edges[from] as number) <= 2) to++;
          most = Math.max(most, to - from);
        }
        return most >= Math.max(MIN_ROWS, 0.5 * edges.length);
      },
    ),
  );
}

/** The lines of each column of a band. */
export function columnsOf(band: Band): Line[][] {
  const columns: Line[][] = Array.from({ length: band.gutters.length + 1 }, () => []);
  for (const line of band.rows.flat()) {
    const middle = (line.left + line.right) / 2;
    let column = 0;
    for (const [left, right] of band.gutters) if (middle > (left + right) / 2) column++;
    (columns[column] as Line[]).push(line);
  }
  return columns;
}

/** A column of running text fills at least this share of its width in most lines. */
const MIN_FILLED = 0.7;

/** Whether the columns of a band hold running text: lines that fill them, one below the other. */
export function isRunning(band: Band): boolean {
  return columnsOf(band).every((lines) => {
    if (lines.length < 4) return false;
    const left = Math.min(...lines.map((line) => line.left));
    const right = Math.max(...lines.map((line) => line.right));
    if (right - left < 8 * (lines[0] as Line).size) return false;
    const filled = lines.filter((line) => line.right - line.left > MIN_FILLED * (right - left)).length;
    return filled >= 0.5 * lines.length;
  });
}

function gapsOf(row: readonly Line[]): [number, number][] {
  const gaps: [number, number][] = [];
  for (let at = 1; at < row.length; at++) {
    const [a, b] = [row[at - 1] as Line, row[at] as Line];
    if (b.left - a.right >= MIN_GUTTER * b.size && !isLabel(a.text)) gaps.push([a.right, b.left]);
  }
  return gaps;
}

/** What is left free of gutters when a row is laid across them. */
function freeGutters(gutters: readonly [number, number][], row: readonly Line[]): [number, number][] {
  const size = Math.min(...row.map((line) => line.size));
  const free: [number, number][] = [];
  for (const [left, right] of gutters) {
    let spans: [number, number][] = [[left, right]];
    for (const line of row)
      spans = spans.flatMap(([a, b]): [number, number][] =>
        line.right <= a || line.left >= b
          ? [[a, b]]
          : [
              [a, Math.max(a, line.left)],
              [Math.min(b, line.right), b],
            ],
      );
    const widest = spans.reduce((best, span) => (span[1] - span[0] > best[1] - best[0] ? span : best), [0, 0]);
    if (widest[1] - widest[0] >= MIN_GUTTER * size) free.push(widest);
  }
  return free;
}

/** A number, letter or bullet that stands apart before its text. */
export function isLabel(text: string): boolean {
  return /^(?:[([]?(?:\p{Nd}{1,3}(?:\.\p{Nd}{1,3})*|[ivxlcdmIVXLCDM]{1,6}|\p{L})[.)\]]{0,2}|[•▪◦■□➢❑❖✓●○‣⁃·–—*-]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/u.test(
    text.trim(),
  );
}
