/**
 * The translation memory: documents with their alignment in, matches, hits and rows out; a SQLite file, or a PostgreSQL
 * database.
 *
 * @example
 * ```ts
 * import { Memory } from "@sextant/core/memory";
 * await using memory = await Memory.open("memory.sqlite");
 * const [best] = await memory.lookup("Toute personne a droit à la vie.", { from: "fr", to: "en" });
 * ```
 * @module
 */
export { SextantError, type SextantErrorCode } from "../error.ts";
export type { ConcordanceOptions } from "./concordance/concordance.ts";
export type { Subsegment, SubsegmentOptions, SubsegmentQuery } from "./concordance/subsegments.ts";
export {
  type Asked,
  type Change,
  type Corrected,
  type Correction,
  ImpossibleCorrection,
  KeyTaken,
  MissingVersion,
  StaleVersion,
} from "./corrections/corrections.ts";
export type { SettledRows } from "./corrections/decisions.ts";
export type { CorrectionPlan } from "./corrections/planning.ts";
export type { EngineOptions } from "./database/engine.ts";
export type { CarriedDecisions, DecidedText } from "./document-sets/carried.ts";
export { IdTaken } from "./document-sets/destination.ts";
export type { AddedUnit, GrowingSet } from "./document-sets/growing-set.ts";
export { DecisionsLost, type ImportedSet } from "./document-sets/imported-set.ts";
export type { Difference } from "./lookup/differences.ts";
export {
  type LookupOptions,
  type LookupQuery,
  type Match,
  PENALTIES,
  PENALTY_REASONS,
  type Penalties,
  type Penalty,
} from "./lookup/match.ts";
export { NUMBER_CHECK_REASONS, type NumberCheck } from "./lookup/repair.ts";
export { memoryName } from "./memories/named-memories.ts";
export { Memory, type MemoryOptions } from "./memory.ts";
export { type Origins, originsIn } from "./rows/origins.ts";
export { PAGE_LIMIT } from "./rows/units.ts";
export {
  type Account,
  type ArrivedAccount,
  accountName,
  type KeptPassword,
  type NewAccount,
} from "./serving/accounts.ts";
export type { AuditEntry, NotedEntry } from "./serving/audit.ts";
export type { Grants } from "./serving/grants.ts";
export type { GuessCount } from "./serving/guesses.ts";
export { type JobBounds, type JobFile, JobsFull } from "./serving/job-files.ts";
export {
  type EndingJob,
  JOB_KINDS,
  JOB_STATES,
  type Job,
  type JobKind,
  type JobState,
  LOST_TWICE,
  MAX_JOB_TRIES,
  type NewJob,
  type Retried,
} from "./serving/jobs.ts";
export { grantsOf, type NewSession, type SessionOwner } from "./serving/sessions.ts";
export type { NewToken, Token } from "./serving/tokens.ts";
export {
  type ConcordanceHit,
  type ConcordancePage,
  type FileHeader,
  type ImportedUnit,
  type InlineCode,
  type LanguagePair,
  MAIN_MEMORY,
  type NamedMemory,
  ORIGINS,
  type Property,
  type Removed,
  type RemovedSet,
  ROW_ROLES,
  ROW_STATUSES,
  type RowStatus,
  type StoredBlock,
  type StoredDocumentSet,
  type StoredRow,
  type StoredVersion,
  type TranslationUnit,
  type UnitDetails,
  unofficialVersions,
} from "./stored.ts";
export { exactKey } from "./text/normal.ts";
export { ARABIC_SPELLINGS, type ArabicSpelling, PHRASE_PLACES, type PhrasePlace } from "./text/places.ts";
export { type MemoryReads, type MemoryWrites, readsOf, type ServingCalls } from "./threads/calls.ts";
export { ThreadedMemory, type ThreadedOptions } from "./threads/threaded-memory.ts";
export { isJudged, type JudgedFinding, VERDICT_SCOPES, type VerdictScope } from "./verdicts/judged.ts";
export type { NotError } from "./verdicts/not-errors.ts";
