import { asciiDigits, SUPERSCRIPTS } from "../../../language/script.ts";
import { type Vocabulary, WrappedText } from "../../hyphens.ts";
import { isCounted } from "../../mark-evidence.ts";
import type { FootNote } from "../../pages.ts";
import { raisedDigits } from "../raised.ts";
import type { Line } from "./lines.ts";
import type { Page, Rule } from "./page.ts";

/** The mark with which a note begins, raised or not, and where its text begins. */
export interface NoteHead {
  readonly mark: string;
  readonly end: number;
  readonly raised: boolean;
}

/** A raised mark; some fonts say of `¹`, `²`, `³` that they are digits on the line, so that one raised digit is enough. */
const RAISED_HEAD = /^((?=\d{0,3}[⁰¹²³⁴-⁹])[\d⁰¹²³⁴-⁹]{1,4})[\s\u00a0]*(?=\S)/u;
/** A mark on the line, with a space behind it: `12 Ibid.`, `(3) See`. */
const PLAIN_HEAD = /^(?:\((\d{1,3})\)|(\d{1,3}))[.\u00a0]?[\s\u00a0]+(?=\p{L}|["“«‘(\p{Lo}])/u;
/** A mark on the line with no space behind it, as Chinese needs none: `1见`, `2debian`, `12If you`; not `3D`. */
const GLUED_HEAD = /^(?:\((\d{1,3})\)|(\d{1,3}))(?=[《“\p{Script=Han}]|\p{L}{3}|\p{Lu}\p{Ll}\s)/u;

const lowered = (digits: string): string => digits.replace(/[^\d]/gu, (digit) => String(SUPERSCRIPTS.indexOf(digit)));

/** Returns the mark at the head of a note: `¹ See`, `* Reissued`, `12 Ibid.`, `(3) See`. */
export function noteHead(line: Line): NoteHead | undefined {
  const raised = RAISED_HEAD.exec(line.text);
  if (raised) {
    return { mark: lowered(raised[1] as string), end: raised[0].length, raised: true };
  }
  const letter = line.raised[0];
  if (letter?.start === 0 && letter.end <= 3 && /^[a-z]{1,3}$/.test(line.text.slice(0, letter.end))) {
    const rest = /^[\s\u00a0]*/.exec(line.text.slice(letter.end))?.[0].length ?? 0;
    return { mark: line.text.slice(0, letter.end), end: letter.end + rest, raised: true };
  }
  const star = /^(\*{1,4}|†{1,2}|‡)[\s\u00a0]*(?=[^\s*])/u.exec(line.text);
  if (star) return { mark: star[1] as string, end: star[0].length, raised: true };
  const text = asciiDigits(line.text);
  const plain = PLAIN_HEAD.exec(text) ?? (isCounted(text.replace(/^\d+/, "")) ? null : GLUED_HEAD.exec(text));
  return plain ? { mark: (plain[1] ?? plain[2]) as string, end: plain[0].length, raised: false } : undefined;
}

/** A mark that stands apart from its note is smaller than this share of it, and no further away, in font sizes of the note. */
const MAX_MARK_SIZE = 0.75;
const MAX_MARK_GAP = 8;

/** Joins raised marks that a wide gap cuts from their notes to them; `lines` from the top down, and their order stays. */
export function withMarksJoined(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    const mark = joined.at(-1);
    if (mark && isMarkOf(mark, line)) joined[joined.length - 1] = withMark(mark, line);
    else joined.push(line);
  }
  return joined;
}

/** Whether a line is the raised mark of a note on the next line, to its left. */
function isMarkOf(mark: Line, { left, y, size }: Line): boolean {
  const gap = left - mark.right;
  return (
    /^(?:\d{1,3}|\*{1,3}|[a-z])$/.test(asciiDigits(mark.text)) &&
    mark.size < MAX_MARK_SIZE * size &&
    mark.y > y &&
    mark.y - y < size &&
    gap > 0 &&
    gap < MAX_MARK_GAP * size
  );
}

function withMark(mark: Line, note: Line): Line {
  const head = `${raisedDigits(asciiDigits(mark.text))} `;
  return {
    ...note,
    text: head + note.text,
    // Digits are superscript characters by themselves.
    raised: [
      ...(/^\d/.test(asciiDigits(mark.text)) ? [] : [{ start: 0, end: mark.text.length }]),
      ...note.raised.map(({ start, end }) => ({ start: start + head.length, end: end + head.length })),
    ],
    glyphs: [...mark.glyphs, ...note.glyphs],
    left: mark.left,
  };
}

/** A note while its lines are read. */
interface NoteDraft {
  readonly mark: string;
  readonly text: WrappedText;
  /** Zero-based. */
  readonly page: number;
}

/** Joins the lines of notes at the foot of pages; a line without a mark continues the note before it. */
export class NoteReader {
  private readonly drafts: NoteDraft[] = [];
  private readonly vocabulary: Vocabulary;
  /** The last one whose mark is a number. */
  private numbered: NoteDraft | undefined;

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** All notes, in order. */
  get notes(): FootNote[] {
    return this.drafts.map(({ text, ...note }) => ({ ...note, text: text.toString() }));
  }

  /**
   * Adds a line.
   *
   * @param page 1 for the first
   * @param begins whether a note certainly begins here (true) or not (false); if left out, the head of the line
   *   decides
   */
  add(line: Line, page: number, begins?: boolean): void {
    const head = begins === false ? undefined : noteHead(line);
    const last = this.drafts.at(-1);
    if (head && (begins || this.mayFollow(head, page))) this.begin(head.mark, line.text.slice(head.end), page);
    else if (last && begins !== true) last.text.add(line.text, this.vocabulary);
    else this.begin("", line.text, page);
  }

  private begin(mark: string, text: string, page: number): void {
    const draft = { mark, text: new WrappedText(text), page: page - 1 };
    this.drafts.push(draft);
    if (/^\d/.test(mark)) this.numbered = draft;
  }

  /** The number that the next note should have. */
  get expected(): number {
    return Number(this.numbered?.mark ?? 0) + 1;
  }

  /** Whether the last note is on the page before a page, from 1, so that it may go on there. */
  mayGoOn(page: number): boolean {
    return this.drafts.at(-1)?.page === page - 2;
  }

  /** A number heads a note if it comes next or, if it is raised, later; the notes of a page may begin at 1 again. */
  private mayFollow(head: NoteHead, page: number): boolean {
    const number = Number(head.mark);
    if (Number.isNaN(number)) return true;
    const last = this.numbered;
    if (!last) return head.raised || number <= 3 || page > 1;
    if (number === 1 && last.page < page - 1) return true;
    return head.raised ? number > Number(last.mark) : number === Number(last.mark) + 1;
  }
}

/** The width of a note rule is between these shares of the page's width. */
const RULE_SHARES = [0.06, 0.5] as const;
/** Notes begin no higher than this share of the page. */
const MAX_HEIGHT = 0.75;
/** Notes are set smaller than this share of the text's size. */
export const MAX_NOTE_SIZE = 0.95;

/** Rules that go on where one ends leave at most so much between them, in points. */
const MAX_BREAK = 6;

/** Whether a rule goes on beside another, on its height. */
const isBeside = (one: Rule, { at, from, to }: Rule): boolean =>
  Math.abs(one.at - at) < 1 && (Math.abs(one.from - to) < MAX_BREAK || Math.abs(from - one.to) < MAX_BREAK);

/**
 * Finds where the notes of a page begin: below a short rule that belongs to no table, or where smaller lines with a
 * mark stand at the foot.
 *
 * @param lines running text and notes of a page, from the top down, without furniture
 * @param size of the running text
 * @param expected the number that the next note should have
 * @param goesOn whether the last note is on the page before, so that it may go on
 * @returns an index into the lines (their number if there are no notes); the reason, a phrase for a person; and the
 *   index of a rule that is set as text
 */
export function notesFrom(
  page: Page,
  lines: readonly Line[],
  size: number,
  { expected, goesOn }: { readonly expected: number; readonly goesOn: boolean },
): { start: number; by: string; rule?: number } {
  const typed = lines.findLastIndex(({ text }) => /^[_‗―─—–]{5,}$/.test(text));
  if (typed >= 0 && typed + 1 < lines.length && noteHead(lines[typed + 1] as Line))
    return { start: typed + 1, rule: typed, by: "below a rule set as text" };
  const small = (line: Line | undefined): boolean => line !== undefined && line.size < MAX_NOTE_SIZE * size;
  const across = page.rules.filter(({ direction }) => direction === "horizontal");
  for (const rule of across) {
    const { at, from, to } = rule;
    // A table's rules may be drawn column by column.
    if (across.some((other) => isBeside(other, rule))) continue;
    const share = (to - from) / page.width;
    if (share < RULE_SHARES[0] || share > RULE_SHARES[1] || at > MAX_HEIGHT * page.height) continue;
    // A table's rule has other rules below it.
    if (across.some((other) => other.at < at - 3 && (other.to - other.from) / page.width < 0.8)) continue;
    const start = lines.findIndex(({ y }) => y < at);
    if (start < 0) continue;
    const first = lines[start] as Line;
    const head = noteHead(first);
    const below = lines.slice(start);
    const fits =
      below.every(small) ||
      // Notes as large as the text; below a small note of a table, the text goes on.
      (head?.raised === true &&
        !small(first) &&
        at < 0.35 * page.height &&
        below.every((line) => line.size < 1.02 * size));
    if (head && fits && (head.raised || Number(head.mark) === expected || small(first)))
      return { start, by: "below a short rule, a mark before it", ...(typed === start - 1 && { rule: typed }) };
    if (!head && goesOn && small(first) && below.every(small) && at - first.y < 3 * first.size)
      return { start, by: "below a short rule, smaller than the text" };
  }
  let start = lines.length;
  while (start > 0 && small(lines[start - 1])) start--;
  // Without a rule, only a raised mark or the number that comes next identifies notes.
  const begins = (line: Line): boolean => {
    const head = noteHead(line);
    return head !== undefined && (head.raised || Number(head.mark) === expected);
  };
  while (start < lines.length && !begins(lines[start] as Line)) start++;
  return { start, by: "smaller than the text at the foot of the page, a mark before it" };
}
