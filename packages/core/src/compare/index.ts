/**
 * Comparing: aligned rows in, findings out, one for each fault: figures that differ, what one language does not have, what
 * was not translated. Two versions of a text in one language in, what changed out. Documents and a memory in, how much of them
 * it knows out. Loads neither the memory nor any reader of files.
 *
 * @example
 * ```ts
 * import { compareRows } from "@sextant/core/compare";
 * const rows = [{ row: 0, texts: { en: "It met on 12 May 2024.", fr: "Il s’est réuni le 13 mai 2024." } }];
 * const [finding] = compareRows(rows, ["en", "fr"]); // { row: 0, type: "date", severity: "error", … }
 * ```
 * @module
 */
export { SextantError, type SextantErrorCode } from "../error.ts";
export type { Term } from "./checks/listed-terms.ts";
export { type ComparedRow, type CompareOptions, compareRows } from "./compare.ts";
export { type DocumentRow, rowsOfDocuments } from "./documents.ts";
export {
  FINDING_TYPES,
  type Finding,
  type FindingType,
  findingId,
  isAtLeast,
  type Place,
  type RowTexts,
  SEVERITIES,
  type Severity,
  VALUE_TYPES,
  type ValueFindingType,
} from "./finding.ts";
export {
  type DocumentReuse,
  type NamedDocument,
  REUSE_CLASSES,
  type ReuseClass,
  type ReuseCount,
  ReuseCounter,
  type ReuseCounts,
  type ReuseOptions,
  type ReuseReport,
  reuseOf,
  segmentsOf,
} from "./reuse/reuse.ts";
export { type ComparedSet, type ComparedStoredRow, compareStored, rowsOfStored } from "./stored.ts";
export {
  type TranslatedSegment,
  VERSION_STATES,
  type VersionComparison,
  type VersionDifference,
  type VersionEntry,
  type VersionName,
  type VersionState,
  type VersionText,
} from "./versions/entries.ts";
export { storedVersion } from "./versions/stored-version.ts";
export { type TranslationOptions, withTranslations } from "./versions/translations.ts";
export { compareVersions } from "./versions/versions.ts";
export { VERSION_WARNING_CODES, type VersionWarning, type VersionWarningCode } from "./versions/warning.ts";
