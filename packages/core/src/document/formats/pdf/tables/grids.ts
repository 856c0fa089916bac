import type { Cell } from "../../../document.ts";
import type { Page, Rule } from "../page.ts";

/** Rules that lie nearer to each other than this are one, in points. */
export const SNAP = 3;
/** A grid with more lines than this in one direction is a drawing. */
const MAX_LINES = 400;

/** A table's grid as rules draw it: the places of its lines, and which of them separate neighbouring cells. */
export interface Grid {
  /** From left to right. */
  readonly xs: readonly number[];
  /** From the top down. */
  readonly ys: readonly number[];
  /** `owners[row][column]` is the cell that this place of the grid belongs to: the first place of a merged cell. */
  readonly owners: readonly (readonly { readonly row: number; readonly column: number }[])[];
}

/**
 * Finds the grids that a page's rules draw, from the top down: at least two cells, with rules on all or nearly all
 * sides.
 */
export function gridsOf(page: Page): Grid[] {
  return components(joinedRules(page.rules))
    .map((rules) => gridOf(rules))
    .filter((grid): grid is Grid => grid !== undefined)
    .sort((a, b) => (b.ys[0] as number) - (a.ys[0] as number));
}

/** Joins rules that continue each other: borders are often drawn cell by cell. */
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

/** Groups rules that touch. */
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

/** Returns distinct places, rising; places within a snap of each other are one. */
export function places(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const distinct: number[] = [];
  for (const value of sorted)
    if (distinct.length === 0 || value - (distinct.at(-1) as number) >= SNAP) distinct.push(value);
  return distinct;
}

/** Returns the cell in which a point lies; undefined outside of the grid. */
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

/** Returns how many rows and columns of a grid a cell spans. */
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
