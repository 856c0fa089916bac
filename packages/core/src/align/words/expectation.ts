import type { Bags } from "../text/tokens.ts";
import type { WordPairs } from "./word-pairs.ts";

/** A unit that is linked with more tokens than this is too uncertain, or too long, to teach. */
const MOST_TOKENS = 800;
/** Weight of the empty word (a token that nothing on the other side explains). */
const NULL_WEIGHT = 1.5;

/** What the E-step reads and writes of one direction: the probability that a type of the one side makes one of the other. */
export interface Generation {
  /** Of each entry, the probability of its made type given the other, and how often this is expected to have happened. */
  readonly probability: Float64Array;
  readonly expected: Float64Array;
  /** Of each type of each made unit: how often it occurs there, over the sum of all that may have made it. */
  readonly factors: Float64Array;
  /** Of each type of the made side: how probable it is from nothing. */
  readonly nothing: Float64Array;
}

/**
 * One E-step of IBM model 1 in both directions, over all linked units: each token shares itself among the tokens that may
 * have made it. Fills `expected` and `factors`.
 *
 * @param forward source types make target types; @param reverse the other way round
 */
export function expectation(
  pairs: WordPairs,
  source: Bags,
  target: Bags,
  forward: Generation,
  reverse: Generation,
): void {
  const { rows, starts, places, entries } = pairs;
  const targetShares = begun(forward, target, source, pairs, pairs.targets, pairs.sources);
  const sourceShares = begun(reverse, source, target, pairs, pairs.sources, pairs.targets);
  for (let pair = 0; pair < pairs.sources.length; pair++) {
    const weight = pairs.weights[pair] as number;
    const s0 = source.starts[pairs.sources[pair] as number] as number;
    const t0 = target.starts[pairs.targets[pair] as number] as number;
    for (let row = rows[pair] as number, s = s0; row < (rows[pair + 1] as number); row++, s++) {
      const given = weight * (source.times[s] as number);
      let back = 0;
      for (let slot = starts[row] as number; slot < (starts[row + 1] as number); slot++) {
        const entry = entries[slot] as number;
        const t = t0 + (places[slot] as number);
        forward.factors[t] = (forward.factors[t] as number) + given * (forward.probability[entry] as number);
        back += (target.times[t] as number) * (reverse.probability[entry] as number);
      }
      reverse.factors[s] = (reverse.factors[s] as number) + weight * back;
    }
  }
  divided(forward.factors, target, targetShares);
  divided(reverse.factors, source, sourceShares);
  forward.expected.fill(0);
  reverse.expected.fill(0);
  for (let pair = 0; pair < pairs.sources.length; pair++) {
    const weight = pairs.weights[pair] as number;
    const s0 = source.starts[pairs.sources[pair] as number] as number;
    const t0 = target.starts[pairs.targets[pair] as number] as number;
    for (let row = rows[pair] as number, s = s0; row < (rows[pair + 1] as number); row++, s++) {
      const given = weight * (source.times[s] as number);
      const back = weight * (reverse.factors[s] as number);
      for (let slot = starts[row] as number; slot < (starts[row + 1] as number); slot++) {
        const entry = entries[slot] as number;
        const t = t0 + (places[slot] as number);
        forward.expected[entry] =
          (forward.expected[entry] as number) +
          given * (forward.factors[t] as number) * (forward.probability[entry] as number);
        reverse.expected[entry] =
          (reverse.expected[entry] as number) +
          back * (target.times[t] as number) * (reverse.probability[entry] as number);
      }
    }
  }
}

/**
 * Begins the sums of what may have made each type of each unit, with what nothing makes.
 *
 * @returns of each made unit how far its links reach, at most 1; 0 where it teaches nothing
 */
function begun(
  { factors, nothing }: Generation,
  made: Bags,
  given: Bags,
  { weights }: WordPairs,
  madeUnits: Int32Array,
  givenUnits: Int32Array,
): Float64Array {
  const tokens = new Float64Array(made.count);
  const shares = new Float64Array(made.count);
  for (let pair = 0; pair < weights.length; pair++) {
    const unit = madeUnits[pair] as number;
    const weight = weights[pair] as number;
    tokens[unit] = (tokens[unit] as number) + weight * (given.sizes[givenUnits[pair] as number] as number);
    shares[unit] = (shares[unit] as number) + weight;
  }
  for (let unit = 0; unit < made.count; unit++) {
    const size = tokens[unit] as number;
    shares[unit] = size === 0 || size > MOST_TOKENS ? 0 : Math.min(1, shares[unit] as number);
    for (let k = made.starts[unit] as number; k < (made.starts[unit + 1] as number); k++)
      factors[k] = (nothing[made.types[k] as number] as number) * NULL_WEIGHT * size;
  }
  return shares;
}

function divided(factors: Float64Array, made: Bags, shares: Float64Array): void {
  for (let unit = 0; unit < made.count; unit++) {
    const share = shares[unit] as number;
    for (let k = made.starts[unit] as number; k < (made.starts[unit + 1] as number); k++)
      factors[k] = share === 0 ? 0 : ((made.times[k] as number) * share) / (factors[k] as number);
  }
}
