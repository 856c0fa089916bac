/** Something in a file that was not taken as it is. */
export interface ImportProblem {
  /**
   * What came of it: a unit was left out; something of the file or of a unit that was taken is left out (`part`); or it was
   * put right, and nothing is lost.
   */
  readonly kind: "unit" | "part" | "repaired";
  /** Of the file, from 1. */
  readonly line: number;
  /** The file inside an archive. */
  readonly file?: string;
  readonly tuid?: string;
  /** The reason in a few words, the same for all problems of a kind. */
  readonly reason: string;
  readonly message: string;
}

/** What a reader tells while it reads. */
export type Report = (problem: ImportProblem) => void;

/** A segment of more characters than this is no segment. */
export const MAX_SEGMENT_CHARACTERS = 100_000;
