/** A problem in a file: something that was not taken as it is. */
export interface ImportProblem {
  /**
   * What happened: a unit was left out (`unit`), part of the file or of a unit was left out (`part`), or it was
   * repaired and nothing is lost.
   */
  readonly kind: "unit" | "part" | "repaired";
  /** Line of the file, from 1. */
  readonly line: number;
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
