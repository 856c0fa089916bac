import { composed } from "../language/script.ts";

/** A line of a text, with its place in the layout. */
export interface Line {
  /** Zero-based index in the file. */
  readonly index: number;
  /** Its text in NFC, without white space around it, control characters and zero-width format characters. */
  readonly text: string;
  /** Leading white space, in characters. */
  readonly indent: number;
  /** Whether a form feed stood before it: then it is the top of a page. */
  readonly formFeed: boolean;
  /** Whether it begins a paragraph, if the page's layout says so. */
  readonly begins?: boolean;
}

const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029]/;

/** White space, lines without a word among it, tells no more when it goes on longer than this, in characters. */
const MAX_BLANK = 5000;
/** Found from its beginning only: from each of its places it would be quadratic. */
const LONG_BLANK = new RegExp(`(?<!\\s)\\s{${MAX_BLANK}}`, "gu");

/** A text whose white space is nowhere longer than {@link MAX_BLANK}. */
function withoutLongBlanks(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { index } of text.matchAll(LONG_BLANK)) {
    parts.push(text.slice(from, index + MAX_BLANK));
    // An endless run in one expression would fill the engine's stack.
    const next = /\S/gu;
    next.lastIndex = index + MAX_BLANK;
    from = next.exec(text)?.index ?? text.length;
  }
  return parts.join("") + text.slice(from);
}

/** Cuts a text into lines. A form feed ends a line too. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const raw of withoutLongBlanks(composed(text).replace(/^\ufeff/, "")).split(LINE_END)) {
    raw.split("\f").forEach((piece, part) => {
      // Tabs and no-break spaces within a line are kept; soft hyphens and controls belong to the page.
      const clean = piece.replace(/[[\p{Cc}--\t]\u00ad\u200b\ufeff]/gv, "");
      const text = clean.trim();
      const white = clean.slice(0, clean.length - clean.trimStart().length);
      lines.push({
        index: lines.length,
        text,
        indent: white.length,
        formFeed: part > 0,
        // Chinese paragraphs begin with two ideographic spaces.
        ...(white.includes("\u3000\u3000") && text !== "" && { begins: true }),
      });
    });
  }
  return lines;
}

/** Cuts a line at wide gaps and drawn cell borders: pieces that stood apart on the page. */
export function cells({ text }: Line): string[] {
  const pieces = text.startsWith("|") ? text.split("|").map((piece) => piece.trim()) : text.split(/\s{3,}|\t+/u);
  return pieces.some(Boolean) ? pieces.filter(Boolean) : [text];
}

/** A rule drawn across the page, above its notes: at least five of `_`, `―` or the like and nothing else. */
export function isRule(line: Line): boolean {
  return /^[_‗―─—–-]{5,}$/.test(line.text);
}

/** A page number alone on its line: `2/9`, `- 3 -`, `3`. */
export function isPageNumber(line: Line): boolean {
  return /^(?:\d{1,4}\s*\/\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—])$/.test(line.text);
}

/** Width of a text in columns; a full-width character takes two. */
export function columns(text: string): number {
  let count = 0;
  for (const character of text)
    count += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      character,
    )
      ? 2
      : 1;
  return count;
}

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/** Joins two lines of one paragraph: with a space between words, without one beside a Chinese character. */
export function joinLines(before: string, after: string): string {
  const glued =
    WIDE.test(before.at(-1) ?? "") ||
    WIDE.test(after[0] ?? "") ||
    /[([]$|\p{L}\/$/u.test(before) ||
    /^[)\],.]/.test(after);
  return `${before}${glued || before === "" ? "" : " "}${after}`.replace(/[^\S\u00a0\u202f]+/g, " ");
}

/** So much of a text's end tells how a line goes on with it. */
const END_CHARACTERS = 4;

/** Lines that follow each other as one text, as {@link joinLines} joins two: only the end is touched, however long it grows. */
export function joinedLines(lines: Iterable<string>): string {
  const parts: string[] = [];
  let end = "";
  for (const line of lines) {
    const both = joinLines(end, line);
    parts.push(both.slice(0, -END_CHARACTERS));
    end = both.slice(-END_CHARACTERS);
  }
  return parts.join("") + end;
}
