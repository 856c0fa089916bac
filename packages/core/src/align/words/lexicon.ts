import type { SegmentLinks } from "../grid/links.ts";
import type { Bags } from "../text/tokens.ts";
import { type BeadMates, beadMates, type SegmentRanges } from "./bead-mates.ts";
import {
  carried,
  type Direction,
  direction,
  MIN_PROBABILITY,
  maximise,
  possible,
  SMOOTHING,
  sized,
} from "./direction.ts";
import { expectation } from "./expectation.ts";
import { KeptTranslations, type Translations } from "./translations.ts";
import { pruned, type WordPairs, wordPairs } from "./word-pairs.ts";

/** Probability of an entry that was given up in one direction, while training goes on. */
const UNSEEN = 1e-7;
/** Least probability of an entry of newly linked segments when training goes on. */
const REVIVED = 0.01;
const MIN_COUNT = 1e-6;
/** Rounds of expectation–maximisation: of the first training, and of each later one, which continues from the last. */
const FIRST_ROUNDS = 5;
const LATER_ROUNDS = 3;

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
  /** Of either side's segments. */
  #mates: { readonly source: BeadMates; readonly target: BeadMates };
  /** Work space of {@link explain}, zero between calls. */
  #taught = new Float64Array(0);
  readonly #taughtTotals: Float64Array;
  /** What was explained since the last training: the same segments are asked for several times. */
  readonly #explained: { readonly forward: KeptTranslations; readonly reverse: KeptTranslations };

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
    this.#mates = this.#matesIn([]);
    this.#explained = { forward: new KeptTranslations(source.count), reverse: new KeptTranslations(target.count) };
  }

  #matesIn(beads: readonly SegmentRanges[]): { readonly source: BeadMates; readonly target: BeadMates } {
    return {
      source: beadMates(beads, "sources", this.#source.count),
      target: beadMates(beads, "targets", this.#target.count),
    };
  }

  /**
   * Trains on the links of all segments, starting from the last training.
   *
   * @param beads that are likely: what their segments taught is left out together, see {@link explain}
   */
  train(links: SegmentLinks, beads: readonly SegmentRanges[] = []): void {
    this.#mates = this.#matesIn(beads);
    this.#explained.forward.clear();
    this.#explained.reverse.clear();
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
    this.#forward.rows = possible(entrySources, entryTargets, this.#forward);
    this.#reverse.rows = possible(entryTargets, entrySources, this.#reverse);
    this.#taught = new Float64Array(entrySources.length);
  }

  /**
   * Adds the translations of a segment's tokens: the probability of each type of the other language, times the count of
   * the segment's type. Everything that the segment and those of its bead taught is taken out (leave-one-out). Otherwise
   * a bead would confirm itself, and a word that occurs nowhere else would confirm the neighbour that it learnt from.
   *
   * @param segment of the source if `forward`, of the target if not
   */
  explain(segment: number, forward: boolean, into: Translations): void {
    const kept = forward ? this.#explained.forward : this.#explained.reverse;
    if (kept.give(segment, into)) return;
    const begin = into.count;
    this.#explain(segment, forward, into);
    kept.keep(segment, into, begin);
  }

  #explain(segment: number, forward: boolean, into: Translations): void {
    const pairs = this.#pairs as WordPairs;
    const given = forward ? this.#source : this.#target;
    const { expected, totals, rows } = forward ? this.#forward : this.#reverse;
    const mates = forward ? this.#mates.source : this.#mates.target;
    const [from, to] = [mates.from[segment]!, mates.to[segment]!];
    const touched = this.#taughtBy(pairs, from, to, forward);
    const [taught, taughtTotals] = [this.#taught, this.#taughtTotals];
    const first = given.starts[segment]!;
    const end = given.starts[segment + 1]!;
    for (let at = first; at < end; at++) {
      const type = given.types[at]!;
      const times = given.times[at]!;
      const total = totals[type]! + SMOOTHING - taughtTotals[type]!;
      if (total <= MIN_COUNT) continue;
      for (let row = rows.starts[type]!; row < rows.starts[type + 1]!; row++) {
        const entry = rows.entries[row]!;
        const ownShare = taught[entry]!;
        const share = ownShare === 0 ? rows.probabilities[row]! : Math.min(1, (expected[entry]! - ownShare) / total);
        if (share > MIN_COUNT) into.add(at - first, rows.types[row]!, times * share);
      }
    }
    for (const entry of touched) taught[entry] = 0;
    for (let at = given.starts[from]!; at < given.starts[to]!; at++) taughtTotals[given.types[at]!] = 0;
  }

  /**
   * Puts into `#taught` what the links of some segments gave each entry in the last round, and into `#taughtTotals` what
   * they gave each type; the caller clears both.
   */
  #taughtBy(pairs: WordPairs, from: number, to: number, forward: boolean): number[] {
    const { previous, factors } = forward ? this.#forward : this.#reverse;
    const [given, made] = forward ? [this.#source, this.#target] : [this.#target, this.#source];
    const [index, givenSegments, madeSegments] = forward
      ? [pairs.bySource, pairs.sources, pairs.targets]
      : [pairs.byTarget, pairs.targets, pairs.sources];
    const { rows, starts, places, entries } = pairs;
    const { times, types } = given;
    const [taught, totals] = [this.#taught, this.#taughtTotals];
    const touched: number[] = [];
    for (let at = index[from]!; at < index[to]!; at++) {
      const pair = forward ? at : pairs.ofTarget[at]!;
      const weight = pairs.weights[pair]!;
      const g0 = given.starts[givenSegments[pair]!]!;
      const m0 = made.starts[madeSegments[pair]!]!;
      const [firstRow, endRow] = [rows[pair]!, rows[pair + 1]!];
      for (let row = firstRow, slot = starts[row]!; row < endRow; row++)
        for (const end = starts[row + 1]!; slot < end; slot++) {
          const entry = entries[slot]!;
          const probability = previous[entry]!;
          if (probability === 0) continue;
          const g = forward ? g0 + row - firstRow : g0 + places[slot]!;
          const m = forward ? m0 + places[slot]! : m0 + row - firstRow;
          const share = weight * factors[m]! * times[g]! * probability;
          if (share === 0) continue;
          const before = taught[entry]!;
          if (before === 0) touched.push(entry);
          taught[entry] = before + share;
          const type = types[g]!;
          totals[type] = totals[type]! + share;
        }
    }
    return touched;
  }

  /**
   * Returns pairs of types with the number of times that one is expected to translate the other (the mean of both
   * directions), and the share of this in all translations of either type (the larger one).
   *
   * @param least the smallest number
   */
  translations(least: number): { source: number; target: number; count: number; share: number }[] {
    const translations: { source: number; target: number; count: number; share: number }[] = [];
    const { entrySources, entryTargets } = this.#pairs as WordPairs;
    for (let entry = 0; entry < entrySources.length; entry++) {
      const [source, target] = [entrySources[entry]!, entryTargets[entry]!];
      const [forward, reverse] = [this.#forward.expected[entry]!, this.#reverse.expected[entry]!];
      const count = (forward + reverse) / 2;
      if (count < least) continue;
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
