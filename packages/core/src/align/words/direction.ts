import type { Bags } from "../text/tokens.ts";

/** Added to each row's total: a word seen once is not certain of anything. */
export const SMOOTHING = 0.02;
/**
 * An entry that is less probable in both directions is given up. It comes back if segments are linked that were not
 * linked before.
 */
export const MIN_PROBABILITY = 1e-3;

/**
 * One direction: probabilities of target types given source types, or the reverse. Arrays have one number for each
 * entry.
 */
export interface Direction {
  probability: Float64Array;
  /** The probabilities that the last round began with. */
  previous: Float64Array;
  expected: Float64Array;
  /** Total of each type of the given side. */
  readonly totals: Float64Array;
  /** For each type of each segment of the made side in the last round, see {@link expectation}. */
  readonly factors: Float64Array;
  /** Share of each type of the made side among all tokens. */
  readonly unigrams: Float64Array;
  rows: TranslationRows;
}

/**
 * The entries with a probability, next to each other by their type of the given side: those of type t are at
 * `starts[t]` to before `starts[t + 1]`.
 */
export interface TranslationRows {
  readonly starts: Int32Array;
  readonly entries: Int32Array;
  /** The made type of each entry, and its probability. */
  readonly types: Int32Array;
  readonly probabilities: Float64Array;
}

/** Moves values to entries that were numbered anew; 0 for an entry that is new. */
export function carried(values: Float64Array, origins: Int32Array): Float64Array {
  const own = new Float64Array(origins.length);
  for (let entry = 0; entry < own.length; entry++) {
    const origin = origins[entry]!;
    if (origin >= 0) own[entry] = values[origin]!;
  }
  return own;
}

/**
 * The M-step: the probabilities are what was expected, as shares of each given type.
 *
 * @param givenUp what an entry gets that is too improbable
 */
export function maximise(direction: Direction, givenOf: Int32Array, givenUp: number): void {
  const { totals, expected } = direction;
  const size = expected.length;
  totals.fill(0);
  for (let entry = 0; entry < size; entry++) {
    const given = givenOf[entry]!;
    totals[given] = totals[given]! + expected[entry]!;
  }
  const factors = new Float64Array(totals.length);
  for (let type = 0; type < factors.length; type++) factors[type] = 1 / (totals[type]! + SMOOTHING);
  // The probabilities before the last are not needed any more, so their array is used again.
  const probability = sized(direction.previous, size);
  for (let entry = 0; entry < size; entry++) {
    const share = expected[entry]! * factors[givenOf[entry]!]!;
    probability[entry] = share < MIN_PROBABILITY ? givenUp : share;
  }
  direction.previous = direction.probability;
  direction.probability = probability;
}

/**
 * Returns an array of a size, in the same memory if it fits: large arrays are expensive to make, and every element is
 * overwritten.
 */
export const sized = (array: Float64Array, size: number): Float64Array =>
  array.length >= size ? array.subarray(0, size) : new Float64Array(size);

/** A direction before it is trained. */
export function direction(given: Int32Array, made: Int32Array, { types }: Bags): Direction {
  const total = made.reduce((sum, count) => sum + count, 0);
  const none = new Float64Array(0);
  return {
    probability: none,
    previous: none,
    expected: none,
    totals: new Float64Array(given.length),
    factors: new Float64Array(types.length),
    unigrams: Float64Array.from(made, (count) => count / total),
    rows: {
      starts: new Int32Array(given.length + 1),
      entries: new Int32Array(0),
      types: new Int32Array(0),
      probabilities: none,
    },
  };
}

/** Groups the entries with a probability by their given type. */
export function possible(given: Int32Array, made: Int32Array, { probability, totals }: Direction): TranslationRows {
  const starts = new Int32Array(totals.length + 1);
  for (let entry = 0; entry < given.length; entry++)
    if (probability[entry]! > 0) starts[given[entry]! + 1] = starts[given[entry]! + 1]! + 1;
  for (let type = 0; type < totals.length; type++) starts[type + 1] = starts[type + 1]! + starts[type]!;
  const next = starts.slice();
  const size = starts[totals.length]!;
  const rows = {
    starts,
    entries: new Int32Array(size),
    types: new Int32Array(size),
    probabilities: new Float64Array(size),
  };
  for (let entry = 0; entry < given.length; entry++) {
    if (probability[entry]! <= 0) continue;
    const row = next[given[entry]!]!;
    next[given[entry]!] = row + 1;
    rows.entries[row] = entry;
    rows.types[row] = made[entry]!;
    rows.probabilities[row] = probability[entry]!;
  }
  return rows;
}
