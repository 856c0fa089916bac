/**
 * Exchange of memories as files. In: files of other tools. Out: units; and the way back. Everything streams. What is
 * left out or repaired is reported with its line.
 *
 * @example
 * ```ts
 * import { createReadStream } from "node:fs";
 * import { readTmx } from "@sextant/core/exchange";
 * for await (const { variants } of readTmx(createReadStream("memory.tmx"), console.error)) console.log(variants);
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
export { askedLanguages, chosenKeys, languageNames, versionKey } from "./chosen.ts";
export type { ImportProblem, Report } from "./problem.ts";
export { type ReadUnitsOptions, readJsonLines, readTmx, readTsv, readUnits } from "./read-units.ts";
export { type LinesOptions, writeJsonLines, writeTsv } from "./tables/lines.ts";
export { type Record as TableRecord, recordsOf, UnreadableLines } from "./tables/records.ts";
export { type Concept, type ConceptOptions, type ConceptTerm, conceptOf, type TermContext } from "./terms/concept.ts";
export { TBX_EDITIONS, type TbxEdition, writeTbx } from "./terms/tbx-write.ts";
export { UnreadableTmx } from "./tmx/tmx-read.ts";
export { headerOf, importedSets, sourceFirst, type TmxCounts, type TmxOptions, writeTmx } from "./tmx/tmx-write.ts";
export {
  BILINGUAL_FORMATS,
  languagesIn,
  UNIT_FORMATS,
  type UnitFormat,
  type WriteUnitsOptions,
  writeUnits,
} from "./write-units.ts";
export { writeMoses, writeXliff, writeXliff12 } from "./xliff/xliff-write.ts";
