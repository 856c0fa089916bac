/**
 * Sextant's library: documents in several languages, read, aligned and kept in a translation memory.
 *
 * The rooms, in the order a document walks through them; each imports only from those above it.
 */

// align/: units → rows
export type { Bead, Row, Segment, SegmentRow } from "./align/alignment.ts";
export { anchorsOf } from "./align/anchors.ts";
export { type DictionaryEntry, dictionaryTranslations } from "./align/dictionary.ts";
export {
  type Alignment,
  alignDocuments,
  type DocumentOptions,
  type ParagraphRow,
  UnalignableDocuments,
} from "./align/document-set.ts";
export { type Embedder, embedUnits, type Vectors } from "./align/embeddings.ts";
export { type BeadUnits, evaluate, formatBeads, type Measure, parseBeads } from "./align/evaluate.ts";
export {
  formatTranslations,
  learnTranslations,
  parseTranslations,
  shippedTranslations,
  type TranslatedText,
  type WordTranslations,
} from "./align/known-words.ts";
export { type AlignOptions, COMPONENTS, type Component, type PairOptions, type Progress } from "./align/options.ts";
export { alignPairs, type TextPair } from "./align/pair.ts";
export { type AlignmentReport, DOUBTFUL, reportOn } from "./align/report.ts";
export { alignRows, type Section, type UnitRow } from "./align/rows.ts";
export { type FixedRow, UnkeepableRows } from "./align/sections.ts";
// document/: bytes → Document
export { decodeText } from "./document/decode.ts";
export { detectLanguage } from "./document/detect.ts";
export {
  type Block,
  type Document,
  type Note,
  type NoteMark,
  type Role,
  UnreadableDocument,
} from "./document/document.ts";
export { type DocumentSet, readDocumentSet, type Version } from "./document/document-set.ts";
export { type ReadOptions, readDocument, readText } from "./document/read.ts";
export {
  type DocumentSymbol,
  findSymbols,
  parseSymbol,
  type SymbolKind,
  type SymbolPlace,
} from "./document/symbols.ts";
export { chosenKeys, languageNames } from "./exchange/chosen.ts";
export type { ImportProblem, Report } from "./exchange/problem.ts";
export { type ReadUnitsOptions, readUnits } from "./exchange/read-units.ts";
// exchange/: memories as files
export { type LinesOptions, writeJsonLines, writeTsv } from "./exchange/tables/lines.ts";
export { readJsonLines, readTsv, UnreadableLines } from "./exchange/tables/lines-read.ts";
export { readTmx, UnreadableTmx } from "./exchange/tmx/tmx-read.ts";
export {
  headerOf,
  importedSets,
  sourceFirst,
  type TmxCounts,
  type TmxOptions,
  writeTmx,
} from "./exchange/tmx/tmx-write.ts";
export { writeMoses, writeXliff, writeXliff12 } from "./exchange/xliff/xliff-write.ts";
export { hanNumeral, hanNumerals, type Numeral, romanNumerals } from "./language/numerals.ts";
// language/: what is known of each language
export {
  compareLanguages,
  type LanguageProfile,
  languageCode,
  languageProfile,
  languageTag,
  OFFICIAL_LANGUAGES,
} from "./language/profile.ts";
export { sentences } from "./language/sentences.ts";
export type { Span } from "./language/span.ts";
export { wordCount, wordsOf } from "./language/words.ts";
// memory/: rows kept, corrected, and found again
export type { ConcordanceOptions } from "./memory/concordance.ts";
export { type Change, type Correction, ImpossibleCorrection } from "./memory/corrections.ts";
export { type FuzzyHit, FuzzyIndex, LEAST_SIMILARITY } from "./memory/fuzzy/fuzzy-index.ts";
export {
  type Difference,
  differences,
  type LookupOptions,
  type Match,
  PENALTIES,
  PENALTY_REASONS,
  type Penalties,
  type Penalty,
  repair,
} from "./memory/lookup.ts";
export { Memory } from "./memory/memory.ts";
export { exactKey, occurrences } from "./memory/normal.ts";
export { PHRASE_PLACES, type PhrasePlace } from "./memory/places.ts";
export type { SettledRows } from "./memory/said.ts";
export {
  type ConcordanceHit,
  type ConcordancePage,
  type FileHeader,
  type ImportedUnit,
  type InlineCode,
  MAIN_MEMORY,
  type NamedMemory,
  ORIGINS,
  type Property,
  ROW_ROLES,
  ROW_STATUSES,
  type RowStatus,
  type StoredBlock,
  type StoredDocumentSet,
  type StoredRow,
  type TranslationUnit,
  type UnitDetails,
  unofficialVersions,
} from "./memory/stored.ts";
export type { Subsegment, SubsegmentOptions } from "./memory/subsegments.ts";
export { probableTranslations } from "./memory/translation-marks.ts";
export { PAGE_LIMIT } from "./memory/units.ts";
