import { append } from "./append.ts";
import type { LeftOut } from "./document.ts";
import { type FootNote, MAX_MISSING_NOTES, noteHead, notesOfFoot } from "./footnotes.ts";
import { startsWithMonth } from "./function-words.ts";
import { isPageNumber, isRule, joinLines, type Line } from "./lines.ts";

export type { FootNote } from "./footnotes.ts";

/** The lines of a text, with its notes taken out. */
export interface Pages {
  /** The running text, a list of lines for each page, blank lines included. */
  readonly bodies: readonly (readonly Line[])[];
  readonly notes: readonly FootNote[];
  readonly leftOut: readonly LeftOut[];
}

/** If the foot is a larger share of the body than this, it is something else, such as a list. */
const MAX_FOOT_SHARE = 0.7;

/**
 * Takes the notes at the foot of each page out of the running text. They begin below a rule or, if there is none, where
 * marks stand at line beginnings in the order of notes, down to the page's end, and occur in the text above. If the end
 * of a page is unknown, notes end where running text begins again, and another page follows.
 *
 * @param pages each page's lines; several if the text shows its pages
 */
export function paginate(pages: readonly (readonly Line[])[]): Pages {
  const bodies: Line[][] = [];
  const notes: FootNote[] = [];
  const leftOut: LeftOut[] = [];
  const known = pages.length > 1;
  // A document that draws rules above its notes draws them above all notes except those of a star on its first page.
  const ruled = pages.some((lines) =>
    lines.some((line, at) => isRule(line) && opensFoot(lines.slice(at + 1, at + 6), 0)),
  );
  for (const lines of pages) {
    let body: Line[] = [];
    const lastRule = lines.findLastIndex(isRule);
    bodies.push(body);
    for (let at = 0; at < lines.length; ) {
      const line = lines[at] as Line;
      const page = bodies.length - 1;
      if (isRule(line)) {
        leftOut.push({ text: line.text, reason: "rule", ...(known && { page: page + 1 }) });
        // A page has one rule above its notes, the last.
        if (known && at === lastRule) {
          const foot = lines.slice(at + 1);
          if (opensFoot(foot, lastNumber(notes), notes.at(-1))) {
            takeFoot(foot, page);
            break;
          }
        }
        const end = readNotes(lines, at + 1, page, notes);
        if (end > at + 1 && end < lines.length && !known) {
          body = [];
          bodies.push(body);
        }
        at = end;
        continue;
      }
      if (isPageNumber(line) && isBlank(lines[at - 1]) && isBlank(lines[at + 1]))
        leftOut.push({ text: line.text, reason: "page number", ...(known && { page: page + 1 }) });
      else body.push(line);
      at++;
    }
    const start = footWithoutRule(body, lastNumber(notes), ruled);
    if (start < body.length) takeFoot(body.splice(start), bodies.length - 1);
  }
  return { bodies, notes, leftOut };

  function takeFoot(foot: readonly Line[], page: number): void {
    const found = notesOfFoot(foot, lastNumber(notes), page);
    const open = notes.at(-1);
    if (found.before && open) notes[notes.length - 1] = { ...open, text: joinLines(open.text, found.before) };
    else if (found.before)
      append(
        bodies[page] ?? [],
        foot.filter(({ text }) => found.before.includes(text)),
      );
    append(notes, found.notes);
  }
}

const isBlank = (line: Line | undefined): boolean => line === undefined || line.text === "";

const lastNumber = (notes: readonly FootNote[]): number =>
  Number(notes.findLast(({ mark }) => /^\d/.test(mark))?.mark ?? 0);

/** Whether the lines below a rule are notes: they begin with a mark, or continue a note of the page before. */
function opensFoot(foot: readonly Line[], last: number, open?: FootNote): boolean {
  const inked = foot.filter(({ text }) => text !== "");
  if (inked[0] && noteHead(inked[0].text)) return true;
  const goesOn = open !== undefined && !/[.。؟]["”»]?$/u.test(open.text);
  return goesOn && (inked.length < 8 || inked.some(({ text }) => Number(noteHead(text)?.mark) === last + 1));
}

/**
 * Finds where the notes of a page without a rule begin: the first of the last lines that hold, in order, the numbers of
 * notes, all of which stand after words of the text above. Returns the body's length if there are none.
 */
function footWithoutRule(body: readonly Line[], last: number, starsOnly: boolean): number {
  const starts: { at: number; mark: string }[] = [];
  body.forEach((line, at) => {
    const head = noteHead(line.text);
    // "7 December", "5 million": a number at the beginning of a line of text.
    if (
      !head ||
      (starsOnly && !head.mark.startsWith("*")) ||
      (head.text !== undefined && (!/^[\p{Lu}\p{Lo}"“«]/u.test(head.text) || startsWithMonth(head.text)))
    )
      return;
    if (/\.{4,}|…{2,}/u.test(line.text)) return; // a contents page
    const before = starts.findLast(({ mark }) => !mark.startsWith("*"));
    if (head.mark.startsWith("*") || !before || Number(head.mark) === Number(before.mark) + 1)
      starts.push({ at, mark: head.mark });
    else starts.splice(0, starts.length, { at, mark: head.mark });
  });
  const [first] = starts;
  if (!first) return body.length;
  const number = Number(starts.find(({ mark }) => !mark.startsWith("*"))?.mark);
  if (!Number.isNaN(number) && number !== 1 && (number <= last || number > last + MAX_MISSING_NOTES))
    return body.length;
  if (body.length - first.at > MAX_FOOT_SHARE * body.length) return body.length;
  const above = marksBehindWords(body.slice(0, first.at));
  // A number alone in the last line is a page number.
  const written = body.slice((starts.at(-1)?.at ?? 0) + 1).some(({ text }) => text !== "");
  if (!written && noteHead(body[starts.at(-1)?.at ?? 0]?.text ?? "")?.text === undefined) return body.length;
  return starts.every(({ mark }) => above.has(mark)) ? first.at : body.length;
}

/** Collects the numbers and stars that follow words or marks of punctuation, as note marks do. */
function marksBehindWords(lines: readonly Line[]): Set<string> {
  const found = new Set<string>();
  for (const { text } of lines)
    for (const [, mark = ""] of text.matchAll(
      /[\p{L}\p{M}»”’"』」》）)\],.;:،؛。，；：]\s?\(?(\d{1,3}|\*{1,3})(?![\p{L}\p{Nd}.%/*-])/gu,
    ))
      found.add(mark);
  return found;
}

/**
 * Reads notes from the line `at` on and returns the index of the first line after them. A line begins a note if it
 * begins with a star or with the number that comes next. Other lines continue the note above, until the note has ended
 * and a line looks like running text: indented, or after a full stop.
 */
function readNotes(lines: readonly Line[], at: number, page: number, notes: FootNote[]): number {
  const first = notes.length;
  let expected = lastNumber(notes) + 1;
  for (; at < lines.length; at++) {
    const line = lines[at] as Line;
    if (line.text === "") {
      // A blank line ends the notes, unless another one follows.
      const next = lines.slice(at + 1, at + 3).find((other) => other.text !== "");
      if (notes.length > first && next && headOf(next, expected, false)) continue;
      if (notes.length > first && notes.at(-1)?.text === "") continue;
      break;
    }
    const head = headOf(line, expected, notes.length === first);
    const open = notes.length > first ? notes.at(-1) : undefined;
    if (head && !line.formFeed) {
      notes.push({ mark: head.mark, text: head.text, page });
      if (/^\d/.test(head.mark)) expected = Number(head.mark) + 1;
    } else if (open && !line.formFeed && (open.text === "" || line.indent === 0) && !/[.。．؟!]$/.test(open.text)) {
      notes[notes.length - 1] = { ...open, text: joinLines(open.text, line.text) };
    } else break;
  }
  return at;
}

function headOf(line: Line, expected: number, first: boolean): { mark: string; text: string } | undefined {
  const head = noteHead(line.text);
  if (!head) return;
  const number = Number(head.mark);
  const fits =
    Number.isNaN(number) ||
    number === expected ||
    (first && (number === 1 || (number > expected && number <= expected + MAX_MISSING_NOTES)));
  return fits ? { mark: head.mark, text: (head.text ?? "").replace(/\s+/g, " ") } : undefined;
}
