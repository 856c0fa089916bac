import type { Role } from "../../document/document.ts";
import type { Difference } from "../../memory/lookup/differences.ts";
import type { VersionWarning } from "./warning.ts";

/** What became of a text between two versions; in the order in which an entry lists them. */
export const VERSION_STATES = [
  "new",
  "dropped",
  "changed",
  "split",
  "merged",
  "moved",
  "renumbered",
  "unchanged",
] as const;
/**
 * - `new`, `dropped`: it stands in one version alone
 * - `changed`: its words differ
 * - `split`, `merged`: it became several; several became one
 * - `moved`: it changed places with others
 * - `renumbered`: its printed number, or a note's mark, is another one
 * - `unchanged`: none of these
 */
export type VersionState = (typeof VERSION_STATES)[number];

/** A block or note of a version. */
export interface VersionText {
  /** Its place among the blocks, or among the notes, of its document; 0 for the first. */
  readonly at: number;
  readonly role: Role | "note";
  /** Its printed number, or a note's mark. */
  readonly number?: string;
  readonly text: string;
  readonly page?: number;
}

/** A piece of a changed text. Pieces that are not `added` make the old text, those that are not `removed` the new one. */
export interface VersionDifference extends Difference {
  /** The same words were taken out in one place of the document and put in at another. */
  readonly moved?: true;
}

/** A segment of an old text with its translations. */
export interface TranslatedSegment {
  /** As it stands in the old text. */
  readonly source: string;
  /** Whether the change touches it; false where the text is unchanged. */
  readonly touched: boolean;
  /** Texts by language, of those asked for that are known. */
  readonly targets: Readonly<Record<string, string>>;
  /** Languages whose text is a working translation and no official text; left out for none. */
  readonly working?: readonly string[];
  /** The translation unit that says so, by language; ids of the memory. */
  readonly units: Readonly<Record<string, number>>;
}

/** A text of two versions, and what became of it. */
export interface VersionEntry {
  /** At least one, in the order of {@link VERSION_STATES}. */
  readonly states: readonly VersionState[];
  /** Empty where it is new; several where they were merged. */
  readonly old: readonly VersionText[];
  /** Empty where it was dropped; several where it was split. */
  readonly new: readonly VersionText[];
  /** Word by word, where it was changed, split or merged; `¶` stands between several paragraphs. Otherwise empty. */
  readonly differences: readonly VersionDifference[];
  /** Of an old text that is still there, in order; only where translations were asked for. */
  readonly translations?: readonly TranslatedSegment[];
}

/** What a document is known by. */
export interface VersionName {
  readonly symbol?: string;
  /** ISO 8601. */
  readonly date?: string;
  readonly title?: string;
}

/** What differs between two versions of a text in one language. */
export interface VersionComparison {
  /** BCP 47. */
  readonly language: string;
  readonly old: VersionName;
  readonly new: VersionName;
  /** The blocks in the new order, then the notes; what was dropped stands where it stood. */
  readonly entries: readonly VersionEntry[];
  /** How many entries have each state. */
  readonly counts: Readonly<Record<VersionState, number>>;
  /** Words as translators count them: of the new text those that stayed and those that came; of the old one those that went. */
  readonly words: { readonly same: number; readonly added: number; readonly removed: number };
  /** What could not be done. */
  readonly warnings: readonly VersionWarning[];
}
