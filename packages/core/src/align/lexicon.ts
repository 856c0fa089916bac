import { EntryTable } from "./entry-table.ts";
import { type Block, blockOf, type LinkedText } from "./linked-text.ts";

/** A unit that is linked with more tokens than this is too uncertain, or too long, to teach. */
const MOST_TOKENS = 800;
/** Weight of the empty word (a token that nothing on the other side explains). */
const NULL_WEIGHT = 1.5;
/** Added to each row's total: a word seen once is not certain of anything. */
const SMOOTHING = 0.02;
const LEAST_PROBABILITY = 1e-3;
const UNSEEN = 1e-7;
const LEAST_COUNT = 1e-6;
/** Rounds of expectation–maximisation: of the first training, and of each later one, which goes on from where it was. */
const FIRST_ROUNDS = 5;
const LATER_ROUNDS = 3;
/** What a pair of words is worth at least when training goes on: what was given up comes back where links now say so. */
const REVIVED = 0.01;

/** One direction: probabilities of target types given source types, or the reverse. Arrays hold a number for each entry. */
interface Direction {
  probability: Float64Array;
  previous: Float64Array;
  expected: Float64Array;
  /** Of each type of the given side. */
  readonly totals: Float64Array;
  /** For each text: the normaliser of each type of each unit of the generated side in the last round. */
  normalisers: Float64Array[];
  /** Share of each type of the generated side among all tokens. */
  readonly unigrams: Float64Array;
  /** The entries of each type of the given side. */
  rows: Rows;
}

/**
 * Word translation probabilities: IBM model 1 (Brown et al. 1993) in both directions, trained on units that are linked
 * with a probability, each link counted by it. A lexicon is trained again as the links change.
 */
export class Lexicon {
  readonly #table: EntryTable;
  #blocks: Block[] = [];
  #texts: readonly LinkedText[] = [];
  readonly #forward: Direction;
  readonly #reverse: Direction;
  /** Work space of {@link explain}, zero between calls. */
  #taught = new Float64Array(0);
  readonly #taughtTotals: Float64Array;

  /**
   * @param sourceCounts, targetCounts occurrences of each type
   */
  constructor(sourceCounts: readonly number[], targetCounts: readonly number[]) {
    this.#table = new EntryTable(8 * (sourceCounts.length + targetCounts.length));
    this.#taughtTotals = new Float64Array(Math.max(sourceCounts.length, targetCounts.length));
    this.#forward = direction(sourceCounts.length, targetCounts);
    this.#reverse = direction(targetCounts.length, sourceCounts);
  }

  /** Trains on texts and their links, going on from the last training; texts are the same each time, in the same order. */
  train(texts: readonly LinkedText[]): void {
    const isFirst = this.#blocks.length === 0;
    this.#blocks = texts.map((text, at) => blockOf(text, this.#table, this.#blocks[at]));
    this.#texts = texts;
    this.#taught = new Float64Array(this.#table.size);
    this.#maximise(true, isFirst);
    this.#maximise(false, isFirst);
  }

  /**
   * Adds, to a dense array over types of the other language, the probability of each type as a translation of a unit's
   * tokens times the type's `scale`, with all that the unit itself has taught taken out (leave-one-out): what its own links put into the
   * lexicon would speak for those very links, and what a word that occurs nowhere else learnt from a neighbour would
   * speak for the neighbour.
   *
   * @param text the text's number; @param unit of the source if `forward`, of the target if not
   * @param touched receives the types that got a value
   */
  explain(
    text: number,
    unit: number,
    forward: boolean,
    scale: Float64Array,
    into: Float64Array,
    touched: number[],
  ): void {
    const { source, target } = this.#texts[text] as LinkedText;
    const given = forward ? source : target;
    const { probability, expected, totals, rows } = forward ? this.#forward : this.#reverse;
    const other = forward ? this.#table.targets : this.#table.sources;
    const taught = this.#taughtBy(text, unit, forward);
    for (let at = given.starts[unit] as number; at < (given.starts[unit + 1] as number); at++) {
      const type = given.types[at] as number;
      const times = given.times[at] as number;
      const total = (totals[type] as number) + SMOOTHING - (this.#taughtTotals[type] as number);
      if (total <= LEAST_COUNT) continue;
      for (let row = rows.starts[type] as number; row < (rows.starts[type + 1] as number); row++) {
        const entry = rows.entries[row] as number;
        const own = this.#taught[entry] as number;
        const share =
          own === 0 ? (probability[entry] as number) : Math.min(1, ((expected[entry] as number) - own) / total);
        if (share <= LEAST_COUNT) continue;
        const made = other[entry] as number;
        if (into[made] === 0) touched.push(made);
        into[made] = (into[made] as number) + times * (scale[made] as number) * share;
      }
    }
    for (const entry of taught) this.#taught[entry] = 0;
    for (let at = given.starts[unit] as number; at < (given.starts[unit + 1] as number); at++)
      this.#taughtTotals[given.types[at] as number] = 0;
  }

  /**
   * Puts into `#taught` what a unit's links gave each entry in the last round, and into `#taughtTotals` each type; the
   * caller clears both again.
   */
  #taughtBy(text: number, unit: number, forward: boolean): number[] {
    const block = this.#blocks[text] as Block;
    const { source, target } = this.#texts[text] as LinkedText;
    const { previous, normalisers } = forward ? this.#forward : this.#reverse;
    const [given, made] = forward ? [source, target] : [target, source];
    const index = forward ? block.bySource : block.byTarget;
    const norms = normalisers[text] as Float64Array;
    const totals = this.#taughtTotals;
    const givenStart = given.starts[unit] as number;
    const givenCount = (given.starts[unit + 1] as number) - givenStart;
    const taught = this.#taught;
    const entries: number[] = [];
    for (let at = index[unit] as number; at < (index[unit + 1] as number); at++) {
      const pair = forward ? at : (block.ofTarget[at] as number);
      const partner = (forward ? block.targets[pair] : block.sources[pair]) as number;
      const madeStart = made.starts[partner] as number;
      const madeCount = (made.starts[partner + 1] as number) - madeStart;
      const start = block.starts[pair] as number;
      for (let k = 0; k < madeCount; k++) {
        const norm = norms[madeStart + k] as number;
        if (norm <= 0) continue;
        const factor = ((block.weights[pair] as number) * (made.times[madeStart + k] as number)) / norm;
        for (let q = 0; q < givenCount; q++) {
          const entry = block.entries[start + (forward ? q * madeCount + k : k * givenCount + q)] as number;
          // What was pruned a round ago gave nothing that counts.
          if ((previous[entry] as number) <= UNSEEN) continue;
          const share = factor * (given.times[givenStart + q] as number) * (previous[entry] as number);
          if (taught[entry] === 0) entries.push(entry);
          taught[entry] = (taught[entry] as number) + share;
          const type = given.types[givenStart + q] as number;
          totals[type] = (totals[type] as number) + share;
        }
      }
    }
    return entries;
  }

  /**
   * Pairs of types with the number of times one is expected to translate the other, the mean of both directions, and the
   * share this is of what one of the two translates, the larger of both.
   */
  translations(): { source: number; target: number; count: number; share: number }[] {
    const found: { source: number; target: number; count: number; share: number }[] = [];
    for (let entry = 0; entry < this.#table.size; entry++) {
      const [source, target] = [this.#table.sources[entry] as number, this.#table.targets[entry] as number];
      const [forward, reverse] = [this.#forward.expected[entry] as number, this.#reverse.expected[entry] as number];
      const count = (forward + reverse) / 2;
      const share = Math.max(
        forward / (this.#forward.totals[source] as number),
        reverse / (this.#reverse.totals[target] as number),
      );
      if (share > LEAST_PROBABILITY) found.push({ source, target, count, share });
    }
    return found.sort((a, b) => a.source - b.source || a.target - b.target);
  }

  #maximise(forward: boolean, isFirst: boolean): void {
    const direction = forward ? this.#forward : this.#reverse;
    const { sources, targets, size } = this.#table;
    const givenOf = forward ? sources : targets;
    const { totals } = direction;
    const probability = new Float64Array(size).fill(isFirst ? 1 : REVIVED);
    if (!isFirst)
      for (let entry = 0; entry < direction.probability.length; entry++)
        probability[entry] = Math.max(direction.probability[entry] as number, REVIVED);
    const expected = new Float64Array(size);
    Object.assign(direction, {
      probability,
      expected,
      previous: new Float64Array(size),
      normalisers: this.#texts.map(({ source, target }) => new Float64Array((forward ? target : source).types.length)),
    });
    const rounds = isFirst ? FIRST_ROUNDS : LATER_ROUNDS;
    for (let round = 0; round < rounds; round++) {
      direction.previous.set(probability);
      expected.fill(0);
      totals.fill(0);
      this.#texts.forEach((text, at) => {
        const norms = direction.normalisers[at] as Float64Array;
        expectation(text, this.#blocks[at] as Block, direction, norms, forward, isFirst && round === 0);
      });
      for (let entry = 0; entry < size; entry++) {
        const given = givenOf[entry] as number;
        totals[given] = (totals[given] as number) + (expected[entry] as number);
      }
      // What is pruned stays possible while training goes on, and counts as nothing when texts are scored.
      const pruned = round + 1 < rounds ? UNSEEN : 0;
      for (let entry = 0; entry < size; entry++) {
        const share = (expected[entry] as number) / ((totals[givenOf[entry] as number] as number) + SMOOTHING);
        probability[entry] = share > LEAST_PROBABILITY ? share : pruned;
      }
    }
    direction.rows = rowsOf(givenOf, probability, totals.length);
  }
}

function direction(givenTypes: number, madeCounts: readonly number[]): Direction {
  const total = madeCounts.reduce((sum, count) => sum + count, 0);
  const none = new Float64Array(0);
  return {
    probability: none,
    previous: none,
    expected: none,
    totals: new Float64Array(givenTypes),
    normalisers: [],
    unigrams: Float64Array.from(madeCounts, (count) => count / total),
    rows: { starts: new Int32Array(givenTypes + 1), entries: new Int32Array(0) },
  };
}

/** One E-step over a text: each token of the generated side shares itself among the tokens that may have made it. */
function expectation(
  text: LinkedText,
  block: Block,
  { probability, expected, unigrams }: Direction,
  normalisers: Float64Array,
  forward: boolean,
  uniform: boolean,
): void {
  const made = forward ? text.target : text.source;
  const given = forward ? text.source : text.target;
  const index = forward ? block.byTarget : block.bySource;
  for (let unit = 0; unit < made.count; unit++) {
    const from = index[unit] as number;
    const to = index[unit + 1] as number;
    let tokens = 0;
    let weights = 0;
    for (let at = from; at < to; at++) {
      const pair = forward ? (block.ofTarget[at] as number) : at;
      const other = (forward ? block.sources[pair] : block.targets[pair]) as number;
      tokens += (block.weights[pair] as number) * (given.sizes[other] as number);
      weights += block.weights[pair] as number;
    }
    const madeStart = made.starts[unit] as number;
    const madeCount = (made.starts[unit + 1] as number) - madeStart;
    normalisers.fill(0, madeStart, madeStart + madeCount);
    if (tokens === 0 || tokens > MOST_TOKENS) continue;
    const share = Math.min(1, weights);
    for (let k = 0; k < madeCount; k++) {
      const times = made.times[madeStart + k] as number;
      let sum = (uniform ? 1 : (unigrams[made.types[madeStart + k] as number] as number)) * NULL_WEIGHT * tokens;
      for (let at = from; at < to; at++) {
        const pair = forward ? (block.ofTarget[at] as number) : at;
        const other = (forward ? block.sources[pair] : block.targets[pair]) as number;
        const first = given.starts[other] as number;
        const count = (given.starts[other + 1] as number) - first;
        const start = block.starts[pair] as number;
        const step = forward ? madeCount : 1;
        let part = 0;
        for (let q = 0, e = forward ? start + k : start + k * count; q < count; q++, e += step)
          part += (given.times[first + q] as number) * (probability[block.entries[e] as number] as number);
        sum += (block.weights[pair] as number) * part;
      }
      normalisers[madeStart + k] = sum / share;
      for (let at = from; at < to; at++) {
        const pair = forward ? (block.ofTarget[at] as number) : at;
        const other = (forward ? block.sources[pair] : block.targets[pair]) as number;
        const first = given.starts[other] as number;
        const count = (given.starts[other + 1] as number) - first;
        const start = block.starts[pair] as number;
        const step = forward ? madeCount : 1;
        const factor = (times * share * (block.weights[pair] as number)) / sum;
        for (let q = 0, e = forward ? start + k : start + k * count; q < count; q++, e += step) {
          const entry = block.entries[e] as number;
          expected[entry] =
            (expected[entry] as number) + factor * (given.times[first + q] as number) * (probability[entry] as number);
        }
      }
    }
  }
}

/** Entries with a probability, grouped by one of their types. */
interface Rows {
  readonly starts: Int32Array;
  readonly entries: Int32Array;
}

function rowsOf(types: Int32Array, probability: Float64Array, count: number): Rows {
  const starts = new Int32Array(count + 1);
  for (let entry = 0; entry < probability.length; entry++)
    if ((probability[entry] as number) > 0)
      starts[(types[entry] as number) + 1] = (starts[(types[entry] as number) + 1] as number) + 1;
  for (let type = 0; type < count; type++) starts[type + 1] = (starts[type + 1] as number) + (starts[type] as number);
  const next = starts.slice();
  const entries = new Int32Array(starts[count] as number);
  for (let entry = 0; entry < probability.length; entry++) {
    if ((probability[entry] as number) <= 0) continue;
    const type = types[entry] as number;
    entries[next[type] as number] = entry;
    next[type] = (next[type] as number) + 1;
  }
  return { starts, entries };
}
