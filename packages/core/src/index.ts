/**
 * Sextant's library: documents in several languages, read, aligned and kept in a translation memory.
 *
 * The rooms, in the order a document walks through them; each imports only from those above it.
 */

// align/: units → rows
export {
  type Alignment,
  alignDocuments,
  type DocumentOptions,
  type ParagraphRow,
  UnalignableDocuments,
} from "./align/documents/document-set.ts";
export { type AlignmentReport, DOUBTFUL, reportOn } from "./align/documents/report.ts";
export { type FixedRow, UnkeepableRows } from "./align/documents/sections.ts";
export { type Embedder, embedUnits, type Vectors } from "./align/evidence/embeddings.ts";
export { type BeadUnits, evaluate, formatBeads, type Measure, parseBeads } from "./align/pair/evaluate.ts";
export {
  type AlignOptions,
  COMPONENTS,
  type Component,
  type PairOptions,
  type Progress,
} from "./align/pair/options.ts";
export { alignPairs, type Bead, type TextPair } from "./align/pair/pair.ts";
export { alignRows, type Row, type Section, type SegmentRow, type UnitRow } from "./align/rows/rows.ts";
export { anchorsOf } from "./align/text/anchors.ts";
export type { Segment } from "./align/text/segments.ts";
export { type DictionaryEntry, dictionaryTranslations } from "./align/words/dictionary.ts";
export {
  formatTranslations,
  learnTranslations,
  parseTranslations,
  shippedTranslations,
  type TranslatedText,
  type WordTranslations,
} from "./align/words/known-words.ts";
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
export type { ConcordanceOptions } from "./memory/concordance/concordance.ts";
export type { Subsegment, SubsegmentOptions } from "./memory/concordance/subsegments.ts";
export { probableTranslations } from "./memory/concordance/translation-marks.ts";
export { type Change, type Correction, ImpossibleCorrection } from "./memory/corrections/corrections.ts";
export type { SettledRows } from "./memory/corrections/decisions.ts";
export { repair } from "./memory/lookup/repair.ts";
export {
  type Difference,
  differences,
  type LookupOptions,
  type Match,
  PENALTIES,
  PENALTY_REASONS,
  type Penalties,
  type Penalty,
} from "./memory/lookup/scoring.ts";
export { Memory } from "./memory/memory.ts";
export { PAGE_LIMIT } from "./memory/rows/units.ts";
export { type FuzzyHit, FuzzyIndex, MIN_SIMILARITY } from "./memory/similarity/fuzzy-index.ts";
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
export { exactKey, occurrences } from "./memory/text/normal.ts";
export { PHRASE_PLACES, type PhrasePlace } from "./memory/text/places.ts";
