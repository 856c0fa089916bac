import type { Lookalikes } from "./cognates.ts";
import type { Corridor } from "./corridor.ts";
import type { Lexicon } from "./lexicon.ts";
import { MAX_AGAINST_ONE } from "./shapes.ts";
import type { Side } from "./tokens.ts";

/**
 * Where a token may come from, given the other side of its bead: the background (its share of the whole text), the
 * lexicon, a token of the same spelling, a cognate. The weights sum to 1 and are learnt; a source that explains nothing
 * goes to (nearly) nothing by itself.
 */
export type Weights = readonly [background: number, lexicon: number, identical: number, cognate: number];

/** Before there is a lexicon, and before its weight is learnt. */
export const WEIGHTS_WITHOUT_LEXICON: Weights = [0.85, 0, 0.1, 0.05];
export const FIRST_WEIGHTS: Weights = [0.5, 0.35, 0.1, 0.05];

/** What is the same for all texts of a language pair. */
export interface PairModel {
  readonly sourceUnigrams: Float64Array;
  readonly targetUnigrams: Float64Array;
  /** From source types to target types, and back. */
  readonly forwardLookalikes: Lookalikes;
  readonly reverseLookalikes: Lookalikes;
  readonly lexicon: Lexicon | undefined;
  readonly forwardWeights: Weights;
  readonly reverseWeights: Weights;
}

/**
 * How well units explain each other's words, for all beads of a corridor. `targets[(a - 1) * cells + cell(i, y)]` is the
 * log-likelihood ratio of target unit y's tokens given the `a` source units that end with i, against the background;
 * `sources[(b - 1) * cells + cell(x, j)]` that of source unit x given the `b` target units that end with j. A bead's
 * ratio is the sum over its units: so each is computed once, and not once for each shape. NaN lies outside the corridor.
 */
export interface WordScores {
  readonly targets: Float32Array;
  readonly sources: Float32Array;
  readonly cells: number;
}

/** Computes {@link WordScores}; `text` is the text's number in the lexicon. */
export function wordScores(source: Side, target: Side, corridor: Corridor, model: PairModel, text: number): WordScores {
  const cells = corridor.cellOffset[corridor.sources] as number;
  const forward = explained(source, target, corridor, model, text, true);
  const reverse = explained(source, target, corridor, model, text, false);
  const targets = new Float32Array(MAX_AGAINST_ONE * cells).fill(Number.NaN);
  const sources = new Float32Array(MAX_AGAINST_ONE * cells).fill(Number.NaN);
  const sum = new Float64Array(Math.max(longest(source), longest(target)));

  for (let i = 0; i < corridor.sources; i++) {
    for (let y = corridor.low[i] as number; y < (corridor.high[i] as number); y++) {
      const made = (target.starts[y + 1] as number) - (target.starts[y] as number);
      sum.fill(0, 0, made);
      let given = 0;
      for (let a = 1; a <= MAX_AGAINST_ONE; a++) {
        const x = i - a + 1;
        if (x < 0 || y >= (corridor.high[x] as number)) break;
        given += (source.starts[x + 1] as number) - (source.starts[x] as number);
        const from = forward.starts[cellAt(corridor, x, y)] as number;
        for (let k = 0; k < made; k++) sum[k] = (sum[k] as number) + (forward.values[from + k] as number);
        targets[(a - 1) * cells + cellAt(corridor, i, y)] = ratio(sum, made, given, model.forwardWeights[0]);
      }
    }
  }
  for (let x = 0; x < corridor.sources; x++) {
    const made = (source.starts[x + 1] as number) - (source.starts[x] as number);
    const low = corridor.low[x] as number;
    for (let j = low; j < (corridor.high[x] as number); j++) {
      sum.fill(0, 0, made);
      let given = 0;
      for (let b = 1; b <= MAX_AGAINST_ONE; b++) {
        const y = j - b + 1;
        if (y < low) break;
        given += (target.starts[y + 1] as number) - (target.starts[y] as number);
        const from = reverse.starts[cellAt(corridor, x, y)] as number;
        for (let q = 0; q < made; q++) sum[q] = (sum[q] as number) + (reverse.values[from + q] as number);
        sources[(b - 1) * cells + cellAt(corridor, x, j)] = ratio(sum, made, given, model.reverseWeights[0]);
      }
    }
  }
  return { targets, sources, cells };
}

function cellAt(corridor: Corridor, i: number, j: number): number {
  return (corridor.cellOffset[i] as number) + j - (corridor.low[i] as number);
}

function longest(side: Side): number {
  let most = 1;
  for (let i = 0; i < side.count; i++)
    most = Math.max(most, (side.starts[i + 1] as number) - (side.starts[i] as number));
  return most;
}

/** Σ log(λ0 + explained / given): products are taken before the logarithm, which is the dear part. */
function ratio(explained: Float64Array, made: number, given: number, background: number): number {
  if (made === 0 || given === 0) return 0;
  let log = 0;
  let product = 1;
  for (let k = 0; k < made; k++) {
    product *= background + (explained[k] as number) / given;
    if (product > 1e200 || product < 1e-200) {
      log += Math.log(product);
      product = 1;
    }
  }
  return log + Math.log(product);
}

/** For each cell of the corridor and each token of its generated unit: λ-weighted explanation over its background share. */
function explained(
  source: Side,
  target: Side,
  corridor: Corridor,
  model: PairModel,
  text: number,
  forward: boolean,
): { starts: Int32Array; values: Float32Array } {
  const made = forward ? target : source;
  const given = forward ? source : target;
  const unigrams = forward ? model.targetUnigrams : model.sourceUnigrams;
  const [, lexical] = forward ? model.forwardWeights : model.reverseWeights;
  const starts = new Int32Array((corridor.cellOffset[corridor.sources] as number) + 1);
  for (let i = 0, cell = 0; i < corridor.sources; i++)
    for (let j = corridor.low[i] as number; j < (corridor.high[i] as number); j++, cell++) {
      const unit = forward ? j : i;
      starts[cell + 1] = (starts[cell] as number) + (made.starts[unit + 1] as number) - (made.starts[unit] as number);
    }
  const values = new Float32Array(starts.at(-1) as number);
  const dense = new Float64Array(unigrams.length);
  const touched: number[] = [];

  const column = forward ? undefined : columnsOf(corridor);
  for (let unit = 0; unit < given.count; unit++) {
    model.lexicon?.explain(text, unit, forward, lexical, dense, touched);
    for (let q = given.starts[unit] as number; q < (given.starts[unit + 1] as number); q++)
      addLookalikes(given.tokens[q] as number, model, forward, dense, touched);
    const from = column ? (column.first[unit] as number) : (corridor.low[unit] as number);
    const to = column ? (column.end[unit] as number) : (corridor.high[unit] as number);
    for (let other = from; other < to; other++) {
      const start = starts[forward ? cellAt(corridor, unit, other) : cellAt(corridor, other, unit)] as number;
      const madeStart = made.starts[other] as number;
      const count = (made.starts[other + 1] as number) - madeStart;
      for (let k = 0; k < count; k++) {
        const type = made.tokens[madeStart + k] as number;
        values[start + k] = (dense[type] as number) / (unigrams[type] as number);
      }
    }
    for (const type of touched) dense[type] = 0;
    touched.length = 0;
  }
  return { starts, values };
}

function addLookalikes(type: number, model: PairModel, forward: boolean, dense: Float64Array, touched: number[]): void {
  const [, , identical, cognate] = forward ? model.forwardWeights : model.reverseWeights;
  const looks = forward ? model.forwardLookalikes : model.reverseLookalikes;
  const same = looks.identical[type];
  if (same) for (const id of same) add(id, identical / same.length);
  const alike = looks.cognate[type];
  if (alike) for (const [at, id] of alike.ids.entries()) add(id, cognate * (alike.weights[at] as number));

  function add(id: number, weight: number): void {
    if (dense[id] === 0) touched.push(id);
    dense[id] = (dense[id] as number) + weight;
  }
}

/** For each target unit the source units whose corridor row holds it; both bounds never fall. */
function columnsOf(corridor: Corridor): { first: Int32Array; end: Int32Array } {
  const first = new Int32Array(corridor.targets).fill(corridor.sources);
  const end = new Int32Array(corridor.targets);
  for (let i = 0; i < corridor.sources; i++)
    for (let j = corridor.low[i] as number; j < (corridor.high[i] as number); j++) {
      first[j] = Math.min(first[j] as number, i);
      end[j] = i + 1;
    }
  return { first, end };
}

/** A bead of a text, to learn weights from. */
export interface TextBead {
  readonly text: number;
  readonly sources: readonly [from: number, to: number];
  readonly targets: readonly [from: number, to: number];
}

const LEAST_BACKGROUND = 0.02;
const LEAST = 1e-3;
const EM_ROUNDS = 8;
/** Four weights need no more beads than this; of more, an even sample is taken. */
const MOST_BEADS = 1000;

/**
 * The weights that explain the tokens of given beads best (deleted interpolation: expectation–maximisation, with each
 * unit's own teaching taken out of the lexicon).
 */
export function learnWeights(
  sides: readonly { readonly source: Side; readonly target: Side }[],
  beads: readonly TextBead[],
  model: PairModel,
  forward: boolean,
): Weights {
  // What each component gives each token does not change with the weights: computed once, four numbers a token.
  const parts: number[] = [];
  const unigrams = forward ? model.targetUnigrams : model.sourceUnigrams;
  const alone = ([2, 3] as const).map((component): PairModel => {
    const weights: Weights = component === 2 ? [0, 0, 1, 0] : [0, 0, 0, 1];
    return { ...model, forwardWeights: weights, reverseWeights: weights };
  });
  const dense = [0, 1, 2].map(() => new Float64Array(unigrams.length));
  const touched: number[][] = [[], [], []];
  const [lexicon, identical, cognate] = dense as [Float64Array, Float64Array, Float64Array];
  const step = Math.max(1, Math.ceil(beads.length / MOST_BEADS));
  for (let at = 0; at < beads.length; at += step) {
    const bead = beads[at] as TextBead;
    const side = sides[bead.text] as (typeof sides)[number];
    const given = forward ? side.source : side.target;
    const made = forward ? side.target : side.source;
    const [givenFrom, givenTo] = forward ? bead.sources : bead.targets;
    const [madeFrom, madeTo] = forward ? bead.targets : bead.sources;
    const [first, end] = [given.starts[givenFrom] as number, given.starts[givenTo] as number];
    if (first === end) continue;
    for (let x = givenFrom; x < givenTo; x++)
      model.lexicon?.explain(bead.text, x, forward, 1, lexicon, touched[0] as number[]);
    for (let q = first; q < end; q++)
      for (const [at, look] of alone.entries())
        addLookalikes(
          given.tokens[q] as number,
          look,
          forward,
          dense[at + 1] as Float64Array,
          touched[at + 1] as number[],
        );
    for (let k = made.starts[madeFrom] as number; k < (made.starts[madeTo] as number); k++) {
      const type = made.tokens[k] as number;
      const tokens = end - first;
      parts.push(
        unigrams[type] as number,
        (lexicon[type] as number) / tokens,
        (identical[type] as number) / tokens,
        (cognate[type] as number) / tokens,
      );
    }
    for (const [at, list] of touched.entries()) {
      for (const type of list) (dense[at] as Float64Array)[type] = 0;
      list.length = 0;
    }
  }
  let weights = [...(forward ? model.forwardWeights : model.reverseWeights)] as [number, number, number, number];
  for (let round = 0; round < EM_ROUNDS; round++) {
    const sums = [0, 0, 0, 0];
    for (let at = 0; at < parts.length; at += 4) {
      let total = 0;
      for (let c = 0; c < 4; c++) total += (weights[c] as number) * (parts[at + c] as number);
      for (let c = 0; c < 4; c++)
        sums[c] = (sums[c] as number) + ((weights[c] as number) * (parts[at + c] as number)) / total;
    }
    const all = sums.reduce((a, b) => a + b, 0) || 1;
    weights = sums.map((sum, c) => Math.max(c === 0 ? LEAST_BACKGROUND : LEAST, sum / all)) as typeof weights;
  }
  return weights;
}
