import type { SegmentLinks } from "../grid/links.ts";
import type { Bags } from "../text/tokens.ts";
import { expectation } from "./expectation.ts";
import type { Translations } from "./translations.ts";
import { pruned, type WordPairs, wordPairs } from "./word-pairs.ts";

/** Added to each row's total: a word seen once is not certain of anything. */
const SMOOTHING = 0.02;
/**
 * An entry that is less probable in both directions is given up. It comes back if segments are linked that were not
 * linked before.
 */
const MIN_PROBABILITY = 1e-3;
/** Probability of an entry that was given up in one direction, while training goes on. */
const UNSEEN = 1e-7;
/** Least probability of an entry of newly linked segments when training goes on. */
const REVIVED = 0.01;
const MIN_COUNT = 1e-6;
/** Rounds of expectation–maximisation: of the first training, and of each later one, which continues from the last. */
const FIRST_ROUNDS = 5;
const LATER_ROUNDS = 3;

/**
 * One direction: probabilities of target types given source types, or the reverse. Arrays have one number for each
 * entry.
 */
interface Direction {
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
  /** The entries with a probability, by their type of the given side. */
  rows: { readonly starts: Int32Array; readonly entries: Int32Array };
}

/**
 * Word translation probabilities: IBM model 1 (Brown et al. 1993) in both directions, trained on segments that are
 * linked with a probability; each link counts by its probability. A lexicon is trained further as the links change.
 */
export class Lexicon {
  readonly #source: Bags;
  readonly #target: Bags;
  readonly #counts: { readonly source: Int32Array; readonly target: Int32Array };
  readonly #forward: Direction;
  readonly #reverse: Direction;
  #pairs: WordPairs | undefined;
  /** Work space of {@link explain}, zero between calls. */
  #taught = new Float64Array(0);
  readonly #taughtTotals: Float64Array;

  /**
   * @param source, target all segments
   * @param sourceCounts, targetCounts occurrences of each type
   */
  constructor(source: Bags, target: Bags, sourceCounts: readonly number[], targetCounts: readonly number[]) {
    this.#source = source;
    this.#target = target;
    this.#counts = { source: Int32Array.from(sourceCounts), target: Int32Array.from(targetCounts) };
    this.#forward = direction(this.#counts.source, this.#counts.target, this.#target);
    this.#reverse = direction(this.#counts.target, this.#counts.source, this.#source);
    this.#taughtTotals = new Float64Array(Math.max(sourceCounts.length, targetCounts.length));
  }

  /** Trains on the links of all segments, starting from the last training. */
  train(links: SegmentLinks): void {
    const isFirst = this.#pairs === undefined;
    if (this.#pairs) this.#prune(this.#pairs);
    const entered = wordPairs(this.#source, this.#target, links, this.#counts, this.#pairs);
    this.#pairs = entered.pairs;
    for (const direction of [this.#forward, this.#reverse]) {
      const probability = carried(direction.probability, entered.origins);
      for (let entry = 0; entry < probability.length; entry++) {
        const least = entered.anew[entry] ? (isFirst ? 1 : REVIVED) : UNSEEN;
        if (probability[entry]! < least) probability[entry] = least;
      }
      direction.probability = probability;
    }
    const rounds = isFirst ? FIRST_ROUNDS : LATER_ROUNDS;
    for (let round = 0; round < rounds; round++) {
      if (isFirst && round % 2 === 1) this.#prune(this.#pairs);
      this.#round(this.#pairs, isFirst && round === 0, round + 1 === rounds);
    }
    const { entrySources, entryTargets } = this.#pairs;
    this.#forward.rows = possible(entrySources, this.#forward);
    this.#reverse.rows = possible(entryTargets, this.#reverse);
    this.#taught = new Float64Array(entrySources.length);
  }

  /**
   * Adds the translations of a segment's tokens: the probability of each type of the other language, times the count of
   * the segment's type. Everything that the segment itself taught is taken out (leave-one-out). Otherwise its own links
   * would confirm themselves, and a word that occurs nowhere else would confirm the neighbour that it learnt from.
   *
   * @param segment of the source if `forward`, of the target if not
   */
  explain(segment: number, forward: boolean, into: Translations): void {
    const pairs = this.#pairs as WordPairs;
    const given = forward ? this.#source : this.#target;
    const { probability, expected, totals, rows } = forward ? this.#forward : this.#reverse;
    const other = forward ? pairs.entryTargets : pairs.entrySources;
    const taught = this.#taughtBy(pairs, segment, forward);
    const first = given.starts[segment]!;
    for (let at = first; at < given.starts[segment + 1]!; at++) {
      const type = given.types[at]!;
      const times = given.times[at]!;
      const total = totals[type]! + SMOOTHING - this.#taughtTotals[type]!;
      if (total <= MIN_COUNT) continue;
      for (let row = rows.starts[type]!; row < rows.starts[type + 1]!; row++) {
        const entry = rows.entries[row]!;
        const ownShare = this.#taught[entry]!;
        const share = ownShare === 0 ? probability[entry]! : Math.min(1, (expected[entry]! - ownShare) / total);
        if (share <= MIN_COUNT) continue;
        into.add(at - first, other[entry]!, times * share);
      }
    }
    for (const entry of taught) this.#taught[entry] = 0;
    for (let at = first; at < given.starts[segment + 1]!; at++) this.#taughtTotals[given.types[at]!] = 0;
  }

  /**
   * Puts into `#taught` what a segment's links gave each entry in the last round, and into `#taughtTotals` what they
   * gave each type; the caller clears both.
   */
  #taughtBy(pairs: WordPairs, segment: number, forward: boolean): number[] {
    const { previous, factors } = forward ? this.#forward : this.#reverse;
    const given = forward ? this.#source : this.#target;
    const index = forward ? pairs.bySource : pairs.byTarget;
    const [taught, totals] = [this.#taught, this.#taughtTotals];
    const touched: number[] = [];
    for (let at = index[segment]!; at < index[segment + 1]!; at++) {
      const pair = forward ? at : pairs.ofTarget[at]!;
      const weight = pairs.weights[pair]!;
      const s0 = this.#source.starts[pairs.sources[pair]!]!;
      const t0 = this.#target.starts[pairs.targets[pair]!]!;
      for (let row = pairs.rows[pair]!, s = s0; row < pairs.rows[pair + 1]!; row++, s++)
        for (let slot = pairs.starts[row]!; slot < pairs.starts[row + 1]!; slot++) {
          const entry = pairs.entries[slot]!;
          const t = t0 + pairs.places[slot]!;
          const [g, m] = forward ? [s, t] : [t, s];
          const share = weight * factors[m]! * given.times[g]! * previous[entry]!;
          if (share === 0) continue;
          if (taught[entry] === 0) touched.push(entry);
          taught[entry] = taught[entry]! + share;
          const type = given.types[g]!;
          totals[type] = totals[type]! + share;
        }
    }
    return touched;
  }

  /**
   * Returns pairs of types with the number of times that one is expected to translate the other (the mean of both
   * directions), and the share of this in all translations of either type (the larger one).
   */
  translations(): { source: number; target: number; count: number; share: number }[] {
    const translations: { source: number; target: number; count: number; share: number }[] = [];
    const { entrySources, entryTargets } = this.#pairs as WordPairs;
    for (let entry = 0; entry < entrySources.length; entry++) {
      const [source, target] = [entrySources[entry]!, entryTargets[entry]!];
      const [forward, reverse] = [this.#forward.expected[entry]!, this.#reverse.expected[entry]!];
      const count = (forward + reverse) / 2;
      const share = Math.max(forward / this.#forward.totals[source]!, reverse / this.#reverse.totals[target]!);
      if (share > MIN_PROBABILITY) translations.push({ source, target, count, share });
    }
    return translations.sort((a, b) => a.source - b.source || a.target - b.target);
  }

  /** One round of expectation–maximisation in both directions. */
  #round(pairs: WordPairs, isUniform: boolean, isLast: boolean): void {
    const [forward, reverse] = [this.#forward, this.#reverse].map((direction) => {
      const { probability, factors, unigrams } = direction;
      const expected = sized(direction.expected, probability.length);
      direction.expected = expected;
      return { probability, expected, factors, nothing: isUniform ? unigrams.map(() => 1) : unigrams };
    }) as [Parameters<typeof expectation>[3], Parameters<typeof expectation>[4]];
    expectation(pairs, this.#source, this.#target, forward, reverse);
    maximise(this.#forward, pairs.entrySources, isLast ? 0 : UNSEEN);
    maximise(this.#reverse, pairs.entryTargets, isLast ? 0 : UNSEEN);
  }

  #prune(pairs: WordPairs): void {
    const [forward, reverse] = [this.#forward.probability, this.#reverse.probability];
    const kept = pruned(pairs, forward, reverse, MIN_PROBABILITY);
    this.#pairs = kept.pairs;
    this.#forward.probability = carried(forward, kept.origins);
    this.#reverse.probability = carried(reverse, kept.origins);
  }
}

/** Moves values to entries that were numbered anew; 0 for an entry that is new. */
function carried(values: Float64Array, origins: Int32Array): Float64Array {
  const own = new Float64Array(origins.length);
  for (let entry = 0; entry < own.length; entry++) {
    const origin = origins[entry]!;
    if (origin >= 0) own[entry] = values[origin]!;
  }
  return own;
}

function maximise(direction: Direction, givenOf: Int32Array, givenUp: number): void {
  const { totals, expected } = direction;
  totals.fill(0);
  for (let entry = 0; entry < expected.length; entry++) {
    const given = givenOf[entry]!;
    totals[given] = totals[given]! + expected[entry]!;
  }
  const factors = totals.map((total) => 1 / (total + SMOOTHING));
  // The probabilities before the last are not needed any more, so their array is used again.
  const probability = sized(direction.previous, expected.length);
  for (let entry = 0; entry < expected.length; entry++) {
    const share = expected[entry]! * factors[givenOf[entry]!]!;
    probability[entry] = share < MIN_PROBABILITY ? givenUp : share;
  }
  direction.previous = direction.probability;
  direction.probability = probability;
}

/**
 * Returns an array of a size, the same one if it fits: large arrays are expensive to make, and every element is
 * overwritten.
 */
const sized = (array: Float64Array, size: number): Float64Array =>
  array.length === size ? array : new Float64Array(size);

function direction(given: Int32Array, made: Int32Array, { types }: Bags): Direction {
  const total = made.reduce((sum, count) => sum + count, 0);
  const none = new Float64Array(0);
  return {
    probability: none,
    previous: none,
    expected: none,
    totals: new Float64Array(given.length),
    factors: new Float64Array(types.length),
    unigrams: Float64Array.from(made, (count) => count / total),
    rows: { starts: new Int32Array(given.length + 1), entries: new Int32Array(0) },
  };
}

/** The entries with a probability, grouped by one of their types. */
function possible(types: Int32Array, { probability, totals }: Direction): Direction["rows"] {
  const starts = new Int32Array(totals.length + 1);
  for (let entry = 0; entry < types.length; entry++)
    if (probability[entry]! > 0) starts[types[entry]! + 1] = starts[types[entry]! + 1]! + 1;
  for (let type = 0; type < totals.length; type++) starts[type + 1] = starts[type + 1]! + starts[type]!;
  const next = starts.slice();
  const entries = new Int32Array(starts.at(-1) as number);
  for (let entry = 0; entry < types.length; entry++) {
    if (probability[entry]! <= 0) continue;
    const type = types[entry]!;
    entries[next[type]!] = entry;
    next[type] = next[type]! + 1;
  }
  return { starts, entries };
}
