import { SextantError, type UnreadableOptions } from "../error.ts";
import type { ReadingWarning } from "./warning.ts";

/** What a block is in its document. */
export type Role =
  | "title"
  | "heading"
  | "opening"
  | "preamble"
  | "operative"
  | "subparagraph"
  | "table-cell"
  | "closing"
  | "text";

/** A place in a block's text that refers to a note. The mark itself is not part of the text. */
export interface NoteMark {
  /** The mark as it is printed: `1`, `*`. */
  readonly mark: string;
  /** Where it stood: an offset in the block's text, in UTF-16 code units, 0..text.length. */
  readonly offset: number;
}

/** A place on a page, in points from the page's lower left corner. */
export interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** A cell's place in the grid of its table. All counts begin at 0. */
export interface Cell {
  /** Index of the table in the document, in reading order. */
  readonly table: number;
  readonly row: number;
  readonly column: number;
  /** The number of rows that it spans, if more than one. */
  readonly rowSpan?: number;
  /** The number of columns that it spans, if more than one. */
  readonly columnSpan?: number;
  /** Whether it is in the head of the table. */
  readonly head?: true;
}

/** A paragraph of a document: NFC, on one line, with single spaces, without its printed number and note marks. */
export interface Block {
  readonly role: Role;
  /**
   * The number that is printed before it: `67/189` for a title, `12` for an operative paragraph, `(a)` for a
   * sub-paragraph.
   */
  readonly number?: string;
  /** Depth of a sub-paragraph, 1 for the outermost; or a heading's outline level, if the format says it. */
  readonly level?: number;
  readonly text: string;
  /** In order of offset; left out if there are none. */
  readonly marks?: readonly NoteMark[];
  /** The page on which it begins, 1 for the first; left out if the format has no pages. */
  readonly page?: number;
  /** Its place on that page, in formats that place their text (PDF). */
  readonly box?: Box;
  /** Its place in a table, for a cell whose table is known. Several blocks may share a cell. */
  readonly cell?: Cell;
  /**
   * Why it may have been read wrongly, a phrase for a person: `characters that could not be decoded`; left out if there
   * is no doubt.
   */
  readonly doubt?: string;
}

/** A footnote. */
export interface Note {
  readonly mark: string;
  readonly text: string;
  /** The page at whose foot it stands, 1 for the first; left out if the format has no pages. */
  readonly page?: number;
}

/** Something that was read and is not part of the text: a running head, a line of the masthead, a page number. */
export interface LeftOut {
  readonly text: string;
  /** 1 for the first of the file, where the format has pages. */
  readonly page?: number;
  /** Why it was left out, a phrase for a person: `running head`, `masthead`, `page number`, `rule`. */
  readonly reason: string;
}

/** Evidence for or against a decision of the reader, as {@link Decision} keeps it. */
export interface Evidence {
  /** A phrase for a person: `ends short of the margin`. */
  readonly says: string;
  /** Its weight for the decision, in the units of that decision; below 0 against it. */
  readonly weight: number;
}

/** What the reader decided about a piece of text, and its reasons. */
export interface Decision {
  readonly about: "furniture" | "paragraph" | "note" | "mark" | "table" | "column";
  /** The piece of text, shortened. */
  readonly text: string;
  /** 1 for the first of the file, where the format has pages. */
  readonly page?: number;
  /** Whether the piece was taken for what the decision is about. */
  readonly taken: boolean;
  readonly evidence: readonly Evidence[];
}

/** How a document was read: what a person needs in order to judge whether to trust it. */
export interface Reading {
  /** The number of pages; left out if the format has none. */
  readonly pages?: number;
  /** What is not part of the text, in order. `Document.furniture` holds the same texts. */
  readonly leftOut: readonly LeftOut[];
  /** The number of words that were torn at a hyphen and joined again ("Secretary -General"); left out for none. */
  readonly healed?: number;
  /** The languages, BCP 47, of long stretches, in order; left out if there is only one. */
  readonly languages?: readonly string[];
  /** Every decision with its reasons, in order; only if `explain` was set. */
  readonly decisions?: readonly Decision[];
}

/** One language version of a text, as it was read. */
export interface Document {
  /** UN document symbol, `A/RES/67/189`, if the text names it. */
  readonly symbol?: string;
  /** As printed: `Eightieth session`. */
  readonly session?: string;
  /** As printed: `Agenda item 12 (a)`. */
  readonly agendaItem?: string;
  /** The date of the masthead, or else of adoption: `2025-10-22`. */
  readonly date?: string;
  /** As printed, without "Distr.": `General`, `Limited`. */
  readonly distribution?: string;
  /** The language in which it was written, BCP 47, if the masthead says so. */
  readonly originalLanguage?: string;
  /** BCP 47. */
  readonly language: string;
  readonly blocks: readonly Block[];
  readonly notes: readonly Note[];
  /** What belongs to the page and not to the text, in order: running heads, page numbers, rules. */
  readonly furniture: readonly string[];
  /** What a person should know about the reading. */
  readonly warnings: readonly ReadingWarning[];
  /** How it was read. */
  readonly reading?: Reading;
}

/** A document that cannot be read. The message says what the reader met and what would be right. */
export class UnreadableDocument extends SextantError {
  override name = "UnreadableDocument";

  constructor(message: string, options?: UnreadableOptions) {
    super("unreadable-document", message, options);
  }
}
