import type { Evidence } from "../../document.ts";
import { DRAFTING, speaks } from "../../drafting.ts";
import { printedNumber } from "../../numbers.ts";
import { opensPreambular } from "../../preambular.ts";
import { isLabel } from "./labels.ts";
import type { Line } from "./lines.ts";
import { type Element, nearest } from "./structure.ts";

/** A line of the text with what is known about its place. */
export interface PlacedLine {
  readonly line: Line;
  readonly element?: Element;
  /** Number of the column, cell or page that the line belongs to. */
  readonly stack: number;
  /** Left and right margins of the lines around it, in points. */
  readonly margins: readonly [left: number, right: number];
  /** Whether the lines around it end at the same margin. */
  readonly justified: boolean;
  /** Distance between baselines within a paragraph, in points. */
  readonly leading: number;
  readonly cell: boolean;
}

/** What the lines before have established. */
export interface Before {
  /** The end of the paragraph's text so far. */
  readonly end: string;
  /** The first line of that paragraph. */
  readonly first: PlacedLine;
  /** The number of the last numbered paragraph. */
  readonly number: number;
}

/** What is the same for all borders of a document. */
export interface BorderSetting {
  readonly rtl: boolean;
  /** BCP 47. */
  readonly language: string;
  /** Whether the file's structure joins paragraphs over pages. */
  readonly spansPages: boolean;
}

/** A paragraph begins where the evidence is more than this. */
export const BORDER = 0;

/** Lines of running text are at least as wide, in font sizes. */
const MIN_TEXT_WIDTH = 25;

const SENTENCE_END = /[.;:!?。；：！？؟؛…]["”’»“)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹*]*$/u;

/**
 * Collects the evidence for and against a paragraph that begins at a line: the structure in the file, gaps, margins and
 * indents, and words. All weights are added; above {@link BORDER} a paragraph begins.
 *
 * @param last the line before, in reading order
 */
export function borderEvidence(line: PlacedLine, last: PlacedLine, before: Before, setting: BorderSetting): Evidence[] {
  const border = new Border(line, last, before, setting);
  if (last.line.entry) return [{ says: "an entry of a list of contents ends before it", weight: 20 }];
  if (!border.addStructure()) return border.evidence;
  border.addType();
  border.addGap();
  border.addIndent();
  border.addEnd();
  border.addWords();
  border.addNumber();
  return border.evidence;
}

/** Collects the evidence about the border between two lines. */
class Border {
  readonly evidence: Evidence[] = [{ says: "lines go on as a rule", weight: -0.5 }];
  readonly #line: PlacedLine;
  readonly #last: PlacedLine;
  readonly #before: Before;
  readonly #setting: BorderSetting;
  readonly #samePage: boolean;
  /** Whether both lines are on one page, and in one column or cell. */
  readonly #together: boolean;
  /** The larger font size of the two. */
  readonly #size: number;
  /** From the baseline of the last line to that of this one. */
  readonly #gap: number;
  /** How much wider the gap is than between lines of a paragraph; larger type has a wider leading. */
  readonly #extraGap: number;
  /** The room that the last line leaves after the first word of this one. */
  readonly #room: number;
  /** Whether a sentence ends before this line. */
  readonly #ended: boolean;

  constructor(line: PlacedLine, last: PlacedLine, before: Before, setting: BorderSetting) {
    this.#line = line;
    this.#last = last;
    this.#before = before;
    this.#setting = setting;
    const [now, prior] = [line.line, last.line];
    this.#samePage = now.page === prior.page;
    this.#together = this.#samePage && line.stack === last.stack;
    this.#size = Math.max(now.size, prior.size);
    this.#gap = prior.y - now.y;
    this.#extraGap = this.#gap - Math.max(line.leading, 1.25 * this.#size);
    this.#room = this.#spare(last) - firstWordWidth(now) - 0.3 * this.#size;
    this.#ended = SENTENCE_END.test(before.end);
  }

  #add(says: string, weight: number): void {
    this.evidence.push({ says, weight });
  }

  /** Indent of a line from the margin at which lines begin. */
  #indent({ line, margins }: PlacedLine): number {
    return this.#setting.rtl ? margins[1] - line.right : line.left - margins[0];
  }

  /** Free space between a line and the margin at which lines end. */
  #spare({ line, margins }: PlacedLine): number {
    return this.#setting.rtl ? line.left - margins[0] : margins[1] - line.right;
  }

  /** What the file's structure and the cells say; false if that decides alone. */
  addStructure(): boolean {
    const [own, other] = [this.#line.element, this.#last.element];
    if (this.#line.stack !== this.#last.stack && (this.#line.cell || this.#last.cell)) {
      this.#add("another cell", 20);
      return false;
    }
    if (own && other) {
      if (own === other) {
        this.#add("the file says that both lines are one paragraph", -20);
        return false;
      }
      if (this.#samePage || this.#setting.spansPages) {
        this.#add("the file says that a paragraph begins", 20);
        if (this.#isBrokenByHand())
          this.#add("the line before is full, and its sentence goes on in small letters", -30);
        return false;
      }
      this.#add("the file says that a paragraph begins, as it does on every page", 0.5);
    } else if (own || other) this.#add("the file says that one line is in a paragraph, and the other not", 4);
    return true;
  }

  /**
   * Whether somebody broke a sentence by hand, or at the end of a page, so that the file has two paragraphs: a line of
   * running text is full, nothing ends in it, and the next line goes on in small letters.
   */
  #isBrokenByHand(): boolean {
    const { line, element, cell } = this.#line;
    const [left, right] = this.#last.margins;
    const follows = this.#samePage ? this.#together && this.#extraGap < 0.3 * this.#size : !cell && !this.#last.cell;
    return (
      follows &&
      right - left > MIN_TEXT_WIDTH * this.#size &&
      this.#room < 0 &&
      /[\p{L}\p{Nd}]$/u.test(this.#before.end) &&
      /^\p{Ll}{2}/u.test(line.text) &&
      nearest(element, "LI") === undefined
    );
  }

  /** A change of size or weight. */
  addType(): void {
    const [now, prior] = [this.#line.line, this.#last.line];
    if (Math.abs(now.size - prior.size) > 0.12 * this.#size) this.#add("another size of type", 4);
    if (now.bold !== prior.bold) this.#add("bold on one side only", prior.bold && !this.#ended ? 1.5 : 0.75);
  }

  /** The gap between the lines. */
  addGap(): void {
    if (!this.#together) return;
    if (this.#extraGap > 0.3 * this.#size) this.#add("a gap above it", this.#extraGap > 0.6 * this.#size ? 9 : 6.5);
    else if (this.#gap < 0.3 * this.#size) this.#add("beside the line before", 1);
  }

  /** The indents of the lines. */
  addIndent(): void {
    if (!this.#together) return;
    const [line, last, first, size] = [this.#line, this.#last, this.#before.first, this.#size];
    const indent = this.#indent(line) - this.#indent(last);
    if (indent > 0.8 * size && this.#indent(last) < 6 * size) {
      const isHanging = last === first && hasLabel(last.line.text);
      if (!isHanging) this.#add("indented from the line before", 2.5);
    } else if (
      last !== first &&
      Math.abs(this.#indent(line) - this.#indent(first)) < 0.4 * size &&
      this.#indent(first) - this.#indent(last) > 0.8 * size
    )
      this.#add("indented as the paragraph’s first line", 3);
    else if (indent < -0.8 * size && last !== first) this.#add("set further out than the line before", 2);
  }

  /** Where the lines end. */
  addEnd(): void {
    const [line, last, size] = [this.#line, this.#last, this.#size];
    if (!this.#samePage && line.line.bold && this.#spare(line) > 0.3 * (line.margins[1] - line.margins[0]))
      this.#add("a short bold line at the top of a page", 2.5);
    if (this.#isAtEnd()) this.#add("set at the end margin by itself", 3);
    else if (this.#hasOwnMargins()) this.#add("it begins and ends as the line before", -1.5);
    else if (this.#room > 0.5 * size && !lineWasCut(last.line, line)) {
      // In a cell, lines are often centred, or broken where it looks best.
      const weight = line.justified ? 3 : Math.min(2.5, 0.8 + this.#room / (6 * size));
      this.#add("the line before ends short", line.cell && !this.#ended ? 0.3 * weight : weight);
    } else if (this.#spare(last) < 0.5 * size) this.#add("the line before is full", line.justified ? -2 : -1);
  }

  /** Lines at the end margin, each by itself, are signatures or dates. */
  #isAtEnd(): boolean {
    return (
      this.#together &&
      !this.#line.cell &&
      [this.#last, this.#line].every((one) => this.#indent(one) > 8 * this.#size && this.#spare(one) < 0.3 * this.#size)
    );
  }

  /** A quotation or a list has margins of its own: two lines that begin and end at the same places fill them. */
  #hasOwnMargins(): boolean {
    const [now, prior] = [this.#line.line, this.#last.line];
    return (
      this.#together &&
      !this.#line.cell &&
      Math.abs(now.left - prior.left) < 1.5 &&
      Math.abs(now.right - prior.right) < 1.5 &&
      now.right - now.left > 12 * this.#size
    );
  }

  /** Whether the line has the bullet with which the paragraph begins, at the same place. */
  #isListedAsFirst(): boolean {
    const [line, first] = [this.#line, this.#before.first];
    const [sign] = line.line.text;
    return (
      this.#together &&
      sign === first.line.text[0] &&
      /[^\p{L}\p{N}([]/u.test(sign as string) &&
      Math.abs(this.#indent(line) - this.#indent(first)) < 0.4 * this.#size
    );
  }

  /** The end of the text before, and the beginning of this line. */
  addWords(): void {
    const { text } = this.#line.line;
    const { end, first } = this.#before;
    const { language } = this.#setting;
    if (this.#last === first && isOpening(this.#last.line.text, language))
      this.#add("an organ speaks in the line before", 6);
    if (this.#ended) this.#add("a sentence ends before it", 1);
    else if (/[-‐]$/u.test(end)) this.#add("a word is cut before it", -4);
    else if (/[,،，、]$/u.test(end)) {
      // In Russian such a paragraph opens with a small letter, so within a page a gap or a short line must confirm it.
      const small = /^\p{Ll}/u.test(text);
      const isConfirmed = !small || this.#spare(this.#last) > 0.5 * this.#size || !this.#samePage;
      if (opensPreambular(text, language) && isConfirmed)
        this.#add("a preambular paragraph opens", small ? (this.#samePage ? 5 : 6.5) : 3);
      else this.#add("a comma before it", -1.5);
    } else this.#add("no sentence ends before it", -0.75);
    if (/^\p{Ll}/u.test(text)) this.#add("it goes on in small letters", -2.5);
  }

  /** A number or a bullet, or a heading that continues. */
  addNumber(): void {
    const [now, prior] = [this.#line.line, this.#last.line];
    const number = printedNumber(now.text);
    if (number?.value !== undefined && number.value === this.#before.number + 1)
      this.#add(
        "the number that comes next",
        this.#ended || this.#room > 0 || /[,،，]$/u.test(this.#before.end) ? 4 : 1,
      );
    else if (hasLabel(now.text)) {
      // (b) may also come first in a line within a paragraph.
      const indent = this.#indent(this.#line) - this.#indent(this.#last);
      const isApart = Math.abs(indent) > 0.8 * this.#size || this.#gap > this.#line.leading + 0.3 * this.#size;
      this.#add("a number or bullet before it", this.#room > 0 || (this.#together && isApart) ? 3 : 1);
      if (this.#ended && this.#isListedAsFirst()) this.#add("the bullet of the paragraph’s first line, below it", 2);
    }
    if (this.#together && now.bold && prior.bold && !this.#ended && this.#gap < 1.5 * this.#size)
      this.#add("a heading goes on", -2.5);
  }
}

/** Whether a line is short only because the next word is long: then no paragraph ends there. */
function lineWasCut(prior: Line, line: PlacedLine): boolean {
  return /[-‐/]$/u.test(prior.text) && /^[\p{L}\p{Nd}]/u.test(line.line.text);
}

/** Whether a text is a number, a letter or a bullet followed by text. */
function hasLabel(text: string): boolean {
  const found = /^(\S{1,8})[\s\u00a0]+\S/u.exec(text);
  return (
    found !== null &&
    isLabel(found[1] as string) &&
    !/^\p{L}$/u.test(found[1] as string) &&
    !/^\d{4,}$/.test(found[1] as string)
  );
}

function firstWordWidth(line: Line): number {
  const word = /^[\p{Script=Han}\u3000-\u303f\uff00-\uffef]|^\S+/u.exec(line.text)?.[0] ?? "";
  return ((line.right - line.left) * word.length) / Math.max(1, line.text.length);
}

function isOpening(text: string, language: string): boolean {
  const drafting = DRAFTING[language];
  return drafting !== undefined && speaks(text, drafting);
}
