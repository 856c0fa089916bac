import type { Span } from "../../language/span.ts";
import { append } from "../append.ts";
import type { NoteMark } from "../document.ts";
import type { FlowParagraph } from "../flow.ts";
import type { FootNote } from "../pages.ts";
import type { RichParagraph } from "./rich-text.ts";

/** A mark of a table's note: a letter or stars. */
const TABLE_MARK = /^(?:\p{Ll}|\*{1,3}|†|‡)$/u;
/** How far from its table a note, or a title with a mark, may stand, in paragraphs. */
const AROUND_TABLE = 2;

/**
 * Decides what raised text is. It is the mark of a note only if it repeats one that the format has named before, or if
 * a note below a table, or at the foot of its page or the next, explains it. Other digits stay text (`²`), and so do other
 * letters.
 *
 * Notes of tables are taken out of the paragraphs and returned as notes.
 *
 * @param notes that the format names
 * @param feet notes that were found at the feet of pages
 * @returns `feet`: the same, those with a letter as placed if a text refers to them
 */
export function settleRaised<Paragraph extends Raised>(
  paragraphs: readonly Paragraph[],
  notes: readonly FootNote[],
  feet: readonly FootNote[] = [],
): { paragraphs: Paragraph[]; notes: FootNote[]; feet: FootNote[] } {
  const { kept, found } = takeTableNotes(paragraphs);
  const known = new Set(notes.map(({ mark }) => mark));
  const seen = new Set<string>();
  const below = new FootMarks(feet);
  const settled = kept.map(({ paragraph, explained }) => {
    const own = paragraph.raised.length > 0 ? explained.union(below.explain(paragraph)) : explained;
    const one = settle(paragraph, known, seen, own);
    if (one !== paragraph) below.place(one);
    return one;
  });
  return { paragraphs: settled, notes: found, feet: below.notes() };
}

/** The notes with letters at the feet of pages: a table explains its marks there, or at the foot of its next page. */
class FootMarks {
  readonly #feet: readonly FootNote[];
  readonly #byPage: ReadonlyMap<number, readonly FootNote[]>;
  readonly #placed = new Set<FootNote>();

  constructor(feet: readonly FootNote[]) {
    this.#feet = feet;
    this.#byPage = Map.groupBy(
      feet.filter(({ mark }) => /^\p{Ll}$/u.test(mark)),
      ({ page }) => page,
    );
  }

  /** The marks that may stand in a paragraph. */
  explain(paragraph: Raised): ReadonlySet<string> {
    return new Set(this.#below(paragraph).map(({ mark }) => mark));
  }

  /** Notes that the marks of a paragraph refer to are placed. */
  place(paragraph: Raised): void {
    const marks = new Set(paragraph.marks.map(({ mark }) => mark));
    for (const note of this.#below(paragraph)) if (marks.delete(note.mark)) this.#placed.add(note);
  }

  notes(): FootNote[] {
    return this.#feet.map((note) => (this.#placed.has(note) ? { ...note, placed: true } : note));
  }

  #below({ pages = [] }: Raised): FootNote[] {
    return pages.flatMap(({ page }) => [page, page + 1].flatMap((at) => this.#byPage.get(at) ?? []));
  }
}

/** The fields of a paragraph that are used here. */
type Raised = Pick<RichParagraph, "text" | "marks" | "raised" | "cell"> & {
  readonly pages?: FlowParagraph["pages"];
};

interface Kept<Paragraph> {
  readonly paragraph: Paragraph;
  /** The marks that notes of the table around it explain. */
  readonly explained: ReadonlySet<string>;
}

/** Separates the notes of tables from the paragraphs. */
function takeTableNotes<Paragraph extends Raised>(
  paragraphs: readonly Paragraph[],
): { kept: Kept<Paragraph>[]; found: FootNote[] } {
  const found: FootNote[] = [];
  const explained = new Map<number, Set<string>>();
  const tables = tablesAround(paragraphs);
  const rest = paragraphs.map((paragraph, at) => {
    const table = tables[at]?.above;
    const note = table === undefined ? undefined : tableNote(paragraph);
    if (!note || table === undefined) return true;
    const marks = explained.get(table) ?? new Set();
    explained.set(table, marks.add(note.mark));
    found.push(note);
    return false;
  });
  const none: ReadonlySet<string> = new Set();
  const kept = paragraphs.flatMap((paragraph, at): Kept<Paragraph>[] => {
    const { above, below } = tables[at] ?? {};
    const marks = explained.get(above ?? -1) ?? explained.get(below ?? -1) ?? none;
    return rest[at] ? [{ paragraph, explained: marks }] : [];
  });
  return { kept, found };
}

/** For each paragraph, the table around or shortly before it, and the table around or shortly after it. */
function tablesAround(paragraphs: readonly Raised[]): { above?: number; below?: number }[] {
  const around: { above?: number; below?: number }[] = paragraphs.map(() => ({}));
  let table: number | undefined;
  let behind = 0;
  paragraphs.forEach((paragraph, at) => {
    if (paragraph.cell) {
      table = paragraph.cell.table;
      behind = 0;
      // A table may have many notes; each brings the next one nearer.
    } else if (!tableNote(paragraph) && ++behind > AROUND_TABLE) table = undefined;
    if (table !== undefined) around[at] = { above: table };
  });
  for (let at = paragraphs.length - 1, before = 0; at >= 0; at--) {
    const cell = paragraphs[at]?.cell;
    if (cell) {
      table = cell.table;
      before = 0;
    } else if (table !== undefined && ++before <= AROUND_TABLE) around[at] = { ...around[at], below: table };
  }
  return around;
}

/** Reads a paragraph as a note, if it begins with a raised letter or star: `ᵃ Estimates as at 28 February.` */
function tableNote({ text, raised, pages }: Raised): FootNote | undefined {
  const [first] = raised;
  if (first?.start !== 0) return undefined;
  const mark = text.slice(0, first.end).trim();
  const rest = text.slice(first.end).trim();
  return TABLE_MARK.test(mark) && rest.length > 1
    ? { mark, text: rest, page: pages?.[0]?.page ?? 0, placed: true }
    : undefined;
}

function settle<Paragraph extends Raised>(
  paragraph: Paragraph,
  known: ReadonlySet<string>,
  seen: Set<string>,
  explained: ReadonlySet<string>,
): Paragraph {
  const { text, marks, raised } = paragraph;
  if (raised.length === 0) {
    for (const { mark } of marks) seen.add(mark);
    return paragraph;
  }
  const parts: string[] = [];
  const placed: NoteMark[] = [];
  let length = 0;
  let from = 0;
  let next = 0;
  const copy = (end: number): void => {
    for (; next < marks.length && (marks[next] as NoteMark).offset <= end; next++) {
      const { mark, offset } = marks[next] as NoteMark;
      seen.add(mark);
      placed.push({ mark, offset: length + offset - from });
    }
    parts.push(text.slice(from, end));
    length += end - from;
    from = end;
  };
  for (const span of raised) {
    copy(span.start);
    const repeated = marksIn(text, span, known, seen, explained);
    if (repeated)
      append(
        placed,
        repeated.map((mark) => ({ mark, offset: length })),
      );
    else {
      const above = raisedDigits(text.slice(span.start, span.end));
      parts.push(above);
      length += above.length;
    }
    from = span.end;
  }
  copy(text.length);
  const whole = parts.join("").trimEnd();
  const clamped = placed.map(({ mark, offset }) => ({ mark, offset: Math.min(offset, whole.length) }));
  return { ...paragraph, text: whole, marks: clamped.sort((a, b) => a.offset - b.offset), raised: [] };
}

/** Returns the marks in a raised piece of text: `2`, `a,b`; undefined if it is text. */
function marksIn(
  text: string,
  { start, end }: Span,
  known: ReadonlySet<string>,
  seen: ReadonlySet<string>,
  explained: ReadonlySet<string>,
): string[] | undefined {
  const marks = text
    .slice(start, end)
    .split(/[\s,،、()[\]]+/u)
    .filter(Boolean);
  if (marks.length === 0) return undefined;
  if (marks.every((mark) => TABLE_MARK.test(mark)) && marks.some((mark) => explained.has(mark))) return marks;
  const repeats = marks.every((mark) => known.has(mark) && seen.has(mark));
  return repeats && !isExponent(text.slice(Math.max(0, start - 24), start)) ? marks : undefined;
}

/** What may have an exponent: a digit, a letter alone, or a unit of length: `10`, `x`, `km`, `км`, `ft`. */
const BASE = /\p{N}$|(?<![\p{L}\p{M}])(?:\p{L}|[kcdhmµμn]m|[кдсм]м|ft|in|mi|yd)$/u;

/** Whether a raised number after a text is an exponent. */
const isExponent = (before: string): boolean => BASE.test(before) && !/\p{Script=Han}$/u.test(before);

const RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Turns digits, and minus signs before them, into raised characters. */
export function raisedDigits(text: string): string {
  return text.replace(/[-−–](?=\d)/gu, "⁻").replace(/[0-9]/g, (digit) => RAISED_DIGITS[Number(digit)] as string);
}
