/**
 * Room formats: a reader for each format. In: the bytes of a file. Out: a flow, the same for all formats. Imports
 * language and document.
 *
 * @module
 */

import type { LeftOut } from "../document.ts";
import type { Flow, FlowParagraph } from "../flow.ts";
import type { FootNote } from "../pages.ts";
import type { ReadingWarning } from "../warning.ts";
import { takeMasthead } from "./front.ts";
import { withoutLayoutTables } from "./layout-tables.ts";
import { settleRaised } from "./raised.ts";
import type { RichParagraph } from "./rich-text.ts";
import { takeStarNotes } from "./star-notes.ts";

/** What the reader of a structured format returns. */
export interface RichFlow {
  readonly paragraphs: readonly RichParagraph[];
  readonly notes: readonly FootNote[];
  readonly leftOut: readonly LeftOut[];
  /** Lines in the heads and feet of pages, which may hold a masthead. */
  readonly heads?: readonly string[];
  readonly warnings?: readonly ReadingWarning[];
}

/**
 * Finishes the flow of a structured format: raised text is decided, tables that only place text are undone, the
 * masthead is taken off, and tables are numbered from 0.
 */
export function settledFlow({ paragraphs, notes, leftOut, heads = [], warnings = [] }: RichFlow): Flow {
  const front = takeMasthead(withoutLayoutTables(paragraphs), heads);
  const stars = takeStarNotes(front.paragraphs, [...heads, ...front.leftOut.map(({ text }) => text)]);
  const settled = settleRaised(stars.paragraphs, [...stars.notes, ...notes]);
  const tables = new Map<number, number>();
  return {
    paragraphs: settled.paragraphs
      .filter(({ text }) => text !== "")
      .map((paragraph) => flowParagraph(paragraph, tables)),
    notes: [...stars.notes, ...notes, ...settled.notes],
    leftOut: [...front.leftOut, ...leftOut],
    masthead: front.masthead,
    ...(warnings.length > 0 && { warnings }),
    marks: "known",
  };
}

function flowParagraph(paragraph: RichParagraph, tables: Map<number, number>): FlowParagraph {
  const { raised, inMasthead, cell, role, level, ...rest } = paragraph;
  const pages = [{ page: 0, offset: 0 }];
  if (!cell) return { ...rest, pages, ...(role && { role }), ...(level !== undefined && { level }) };
  const table = tables.get(cell.table) ?? tables.size;
  tables.set(cell.table, table);
  return { ...rest, pages, role: "table-cell", cell: { ...cell, table } };
}
