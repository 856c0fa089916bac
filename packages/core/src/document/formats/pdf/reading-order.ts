import { append } from "../../append.ts";
import type { Cell, Decision, LeftOut } from "../../document.ts";
import { type ReadingWarning, warning } from "../../warning.ts";
import { entryOf } from "./contents.ts";
import { layoutOf } from "./layout.ts";
import type { Line } from "./lines.ts";
import { MAX_NOTE_SIZE, type NoteReader, noteHead, notesFrom, withMarksJoined } from "./notes.ts";
import type { PageParts } from "./page-parts.ts";
import { type Element, nearest } from "./structure.ts";

/** A line of text on its way to a paragraph. */
export interface TextLine {
  readonly line: Line;
  readonly element?: Element;
  /** Number of its column or cell; 0 for running text. */
  readonly stack: number;
  /** Its place in a table; tables are numbered in no order. */
  readonly cell?: Cell;
  readonly margins?: readonly [left: number, right: number];
}

/** The lines of a document in reading order, with what was left out. */
export interface ReadingOrder {
  readonly lines: readonly TextLine[];
  readonly leftOut: readonly LeftOut[];
  readonly warnings: readonly ReadingWarning[];
  /** Decisions about notes, tables and columns. */
  readonly decisions: readonly Decision[];
}

/** Options for putting lines into reading order. */
export interface ReadingOptions {
  /** Whether a line is text, not furniture. */
  readonly isText: (line: Line) => boolean;
  /** Font size of most of the text, in points. */
  readonly size: number;
  readonly rtl: boolean;
  /** Receives the lines of notes. */
  readonly notes: NoteReader;
}

/** A figure's lettering has at most this many words in a line; a longer line is text. */
const MAX_LETTERING = 6;

/** Why the dots between a title and its page are left out. */
const LEADERS = "leaders of a list of contents";

/** Puts the lines of the text into reading order; notes go to their reader, and what is not text is left out. */
export function readingOrder(parts: readonly PageParts[], options: ReadingOptions): ReadingOrder {
  const leftOut: LeftOut[] = [];
  const warnings: ReadingWarning[] = [];
  const decisions: Decision[] = [];
  const decide = (about: Decision["about"], page: number, text: string, says: string): void => {
    decisions.push({ about, text: text.slice(0, 80), page, taken: true, evidence: [{ says, weight: 1 }] });
  };
  const tagged = taggedLines(parts, options, leftOut, decide);
  const places = new Map<number, TextLine[]>(); // by the index in `tagged` before which they stand
  let stack = tagged.reduce((last, line) => Math.max(last, line.stack), 0);
  let from = 0; // the first tagged line of the page
  for (const { page, body, tables, elements, elementOf } of parts) {
    while (from < tagged.length && (tagged[from] as TextLine).line.page < page.number) from++;
    let to = from;
    while (to < tagged.length && (tagged[to] as TextLine).line.page <= page.number) to++;
    const text = withMarksJoined(body.filter(options.isText).sort((a, b) => b.y - a.y || a.left - b.left));
    const { start, rule, by } = notesFrom(page, text, options.size, {
      expected: options.notes.expected,
      goesOn: options.notes.mayGoOn(page.number),
    });
    for (const [at, line] of text.slice(start).entries())
      options.notes.add(line, page.number, (at === 0 && noteHead(line) !== undefined) || undefined);
    if (rule !== undefined) leftOut.push({ text: (text[rule] as Line).text, page: page.number, reason: "rule" });
    const foot = text[start];
    if (foot) decide("note", page.number, foot.text, by);
    for (const { lines } of tables) decide("table", page.number, lines[0]?.text ?? "", "within rules");
    const running = text.slice(0, start).filter((_, at) => at !== rule);
    const { stacks, columns, leaders } = layoutOf(running, tables, options.rtl);
    for (const text of leaders) leftOut.push({ text, page: page.number, reason: LEADERS });
    if (columns > 2) warnings.push(warning("columns", { page: page.number, columns }));
    if (columns > 1)
      decide("column", page.number, running[0]?.text ?? "", `${columns} columns, gutters free between them`);
    for (const { lines: all, cell, margins } of stacks) {
      const lines = all.filter(options.isText);
      if (lines.length === 0) continue;
      stack++;
      const top = Math.max(...lines.map(({ y }) => y));
      const at = elements.length > 0 ? placeBeside(tagged, from, to, top) : to;
      const own = places.get(at) ?? [];
      places.set(at, own);
      for (const line of lines) {
        const element = elementOf(line);
        own.push({
          line,
          ...(element && { element }),
          stack: cell || margins ? stack : 0,
          ...(cell && { cell: { ...cell, table: -1 - (page.number * 1000 + cell.table) } }),
          ...(margins && { margins }),
        });
      }
    }
  }
  const lines: TextLine[] = [];
  for (let at = 0; at <= tagged.length; at++) {
    append(lines, places.get(at) ?? []);
    if (at < tagged.length) lines.push(tagged[at] as TextLine);
  }
  return { lines, leftOut, warnings, decisions: [...tagsDecisions(tagged), ...decisions] };
}

/** Decisions about the tables that the file's own structure names. */
function tagsDecisions(tagged: readonly TextLine[]): Decision[] {
  return tagged.flatMap(({ line, cell, element }, at): Decision[] =>
    cell && tagged[at - 1]?.cell?.table !== cell.table
      ? [
          {
            about: "table",
            text: line.text.slice(0, 80),
            page: line.page,
            taken: true,
            evidence: [
              {
                says: nearest(element, "Table")
                  ? "the file says that a table begins"
                  : "paragraphs beside each other, row by row",
                weight: 1,
              },
            ],
          },
        ]
      : [],
  );
}

/** Finds the place of a line that the structure leaves out: before the first element that begins below it. */
function placeBeside(tagged: readonly TextLine[], from: number, to: number, top: number): number {
  for (let at = from; at < to; at++) {
    const { line, element } = tagged[at] as TextLine;
    if (line.y < top && tagged[at - 1]?.element !== element) return at;
  }
  return to;
}

/** Returns the lines of the file's own structure, in its order. */
function taggedLines(
  parts: readonly PageParts[],
  { isText, size, notes }: ReadingOptions,
  leftOut: LeftOut[],
  decide: (about: Decision["about"], page: number, text: string, says: string) => void,
): TextLine[] {
  const all = parts
    .flatMap(({ elements }) => elements.flatMap(({ lines, ...of }) => lines.map((line) => ({ ...of, line }))))
    .filter(({ line }) => isText(line))
    .sort((a, b) => a.element.id - b.element.id || a.line.page - b.line.page);
  const feet = textFeet(parts, isText, size);
  const tagged: TextLine[] = [];
  const stackOf = cellNumbers();
  let note: Element | undefined;
  for (const [at, { element, line, cell, repeated }] of all.entries()) {
    if (repeated) {
      leftOut.push({ text: line.text, page: line.page, reason: "repeated head of a table" });
      continue;
    }
    if (cell) {
      tagged.push({ line, element, stack: stackOf(cell), cell });
      continue;
    }
    // A note that was typed as a paragraph: small, below the text, with a mark or after such a note.
    const typed =
      line.size < MAX_NOTE_SIZE * size &&
      line.y < (feet.get(line.page) ?? 0) &&
      (noteHead(line)?.raised === true || element === note);
    const within = nearest(element, "Note") ?? (typed ? element : undefined);
    if (within) {
      if (within !== note)
        decide(
          "note",
          line.page,
          line.text,
          within === element ? "small, below the text, a mark before it" : "the file says that it is a note",
        );
      notes.add(line, line.page, (within !== note && noteHead(line) !== undefined) || undefined);
      note = within;
    } else if (nearest(element, "Figure") && line.text.split(/\s+/).length < MAX_LETTERING)
      leftOut.push({ text: line.text, page: line.page, reason: "lettering of a figure" });
    else {
      const cell = cellOf(element);
      const entry = entryOf(line, all[at + 1]?.line);
      if (entry) leftOut.push({ text: entry.leaders, page: line.page, reason: LEADERS });
      tagged.push({ line: entry?.line ?? line, element, stack: 0, ...(cell && { cell }) });
    }
  }
  return tagged;
}

/** Returns a function that numbers cells from 1, each the first time that it is asked for. */
function cellNumbers(): (cell: Cell) => number {
  const numbers = new Map<string, number>();
  return ({ table, row, column }) => {
    const key = `${table} ${row} ${column}`;
    const number = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, number);
    return number;
  };
}

/** For each page, the lowest baseline of lines as large as most of the text. */
function textFeet(
  parts: readonly PageParts[],
  isText: (line: Line) => boolean,
  size: number,
): ReadonlyMap<number, number> {
  return new Map(
    parts.map(({ page, elements }) => [
      page.number,
      elements
        .flatMap(({ lines }) => lines)
        .reduce(
          (low, line) => (isText(line) && line.size >= MAX_NOTE_SIZE * size ? Math.min(low, line.y) : low),
          page.height,
        ),
    ]),
  );
}

function cellOf(element: Element): Cell | undefined {
  const place = nearest(element, "TD", "TH")?.cell;
  return (
    place && {
      table: place.table.id,
      row: place.row,
      column: place.column,
      ...(place.rowSpan > 1 && { rowSpan: place.rowSpan }),
      ...(place.columnSpan > 1 && { columnSpan: place.columnSpan }),
      ...(place.head && { head: true as const }),
    }
  );
}
