/** Something in a file that could not be read as it is. */
export interface ImportProblem {
  /** Of the file, from 1. */
  readonly line: number;
  readonly tuid?: string;
  readonly message: string;
}
