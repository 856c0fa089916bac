/**
 * Kinds of errors that a caller can act on:
 *
 * - `unreadable-document`: the file cannot be read as a document; take another, or name its language
 * - `unreadable-file`: the file of another tool cannot be read further
 * - `unalignable-documents`: there is no document, or two are in one language
 * - `unkeepable-rows`: a fixed row names a unit that does not exist, or two name the same
 * - `memory-unavailable`: the memory cannot be opened or migrated
 * - `memory-damaged`: the file that holds the memory is damaged, and nothing is written to it; restore a backup
 * - `memory-not-changed`: a change was rolled back as a whole: disk, rights, connection
 * - `memory-busy`: others write, or too many ask, for longer than is waited; nothing was done; ask again later
 * - `jobs-full`: as many jobs wait as may, or their files take as much as they may; send it again when some are done
 * - `impossible-correction`: the correction does not fit the rows as they are
 * - `stale-version`: what is corrected, or taken back, has changed since it was seen; read it again
 * - `missing-version`: the correction does not name all versions that it is based on
 * - `key-taken`: the idempotency key was used for another request
 * - `id-taken`: the id belongs to another document set, or the name to another memory; take another, or replace the set
 * - `decisions-lost`: a file no longer has units that people decided on
 * - `invalid-setting`: a setting of the environment has a value that is not allowed
 */
export type SextantErrorCode =
  | "unreadable-document"
  | "unreadable-file"
  | "unalignable-documents"
  | "unkeepable-rows"
  | "memory-unavailable"
  | "memory-damaged"
  | "memory-not-changed"
  | "memory-busy"
  | "jobs-full"
  | "impossible-correction"
  | "stale-version"
  | "missing-version"
  | "key-taken"
  | "id-taken"
  | "decisions-lost"
  | "invalid-setting";

/** Why a file cannot be read, for who says it in other words than the message. */
export const UNREADABLE_REASONS = [
  "empty",
  "binary",
  "picture",
  "scan",
  "archive",
  "workbook",
  "units",
  "po-file",
  "xml",
  "encrypted",
  "damaged",
  "encoding",
  "two-encodings",
  "language",
  "unofficial-language",
  "no-part",
  "too-costly",
  "needs-converting",
  "other-office",
  "columns",
  "column-names",
  "id-column",
  "languages-not-named",
  "ends-early",
  "no-units",
  "nothing-inside",
  "none-taken",
] as const;
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number];

/** Why a file cannot be read: a reason, and what its sentence is made from. */
export interface WhyUnreadable {
  readonly reason: UnreadableReason;
  readonly values?: Readonly<Record<string, string | number | readonly (string | number)[]>> | undefined;
}

export interface UnreadableOptions extends ErrorOptions {
  /** Left out where nobody can do more about it than the kind of error says. */
  readonly why?: WhyUnreadable | undefined;
}

/**
 * An error that a caller can act on. The message names the place, what was met and what would be right; `code` is its
 * kind; `cause` is the underlying error, if any. Invalid arguments are `RangeError`s instead.
 */
export class SextantError extends Error {
  override name = "SextantError";
  readonly code: SextantErrorCode;
  /** Of what cannot be read. */
  readonly why?: WhyUnreadable;

  constructor(code: SextantErrorCode, message: string, options: UnreadableOptions = {}) {
    super(message, options);
    this.code = code;
    if (options.why) this.why = options.why;
  }
}
