import type { Cell } from "../../document.ts";
import type { RichParagraph, RichText } from "../rich-text.ts";
import { MAX_HEADING_LENGTH } from "../style-names.ts";
import type { FileState } from "./story-tables.ts";

/** A paragraph that is being read. */
export interface OpenParagraph {
  readonly text: RichText;
  readonly boxes: RichParagraph[];
  style?: string;
  level?: number;
  list?: string;
  depth?: number;
  isMarkDeleted: boolean;
}

/** Finishes a paragraph with the role, level and number of its style; undefined if it is empty. */
export function finishedParagraph(
  paragraph: OpenParagraph,
  file: FileState,
  cell: Cell | undefined,
): RichParagraph | undefined {
  const style = file.style(paragraph.style);
  const list = paragraph.list ?? style.list?.id;
  const label = list && list !== "0" ? file.label(list, paragraph.depth ?? style.list?.depth ?? 0) : undefined;
  const finished = paragraph.text.finish();
  if (!finished.text && finished.marks.length === 0) return undefined;
  const level = paragraph.level ?? style.level;
  const isHeading = level !== undefined && level <= 9 && finished.text.length <= MAX_HEADING_LENGTH;
  const role = style.isTitle ? "title" : isHeading ? "heading" : undefined;
  return {
    ...finished,
    ...(role && { role }),
    ...(role === "heading" && { level: level as number }),
    ...(label && { label }),
    ...(cell && { cell }),
    ...(style.inMasthead && { inMasthead: true as const }),
  };
}
