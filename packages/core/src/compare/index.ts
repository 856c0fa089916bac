/**
 * Comparing: two versions of a text in one language, and how much of a document a memory knows.
 *
 * @example
 * ```ts
 * import { compareVersions } from "@sextant/core/compare";
 * const { counts } = compareVersions(await readDocument("draft.pdf"), await readDocument("adopted.pdf"));
 * ```
 * @module
 */
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
