import type { LeftOut } from "./document.ts";
import { cells, type Line } from "./lines.ts";
import { type Masthead, mastheadLine, mastheadOf } from "./masthead.ts";

/** How many lines with text from the top of the first page may hold the masthead. */
const ZONE = 30;
/** So many lines of text may stand among those of a masthead: the name of an organ, the title of an agenda item. */
const MOST_BETWEEN = 4;

/** A first page without its masthead. */
export interface Unheaded {
  readonly lines: readonly Line[];
  readonly masthead: Masthead;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Takes the masthead off a document's first page. A line is judged by its words only where the page's top has two that
 * nothing else has: a distribution, an original language, the organization, a symbol, a session.
 */
export function withoutMasthead(lines: readonly Line[]): Unheaded {
  const found = new Set<Line>();
  const kinds = new Set<string>();
  let between = 0;
  for (const line of lines.filter(({ text }) => text !== "").slice(0, ZONE)) {
    const said = cells(line).map(mastheadLine);
    if (said.every((one) => one !== undefined)) {
      found.add(line);
      for (const { is } of said) kinds.add(is);
      between = 0;
    } else if (++between > MOST_BETWEEN) break;
  }
  const clear = ["distribution", "original language", "organization", "symbol", "session"].filter((is) =>
    kinds.has(is),
  );
  if (clear.length < 2) return { lines, masthead: {}, leftOut: [] };
  return {
    lines: lines.filter((line) => !found.has(line)),
    masthead: mastheadOf([...found].flatMap(cells)),
    leftOut: [...found].map((line) => ({ text: cells(line).join(" "), page: 1, reason: "masthead" })),
  };
}
