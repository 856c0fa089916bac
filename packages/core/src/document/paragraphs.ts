import { DRAFTING, type Drafting, isHeading, speaks } from "./drafting.ts";
import { FUNCTION_WORDS } from "./function-words.ts";
import { joinWrapped, type Vocabulary, vocabularyOf } from "./hyphens.ts";
import { columns, type Line } from "./lines.ts";
import { withoutLooseNumbers } from "./loose-numbers.ts";
import { Numbering } from "./numbers.ts";
import { opensPreambular, opensWithCapital } from "./preambular.ts";
import { marginOf, wrapWidth } from "./wrap.ts";

/** A paragraph, joined from its lines. */
export interface Paragraph {
  readonly text: string;
  /**
   * For each page that it touches, the offset at which the page begins, in UTF-16 code units; `pages[0].offset` is 0.
   */
  readonly pages: readonly { readonly page: number; readonly offset: number }[];
}

/** What is known about the border between two lines. */
interface Border {
  readonly before: string;
  readonly last: Line;
  readonly line: Line;
  readonly next: Line | undefined;
  readonly numbered: boolean;
  readonly blank: boolean;
  readonly pageTop: boolean;
  /** Indents of the last line and of this one beyond their pages' margins, in columns. */
  readonly lastIndent: number;
  readonly indent: number;
}

/**
 * Joins the lines of a text into paragraphs. In wrapped text a paragraph ends at a blank line, at a line that ends
 * although the next word had room, before a number that comes next, before a preambular phrase or an indent, and at the
 * end of a page if what follows begins something new. In text that is not wrapped, every line is a paragraph.
 *
 * @param bodies the running text's lines, page by page
 */
export function paragraphsOf(bodies: readonly (readonly Line[])[], language: string): Paragraph[] {
  const paragraphs: Open[] = [];
  const joined = bodies.map(withoutLooseNumbers);
  const wrap = wrapWidth(joined);
  const vocabulary = vocabularyOf(bodies.flat().map(({ text }) => text));
  const numbering = new Numbering();
  const drafting = DRAFTING[language];
  let last: Line | undefined; // the last line that went into the open paragraph
  let lastIndent = 0;

  joined.forEach((body, page) => {
    const margin = marginOf(body);
    let blank = false;
    let top = true;
    body.forEach((line, at) => {
      if (line.text === "") {
        blank = true;
        return;
      }
      const open = paragraphs.at(-1);
      const indent = Math.max(0, line.indent - margin);
      const before = open ? unmarked(open.end()) : "";
      const mayRestart = blank || open === undefined || /[.:;。：；؟!?][”»"’)]*$|[;؛]\s\p{L}+$/u.test(before);
      const numbered = numbering.next(line.text, mayRestart) !== undefined;
      const next = body.slice(at + 1, at + 3).find(({ text }) => text !== "");
      if (
        !open ||
        !last ||
        starts({ before, last, line, next, numbered, blank, pageTop: top && page > 0, lastIndent, indent })
      ) {
        paragraphs.push(new Open(spaced(line.text), page));
      } else open.add(spaced(line.text), page, vocabulary);
      if (!isStray(line) || !last) {
        last = line;
        lastIndent = indent;
      }
      blank = false;
      top = false;
    });
  });
  return paragraphs.map((paragraph) => paragraph.close());

  function starts(border: Border): boolean {
    const { before, last, line, numbered, blank, pageTop } = border;
    if (isStray(line)) return false;
    if (line.begins !== undefined && !(numbered && pageTop)) return line.begins;
    if (numbered || BULLET.test(line.text)) return true;
    if (drafting && standsAlone(border, drafting, language)) return true;
    if (pageTop) return startsAtPageTop(border, wrap, language);
    if (wrap === 0) return true;
    if (blank) return !isTornWord(border);
    if (hangs(last, line)) return false;
    if (/[,،，]$/u.test(before) && opensPreambular(line.text, language))
      return opensWithCapital(line.text) || hadRoom(last, line, 0.8 * wrap, border.lastIndent);
    // An indent without a blank line is a first line if the layout of the page is kept, and otherwise a page that
    // ended without notes.
    if (border.indent >= MIN_INDENT && border.lastIndent < MIN_INDENT) return true;
    if (line.indent > 0 && last.indent === 0) return startsAtPageTop(border, wrap, language);
    if (goesOn(before, line)) return false;
    // Lines at the far margin, one below the other, are a meeting and its date.
    if (border.indent > 0.4 * wrap) return true;
    const ended = /[.:;!?。：；؟][”»"’)]*$/u.test(before);
    // A sentence has ended, and the line is too short for another sentence to continue below.
    if (ended && columns(line.text) < 0.5 * wrap && !/[.:;,!?。：；؟][”»"’)]*$/u.test(line.text))
      return border.next === undefined || hadRoom(line, border.next, 0.6 * wrap, border.indent);
    return hadRoom(last, line, (ended ? 0.85 : 0.7) * wrap, border.lastIndent);
  }
}

/** A paragraph to which lines are added. Only its last line is touched, so that a long one costs no more. */
class Open {
  private readonly parts: string[];
  private readonly pages: { page: number; offset: number }[];
  /** Length of all parts but the last. */
  private length = 0;

  constructor(text: string, page: number) {
    this.parts = [text];
    this.pages = [{ page, offset: 0 }];
  }

  add(text: string, page: number, vocabulary: Vocabulary): void {
    const both = joinWrapped(this.parts.at(-1) as string, text, vocabulary);
    const kept = both.slice(0, Math.max(0, both.length - text.length));
    this.parts[this.parts.length - 1] = kept;
    this.parts.push(both.slice(kept.length));
    this.length += kept.length;
    if (this.pages.at(-1)?.page !== page) this.pages.push({ page, offset: this.length });
  }

  /** Returns the end of its text, long enough to judge by. */
  end(): string {
    let end = "";
    for (let at = this.parts.length - 1; at >= 0 && end.length < MIN_END; at--) end = (this.parts[at] as string) + end;
    return end;
  }

  close(): Paragraph {
    return { text: this.parts.join(""), pages: this.pages };
  }
}

/** Longer than any opening, in UTF-16 code units. */
const MIN_END = 300;

/** A bullet, or a dash with a space, begins a list entry. */
const BULLET = /^[•▪●◦‣⁃■□➢✓]\s*\S/u;

/** Least indent of a first line in the layout of a page, in columns. */
const MIN_INDENT = 3;

/** Returns a text without the note mark at its end: `Acts of Nuclear Terrorism, 1`. */
const unmarked = (text: string): string =>
  text.replace(/(?<=[\p{L}\p{M}\p{P}])(?:\s?\p{Nd}{1,3}|\s?\*{1,3}|[⁰¹²³⁴-⁹]+)$/u, "");

const spaced = (text: string): string => text.replace(/[^\S\u00a0\u202f]+/g, " ");

/** Whether a line is a lone mark of punctuation, which belongs to the paragraph above. */
function isStray(line: Line): boolean {
  return line.text.length <= 2 && /^[.,;:!?؛،。；，、]+$/.test(line.text);
}

/**
 * Whether a line is a word of a widely spaced line that the extraction put on a line of its own, between blank ones.
 */
function isTornWord({ before, last, line }: Border): boolean {
  return /^\p{Ll}/u.test(line.text) && /\p{L}$/u.test(before) && [line, last].some(({ text }) => !/\s/u.test(text));
}

/** What stands out before a text: a mark set apart by several blanks; a bullet, a number or a letter by one. */
const SET_APART = /^\S{1,8}\s{2,}(?=\S)/u;
const STANDS_OUT = /^(?:[*+•▪●◦‣⁃■□➢✓–—-]|\(?(?:\p{N}{1,3}|\p{L})[.)])\s(?=\S)/u;

/** Whether a line hangs below the text of the line before, whose number or bullet stands out. */
function hangs(last: Line, line: Line): boolean {
  const deeper = line.indent - last.indent;
  const apart = SET_APART.exec(last.text)?.[0].length;
  if (apart !== undefined) return Math.abs(deeper - apart) <= 1;
  return STANDS_OUT.exec(last.text)?.[0].length === deeper;
}

/** The number of a section alone on its line. */
const SECTION_NUMBER = /^(?:[IVX]{1,6}|[A-H])$/u;

/** Whether a line is a heading or an organ's opening, which have their line to themselves. */
function standsAlone({ before, line, next, blank }: Border, drafting: Drafting, language: string): boolean {
  if (isHeading(line.text, drafting) || isHeading(before, drafting))
    return blank || /[^,،\p{Ll}]$/u.test(before) || isHeading(before, drafting);
  if (SECTION_NUMBER.test(line.text) && (blank || /[.;:,]$/u.test(before)) && /^\p{Lu}/u.test(next?.text ?? ""))
    return true;
  if (SECTION_NUMBER.test(before)) return true;
  if (speaks(before, drafting) && (opensPreambular(line.text, language) || isFirst(line))) return true;
  return speaks(line.text, drafting) && next !== undefined && (opensPreambular(next.text, language) || isFirst(next));
}

const isFirst = ({ text }: Line): boolean => /^1\s?[.、-]/u.test(text);

/** Whether a line continues the text before it although that line is short: a title in short lines. */
function goesOn(before: string, line: Line): boolean {
  if (/[.:;!?。：；؟,،，][”»"’)\]]*$/u.test(before)) return false;
  if (/^\p{Ll}/u.test(line.text)) return true;
  const lastWord = /[\p{L}\p{M}’'-]+$/u.exec(before)?.[0].toLowerCase();
  return lastWord !== undefined && FUNCTION_WORDS.has(lastWord);
}

/**
 * Whether a line at the top of a page begins a new paragraph, rather than continuing the one that the page before left
 * open.
 */
function startsAtPageTop({ before, last, line, lastIndent, indent }: Border, wrap: number, language: string): boolean {
  if (/[;؛；]["”»“)]*$/.test(before)) return true;
  const roomLeft = wrap > 0 && hadRoom(last, line, 0.85 * wrap, lastIndent);
  if (/[.:。：!?؟]["”»“)]*$/.test(before)) return roomLeft || wrap === 0 || line.indent > 1;
  if (/[,،，]$/.test(before) && opensPreambular(line.text, language)) return true;
  if (indent >= MIN_INDENT && lastIndent === 0) return roomLeft;
  return roomLeft && !goesOn(before, line);
}

/** Whether the next line's first word would have fitted after `last`: then the line break was intended. */
function hadRoom(last: Line, next: Line, width: number, indent: number): boolean {
  const first = /^[\p{Script=Han}\u3000-\u303f\uff00-\uffef]|^\S+/u.exec(next.text)?.[0] ?? "";
  return indent + columns(last.text) + 1 + columns(first) <= width;
}
