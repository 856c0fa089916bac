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

/** A paragraph-level piece of a document: NFC, on one line, single spaces, without its printed number and note marks. */
export interface Block {
  readonly role: Role;
  /** The number printed before it: `67/189` for a title, `12` for an operative paragraph, `(a)` for a sub-paragraph. */
  readonly number?: string;
  /** How deep a sub-paragraph stands, 1 for the outermost. */
  readonly level?: number;
  readonly text: string;
  /** In order of offset; left out where there are none. */
  readonly marks?: readonly NoteMark[];
}

/** A footnote. */
export interface Note {
  readonly mark: string;
  readonly text: string;
}

/** One language version of one text, read. */
export interface Document {
  /** UN document symbol, `A/RES/67/189`, where the text gives it. */
  readonly symbol?: string;
  /** BCP 47. */
  readonly language: string;
  readonly blocks: readonly Block[];
  readonly notes: readonly Note[];
  /** What belongs to the page and not to the text, in order: running heads, page numbers, rules. */
  readonly furniture: readonly string[];
  /** What a person should know about how it was read, a sentence each. */
  readonly warnings: readonly string[];
}

/** A document that cannot be read. The message says what was found and what would be right. */
export class UnreadableDocument extends Error {
  override name = "UnreadableDocument";
}
