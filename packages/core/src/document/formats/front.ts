import type { LeftOut } from "../document.ts";
import { type Masthead, mastheadLine, mastheadOf } from "../masthead.ts";
import type { RichParagraph } from "./rich-text.ts";

/** A masthead has at most this many paragraphs, cells of its table included … */
const MAX_PARAGRAPHS = 40;
/** … and a line of it at most this many UTF-16 code units. */
const MAX_LINE_LENGTH = 200;
/** At most this many lines without a masthead's words stand between two that have some. */
const MAX_LINES_BETWEEN = 3;

/** A text without its masthead, and what the masthead says. */
export interface Front {
  readonly paragraphs: readonly RichParagraph[];
  readonly masthead: Masthead;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Takes the masthead off the head of a text: lines of session, agenda item, date, distribution and the like, lines
 * between them, and lines whose style marks them as part of it. `heads` are lines in the head of the first page, which
 * may hold part of the masthead.
 */
export function takeMasthead(paragraphs: readonly RichParagraph[], heads: readonly string[] = []): Front {
  let end = 0;
  let lines = 0;
  for (let at = 0; at < Math.min(MAX_PARAGRAPHS, paragraphs.length) && at - end <= MAX_LINES_BETWEEN; at++) {
    const { text, role, inMasthead, label } = paragraphs[at] as RichParagraph;
    if (text.length > MAX_LINE_LENGTH || role === "title" || label) break;
    const line = mastheadLine(text);
    if (!line && !inMasthead && role === "heading") break;
    if (line || inMasthead) {
      end = at + 1;
      lines += line && line.is !== "date" && line.is !== "organ" ? 1 : 0;
    }
  }
  const taken = lines > 0 ? paragraphs.slice(0, end) : [];
  const texts = taken.map(({ text, marks }) => text + marks.map(({ mark }) => ` ${mark}`).join(""));
  return {
    paragraphs: taken.length > 0 ? withTitle(paragraphs.slice(taken.length)) : paragraphs,
    masthead: mastheadOf([...heads, ...texts]),
    leftOut: texts.map((text) => ({ text, reason: "masthead" })),
  };
}

/** The next paragraph below a masthead is the title, unless a style marks another. */
function withTitle(paragraphs: readonly RichParagraph[]): readonly RichParagraph[] {
  const [first, ...rest] = paragraphs;
  if (first?.role !== "heading" || first.label || paragraphs.some(({ role }) => role === "title")) return paragraphs;
  const { level, ...title } = first;
  return [{ ...title, role: "title" }, ...rest];
}
