/**
 * Types of another vocabulary that are partners of a type, with weights that sum to at most 1. There is one for nearly
 * each type and most hold a number or two, so they are plain lists: small typed arrays are expensive to make.
 */
export interface Partners {
  readonly ids: readonly number[];
  readonly weights: readonly number[];
}

/** The weights of partners that are equally likely. */
export const evenWeights = (count: number): number[] => new Array<number>(count).fill(1 / count);
