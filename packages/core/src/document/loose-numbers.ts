import type { Line } from "./lines.ts";
import { isNumberAlone } from "./numbers.ts";

/** A mark with a larger indent stands where the layout of the page has it: above the line that it belongs to. */
const MIN_LAYOUT_INDENT = 8;
/** A paragraph stands at most this many lines from its number. */
const MAX_LINES_BETWEEN = 3;

/** Moves note marks and printed numbers that stand alone on a line to the words that they belong to. */
export function withoutLooseNumbers(body: readonly Line[]): Line[] {
  return withNumbers(withMarks(body));
}

/**
 * Joins raised marks with their lines. A raised mark often becomes a line of its own, after the line that it stands in
 * or, if the layout is kept, above it and at its place.
 */
function withMarks(body: readonly Line[]): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < body.length; at++) {
    const line = body[at] as Line;
    const [before, next] = [lines.at(-1), body[at + 1]];
    const alone = /^(?:\p{Nd}{1,3}|\*{1,3})$/u.test(line.text) && isProse(before) && isProse(next);
    if (!alone || !before || !next) lines.push(line);
    else if (line.indent < MIN_LAYOUT_INDENT)
      lines[lines.length - 1] = { ...before, text: `${before.text} ${line.text}` };
    else {
      lines.push({ ...next, text: inserted(next, line) });
      at++;
    }
  }
  return lines;
}

const isProse = (line: Line | undefined): boolean => line !== undefined && /\p{L}{2}/u.test(line.text);

/** Inserts a mark after the word that ends next to the mark's column. */
function inserted({ text, indent }: Line, mark: Line): string {
  const column = mark.indent - indent;
  const end = text.indexOf(" ", Math.max(0, column - 1));
  return end < 0 ? `${text} ${mark.text}` : `${text.slice(0, end)} ${mark.text}${text.slice(end)}`;
}

/** Puts numbers that stand alone on a line before what they number. */
function withNumbers(body: readonly Line[]): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < body.length; at++) {
    const line = body[at] as Line;
    let to = at + 1;
    while (to < body.length && body[to]?.text === "") to++;
    const next = body[to];
    const numbers = next && !isNumberAlone(next.text) && !/^[\d$€£%–—-]/u.test(next.text);
    if (!numbers || !isNumberAlone(line.text) || to > at + MAX_LINES_BETWEEN) {
      lines.push(line);
      continue;
    }
    const torn = tornLine(body, to);
    const [first, ...others] = torn ?? [next];
    lines.push({ ...(first as Line), text: `${line.text} ${first?.text}`, indent: line.indent }, ...others);
    at = torn ? to + torn.length : to; // torn: a blank line stood between
  }
  return lines;
}

/**
 * Reorders a short last line that the extraction put before the rest of its paragraph (`4.`, `Agency;`, a blank line,
 * `Appeals to the`, a blank line); undefined if none stands at `at`.
 */
function tornLine(body: readonly Line[], at: number): Line[] | undefined {
  const tail = body[at] as Line;
  if (body[at + 1]?.text !== "" || !/^[^.]{1,60}[;.,]$/u.test(tail.text)) return undefined;
  let end = at + 2;
  while (end < body.length && body[end]?.text !== "") end++;
  const rest = body.slice(at + 2, end);
  const [first, final] = [rest[0], rest.at(-1)];
  if (!first || !final || rest.length > MAX_LINES_BETWEEN || isNumberAlone(first.text)) return undefined;
  return /^\p{Lu}/u.test(first.text) && /[\p{L}\p{Nd}]$/u.test(final.text) ? [...rest, tail] : undefined;
}
