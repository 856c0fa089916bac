/**
 * Alignment. In: documents, or plain units of text, in several languages. Out: rows of units that translate each other,
 * each with a confidence of 0..1. Loads neither the memory nor any reader of files.
 *
 * @example
 * ```ts
 * import { alignPairs } from "@sextant/core/align";
 * const texts = [{ source: ["Bonjour.", "Merci."], target: ["Good morning.", "Thank you."] }];
 * const [beads] = alignPairs(texts, "fr", "en");
 * beads?.map(({ source, target }) => [source, target]); // => [[[0], [0]], [[1], [1]]]
 * ```
 * @module
 */
export { SextantError, type SextantErrorCode } from "../error.ts";
export {
  type Alignment,
  alignDocuments,
  type DocumentOptions,
  type ParagraphRow,
} from "./documents/document-set.ts";
export { type AlignmentReport, DOUBTFUL, reportOn } from "./documents/report.ts";
export { type FixedRow, UnkeepableRows } from "./documents/sections.ts";
export { UnalignableDocuments } from "./documents/versions.ts";
export { type Embedder, embedUnits, type Vectors } from "./evidence/embeddings.ts";
export { type BeadUnits, evaluate, formatBeads, type Measure, parseBeads } from "./pair/evaluate.ts";
export { type AlignOptions, COMPONENTS, type Component, type PairOptions, type Progress } from "./pair/options.ts";
export { alignPairs, type Bead, type TextPair } from "./pair/pair.ts";
export { alignRows, type Row, type Section, type SegmentRow, type UnitRow } from "./rows/rows.ts";
export type { Segment } from "./text/segments.ts";
export { ThreadedAligner, type ThreadedAlignerOptions } from "./threads/threaded-aligner.ts";
export { type DictionaryEntry, dictionaryTranslations } from "./words/dictionary.ts";
export {
  formatTranslations,
  learnTranslations,
  parseTranslations,
  shippedTranslations,
  type TranslatedText,
  type WordTranslations,
} from "./words/known-words.ts";
