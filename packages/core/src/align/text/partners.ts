/** Types of another vocabulary that are partners of a type, with weights that sum to at most 1. */
export interface Partners {
  readonly ids: Int32Array;
  readonly weights: Float64Array;
}
