/**
 * Reading of documents. In: a file. Out: a `Document` of blocks and notes. The content decides the format, and its
 * reader is loaded when the first such file comes.
 *
 * @example
 * ```ts
 * import { readDocument } from "@sextant/core/document";
 * const { language, blocks } = await readDocument("resolution.pdf");
 * ```
 * @module
 */
export {
  SextantError,
  type SextantErrorCode,
  UNREADABLE_REASONS,
  type UnreadableReason,
  type WhyUnreadable,
} from "../error.ts";
export { decodeText } from "./decode.ts";
export { detectLanguage } from "./detect.ts";
export {
  type Block,
  type Box,
  type Cell,
  type Decision,
  type Document,
  type Evidence,
  type LeftOut,
  type Note,
  type NoteMark,
  type Reading,
  type Role,
  UnreadableDocument,
} from "./document.ts";
export { type DocumentSet, documentSetOf, readDocumentSet, type SetDetails, type Version } from "./document-set.ts";
export { encodingNamed } from "./encoding/encodings.ts";
export { type Format, formatOf } from "./format.ts";
export { type ReadOptions, readDocument, readText } from "./read.ts";
export { type ReadingLimits, ReadingThreads, readUntrusted } from "./reading-thread.ts";
export { isSetId, MAX_SET_ID, SET_ID_RULE } from "./set-id.ts";
export { type DocumentSymbol, findSymbols, parseSymbol, type SymbolKind, type SymbolPlace } from "./symbols.ts";
export { partsOfVersions } from "./versions-in-one.ts";
export { type ReadingWarning, WARNING_CODES, type WarningCode } from "./warning.ts";
