/**
 * Room documents: aligns whole documents, structure before text. In: documents, and rows that a person has fixed. Out:
 * rows of blocks and of notes, and a report of what a person should look at (report.ts). Imports language, document,
 * and align's text, words, pair, rows and tables.
 *
 * @module
 */

import type { Document, Role } from "../../document/document.ts";
import type { AlignOptions } from "../pair/options.ts";
import { doneHere, type PairWork } from "../rows/pair-work.ts";
import { type Row, rowsWork, type Section, type UnitRow } from "../rows/rows.ts";
import { haveTables, type Item, itemsOf, type Stream } from "../tables/items.ts";
import { cellRows, inText } from "../tables/tables.ts";
import { shippedTranslations, type WordTranslations } from "../words/known-words.ts";
import { closingStart, matchClosings } from "./closings.ts";
import { withDoubt } from "./doubt.ts";
import { linkMoved } from "./moved.ts";
import { alignNotes } from "./note-rows.ts";
import { asOne, sectionOf, withSegments } from "./row-segments.ts";
import { type FixedRow, sectionStarts, streamsWithout } from "./sections.ts";
import { Versions } from "./versions.ts";

/** A row of blocks (or of notes), with its segments aligned inside it. */
export interface ParagraphRow extends UnitRow {
  /** The role of the row's first block, in the order of languages; `note` for a note. */
  readonly role: Role | "note";
  /** The number that is printed before that block, or the note's mark. */
  readonly number?: string;
  /** Its confidence is bounded, because a side of it may have been read wrongly. */
  readonly readInDoubt?: true;
}

/** The rows of a document set. */
export interface Alignment {
  readonly languages: readonly string[];
  /** Rows of blocks, in reading order; unit indices are indices of `document.blocks`. */
  readonly rows: readonly ParagraphRow[];
  /** Rows of notes, which are aligned by themselves; unit indices are indices of `document.notes`. */
  readonly notes: readonly ParagraphRow[];
  /** How words were translated in the blocks, for each pair of languages. */
  readonly wordTranslations: readonly WordTranslations[];
  /**
   * Pairs of languages whose texts seem not to translate each other; they are aligned nevertheless. Left out if there
   * are none.
   */
  readonly doubts?: readonly (readonly [string, string])[];
}

/** Options of {@link alignDocuments}. */
export interface DocumentOptions extends AlignOptions {
  /** Rows of blocks that a person has settled. They are kept, and the blocks between them are aligned. */
  readonly fixed?: readonly FixedRow[];
}

/**
 * Aligns the language versions of one text: blocks first, then segments inside the rows of blocks; notes by their
 * marks.
 *
 * Structure comes before text. A printed number that every version has exactly once begins a new section in all of
 * them, as the title and the opening do; nothing is aligned across sections. Closing lines are matched as a set,
 * because languages do not agree on their order. Tables are aligned row by row, and rows cell by cell (tables.ts). A
 * paragraph that changed places is linked where it went (moved.ts). Every block, note and segment of every language is
 * in exactly one row.
 *
 * @param documents at least one, each in another language
 * @throws {UnalignableDocuments} if there is no document, or two are in one language
 * @throws {UnkeepableRows} if a fixed row names a unit that does not exist, or two name the same
 *
 * @example
 * ```ts
 * import { alignDocuments } from "@sextant/core/align";
 * import { readDocument } from "@sextant/core/document";
 *
 * const documents = await Promise.all(["fr.txt", "en.txt"].map((file) => readDocument(file)));
 * const { languages, rows } = alignDocuments(documents);
 * languages; // => ["fr", "en"]
 * rows[0]?.units; // => { fr: [0], en: [0] }
 * ```
 */
export function alignDocuments(documents: readonly Document[], options: DocumentOptions = {}): Alignment {
  return doneHere(documentsWork(documents, options));
}

/** The work of {@link alignDocuments}. */
export function* documentsWork(
  documents: readonly Document[],
  { fixed = [], progress, ...options }: DocumentOptions,
): PairWork<Alignment> {
  const versions = new Versions(documents);
  const { languages, blocksOf, textsOf } = versions;
  const { running, closings } = streamsOf(versions, fixed);
  const cut = cutText(versions, running, fixed);
  const wordTranslations: WordTranslations[] = [];
  const doubts: [string, string][] = [];
  // Fixed rows are aligned with the rest, each by itself: they teach the lexicon, and their segments are aligned.
  const fixedSections = fixed.map((row) => sectionOf(row, languages, textsOf));
  const aligned = yield* rowsWork([...cut.sections, ...fixedSections], languages, {
    ...options,
    learnt: (own) => wordTranslations.push(own),
    doubted: ({ source, target }) => doubts.push([source, target]),
    ...(progress && { progress }),
  });
  const known = options.known ?? shippedTranslations();
  const rows = yield* cellRows(itemRows(aligned, cut, languages), cut.items, blocksOf, (cells) =>
    rowsWork(cells, languages, { ...options, known: [...known, ...wordTranslations] }),
  );
  const moved = linkMoved(rows, languages, textsOf, known);
  const matched = matchClosings(versions, (language) => closings[languages.indexOf(language)] ?? []);
  const settled = settledRows(fixed, aligned.slice(cut.sections.length), languages);
  const blockRows = yield* withSegments(
    withFixed([...moved, ...matched], settled, languages),
    languages,
    textsOf,
    options,
  );
  return {
    languages,
    wordTranslations,
    ...(doubts.length > 0 && { doubts }),
    rows: withDoubt(blockRows, languages, blocksOf).map((row) => {
      const block = firstUnit(row, languages, (language, unit) => blocksOf(language)[unit]);
      return { ...row, role: block?.role ?? "text", ...(block?.number !== undefined && { number: block.number }) };
    }),
    notes: yield* noteRows(versions, options),
  };
}

/**
 * Divides the blocks that are in no fixed row into running text and closing lines.
 *
 * @returns block indices for each language, rising
 */
function streamsOf(
  { languages, blocksOf }: Versions,
  fixed: readonly FixedRow[],
): { running: readonly Stream[]; closings: readonly Stream[] } {
  const left = streamsWithout(
    fixed,
    languages,
    languages.map((language) => blocksOf(language).length),
  );
  const starts = languages.map((language) => closingStart(blocksOf(language)));
  return {
    running: left.map((stream, l) => stream.filter((unit) => unit < starts[l]!)),
    closings: left.map((stream, l) => stream.filter((unit) => unit >= starts[l]!)),
  };
}

/** The running text, cut for the search. */
interface CutText {
  /** Items of each language. */
  readonly items: Readonly<Record<string, readonly Item[]>>;
  /** Indices of the items with which each section begins, one for each language. */
  readonly starts: readonly (readonly number[])[];
  readonly sections: readonly Section[];
}

function cutText(versions: Versions, streams: readonly Stream[], fixed: readonly FixedRow[]): CutText {
  const { languages, blocksOf } = versions;
  const byRow = haveTables(languages.map(blocksOf));
  const items = streams.map((stream, l) => itemsOf(blocksOf(languages[l]!), stream, byRow));
  const firstUnits = items.map((list) => list.map(({ units }) => units[0]!));
  const firstBlocks = firstUnits.map((units, l) => units.map((unit) => blocksOf(languages[l]!)[unit]!));
  const starts = sectionStarts(firstBlocks, firstUnits, fixed, languages);
  const sections = starts.map((from, at): Section => {
    const to = starts[at + 1];
    return versions.each((_, l) => items[l]!.slice(from[l], to?.[l]).map(({ text }) => text));
  });
  return { items: versions.each((_, l) => items[l]!), starts, sections };
}

/** The rows of all sections, with indices of items as units. */
function itemRows(
  aligned: readonly (readonly UnitRow[])[],
  { sections, starts }: CutText,
  languages: readonly string[],
): UnitRow[] {
  return aligned
    .slice(0, sections.length)
    .flatMap((rows, at) =>
      rows.map((row) => inText(row, (language, item) => item + (starts[at]?.[languages.indexOf(language)] ?? 0))),
    );
}

/** Fixed rows with the segments that were aligned in them. */
function settledRows(
  fixed: readonly FixedRow[],
  aligned: readonly (readonly UnitRow[])[],
  languages: readonly string[],
): UnitRow[] {
  return fixed.map(({ units }, at) =>
    asOne({ units: inOrder(units, languages), confidence: 1, origin: "corrected" }, aligned[at] ?? []),
  );
}

function* noteRows(versions: Versions, options: AlignOptions): PairWork<ParagraphRow[]> {
  const { languages, notesOf } = versions;
  const texts = versions.each((language) => notesOf(language).map(({ text }) => text));
  const aligned = yield* alignNotes(versions, options);
  const rows = yield* withSegments(aligned, languages, (language) => texts[language]!, options);
  return rows.map((row) => {
    const note = firstUnit(row, languages, (language, unit) => notesOf(language)[unit]);
    return { ...row, role: "note", ...(note && { number: note.mark }) };
  });
}

function firstUnit<T>(
  row: Row,
  languages: readonly string[],
  unitOf: (language: string, unit: number) => T | undefined,
): T | undefined {
  for (const language of languages) {
    const unit = row.units[language]?.[0];
    if (unit !== undefined) return unitOf(language, unit);
  }
  return undefined;
}

/** Inserts fixed rows by the first language that they have, in the order of languages; among rows that lack it, by the others. */
function withFixed<R extends Row>(rows: readonly R[], fixed: readonly R[], languages: readonly string[]): R[] {
  const all = [...rows];
  for (const row of fixed) {
    const lead = languages.find((language) => (row.units[language]?.length ?? 0) > 0);
    if (lead === undefined) continue;
    const place = row.units[lead]![0]!;
    const before = all.findLastIndex(({ units }) => (units[lead]?.[0] ?? Infinity) < place);
    all.splice(behindLacking(all, before + 1, row, lead), 0, row);
  }
  return all;
}

/** Behind which of the rows from a place on that lack a language a row stands: the last whose text in another is before its own. */
function behindLacking(rows: readonly Row[], from: number, row: Row, lead: string): number {
  const isBefore = ({ units }: Row): boolean =>
    Object.entries(units).some(([language, own]) => own.length > 0 && own[0]! < (row.units[language]?.[0] ?? -1));
  let place = from;
  for (let at = from; at < rows.length && (rows[at]!.units[lead]?.length ?? 0) === 0; at++)
    if (isBefore(rows[at]!)) place = at + 1;
  return place;
}

function inOrder<T>(byLanguage: Readonly<Record<string, T>>, languages: readonly string[]): Record<string, T> {
  return Object.fromEntries(
    languages.flatMap((language) => (language in byLanguage ? [[language, byLanguage[language] as T]] : [])),
  );
}
