import { append } from "../../../append.ts";
import { mastheadLine } from "../../../masthead.ts";
import { findSymbols } from "../../../symbols.ts";
import type { Line } from "../lines.ts";
import { MAX_EDGE_LINES, type Placed } from "./placed-lines.ts";

/** The masthead of a first page reaches no further down than this share of it. */
const MAX_MASTHEAD_SHARE = 0.65;

/** Kinds of masthead lines that stand nowhere else; they show how far down it reaches. */
const BOUNDS = new Set(["symbol", "distribution", "original language", "session", "agenda item", "organization"]);

/** A masthead may contain this many lines without its words, such as the name of an unknown body. */
const MAX_UNKNOWN_LINES = 5;

/**
 * Finds the lines of the masthead, from the top of the first page: lines with a masthead's words, lines that continue
 * directly below the agenda item (its title), and a few others between them.
 */
export function mastheadLines(first: readonly Placed[]): Set<Line> {
  const taken: Line[] = [];
  const bounds = new Set<string>();
  let waiting: Line[] = [];
  let unknown = 0; // of those that wait
  let item: Line | undefined; // the last line of the session or the agenda item
  for (const { line, page } of first) {
    if (line.y < (1 - MAX_MASTHEAD_SHARE) * page.height) break;
    const isSentence = /[,;:.]$/u.test(line.text) && line.text.split(/\s+/).length > 4;
    const kind = isSentence ? undefined : mastheadLine(line.text)?.is;
    if (kind !== undefined && (BOUNDS.has(kind) || waiting.length === 0)) {
      append(taken, [...waiting, line]);
      waiting = [];
      unknown = 0;
      if (BOUNDS.has(kind)) bounds.add(kind);
      item = kind === "session" || kind === "agenda item" ? line : undefined;
    } else if (item && waiting.length === 0 && goesOn(item, line)) {
      taken.push(line);
      item = line;
    } else if (unknown < MAX_UNKNOWN_LINES && !isSentence) {
      waiting.push(line);
      if (kind === undefined) unknown++;
    } else break;
  }
  return new Set(bounds.size < 2 ? [] : taken);
}

/** Whether a line stands directly below another, in the same type and at the same margin. */
function goesOn(before: Line, line: Line): boolean {
  return (
    before.y - line.y < 1.45 * line.size &&
    Math.abs(line.size - before.size) < 0.1 * line.size &&
    Math.min(Math.abs(line.left - before.left), Math.abs(line.right - before.right)) < 2 * line.size
  );
}

/** A symbol that runs along the heads of a document stands on at least so many pages, if it has more behind its first. */
const MIN_PAGES = 2;

/** Finds the document's own symbol: in its masthead, or alone in a running head. */
export function symbolOf(masthead: ReadonlySet<Line>, all: readonly Placed[]): string | undefined {
  const own = [...masthead].map(({ text }) => mastheadLine(text)).find((said) => said?.field === "symbol")?.value;
  if (own) return own;
  const times = new Map<string, number>();
  const pages = new Set(all.map(({ page }) => page.number).filter((number) => number > 1)).size;
  for (const { line, rank, page } of all) {
    if (rank >= MAX_EDGE_LINES || page.number === 1) continue;
    const [found] = findSymbols(line.text, "en");
    if (found && (found.start === 0 || found.end === line.text.length) && line.text.length < 160)
      times.set(found.symbol, (times.get(found.symbol) ?? 0) + 1);
  }
  const [best] = [...times].sort((a, b) => b[1] - a[1]);
  return best && best[1] >= Math.min(MIN_PAGES, pages) ? best[0] : undefined;
}
