import type { Bags } from "../text/tokens.ts";
import type { WordPairs } from "./word-pairs.ts";

/** A segment that is linked with more tokens than this is too uncertain, or too long, to learn from. */
const MAX_TOKENS = 800;
/** Weight of the empty word (a token that nothing on the other side explains). */
const NULL_WEIGHT = 1.5;

/**
 * What the E-step reads and writes for one direction: the probability that a type of the given side makes a type of the
 * made side.
 */
export interface Generation {
  /**
   * For each entry, the probability of its made type given the other, and how often this is expected to have happened.
   */
  readonly probability: Float64Array;
  readonly expected: Float64Array;
  /** For each type of each made segment: its count there, over the sum of all that may have made it. */
  readonly factors: Float64Array;
  /** For each type of the made side: the probability that nothing of the other side made it. */
  readonly nothing: Float64Array;
}

/**
 * One E-step of IBM model 1 in both directions, over all linked segments: each token distributes itself over the tokens
 * that may have made it. Fills `expected` and `factors`.
 *
 * @param forward source types make target types
 * @param reverse target types make source types
 */
export function expectation(
  pairs: WordPairs,
  source: Bags,
  target: Bags,
  forward: Generation,
  reverse: Generation,
): void {
  const targetShares = begun(forward, target, source, pairs, pairs.targets, pairs.sources);
  const sourceShares = begun(reverse, source, target, pairs, pairs.sources, pairs.targets);
  addUp(pairs, source, target, forward, reverse);
  divided(forward.factors, target, targetShares);
  divided(reverse.factors, source, sourceShares);
  share(pairs, source, target, forward, reverse);
}

/** Adds to the factors of either side what may have made each type. */
function addUp(pairs: WordPairs, source: Bags, target: Bags, forward: Generation, reverse: Generation): void {
  const { rows, starts, places, entries, weights } = pairs;
  const { factors: forwardFactors, probability: forwardProbability } = forward;
  const { factors: reverseFactors, probability: reverseProbability } = reverse;
  const { times: targetTimes } = target;
  for (let pair = 0; pair < weights.length; pair++) {
    const weight = weights[pair]!;
    const s0 = source.starts[pairs.sources[pair]!]!;
    const t0 = target.starts[pairs.targets[pair]!]!;
    for (let row = rows[pair]!, s = s0, slot = starts[row]!; row < rows[pair + 1]!; row++, s++) {
      const given = weight * source.times[s]!;
      let back = 0;
      for (const end = starts[row + 1]!; slot < end; slot++) {
        const entry = entries[slot]!;
        const t = t0 + places[slot]!;
        forwardFactors[t] = forwardFactors[t]! + given * forwardProbability[entry]!;
        back += targetTimes[t]! * reverseProbability[entry]!;
      }
      reverseFactors[s] = reverseFactors[s]! + weight * back;
    }
  }
}

/** Shares each token out among the entries that may have made it. */
function share(pairs: WordPairs, source: Bags, target: Bags, forward: Generation, reverse: Generation): void {
  const { rows, starts, places, entries, weights } = pairs;
  const { factors: forwardFactors, probability: forwardProbability, expected: forwardExpected } = forward;
  const { factors: reverseFactors, probability: reverseProbability, expected: reverseExpected } = reverse;
  const { times: targetTimes } = target;
  forwardExpected.fill(0);
  reverseExpected.fill(0);
  for (let pair = 0; pair < weights.length; pair++) {
    const weight = weights[pair]!;
    const s0 = source.starts[pairs.sources[pair]!]!;
    const t0 = target.starts[pairs.targets[pair]!]!;
    for (let row = rows[pair]!, s = s0, slot = starts[row]!; row < rows[pair + 1]!; row++, s++) {
      const given = weight * source.times[s]!;
      const back = weight * reverseFactors[s]!;
      for (const end = starts[row + 1]!; slot < end; slot++) {
        const entry = entries[slot]!;
        const t = t0 + places[slot]!;
        forwardExpected[entry] = forwardExpected[entry]! + given * forwardFactors[t]! * forwardProbability[entry]!;
        reverseExpected[entry] = reverseExpected[entry]! + back * targetTimes[t]! * reverseProbability[entry]!;
      }
    }
  }
}

/**
 * Starts the sum of what may have made each type of each segment with the share of the empty word.
 *
 * @returns for each made segment the sum of its links, at most 1; 0 if nothing is learnt from it
 */
function begun(
  { factors, nothing }: Generation,
  made: Bags,
  given: Bags,
  { weights }: WordPairs,
  madeSegments: Int32Array,
  givenSegments: Int32Array,
): Float64Array {
  const tokens = new Float64Array(made.count);
  const shares = new Float64Array(made.count);
  for (let pair = 0; pair < weights.length; pair++) {
    const segment = madeSegments[pair]!;
    const weight = weights[pair]!;
    tokens[segment] = tokens[segment]! + weight * given.sizes[givenSegments[pair]!]!;
    shares[segment] = shares[segment]! + weight;
  }
  for (let segment = 0; segment < made.count; segment++) {
    const size = tokens[segment]!;
    shares[segment] = size === 0 || size > MAX_TOKENS ? 0 : Math.min(1, shares[segment]!);
    for (let k = made.starts[segment]!; k < made.starts[segment + 1]!; k++)
      factors[k] = nothing[made.types[k]!]! * NULL_WEIGHT * size;
  }
  return shares;
}

function divided(factors: Float64Array, made: Bags, shares: Float64Array): void {
  for (let segment = 0; segment < made.count; segment++) {
    const share = shares[segment]!;
    for (let k = made.starts[segment]!; k < made.starts[segment + 1]!; k++)
      factors[k] = share === 0 ? 0 : (made.times[k]! * share) / factors[k]!;
  }
}
