import type { LeftOut } from "../document.ts";
import { type Masthead, mastheadLine, mastheadOf } from "../masthead.ts";
import type { RichParagraph } from "./rich-text.ts";

/** A masthead is at most so many paragraphs, cells of its table included. */
const MAX_PARAGRAPHS = 40;
/** A line of it is at most so long, in UTF-16 code units. */
const MAX_LENGTH = 200;
/** So many lines in which no word of a masthead stands may stand between two that have one. */
const MAX_BETWEEN = 3;

/** A text without the masthead at its head, and what that says. */
export interface Front {
  readonly paragraphs: readonly RichParagraph[];
  readonly masthead: Masthead;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Takes the masthead off the head of a text: lines of session, agenda item, date, distribution and the like, those that
 * stand between them, and what the styles of the file say is part of it. `heads` are lines that stand in the head of
 * the first page, which may hold a part of it.
 */
export function takeMasthead(paragraphs: readonly RichParagraph[], heads: readonly string[] = []): Front {
  let end = 0;
  let lines = 0;
  for (let at = 0; at < Math.min(MAX_PARAGRAPHS, paragraphs.length) && at - end <= MAX_BETWEEN; at++) {
    const { text, role, inMasthead, label } = paragraphs[at] as RichParagraph;
    if (text.length > MAX_LENGTH || role === "title" || label) break;
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

/** What comes next below a masthead is the title, where no style names one. */
function withTitle(paragraphs: readonly RichParagraph[]): readonly RichParagraph[] {
  const [first, ...rest] = paragraphs;
  if (first?.role !== "heading" || first.label || paragraphs.some(({ role }) => role === "title")) return paragraphs;
  const { level, ...title } = first;
  return [{ ...title, role: "title" }, ...rest];
}
