import type { LeftOut } from "./document.ts";
import { FUNCTION_WORDS } from "./function-words.ts";
import { cells, columns, type Line } from "./lines.ts";
import { type Masthead, mastheadLine, mastheadOf } from "./masthead.ts";

/** The masthead is within this many lines of text from the top of the first page. */
const MAX_ZONE_LINES = 30;
/** A masthead may contain this many lines of other text: the name of an organ, the title of an agenda item. */
const MAX_LINES_BETWEEN = 4;

/** A first page without its masthead. */
export interface Unheaded {
  readonly lines: readonly Line[];
  readonly masthead: Masthead;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Takes the masthead off a document's first page. Lines are judged by their words only if the top of the page has two
 * that stand nowhere else: a distribution, an original language, the organization, a symbol, a session.
 */
export function withoutMasthead(lines: readonly Line[]): Unheaded {
  const found = new Set<Line>();
  const kinds = new Set<string>();
  let between = 0;
  for (const line of lines.filter(({ text }) => text !== "").slice(0, MAX_ZONE_LINES)) {
    const said = cells(line).map(mastheadLine);
    // A day alone below other text, when the masthead has its date, belongs to that text: it is when a resolution was adopted.
    const goesOn = between > 0 && kinds.has("date") && said.every((one) => one?.is === "date");
    if (!goesOn && said.every((one) => one !== undefined)) {
      found.add(line);
      for (const { is } of said) kinds.add(is);
      between = 0;
    } else if (++between > MAX_LINES_BETWEEN) break;
  }
  for (const line of agendaTitle(lines)) found.add(line);
  const clear = ["distribution", "original language", "organization", "symbol", "session"].filter((is) =>
    kinds.has(is),
  );
  if (clear.length < 2) return { lines, masthead: {}, leftOut: [] };
  const taken = lines.filter((line) => found.has(line));
  return {
    lines: lines.filter((line) => !found.has(line)),
    masthead: mastheadOf(taken.flatMap(cells)),
    leftOut: taken.map((line) => ({ text: cells(line).join(" "), page: 1, reason: "masthead" })),
  };
}

/**
 * Returns the title of the agenda item, directly below its number: up to a blank line, or to a line that ends although
 * the next word had room.
 */
function agendaTitle(lines: readonly Line[]): Line[] {
  const item = lines.slice(0, 3 * MAX_ZONE_LINES).findIndex(({ text }) => mastheadLine(text)?.is === "agenda item");
  const title: Line[] = [];
  if (item < 0) return title;
  let widest = 0;
  for (const line of lines.slice(item + 1, item + 1 + MAX_TITLE_LINES)) {
    const last = title.at(-1);
    const word = /^\S+/u.exec(line.text)?.[0] ?? "";
    const lastWord = /[\p{L}’]+$/u.exec(last?.text ?? "")?.[0].toLowerCase() ?? "";
    const goesOn =
      /^\p{Ll}/u.test(line.text) ||
      FUNCTION_WORDS.has(lastWord) ||
      columns(last?.text ?? "") + 1 + columns(word) > Math.max(widest, columns(line.text));
    if (line.text === "" || (last && !goesOn)) break;
    title.push(line);
    widest = Math.max(widest, columns(line.text));
  }
  return title;
}

/** The title of an agenda item has fewer lines than this. */
const MAX_TITLE_LINES = 8;
