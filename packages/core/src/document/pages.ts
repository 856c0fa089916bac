import { asciiDigits } from "../language/script.ts";
import type { Note } from "./document.ts";
import { isPageNumber, isRule, joinLines, type Line } from "./lines.ts";

/** A note as it stands at the foot of a page. */
export interface FootNote extends Note {
  /** Zero-based. */
  readonly page: number;
}

/** The lines of a text, its notes taken out of the running text. */
export interface Pages {
  /** The running text, a list of lines for each page, blank lines included. */
  readonly bodies: readonly (readonly Line[])[];
  readonly notes: readonly FootNote[];
  readonly furniture: readonly string[];
}

const NOTE_HEAD = /^(?:\((\d{1,3})\)|(\*{1,3}|†|‡|\d{1,3}))[\s\u00a0]+(?=\S)/;

/**
 * Takes the notes at the foot of each page, below the rule drawn above them, out of the running text. A page's end is
 * known by its notes or by a form feed; a page without either runs on into the next.
 */
export function paginate(lines: readonly Line[]): Pages {
  const bodies: Line[][] = [[]];
  const notes: FootNote[] = [];
  const furniture: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] as Line;
    if (line.formFeed && bodies.at(-1)?.length) bodies.push([]);
    const body = bodies.at(-1) as Line[];
    if (isRule(line)) {
      furniture.push(line.text);
      const end = readNotes(lines, at + 1, bodies.length - 1, notes);
      if (end > at + 1) bodies.push([]);
      at = end;
      continue;
    }
    if (isPageNumber(line) && isBlank(lines[at - 1]) && isBlank(lines[at + 1])) furniture.push(line.text);
    else body.push(line);
    at++;
  }
  return { bodies, notes, furniture };
}

const isBlank = (line: Line | undefined): boolean => line === undefined || line.text === "";

/**
 * Reads notes from the line `at` on and gives the index of the first line that belongs to none. A line heads a note when
 * it begins with a star or with the number that comes next; any other line goes on with the note above it, until the
 * note has ended and the line looks like running text again: indented, or behind a full stop.
 */
function readNotes(lines: readonly Line[], at: number, page: number, notes: FootNote[]): number {
  const first = notes.length;
  let expected = Number(notes.findLast((note) => /^\d/.test(note.mark))?.mark ?? 0) + 1;
  for (; at < lines.length; at++) {
    const line = lines[at] as Line;
    if (line.text === "") {
      // A blank line ends the notes, unless another one follows.
      const next = lines.slice(at + 1, at + 3).find((other) => other.text !== "");
      if (notes.length > first && next && headOf(next, expected, false)) continue;
      break;
    }
    const head = headOf(line, expected, notes.length === first);
    const open = notes.length > first ? notes.at(-1) : undefined;
    if (head && !line.formFeed) {
      notes.push({ mark: head.mark, text: head.text, page });
      if (/^\d/.test(head.mark)) expected = Number(head.mark) + 1;
    } else if (open && !line.formFeed && line.indent === 0 && !/[.。．؟!]$/.test(open.text)) {
      notes[notes.length - 1] = { ...open, text: joinLines(open.text, line.text) };
    } else break;
  }
  return at;
}

function headOf(line: Line, expected: number, mayRestart: boolean): Note | undefined {
  const match = NOTE_HEAD.exec(asciiDigits(line.text.slice(0, 8)) + line.text.slice(8));
  if (!match) return;
  const mark = (match[1] ?? match[2]) as string;
  const number = Number(mark);
  if (!Number.isNaN(number) && number !== expected && !(mayRestart && number === 1)) return;
  return { mark, text: line.text.slice(match[0].length).replace(/\s+/g, " ") };
}
