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
): Pick<ImportProblem, "reason" | "message"> & { readonly isRepaired: boolean } {
  if (hasIllFormed && message.startsWith("disallowed character"))
    return { reason: "encoding", message: ILL_FORMED_BYTES, isRepaired: false };
  // The parser reads such a reference as the text that it is written as.
  if (/^malformed character entity|^disallowed character in entity name/.test(message))
    return { reason: "entity", message: "a reference to no character stays as it is written", isRepaired: true };
  // Nothing of the file is lost by what stands before its beginning.
  const isRepaired = message.startsWith("an XML declaration must be at the start");
  return { reason: "not well-formed", message, isRepaired };
}

/** What is said of a character of mark-up that stands in a text. */
export const NOT_ESCAPED = "& or < not escaped";
export const notEscaped = (character: string): string => `“${character}” that is no mark-up was read as text`;
/** What is said of an entity that the file does not declare. */
export const unknownEntity = (name: string): string => `the entity &${name}; is not known: it stays as it is written`;
