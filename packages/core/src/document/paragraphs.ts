import { opensPreambular } from "./drafting.ts";
import { columns, joinLines, type Line } from "./lines.ts";
import { printedNumber } from "./numbers.ts";

/** A paragraph put together again. */
export interface Paragraph {
  readonly text: string;
  /** Where each page that it touches begins in it: `pages[0].offset` is 0. Offsets in UTF-16 code units. */
  readonly pages: readonly { readonly page: number; readonly offset: number }[];
}

/**
 * Joins the lines of a text into paragraphs. In hard-wrapped text a paragraph ends at a blank line, where a line stops
 * although the next word had room, and at the end of a page if what follows begins something new. In text whose lines
 * are whole paragraphs, every line is one.
 *
 * @param bodies the running text's lines, page by page
 */
export function paragraphsOf(bodies: readonly (readonly Line[])[], language: string): Paragraph[] {
  const wrap = wrapWidth(bodies);
  const paragraphs: { text: string; pages: { page: number; offset: number }[] }[] = [];
  let last: Line | undefined; // the last line that went into the open paragraph
  let lastNumber = 0; // of the numbered paragraphs, to know which number may come next

  const vocabulary = hyphenated(bodies);
  bodies.forEach((body, page) => {
    let blank = false;
    let top = true;
    for (const line of body) {
      if (line.text === "") {
        blank = true;
        continue;
      }
      const open = paragraphs.at(-1);
      const numbered = printedNumber(line.text)?.value === lastNumber + 1;
      if (!open || !last || starts(line, open.text, last, { numbered, blank, pageTop: top && page > 0 })) {
        paragraphs.push({ text: line.text.replace(/[^\S\u00a0\u202f]+/g, " "), pages: [{ page, offset: 0 }] });
        if (numbered) lastNumber++;
      } else {
        const joined = joinWrapped(open.text, line.text, vocabulary);
        const begins = joined.length - line.text.replace(/[^\S\u00a0\u202f]+/g, " ").length;
        if (open.pages.at(-1)?.page !== page) open.pages.push({ page, offset: Math.max(0, begins) });
        open.text = joined;
      }
      if (!isStray(line) || !last) last = line;
      blank = false;
      top = false;
    }
  });
  return paragraphs;

  function starts(
    line: Line,
    before: string,
    last: Line,
    seen: { numbered: boolean; blank: boolean; pageTop: boolean },
  ): boolean {
    if (isStray(line)) return false;
    if (line.begins !== undefined) return line.begins;
    if (seen.numbered) return true;
    if (seen.pageTop) return startsAtPageTop(before, last, line, wrap, language);
    if (seen.blank || wrap === 0) return true;
    // An indent without a blank line: a page without notes ended here.
    if (line.indent > 0 && last.indent === 0) return startsAtPageTop(before, last, line, wrap, language);
    return hadRoom(last, line, 0.7 * wrap);
  }
}

/** A mark of punctuation that the extraction left alone on its line belongs to the paragraph above. */
function isStray(line: Line): boolean {
  return line.text.length <= 2 && /^[.,;:!?؛،。；，、]+$/.test(line.text);
}

/** Whether a line at the top of a page begins a new paragraph, or goes on with the one that the page before left open. */
function startsAtPageTop(before: string, last: Line, line: Line, wrap: number, language: string): boolean {
  if (/[;؛；]["”»“)]*$/.test(before)) return true;
  const roomLeft = wrap > 0 && hadRoom(last, line, 0.85 * wrap);
  if (/[.:。：!?؟]["”»“)]*$/.test(before)) return roomLeft || wrap === 0 || line.indent > 1;
  if (/[,،，]$/.test(before) && opensPreambular(line.text, language)) return true;
  return roomLeft;
}

/** Whether the next line's first word would have fitted behind `last`: then the line break was meant. */
function hadRoom(last: Line, next: Line, width: number): boolean {
  const first = /^[\p{Script=Han}\u3000-\u303f\uff00-\uffef]|^\S+/u.exec(next.text)?.[0] ?? "";
  return columns(last.text) + 1 + columns(first) <= width;
}

/** The width to which lines were wrapped, in columns; 0 where each line is a paragraph of its own. */
function wrapWidth(bodies: readonly (readonly Line[])[]): number {
  const widths: number[] = [];
  let open = 0;
  for (const body of bodies) {
    for (let at = 0; at + 1 < body.length; at++) {
      const line = body[at] as Line;
      if (line.text === "" || body[at + 1]?.text === "") continue;
      widths.push(columns(line.text));
      if (!/[.;:!?。；：！？؟؛…]["”»“)]*$/.test(line.text)) open++;
    }
  }
  if (widths.length === 0 || open / widths.length < 0.5) return 0;
  widths.sort((a, b) => a - b);
  return widths[Math.floor(0.9 * (widths.length - 1))] as number;
}

/** Hyphenated words that stand within a line somewhere: what a line end cut may be one of them. */
function hyphenated(bodies: readonly (readonly Line[])[]): Set<string> {
  const found = new Set<string>();
  for (const body of bodies)
    for (const line of body)
      for (const [word] of line.text.matchAll(/\p{L}+(?:-\p{L}+)*/gu)) found.add(word.toLowerCase());
  return found;
}

/**
 * A hyphen at the end of a line is undone when the whole word stands elsewhere without it ("coopé-" + "ration"), and
 * kept in every other case ("sous-" + "régional").
 */
function joinWrapped(before: string, after: string, vocabulary: ReadonlySet<string>): string {
  const head = /([\p{L}\p{Nd}]+)-$/u.exec(before)?.[1];
  const tail = /^[\p{L}\p{Nd}]+/u.exec(after)?.[0];
  if (!head || !tail) return joinLines(before, after);
  const whole = vocabulary.has((head + tail).toLowerCase()) && !vocabulary.has(`${head}-${tail}`.toLowerCase());
  return (whole ? before.slice(0, -1) : before) + after;
}
