import type { Chunk } from "../chunks.ts";
import type { Page, Rule } from "../page.ts";
import { places, SNAP } from "./grids.ts";

/** A table without upright rules: it has rules above, below and between its rows, drawn whole or column by column. */
export interface OpenGrid {
  /** The borders of its columns, the outer edges included, from left to right. */
  readonly xs: readonly number[];
  /** The heights of its rules, from the top down. */
  readonly ys: readonly number[];
}

/** Rules on one height that form one line, and the places where they meet. */
interface Level {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly breaks: readonly number[];
}

/** If rules are drawn whole, a table has at least this many of them. */
const MIN_WHOLE_LEVELS = 3;
/** Rules that were drawn column by column leave at most so much between them, in points. */
const MAX_BREAK = 6;
/** A gutter between columns is at least this wide, in points. */
const MIN_GUTTER = 3.5;
/** At most this share of the lines runs across a gutter: heads of several columns. */
const MAX_ACROSS = 0.12;
/** Two tables below each other may have some borders of columns in common by chance, but not so large a share. */
const MIN_SHARED = 0.75;
/**
 * A line that fills this share of a table's width may be running text between two tables; two such lines certainly are.
 */
const RUNNING_SHARE = 0.7;

/**
 * Finds the tables of a page that have horizontal rules but no upright ones, from the top down. Columns are separated
 * where the rules meet, if they were drawn column by column, or where the lines leave gutters free.
 *
 * @param roughLines of the page, cut at gaps as wide as a few letters: if one runs across the columns between two
 *   rules, the rules belong to different tables
 */
export function openGridsOf(page: Page, roughLines: () => readonly Chunk[]): OpenGrid[] {
  const levels = levelsOf(page.rules);
  if (levels.length < 2) return [];
  const along = page.rules.filter(({ direction, from, to }) => direction === "vertical" && to - from > 8);
  const lines = roughLines();
  const grids: OpenGrid[] = [];
  for (let from = 0; from < levels.length; ) {
    const own = [levels[from] as Level];
    for (let at = from + 1; at < levels.length; at++) {
      const next = levels[at] as Level;
      // A shorter rule within is below a head of several columns.
      if (isWithin(next, own[0] as Level)) continue;
      if (!goesOn(own, next, lines, along)) break;
      own.push(next);
    }
    const grid = own.length > 1 ? gridOf(own, lines) : undefined;
    if (grid && !cutsWords(grid, lines)) grids.push(grid);
    const last = own.at(-1) as Level;
    from = levels.findIndex((level, at) => at >= from && level === last) + 1;
  }
  return grids;
}

/** Groups rules by height, from the top down, if they form one line without gaps. */
function levelsOf(rules: readonly Rule[]): Level[] {
  const across = rules.filter(({ direction }) => direction === "horizontal").sort((a, b) => b.at - a.at);
  const levels: Level[] = [];
  for (let from = 0; from < across.length; ) {
    const first = across[from] as Rule;
    let to = from + 1;
    while (to < across.length && first.at - (across[to] as Rule).at < SNAP) to++;
    const level = across.slice(from, to).sort((a, b) => a.from - b.from);
    from = to;
    const breaks = level.slice(1).map((rule) => rule.from);
    const whole = breaks.every((x, at) => Math.abs(x - (level[at] as Rule).to) <= MAX_BREAK);
    if (whole) levels.push({ at: first.at, from: (level[0] as Rule).from, to: (level.at(-1) as Rule).to, breaks });
  }
  return levels;
}

const isWithin = (level: Level, outer: Level): boolean =>
  level.from > outer.from - SNAP &&
  level.to < outer.to + SNAP &&
  level.to - level.from < 0.85 * (outer.to - outer.from);

/** Whether a level belongs to the same table as those above it. */
function goesOn(own: readonly Level[], next: Level, lines: readonly Chunk[], along: readonly Rule[]): boolean {
  const [first, last] = [own[0] as Level, own.at(-1) as Level];
  if (Math.abs(next.from - first.from) > 2 * SNAP || Math.abs(next.to - first.to) > 2 * SNAP) return false;
  // With an upright rule between two levels they are a grid of another kind.
  if (along.some(({ at, from, to }) => at > first.from && at < first.to && from < last.at && to > next.at))
    return false;
  const between = lines.filter(({ y }) => y < last.at && y > next.at);
  const inner = [...own, next].flatMap(({ breaks }) => breaks);
  if (inner.length === 0) {
    const width = first.to - first.from;
    return between.filter(({ left, right }) => right - left > RUNNING_SHARE * width).length < 2;
  }
  return (
    own.some((level) => sharesColumns(next, level)) &&
    !between.some((line) => inner.filter((x) => isAcross(line, x)).length > 0.6 * inner.length)
  );
}

/** Whether most breaks of the level with fewer of them are breaks of the other too; a head of several columns has fewer. */
function sharesColumns(a: Level, b: Level): boolean {
  const [few, many] = a.breaks.length < b.breaks.length ? [a.breaks, b.breaks] : [b.breaks, a.breaks];
  const shared = few.filter((x) => many.some((other) => Math.abs(x - other) < SNAP)).length;
  return shared > 0 && shared >= MIN_SHARED * few.length;
}

const isAcross = ({ left, right, size }: Chunk, x: number): boolean => left < x - 0.3 * size && right > x + 0.3 * size;

function gridOf(own: readonly Level[], lines: readonly Chunk[]): OpenGrid | undefined {
  const [first, last] = [own[0] as Level, own.at(-1) as Level];
  const ys = own.map(({ at }) => at);
  const breaks = own.flatMap((level) => level.breaks);
  if (breaks.length > 0) {
    const xs = places([first.from, ...breaks, first.to]);
    return xs.length > 2 ? { xs, ys } : undefined;
  }
  if (own.length < MIN_WHOLE_LEVELS) return undefined;
  const inside = lines.filter(
    ({ y, left, right }) => y < first.at && y > last.at && left > first.from - SNAP && right < first.to + SNAP,
  );
  const gutters = freeStretches(inside, first.from, first.to);
  return gutters.length > 0 ? { xs: [first.from, ...gutters, first.to], ys } : undefined;
}

/**
 * Finds the stretches that hardly a line crosses, between lines on either side; returns their middles, from left to
 * right.
 */
function freeStretches(lines: readonly Chunk[], from: number, to: number): number[] {
  const width = Math.ceil(to - from);
  // By row, so that the parts of one row count once at each place.
  const rows = Map.groupBy(lines, ({ y }) => Math.round(y));
  if (rows.size < MIN_WHOLE_LEVELS) return [];
  const taken = new Uint16Array(width + 1);
  for (const row of rows.values()) {
    const own = new Uint8Array(width + 1);
    for (const { left, right } of row)
      own.fill(1, Math.max(0, Math.floor(left - from)), Math.min(width, Math.ceil(right - from)));
    for (let x = 0; x < width; x++) taken[x] = (taken[x] as number) + (own[x] as number);
  }
  const most = Math.floor(MAX_ACROSS * rows.size);
  const middles: number[] = [];
  let start = -1;
  let seen = false; // a column left of it
  for (let x = 0; x < width; x++) {
    if ((taken[x] as number) <= most) {
      if (start < 0) start = x;
      continue;
    }
    if (seen && start >= 0 && x - start >= MIN_GUTTER) middles.push(from + (start + x) / 2);
    start = -1;
    seen = true;
  }
  return middles;
}

/** Whether columns would cut through letters: then the rules separate something else. */
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
