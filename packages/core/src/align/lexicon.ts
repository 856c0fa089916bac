import type { UnitLinks } from "./links.ts";
import type { Side } from "./tokens.ts";

/** A text pair as the lexicon sees it. */
export interface LinkedText {
  readonly source: Side;
  readonly target: Side;
  readonly links: UnitLinks;
}

/** Pairs of units less probable than this teach nothing. */
const LEAST_WEIGHT = 0.02;
/** A unit that is linked with more tokens than this is too uncertain, or too long, to teach. */
const MOST_TOKENS = 400;
/** The same for a pair of units, in pairs of tokens. */
const MOST_TOKEN_PAIRS = 1e5;
/** Weight of the empty word (a token that nothing on the other side explains). */
const NULL_WEIGHT = 1.5;
/** Added to each row's total: a word seen once is not certain of anything. */
const SMOOTHING = 0.02;
const LEAST_PROBABILITY = 2e-4;
const UNSEEN = 1e-7;
const LEAST_COUNT = 1e-6;
const ROUNDS = 8;

/** The links of one text that teach, and where their token pairs stand in the lexicon. */
interface Block {
  /** Unit pairs, ordered by source and then target. */
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  /** Token pair (q, k) of unit pair p is entry `entries[starts[p] + q * |target p| + k]`. */
  readonly starts: Int32Array;
  readonly entries: Int32Array;
  /** Unit pairs by source (they are in that order) and by target. */
  readonly bySource: Int32Array;
  readonly byTarget: Int32Array;
  readonly ofTarget: Int32Array;
}

/** One direction: probabilities of target types given source types, or the reverse. */
interface Direction {
  probability: Float64Array;
  previous: Float64Array;
  expected: Float64Array;
  totals: Float64Array;
  /** For each text: the normaliser of each token of the generated side in the last round. */
  normalisers: Float64Array[];
}

/**
 * Word translation probabilities: IBM model 1 (Brown et al. 1993) in both directions, trained on units that are linked
 * with a probability, each link counted by it.
 */
export class Lexicon {
  /** Types of the pair (source, target) of each entry. */
  readonly entrySource: Int32Array;
  readonly entryTarget: Int32Array;
  readonly #blocks: Block[];
  readonly #texts: readonly LinkedText[];
  readonly #forward: Direction;
  readonly #reverse: Direction;
  readonly #bySource: Rows;
  readonly #byTarget: Rows;
  /** Work space of {@link explain}, zero between calls. */
  readonly #taught: Float64Array;
  readonly #taughtTotals: Float64Array;

  constructor(texts: readonly LinkedText[], sourceUnigrams: Float64Array, targetUnigrams: Float64Array) {
    const entries = new EntryTable(texts);
    this.#texts = texts;
    this.#blocks = texts.map((text) => blockOf(text, entries));
    this.entrySource = entries.sources.slice(0, entries.size);
    this.entryTarget = entries.targets.slice(0, entries.size);
    this.#taught = new Float64Array(entries.size);
    this.#taughtTotals = new Float64Array(Math.max(sourceUnigrams.length, targetUnigrams.length));
    this.#forward = this.#train(true, sourceUnigrams.length, targetUnigrams);
    this.#reverse = this.#train(false, targetUnigrams.length, sourceUnigrams);
    this.#bySource = rowsOf(this.entrySource, this.#forward.probability, sourceUnigrams.length);
    this.#byTarget = rowsOf(this.entryTarget, this.#reverse.probability, targetUnigrams.length);
  }

  /**
   * Adds, to a dense array over types of the other language, `weight` × the probability of each type as a translation of
   * a unit's tokens, with all that the unit itself has taught taken out (leave-one-out): what its own links put into the
   * lexicon would speak for those very links, and what a word that occurs nowhere else learnt from a neighbour would
   * speak for the neighbour.
   *
   * @param text the text's number; @param unit of the source if `forward`, of the target if not
   * @param touched receives the types that got a value
   */
  explain(text: number, unit: number, forward: boolean, weight: number, into: Float64Array, touched: number[]): void {
    const { source, target } = this.#texts[text] as LinkedText;
    const given = forward ? source : target;
    const { probability, expected, totals } = forward ? this.#forward : this.#reverse;
    const rows = forward ? this.#bySource : this.#byTarget;
    const other = forward ? this.entryTarget : this.entrySource;
    const taught = this.#taughtBy(text, unit, forward);
    for (let at = given.starts[unit] as number; at < (given.starts[unit + 1] as number); at++) {
      const type = given.tokens[at] as number;
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
        into[made] = (into[made] as number) + weight * share;
      }
    }
    for (const entry of taught) this.#taught[entry] = 0;
    for (let at = given.starts[unit] as number; at < (given.starts[unit + 1] as number); at++)
      this.#taughtTotals[given.tokens[at] as number] = 0;
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
        const factor = (block.weights[pair] as number) / norm;
        for (let q = 0; q < givenCount; q++) {
          const entry = block.entries[start + (forward ? q * madeCount + k : k * givenCount + q)] as number;
          const share = factor * (previous[entry] as number);
          if (taught[entry] === 0) entries.push(entry);
          taught[entry] = (taught[entry] as number) + share;
          const type = given.tokens[givenStart + q] as number;
          totals[type] = (totals[type] as number) + share;
        }
      }
    }
    return entries;
  }

  #train(forward: boolean, givenTypes: number, unigrams: Float64Array): Direction {
    const size = this.entrySource.length;
    const direction: Direction = {
      probability: new Float64Array(size).fill(1),
      previous: new Float64Array(size),
      expected: new Float64Array(size),
      totals: new Float64Array(givenTypes),
      normalisers: this.#texts.map(({ source, target }) => new Float64Array((forward ? target : source).tokens.length)),
    };
    const givenOf = forward ? this.entrySource : this.entryTarget;
    for (let round = 0; round < ROUNDS; round++) {
      const { expected, totals, probability } = direction;
      direction.previous.set(probability);
      expected.fill(0);
      totals.fill(0);
      this.#texts.forEach((text, at) => {
        expectation(
          text,
          this.#blocks[at] as Block,
          direction,
          direction.normalisers[at] as Float64Array,
          forward,
          round === 0,
          unigrams,
        );
      });
      for (let entry = 0; entry < size; entry++)
        totals[givenOf[entry] as number] = (totals[givenOf[entry] as number] as number) + (expected[entry] as number);
      for (let entry = 0; entry < size; entry++) {
        const share = (expected[entry] as number) / ((totals[givenOf[entry] as number] as number) + SMOOTHING);
        // What is pruned stays possible while training goes on, and counts as nothing when texts are scored.
        probability[entry] = share > LEAST_PROBABILITY ? share : round + 1 < ROUNDS ? UNSEEN : 0;
      }
    }
    return direction;
  }
}

/** One E-step over a text: each token of the generated side shares itself among the tokens that may have made it. */
function expectation(
  text: LinkedText,
  block: Block,
  { probability, expected }: Direction,
  normalisers: Float64Array,
  forward: boolean,
  uniform: boolean,
  unigrams: Float64Array,
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
      tokens +=
        (block.weights[pair] as number) * ((given.starts[other + 1] as number) - (given.starts[other] as number));
      weights += block.weights[pair] as number;
    }
    const madeStart = made.starts[unit] as number;
    const madeCount = (made.starts[unit + 1] as number) - madeStart;
    normalisers.fill(0, madeStart, madeStart + madeCount);
    if (tokens === 0 || tokens > MOST_TOKENS) continue;
    const share = Math.min(1, weights);
    for (let k = 0; k < madeCount; k++) {
      let sum = (uniform ? 1 : (unigrams[made.tokens[madeStart + k] as number] as number)) * NULL_WEIGHT * tokens;
      for (let at = from; at < to; at++) {
        const pair = forward ? (block.ofTarget[at] as number) : at;
        const other = (forward ? block.sources[pair] : block.targets[pair]) as number;
        const count = (given.starts[other + 1] as number) - (given.starts[other] as number);
        const start = block.starts[pair] as number;
        const step = forward ? madeCount : 1;
        let part = 0;
        for (let q = 0, e = forward ? start + k : start + k * count; q < count; q++, e += step)
          part += probability[block.entries[e] as number] as number;
        sum += (block.weights[pair] as number) * part;
      }
      normalisers[madeStart + k] = sum / share;
      for (let at = from; at < to; at++) {
        const pair = forward ? (block.ofTarget[at] as number) : at;
        const other = (forward ? block.sources[pair] : block.targets[pair]) as number;
        const count = (given.starts[other + 1] as number) - (given.starts[other] as number);
        const start = block.starts[pair] as number;
        const step = forward ? madeCount : 1;
        const factor = (share * (block.weights[pair] as number)) / sum;
        for (let q = 0, e = forward ? start + k : start + k * count; q < count; q++, e += step) {
          const entry = block.entries[e] as number;
          expected[entry] = (expected[entry] as number) + factor * (probability[entry] as number);
        }
      }
    }
  }
}

function blockOf({ source, target, links }: LinkedText, table: EntryTable): Block {
  const sources: number[] = [];
  const targets: number[] = [];
  const weights: number[] = [];
  const starts: number[] = [];
  const bySource = new Int32Array(source.count + 1);
  let size = 0;
  for (let i = 0; i < source.count; i++) {
    for (let at = links.starts[i] as number; at < (links.starts[i + 1] as number); at++) {
      if ((links.weights[at] as number) < LEAST_WEIGHT) continue;
      const j = links.targets[at] as number;
      const tokenPairs =
        ((source.starts[i + 1] as number) - (source.starts[i] as number)) *
        ((target.starts[j + 1] as number) - (target.starts[j] as number));
      if (tokenPairs > MOST_TOKEN_PAIRS) continue;
      sources.push(i);
      targets.push(j);
      weights.push(links.weights[at] as number);
      starts.push(size);
      size += tokenPairs;
    }
    bySource[i + 1] = sources.length;
  }
  const entries = new Int32Array(size);
  let next = 0;
  for (let pair = 0; pair < sources.length; pair++) {
    const i = sources[pair] as number;
    const j = targets[pair] as number;
    for (let q = source.starts[i] as number; q < (source.starts[i + 1] as number); q++)
      for (let k = target.starts[j] as number; k < (target.starts[j + 1] as number); k++)
        entries[next++] = table.entry(source.tokens[q] as number, target.tokens[k] as number);
  }
  const { starts: byTarget, order: ofTarget } = groupBy(Int32Array.from(targets), target.count);
  return {
    sources: Int32Array.from(sources),
    targets: Int32Array.from(targets),
    weights: Float64Array.from(weights),
    starts: Int32Array.from(starts),
    entries,
    bySource,
    byTarget,
    ofTarget,
  };
}

/** Numbers pairs of types in the order in which they are met: an open-addressing hash table over two integers. */
class EntryTable {
  size = 0;
  sources: Int32Array;
  targets: Int32Array;
  #slots: Int32Array;

  constructor(texts: readonly LinkedText[]) {
    let tokens = 0;
    for (const { source, target } of texts) tokens += source.tokens.length + target.tokens.length;
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(1024, 16 * tokens)));
    this.#slots = new Int32Array(capacity).fill(-1);
    this.sources = new Int32Array(capacity >> 1);
    this.targets = new Int32Array(capacity >> 1);
  }

  entry(source: number, target: number): number {
    let slots = this.#slots;
    let mask = slots.length - 1;
    let slot = hash(source, target) & mask;
    for (let entry = slots[slot] as number; entry >= 0; slot = (slot + 1) & mask, entry = slots[slot] as number)
      if (this.sources[entry] === source && this.targets[entry] === target) return entry;
    if (this.size === this.sources.length) {
      this.#grow();
      slots = this.#slots;
      mask = slots.length - 1;
      slot = this.#free(source, target);
    }
    slots[slot] = this.size;
    this.sources[this.size] = source;
    this.targets[this.size] = target;
    return this.size++;
  }

  #free(source: number, target: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(source, target) & mask;
    while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const capacity = this.#slots.length * 2;
    const sources = new Int32Array(capacity >> 1);
    const targets = new Int32Array(capacity >> 1);
    sources.set(this.sources);
    targets.set(this.targets);
    this.sources = sources;
    this.targets = targets;
    this.#slots = new Int32Array(capacity).fill(-1);
    for (let entry = 0; entry < this.size; entry++)
      this.#slots[this.#free(sources[entry] as number, targets[entry] as number)] = entry;
  }
}

function hash(a: number, b: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Entries with a probability, grouped by one of their types. */
interface Rows {
  readonly starts: Int32Array;
  readonly entries: Int32Array;
}

function rowsOf(types: Int32Array, probability: Float64Array, count: number): Rows {
  const starts = new Int32Array(count + 1);
  for (let entry = 0; entry < types.length; entry++)
    if ((probability[entry] as number) > 0)
      starts[(types[entry] as number) + 1] = (starts[(types[entry] as number) + 1] as number) + 1;
  for (let type = 0; type < count; type++) starts[type + 1] = (starts[type + 1] as number) + (starts[type] as number);
  const next = starts.slice();
  const entries = new Int32Array(starts[count] as number);
  for (let entry = 0; entry < types.length; entry++) {
    if ((probability[entry] as number) <= 0) continue;
    const type = types[entry] as number;
    entries[next[type] as number] = entry;
    next[type] = (next[type] as number) + 1;
  }
  return { starts, entries };
}

/** Counting sort: positions of `keys` in order of key; those of key k are `order[starts[k]..starts[k+1])`. */
function groupBy(keys: Int32Array, count: number): { starts: Int32Array; order: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const key of keys) starts[key + 1] = (starts[key + 1] as number) + 1;
  for (let key = 0; key < count; key++) starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  const next = starts.slice();
  const order = new Int32Array(keys.length);
  keys.forEach((key, at) => {
    order[next[key] as number] = at;
    next[key] = (next[key] as number) + 1;
  });
  return { starts, order };
}
