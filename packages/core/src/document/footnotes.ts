import { asciiDigits } from "../language/script.ts";
import type { Note } from "./document.ts";
import { joinedLines, type Line } from "./lines.ts";

/** A note at the foot of a page. */
export interface FootNote extends Note {
  /** Zero-based index of the page. */
  readonly page: number;
  /** Whether its marks are already known, as for the notes of tables. */
  readonly placed?: true;
}

const MARK = /^\(?(\d{1,3}|\*{1,3}|†|‡|[a-z])\)?$/u;
const HEAD = /^(?:\((\d{1,3})\)|(\*{1,3}|†|‡|\d{1,3}))[\s\u00a0]+(?=\S)/u;
/** At most this many notes may be missing between two pages. */
export const MAX_MISSING_NOTES = 8;

/** A line of a page's foot: a mark alone, the head of a note, or text. */
type Piece =
  | { readonly mark: string; readonly text?: string; readonly wide: number }
  | { readonly text: string; readonly wide: number; readonly mark?: undefined };

/** Lines that hold the notes of one mark or several. */
interface Group {
  readonly marks: string[];
  readonly lines: { text: string; wide: number }[];
}

/** Returns the mark that a line consists of or begins with, in ASCII digits. */
export function noteHead(text: string): { mark: string; text?: string } | undefined {
  const head = asciiDigits(text.slice(0, 8)) + text.slice(8);
  const alone = MARK.exec(head);
  if (alone && !/[a-z]/u.test(alone[1] as string)) return { mark: alone[1] as string };
  const match = HEAD.exec(head);
  return match ? { mark: (match[1] ?? match[2]) as string, text: text.slice(match[0].length) } : undefined;
}

/**
 * Reads the notes of a page's foot that holds nothing else. A bare text layer separates marks from their notes: a mark
 * stands alone on a line, several stand below each other, or one comes only after the notes that follow it.
 *
 * @param lines the foot's lines, in order
 * @param last the number of the last note before this page, 0 for none
 * @returns the notes in the order of their marks, and what continues the last note of the page before
 */
export function notesOfFoot(lines: readonly Line[], last: number, page: number): { notes: FootNote[]; before: string } {
  const pieces = piecesOf(lines, last);
  const groups: Group[] = [];
  const ending = new Map<number, Group>(); // by the last number of each
  const before: string[] = [];
  for (const piece of pieces) {
    const open = groups.at(-1);
    if (piece.mark === undefined) {
      if (open) open.lines.push(piece);
      else before.push(piece.text);
      continue;
    }
    // A lone mark that comes late belongs to the lines after the number before it.
    const home = ending.get(Number(piece.mark) - 1);
    if (piece.text === undefined && home && home !== open && home.lines.length > 1) {
      home.marks.push(piece.mark);
      ending.set(Number(piece.mark), home);
      continue;
    }
    if (open && open.lines.length === 0) open.marks.push(piece.mark);
    else groups.push({ marks: [piece.mark], lines: [] });
    ending.set(Number(piece.mark), groups.at(-1) as Group);
    if (piece.text !== undefined) groups.at(-1)?.lines.push({ text: piece.text, wide: piece.wide });
  }
  const notes = groups.flatMap(({ marks, lines }) => {
    const texts = shared(lines, marks.length);
    return marks.map((mark, at): FootNote => ({ mark, text: (texts[at] ?? "").replace(/\s+/gu, " "), page }));
  });
  return { notes, before: joinedLines(before) };
}

/** Finds the marks among the lines: numbers that come next, or that other lone numbers lead to. */
function piecesOf(lines: readonly Line[], last: number): Piece[] {
  const inked = lines.filter(({ text }) => text !== "");
  const heads = inked.map(({ text }) => noteHead(text));
  const loose = new Set(heads.flatMap((head) => (head && head.text === undefined ? [Number(head.mark)] : [])));
  let expected = last + 1;
  let first = true;
  return inked.map(({ text }, at): Piece => {
    const wide = text.length;
    const head = heads[at];
    if (!head) return { text, wide };
    const number = Number(head.mark);
    if (Number.isNaN(number)) return { ...head, wide };
    const isNext =
      number === expected || (first && (number === 1 || (number > expected && number <= expected + MAX_MISSING_NOTES)));
    // A lone mark may come early or late, as long as the numbers of this foot have no gap.
    const fits = head.text === undefined ? isNext || loose.has(number - 1) || loose.has(number + 1) : isNext;
    if (!fits) {
      // After loose marks, the next number is the one after them.
      let beyond = expected;
      while (loose.has(beyond)) beyond++;
      if (number !== beyond || first) return { text, wide };
    }
    expected = Math.max(first ? 0 : expected, number + 1);
    first = false;
    return { ...head, wide };
  });
}

/**
 * Divides lines among a number of notes: where a line ends a sentence, preferably where it is shorter than the others.
 */
function shared(lines: readonly { text: string; wide: number }[], count: number): string[] {
  const join = (some: readonly { text: string }[]): string => joinedLines(some.map(({ text }) => text));
  if (count === 1) return [join(lines)];
  const widest = Math.max(...lines.map(({ wide }) => wide));
  const cuts = lines
    .slice(0, -1)
    .map(({ text, wide }, at) => ({
      at: at + 1,
      weight:
        (/[.。؟]["”»]?$/u.test(text) ? 2 : 0) +
        (wide < 0.8 * widest ? 1 : 0) +
        (/^[\p{Lu}\p{Lo}"“«]/u.test(lines[at + 1]?.text ?? "") ? 1 : 0),
    }))
    .sort((a, b) => b.weight - a.weight || a.at - b.at)
    .slice(0, count - 1)
    .map(({ at }) => at)
    .sort((a, b) => a - b);
  return [0, ...cuts].map((from, at) => join(lines.slice(from, cuts[at] ?? lines.length)));
}
