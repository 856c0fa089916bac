import { largestCluster, mode, quantile } from "../../statistics.ts";
import type { PlacedLine } from "./borders.ts";
import type { Line } from "./lines.ts";
import { MAX_EDGE_SHIFT } from "./page.ts";
import type { Element } from "./structure.ts";

/** A page with fewer lines is taken to be set like the page before it. */
const MIN_LINES = 6;
/** Lines are justified if at least this share of them ends at one margin. */
const MIN_JUSTIFIED = 0.35;

interface Margins {
  readonly margins: readonly [left: number, right: number];
  readonly justified: boolean;
  readonly leading: number;
}

/**
 * Gives each line the margins, the leading and the setting of the lines around it: those of its column or cell, or of
 * the running text of its page.
 */
export function placeLines(
  lines: readonly {
    readonly line: Line;
    readonly element?: Element;
    readonly stack: number;
    readonly cell?: unknown;
    readonly margins?: readonly [number, number];
  }[],
): PlacedLine[] {
  const groups = Map.groupBy(lines, ({ line, stack }) => (stack === 0 ? `page ${line.page}` : `stack ${stack}`));
  const found = new Map<string, Margins>();
  // A first page with few lines is taken to be set like the fullest one.
  const fullest = [...groups]
    .filter(([key]) => key.startsWith("page"))
    .sort((a, b) => b[1].length - a[1].length)[0]?.[1];
  let before = fullest && fullest.length >= MIN_LINES ? marginsOf(fullest.map(({ line }) => line)) : undefined;
  for (const [key, group] of groups) {
    const own = marginsOf(group.map(({ line }) => line));
    const given = group[0]?.margins;
    if (given) {
      const right = group.length > 1 ? own.margins[1] : given[1];
      found.set(key, { ...own, margins: [own.margins[0], right] });
    } else if (group.length < MIN_LINES && before && key.startsWith("page"))
      found.set(key, { ...before, leading: group.length > 2 ? own.leading : before.leading });
    else {
      found.set(key, own);
      if (key.startsWith("page")) before = own;
    }
  }
  return lines.map(
    ({ line, element, stack, cell }): PlacedLine => ({
      line,
      ...(element && { element }),
      stack,
      cell: cell !== undefined,
      ...(found.get(stack === 0 ? `page ${line.page}` : `stack ${stack}`) as Margins),
    }),
  );
}

function marginsOf(lines: readonly Line[]): Margins {
  const lefts = lines.map(({ left }) => left);
  const rights = lines.map(({ right }) => right);
  const left = quantile(lefts, 0.1);
  // The place at which most lines end, if many do; otherwise nearly the furthest.
  const { size, end } = largestCluster(rights, MAX_EDGE_SHIFT);
  const justified = size >= MIN_JUSTIFIED * rights.length && size > 2;
  const right = justified ? end : quantile(rights, 0.95);
  return { margins: [left, Math.max(left, right)], justified, leading: leadingOf(lines) };
}

/** The most frequent distance between baselines, in points. */
function leadingOf(lines: readonly Line[]): number {
  const gaps: number[] = [];
  for (let at = 1; at < lines.length; at++) {
    const [before, line] = [lines[at - 1] as Line, lines[at] as Line];
    const gap = before.y - line.y;
    if (before.page !== line.page || gap < 0.7 * line.size || gap > 3 * line.size) continue;
    gaps.push(Math.round(gap * 2) / 2);
  }
  return mode(gaps, "least")?.value ?? 1.2 * (lines[0]?.size ?? 10);
}
