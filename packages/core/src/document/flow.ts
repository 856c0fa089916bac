import type { Box, Cell, Decision, LeftOut, NoteMark, Role } from "./document.ts";
import { pagesOf, withoutFurniture } from "./furniture.ts";
import { linesOf } from "./lines.ts";
import type { Masthead } from "./masthead.ts";
import { withoutMasthead } from "./masthead-zone.ts";
import { type FootNote, paginate } from "./pages.ts";
import { type Paragraph, paragraphsOf } from "./paragraphs.ts";
import type { ReadingWarning } from "./warning.ts";

/** A paragraph as a reader of some format gives it. */
export interface FlowParagraph extends Paragraph {
  /** What it is, if the format itself says so. */
  readonly role?: Extract<Role, "title" | "heading" | "table-cell" | "text">;
  /** Note marks that the format itself marks, with offsets into the text; the text does not hold them. */
  readonly marks?: readonly NoteMark[];
  /** A number that the format prints before it and that is not in the text: `1.`, `(a)`. */
  readonly label?: string;
  /** Outline level of a heading, 1 for the outermost, if the format says it. */
  readonly level?: number;
  readonly cell?: Cell;
  readonly box?: Box;
  readonly doubt?: string;
}

/** What the reader of any format returns: running text in paragraphs, and what stands beside it. */
export interface Flow {
  readonly paragraphs: readonly FlowParagraph[];
  readonly notes: readonly FootNote[];
  readonly leftOut: readonly LeftOut[];
  readonly masthead?: Masthead;
  readonly warnings?: readonly ReadingWarning[];
  readonly decisions?: readonly Decision[];
  /** The number of pages; left out if the format has none. */
  readonly pageCount?: number;
  /**
   * Whether note marks are known from the format, or still among the digits of the text, either all or only repeated
   * ones.
   */
  readonly marks: "known" | "in the text" | "repeated in the text";
}

/** Makes the flow of a text that was extracted from a PDF. */
export function textFlow(text: string, language: string): Flow {
  const lines = linesOf(text);
  const fed = lines.some(({ formFeed }) => formFeed);
  const { pages: bare, leftOut, symbol } = withoutFurniture(pagesOf(lines));
  const { lines: first, masthead, leftOut: headed } = withoutMasthead(bare[0] ?? []);
  const { bodies, notes, leftOut: ruled } = paginate([first, ...bare.slice(1)]);
  return {
    paragraphs: paragraphsOf(bodies, language),
    notes,
    marks: "in the text",
    leftOut: inOrder([...headed, ...leftOut, ...ruled], fed),
    masthead: { ...(symbol && { symbol }), ...masthead },
    ...(fed && { pageCount: bare.length }),
  };
}

/** Orders what was left out, page by page; only form feeds show the numbers of pages. */
function inOrder(leftOut: readonly LeftOut[], paged: boolean): LeftOut[] {
  const sorted = [...leftOut].sort((a, b) => (a.page ?? 0) - (b.page ?? 0));
  return paged ? sorted : sorted.map(({ text, reason }) => ({ text, reason }));
}
