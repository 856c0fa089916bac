import { SextantError } from "../error.ts";

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

/** The place in a block's text that refers to a note. The mark itself is no part of the text. */
export interface NoteMark {
  /** As it is printed: `1`, `*`. */
  readonly mark: string;
  /** Where it stood: an offset into the block's text, in UTF-16 code units, 0..text.length. */
  readonly offset: number;
}

/** Where something stands on its page, in points from the page's lower left corner. */
export interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** A cell's place in the grid of its table. All counts begin at 0. */
export interface Cell {
  /** Which table of the document, in reading order. */
  readonly table: number;
  readonly row: number;
  readonly column: number;
  /** How many rows it covers, where more than one. */
  readonly rowSpan?: number;
  /** How many columns it covers, where more than one. */
  readonly columnSpan?: number;
  /** Whether it stands in the head of the table. */
  readonly head?: true;
}

/** A paragraph-level piece of a document: NFC, on one line, single spaces, without its printed number and note marks. */
export interface Block {
  readonly role: Role;
  /** The number printed before it: `67/189` for a title, `12` for an operative paragraph, `(a)` for a sub-paragraph. */
  readonly number?: string;
  /** How deep a sub-paragraph stands, 1 for the outermost; of a heading, its outline level, where the format says it. */
  readonly level?: number;
  readonly text: string;
  /** In order of offset; left out where there are none. */
  readonly marks?: readonly NoteMark[];
  /** The page on which it begins, 1 for the first of the file, where the format has pages. */
  readonly page?: number;
  /** Where it stands on that page, in formats that place their text (PDF). */
  readonly box?: Box;
  /** Its place in a table, for a table cell whose table is known. Several blocks may share a cell. */
  readonly cell?: Cell;
  /** Why it may have been read wrongly, a phrase for a person: `characters that could not be decoded`. */
  readonly doubt?: string;
}

/** A footnote. */
export interface Note {
  readonly mark: string;
  readonly text: string;
  /** The page at whose foot it stands, 1 for the first of the file, where the format has pages. */
  readonly page?: number;
}

/** Something that was read and is no part of the text: a running head, a line of the masthead, a page number. */
export interface LeftOut {
  readonly text: string;
  /** 1 for the first of the file, where the format has pages. */
  readonly page?: number;
  /** What it was taken for, a phrase for a person: `running head`, `masthead`, `page number`, `rule`. */
  readonly reason: string;
}

/** Something that speaks for or against a decision of the reader, as {@link Decision} keeps it. */
export interface Evidence {
  /** A phrase for a person: `ends short of the margin`. */
  readonly says: string;
  /** How much it speaks for the decision, in the units of that decision; below 0 against it. */
  readonly weight: number;
}

/** What the reader decided about a piece of text, and why. */
export interface Decision {
  readonly about: "furniture" | "paragraph" | "note" | "mark" | "table" | "column";
  /** The piece of text, shortened. */
  readonly text: string;
  /** 1 for the first of the file, where the format has pages. */
  readonly page?: number;
  /** Whether it was taken for what the decision is about. */
  readonly taken: boolean;
  readonly evidence: readonly Evidence[];
}

/** How a document was read: what a person needs to judge whether to trust it. */
export interface Reading {
  /** How many pages the file has, where the format has pages. */
  readonly pages?: number;
  /** What is no part of the text, in order. `Document.furniture` holds the same texts. */
  readonly leftOut: readonly LeftOut[];
  /** How many words torn at their hyphen were made whole ("Secretary -General"); left out for none. */
  readonly healed?: number;
  /** The languages, BCP 47, in which long stretches are written, in order; left out where there is but one. */
  readonly languages?: readonly string[];
  /** Every decision with its reasons, in order; only where it was asked for (`explain`). */
  readonly decisions?: readonly Decision[];
}

/** One language version of one text, read. */
export interface Document {
  /** UN document symbol, `A/RES/67/189`, where the text gives it. */
  readonly symbol?: string;
  /** As printed: `Eightieth session`. */
  readonly session?: string;
  /** As printed: `Agenda item 12 (a)`. */
  readonly agendaItem?: string;
  /** The date of the masthead, or else of adoption: `2025-10-22`. */
  readonly date?: string;
  /** As printed, without "Distr.": `General`, `Limited`. */
  readonly distribution?: string;
  /** The language in which it was written, where its masthead says so, BCP 47. */
  readonly originalLanguage?: string;
  /** BCP 47. */
  readonly language: string;
  readonly blocks: readonly Block[];
  readonly notes: readonly Note[];
  /** What belongs to the page and not to the text, in order: running heads, page numbers, rules. */
  readonly furniture: readonly string[];
  /** What a person should know about how it was read, a sentence each. */
  readonly warnings: readonly string[];
  /** How it was read. */
  readonly reading?: Reading;
}

/** A document that cannot be read. The message says what was found and what would be right. */
export class UnreadableDocument extends SextantError {
  override name = "UnreadableDocument";

  constructor(message: string, options?: ErrorOptions) {
    super("unreadable-document", message, options);
  }
}
