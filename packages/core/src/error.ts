/**
 * What a caller can do something about, each with a code of its own:
 *
 * - `unreadable-document`: the file cannot be read as a document; take another, or name its language
 * - `unreadable-file`: the file of another tool cannot be read on
 * - `unalignable-documents`: there is none, or two are in one language
 * - `unkeepable-rows`: fixed rows name units that are not there, or that are in two rows
 * - `memory-unavailable`: the memory cannot be opened or brought up to date
 * - `memory-damaged`: the file that holds the memory is damaged, and nothing is written to it; restore a backup
 * - `memory-not-changed`: a change was undone as a whole: disk, rights, connection
 * - `impossible-correction`: the correction does not fit the rows as they are
 * - `stale-version`: what is corrected, or taken back, has changed since it was seen; read it again
 * - `missing-version`: the correction does not name all versions that it is made of
 * - `key-taken`: the idempotency key was given to another request
 * - `id-taken`: the id is that of another document set; take another id, or replace it
 * - `decisions-lost`: a file no longer has units that people decided on
 * - `invalid-setting`: a setting of the environment holds what it cannot mean
 */
export type SextantErrorCode =
  | "unreadable-document"
  | "unreadable-file"
  | "unalignable-documents"
  | "unkeepable-rows"
  | "memory-unavailable"
  | "memory-damaged"
  | "memory-not-changed"
  | "impossible-correction"
  | "stale-version"
  | "missing-version"
  | "key-taken"
  | "id-taken"
  | "decisions-lost"
  | "invalid-setting";

/**
 * An error that a caller can act on. The message names the place, what was found and what would be right; `code` says which
 * kind it is; `cause` is the error below, where there is one. A wrong argument is a `RangeError` and none of these.
 */
export class SextantError extends Error {
  override name = "SextantError";
  readonly code: SextantErrorCode;

  constructor(code: SextantErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
