import type { Evidence } from "../../document.ts";
import { DRAFTING, speaks } from "../../drafting.ts";
import { printedNumber } from "../../numbers.ts";
import { opensPreambular } from "../../preambular.ts";
import { isLabel } from "./bands.ts";
import type { Line } from "./lines.ts";
import type { Element } from "./structure.ts";

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

const SENTENCE_END = /[.;:!?。；：！？؟؛…]["”’»“)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹*]*$/u;

/**
 * Collects the evidence for and against a paragraph that begins at a line: the structure in the file, gaps, margins and
 * indents, and words. All weights are added; above {@link BORDER} a paragraph begins.
 *
 * @param last the line before, in reading order
 */
export function borderEvidence(
  line: PlacedLine,
  last: PlacedLine,
  before: Before,
  { rtl, language, spansPages }: BorderSetting,
): Evidence[] {
  const evidence: Evidence[] = [{ says: "lines go on as a rule", weight: -0.5 }];
  const add = (says: string, weight: number): void => {
    evidence.push({ says, weight });
  };
  const [now, prior] = [line.line, last.line];
  const samePage = now.page === prior.page;
  if (line.element && last.element) {
    if (line.element === last.element) {
      add("the file says that both lines are one paragraph", -20);
      return evidence;
    }
    if (samePage || spansPages) {
      add("the file says that a paragraph begins", 20);
      return evidence;
    }
    add("the file says that a paragraph begins, as it does on every page", 0.5);
  } else if (line.element || last.element) add("the file says that one line is in a paragraph, and the other not", 4);
  const sameStack = line.stack === last.stack;
  if (!sameStack && (line.cell || last.cell)) {
    add("another cell", 20);
    return evidence;
  }
  const size = Math.max(now.size, prior.size);
  if (Math.abs(now.size - prior.size) > 0.12 * size) add("another size of type", 4);
  if (now.bold !== prior.bold) add("bold on one side only", prior.bold && !SENTENCE_END.test(before.end) ? 1.5 : 0.75);

  const start = (one: PlacedLine): number => (rtl ? one.margins[1] - one.line.right : one.line.left - one.margins[0]);
  const spare = (one: PlacedLine): number => (rtl ? one.line.left - one.margins[0] : one.margins[1] - one.line.right);
  const gap = prior.y - now.y;
  if (samePage && sameStack) {
    // Larger type has a wider leading.
    const leading = Math.max(line.leading, 1.25 * size);
    if (gap > leading + 0.3 * size) add("a gap above it", gap > leading + 0.6 * size ? 9 : 6.5);
    else if (gap < 0.3 * size) add("beside the line before", 1);
  }

  const indent = start(line) - start(last);
  const firstIndent = start(line) - start(before.first);
  const same = samePage && sameStack;
  if (same) {
    if (indent > 0.8 * size && start(last) < 6 * size) {
      const hanging = last === before.first && hasLabel(prior.text);
      if (!hanging) add("indented from the line before", 2.5);
    } else if (
      last !== before.first &&
      Math.abs(firstIndent) < 0.4 * size &&
      start(before.first) - start(last) > 0.8 * size
    )
      add("indented as the paragraph’s first line", 3);
    else if (indent < -0.8 * size && last !== before.first) add("set further out than the line before", 2);
  }

  const words = firstWordWidth(now);
  const room = spare(last) - words - 0.3 * size;
  if (!samePage && now.bold && spare(line) > 0.3 * (line.margins[1] - line.margins[0]))
    add("a short bold line at the top of a page", 2.5);

  const ended = SENTENCE_END.test(before.end);
  // Lines at the end margin, each by itself, are signatures or dates.
  const atEnd = same && !line.cell && [last, line].every((one) => start(one) > 8 * size && spare(one) < 0.3 * size);
  // A quotation or a list has margins of its own: two lines that begin and end at the same places fill them.
  const ownMargins =
    same &&
    !line.cell &&
    Math.abs(now.left - prior.left) < 1.5 &&
    Math.abs(now.right - prior.right) < 1.5 &&
    now.right - now.left > 12 * size;
  if (atEnd) add("set at the end margin by itself", 3);
  else if (ownMargins) add("it begins and ends as the line before", -1.5);
  else if (room > 0.5 * size && !lineWasCut(prior, line)) {
    // In a cell, lines are often centred, or broken where it looks best.
    const weight = line.justified ? 3 : Math.min(2.5, 0.8 + room / (6 * size));
    add("the line before ends short", line.cell && !ended ? 0.3 * weight : weight);
  } else if (spare(last) < 0.5 * size) add("the line before is full", line.justified ? -2 : -1);

  if (last === before.first && isOpening(prior.text, language)) add("an organ speaks in the line before", 6);
  if (ended) add("a sentence ends before it", 1);
  else if (/[-‐]$/u.test(before.end)) add("a word is cut before it", -4);
  else if (/[,،，、]$/u.test(before.end)) {
    // In Russian such a paragraph opens with a small letter, so within a page a gap or a short line must confirm it.
    const small = /^\p{Ll}/u.test(now.text);
    if (opensPreambular(now.text, language) && (!small || spare(last) > 0.5 * size || !samePage))
      add("a preambular paragraph opens", small ? (samePage ? 5 : 6.5) : 3);
    else add("a comma before it", -1.5);
  } else add("no sentence ends before it", -0.75);
  if (/^\p{Ll}/u.test(now.text)) add("it goes on in small letters", -2.5);
  const number = printedNumber(now.text);
  if (number?.value !== undefined && number.value === before.number + 1)
    add("the number that comes next", ended || room > 0 || /[,،，]$/u.test(before.end) ? 4 : 1);
  else if (hasLabel(now.text)) {
    // (b) may also come first in a line within a paragraph.
    const free = room > 0 || (same && (Math.abs(indent) > 0.8 * size || gap > line.leading + 0.3 * size));
    add("a number or bullet before it", free ? 3 : 1);
  }
  if (same && now.bold && prior.bold && !ended && gap < 1.5 * size) add("a heading goes on", -2.5);
  return evidence;
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
