/** A problem in a file: something that was not taken as it is. */
export interface ImportProblem {
  /**
   * What happened: a unit was left out (`unit`), part of the file or of a unit was left out (`part`), or it was
   * repaired and nothing is lost.
   */
  readonly kind: "unit" | "part" | "repaired";
  /** Line of the file, from 1; absent for a whole file in an archive. */
  readonly line?: number;
  /** The file inside an archive. */
  readonly file?: string;
  readonly tuid?: string;
  /** The reason in a few words, the same for all problems of one kind. */
  readonly reason: string;
  readonly message: string;
}

/** Called with each problem while a file is read. */
export type Report = (problem: ImportProblem) => void;

/** A longer text is not a segment. */
export const MAX_SEGMENT_CHARACTERS = 100_000;

/**
 * Stands in a decoded text for bytes that are none in its encoding: a surrogate alone, which XML forbids. No decoder yields one, so a text
 * that is not `isWellFormed` holds such bytes.
 */
export const ILL_FORMED = "\udfff";
/** What is said of them. */
export const ILL_FORMED_BYTES = "bytes that are no text in the file's encoding";

/** Says what an XML parser found; a character that is disallowed may be {@link ILL_FORMED}. */
export function notWellFormed(
  message: string,
  hasIllFormed: boolean,
): { readonly reason: string; readonly message: string } {
  return hasIllFormed && message.startsWith("disallowed character")
    ? { reason: "encoding", message: ILL_FORMED_BYTES }
    : { reason: "not well-formed", message };
}
