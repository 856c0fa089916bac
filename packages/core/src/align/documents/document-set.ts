/**
 * Room documents: aligns whole documents, structure before text. In: documents, and rows that a person has fixed. Out:
 * rows of blocks and of notes, and a report of what a person should look at (report.ts). Imports language, document,
 * and align's text, words, pair and rows.
 *
 * @module
 */

import type { Block, Document, Note, Role } from "../../document/document.ts";
import { SextantError } from "../../error.ts";
import { compareLanguages } from "../../language/profile.ts";
import { asciiDigits } from "../../language/script.ts";
import type { AlignOptions } from "../pair/options.ts";
import { alignRows, type Row, type Section, type UnitRow } from "../rows/rows.ts";
import { anchorsOf } from "../text/anchors.ts";
import type { Segment } from "../text/segments.ts";
import { shippedTranslations, type WordTranslations } from "../words/known-words.ts";
import { withDoubt } from "./doubt.ts";
import { haveTables, itemsOf } from "./items.ts";
import { linkMoved } from "./moved.ts";
import { type FixedRow, sectionStarts, streamsWithout } from "./sections.ts";
import { cellRows, inText } from "./tables.ts";

/** A row of blocks (or of notes), with its segments aligned inside it. */
export interface ParagraphRow extends UnitRow {
  /** The role of the row's first block, in the order of languages; `note` for a note. */
  readonly role: Role | "note";
  /** The number that is printed before that block, or the note's mark. */
  readonly number?: string;
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

/** Documents that cannot be aligned with one another. */
export class UnalignableDocuments extends SextantError {
  override name = "UnalignableDocuments";

  constructor(message: string, options?: ErrorOptions) {
    super("unalignable-documents", message, options);
  }
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
export function alignDocuments(
  documents: readonly Document[],
  { fixed = [], progress, ...options }: DocumentOptions = {},
): Alignment {
  if (documents.length === 0) throw new UnalignableDocuments("there is no document to align");
  const byLanguage = new Map<string, Document>();
  for (const document of documents) {
    if (byLanguage.has(document.language))
      throw new UnalignableDocuments(
        `two documents are in ${document.language}; give one for each language, or name the language of one that was told wrong`,
      );
    byLanguage.set(document.language, document);
  }
  const languages = [...byLanguage.keys()].sort(compareLanguages);
  const documentOf = (language: string): Document => byLanguage.get(language) as Document;

  const closings = new Map(languages.map((language) => [language, closingStart(documentOf(language).blocks)]));
  const blocksOf = (language: string): readonly Block[] => documentOf(language).blocks;
  const left = streamsWithout(
    fixed,
    languages,
    languages.map((language) => blocksOf(language).length),
  );
  const isClosing = (language: string, unit: number): boolean => unit >= (closings.get(language) as number);
  const streams = left.map((stream, l) => stream.filter((unit) => !isClosing(languages[l]!, unit)));
  const byRow = haveTables(languages.map(blocksOf));
  const items = streams.map((stream, l) => itemsOf(blocksOf(languages[l]!), stream, byRow));
  const firstUnits = items.map((list) => list.map(({ units }) => units[0]!));
  const firstBlocks = firstUnits.map((units, l) => units.map((unit) => blocksOf(languages[l]!)[unit]!));
  const starts = sectionStarts(firstBlocks, firstUnits, fixed, languages);
  const sections = starts.map((from, at): Section => {
    const to = starts[at + 1];
    return byLanguages(languages, (_, l) => items[l]!.slice(from[l], to?.[l]).map(({ text }) => text));
  });
  const texts = byLanguages(languages, (language) => blocksOf(language).map(({ text }) => text));
  const textsOf = (language: string): readonly string[] => texts[language]!;
  const wordTranslations: WordTranslations[] = [];
  const doubts: [string, string][] = [];
  // Fixed rows are aligned with the rest, each by itself: they teach the lexicon, and their segments are aligned.
  const aligned = alignRows([...sections, ...fixed.map((row) => sectionOf(row, languages, textsOf))], languages, {
    ...options,
    learnt: (own) => wordTranslations.push(own),
    doubted: ({ source, target }) => doubts.push([source, target]),
    ...(progress && { progress }),
  });
  const itemRows = aligned
    .slice(0, sections.length)
    .flatMap((rows, at) =>
      rows.map((row) => inText(row, (language, item) => item + (starts[at]?.[languages.indexOf(language)] ?? 0))),
    );
  const known = options.known ?? shippedTranslations();
  const found = cellRows(
    itemRows,
    byLanguages(languages, (_, l) => items[l]!),
    blocksOf,
    (cells) => alignRows(cells, languages, { ...options, known: [...known, ...wordTranslations] }),
  );
  const settled = fixed.map(({ units }, at) =>
    asOne(
      { units: inOrder(units, languages), confidence: 1, origin: "corrected" },
      aligned[sections.length + at] ?? [],
    ),
  );
  const closing = matchClosings(languages, blocksOf, (language) =>
    (left[languages.indexOf(language)] ?? []).filter((unit) => isClosing(language, unit)),
  );
  const placed = linkMoved(found, languages, textsOf, known);
  const blockRows = withFixed([...placed, ...closing], settled, languages);
  const notesOf = (language: string): readonly Note[] => documentOf(language).notes;
  const noteTexts = byLanguages(languages, (language) => notesOf(language).map(({ text }) => text));

  return {
    languages,
    wordTranslations,
    ...(doubts.length > 0 && { doubts }),
    rows: withDoubt(withSegments(blockRows, languages, textsOf, options), languages, blocksOf).map((row) => {
      const block = firstUnit(row, languages, (language, unit) => documentOf(language).blocks[unit]);
      return { ...row, role: block?.role ?? "text", ...(block?.number !== undefined && { number: block.number }) };
    }),
    notes: withSegments(
      alignNotes(languages, notesOf, options),
      languages,
      (language) => noteTexts[language]!,
      options,
    ).map((row) => {
      const note = firstUnit(row, languages, (language, unit) => notesOf(language)[unit]);
      return { ...row, role: "note" as const, ...(note && { number: note.mark }) };
    }),
  };
}

function closingStart(blocks: readonly Block[]): number {
  const first = blocks.findIndex(({ role }) => role === "closing");
  return first >= 0 && blocks.slice(first).every(({ role }) => role === "closing") ? first : blocks.length;
}

/**
 * Matches closing lines as a set: the lines of each language go to lines of the first language that has most, by shared
 * numbers and dates.
 */
function matchClosings(
  languages: readonly string[],
  blocksOf: (language: string) => readonly Block[],
  lines: (language: string) => readonly number[],
): Row[] {
  const lead = languages.reduce(
    (most, language) => (lines(language).length > lines(most).length ? language : most),
    languages[0]!,
  );
  const rows = lines(lead).map((unit) => ({
    units: { [lead]: [unit] } as Record<string, number[]>,
    shared: 0,
    asked: 0,
  }));
  const extra: Row[] = [];
  const signs = (language: string, unit: number): Set<string> => {
    const text = blocksOf(language)[unit]!.text;
    // Languages differ in whether the name stands before the number: 60e séance, الجلسة 60.
    const anchors = anchorsOf(text, language).filter((anchor) => !/^@\d+$/.test(anchor));
    return new Set([...anchors, ...(asciiDigits(text).match(/\d+/g) ?? [])]);
  };
  for (const language of languages) {
    if (language === lead) continue;
    const pairs = lines(language).flatMap((unit, place) =>
      rows.map((row, at) => {
        const [mine, theirs] = [signs(language, unit), signs(lead, row.units[lead]![0]!)];
        const shared = [...mine].filter((sign) => theirs.has(sign)).length;
        return { unit, at, share: shared / Math.max(1, mine.size, theirs.size), apart: Math.abs(place - at) };
      }),
    );
    pairs.sort((a, b) => b.share - a.share || a.apart - b.apart || a.unit - b.unit);
    const taken = new Set<number>();
    for (const { unit, at, share } of pairs) {
      const row = rows[at]!;
      if (taken.has(unit) || row.units[language]) continue;
      row.units[language] = [unit];
      row.shared += share;
      row.asked++;
      taken.add(unit);
    }
    for (const unit of lines(language))
      if (!taken.has(unit)) extra.push({ units: { [language]: [unit] }, confidence: 0.5, origin: "automatic" });
  }
  return [
    ...rows.map(
      ({ units, shared, asked }): Row => ({ units, confidence: asked > 0 ? shared / asked : 1, origin: "automatic" }),
    ),
    ...extra,
  ];
}

/**
 * Aligns notes: those with the same mark in every language are a row; where marks repeat or differ, their texts decide.
 */
function alignNotes(
  languages: readonly string[],
  notesOf: (language: string) => readonly Note[],
  options: AlignOptions,
): Row[] {
  const marks = languages.map((language) => notesOf(language).map(({ mark }) => mark));
  const first = marks.find((list) => list.length > 0) ?? [];
  const same = marks.every(
    (list) => list.length === 0 || (list.length === first.length && list.every((mark, at) => mark === first[at])),
  );
  if (same)
    return first.map((_, at) => ({
      units: Object.fromEntries(
        languages.filter((language) => notesOf(language).length > 0).map((language) => [language, [at]]),
      ),
      confidence: 1,
      origin: "automatic",
    }));
  const [rows = []] = alignRows(
    [byLanguages(languages, (language) => notesOf(language).map(({ mark, text }) => `${mark} ${text}`))],
    languages,
    options,
  );
  // These segments were cut from texts that begin with the mark.
  return rows.map(({ units, confidence, origin }) => ({ units, confidence, origin }));
}

/** Returns the rows with their segments; rows that have none yet are aligned inside. */
function withSegments(
  rows: readonly (Row & Partial<UnitRow>)[],
  languages: readonly string[],
  textsOf: (language: string) => readonly string[],
  options: AlignOptions,
): UnitRow[] {
  const open = rows
    .filter((row) => row.rows === undefined)
    .map((row) => ({ row, section: sectionOf(row, languages, textsOf) }));
  const aligned = alignRows(
    open.map(({ section }) => section),
    languages,
    options,
  );
  const byRow = new Map(open.map(({ row }, at) => [row, asOne(row, aligned[at] ?? [])]));
  return rows.map((row) => byRow.get(row) ?? (row as UnitRow));
}

/** The units of a row as a section by itself. */
function sectionOf(
  { units }: Pick<Row, "units">,
  languages: readonly string[],
  textsOf: (language: string) => readonly string[],
): Section {
  return byLanguages(languages, (language) => (units[language] ?? []).map((unit) => textsOf(language)[unit]!));
}

/** Makes one row of units that are known to belong together, with the segments that were aligned in them. */
function asOne(row: Row, aligned: readonly UnitRow[]): UnitRow {
  const rows = aligned.flatMap((own) => inText(own, (language, unit) => row.units[language]![unit]!).rows);
  const segments: Record<string, Segment[]> = {};
  for (const own of rows)
    for (const [language, list] of Object.entries(own.segments))
      segments[language] = [...(segments[language] ?? []), ...list];
  // Where each language has one segment, the segments belong together because the row does.
  const isOne = Object.values(segments).every(({ length }) => length === 1);
  const { confidence, origin } = row;
  return { ...row, rows: isOne ? [{ segments, confidence, origin }] : rows };
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

/** Inserts fixed rows by the first language that they have, in the order of languages. */
function withFixed<R extends Row>(rows: readonly R[], fixed: readonly R[], languages: readonly string[]): R[] {
  const all = [...rows];
  for (const row of fixed) {
    const lead = languages.find((language) => (row.units[language]?.length ?? 0) > 0);
    if (lead === undefined) continue;
    const place = row.units[lead]![0]!;
    const before = all.findLastIndex(({ units }) => (units[lead]?.[0] ?? Infinity) < place);
    all.splice(before + 1, 0, row);
  }
  return all;
}

function inOrder<T>(byLanguage: Readonly<Record<string, T>>, languages: readonly string[]): Record<string, T> {
  return Object.fromEntries(
    languages.flatMap((language) => (language in byLanguage ? [[language, byLanguage[language] as T]] : [])),
  );
}

function byLanguages<T>(languages: readonly string[], of: (language: string, l: number) => T): Record<string, T> {
  return Object.fromEntries(languages.map((language, l) => [language, of(language, l)]));
}
