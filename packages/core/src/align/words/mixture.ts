/**
 * Room words: the evidence of words for a bead. In: sides of segments, links to train on, known translations. Out:
 * log-likelihood ratios in nats (word-scores.ts, order.ts), and how words were translated (known-words.ts). Imports
 * language, grid, text and evidence.
 *
 * @module
 */

import { range } from "../grid/range.ts";
import type { Lookalikes } from "../text/cognates.ts";
import type { Bags, Vocabulary } from "../text/tokens.ts";
import type { SegmentRanges } from "./bead-mates.ts";
import type { Lexicon } from "./lexicon.ts";
import { addDense, Translations } from "./translations.ts";

/**
 * The sources that a token may come from, given the other side of its bead: the background (its share of the whole
 * text), the lexicon, a token of the same spelling, a cognate, a known translation. Their weights sum to 1 and are
 * learnt; the weight of a source that explains nothing falls to nearly 0.
 */
const COMPONENTS = 5;
const BACKGROUND = 0;
const LEXICON = 1;

/** Weights before any are learnt. */
const FIRST_WEIGHTS = [0.45, 0.35, 0.1, 0.05, 0.05];

/**
 * Tokens have weights by the frequency of their type (1, 2–3, 4–7, … times). A word that occurs once cannot have been
 * learnt from another segment, and must not speak against every bead for that. Numbers are a class of their own: they
 * are rare, but one that is missing on the other side says much.
 */
const CLASSES = 7;
const NUMBERS = CLASSES - 1;
const classesOf = ({ counts, isNumber }: Pick<Vocabulary, "counts" | "isNumber">): Uint8Array =>
  Uint8Array.from(counts, (count, type) =>
    isNumber[type] ? NUMBERS : Math.min(NUMBERS - 1, Math.floor(Math.log2(Math.max(1, count)))),
  );

/** The model that generates the tokens of one side from those of the other: one direction of a language pair. */
export interface Mixture {
  /** True if target tokens are generated from source tokens. */
  readonly forward: boolean;
  readonly lexicon: Lexicon;
  /**
   * For each type of the given side, the types of the generated side that look like it or are known to translate it.
   */
  readonly looks: Lookalikes;
  /** Share of each type of the generated side in all its texts. */
  readonly unigrams: Float64Array;
  /** For each type of the generated side, the weight of the background. */
  readonly background: Float64Array;
  /** For each component after the background and each type: the component's weight over the type's share. */
  readonly shares: readonly Float64Array[];
  /** Learnt weight of each component over all tokens. */
  readonly weights: readonly number[];
}

/** An even sample of this many beads, and of this many of their tokens, is enough for a few dozen weights. */
const MAX_BEADS = 150;
const MAX_TOKENS = 3000;
const MIN_BACKGROUND_WEIGHT = 0.02;
const MIN_WEIGHT = 1e-3;
const EM_ROUNDS = 8;
/** Weight of the weights over all classes against those of one class, in tokens. */
const PRIOR_TOKENS = 20;

/**
 * Learns the weights that explain the tokens of given beads best (deleted interpolation: expectation–maximisation, with
 * everything that a bead taught taken out of the lexicon).
 *
 * @param words the vocabulary of the generated side
 */
export function learnMixture(
  { source, target }: { readonly source: Bags; readonly target: Bags },
  beads: readonly SegmentRanges[],
  { forward, lexicon, looks }: Pick<Mixture, "forward" | "lexicon" | "looks">,
  words: Pick<Vocabulary, "counts" | "isNumber">,
): Mixture {
  const { counts } = words;
  const classOf = classesOf(words);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const unigrams = Float64Array.from(counts, (count) => count / total);
  const direction = { forward, lexicon, looks };
  const { parts, classes, times } = sampledTokens({ source, target }, beads, direction, unigrams, classOf);
  const tokens = range(0, times.length);
  const weights = maximised(parts, times, FIRST_WEIGHTS, 0, tokens);
  const byClass = Array.from({ length: CLASSES }, (_, own) =>
    maximised(
      parts,
      times,
      weights,
      PRIOR_TOKENS,
      tokens.filter((token) => classes[token] === own),
    ),
  );
  const weightOf = (component: number, type: number): number => byClass[classOf[type]!]![component]!;
  return {
    ...direction,
    unigrams,
    background: unigrams.map((_, type) => weightOf(BACKGROUND, type)),
    shares: Array.from({ length: COMPONENTS - 1 }, (_, at) =>
      unigrams.map((share, type) => weightOf(LEXICON + at, type) / share),
    ),
    weights,
  };
}

/**
 * Tokens of a sample of beads, and the probability that each component gives each; it does not depend on the weights.
 */
interface TokenSample {
  /** `parts[token * COMPONENTS + component]`. */
  readonly parts: Float64Array;
  readonly classes: readonly number[];
  /** Count of each token in its segment. */
  readonly times: readonly number[];
}

function sampledTokens(
  { source, target }: { readonly source: Bags; readonly target: Bags },
  beads: readonly SegmentRanges[],
  direction: Pick<Mixture, "forward" | "lexicon" | "looks">,
  unigrams: Float64Array,
  classOf: Uint8Array,
): TokenSample {
  const parts: number[] = [];
  const classes: number[] = [];
  const times: number[] = [];
  const dense = Array.from({ length: COMPONENTS - 1 }, () => new Float64Array(unigrams.length));
  const touched = dense.map((): number[] => []);
  const translations = new Translations();
  const [given, made] = direction.forward ? [source, target] : [target, source];
  const size = beads.reduce(
    (sum, { sources, targets }) => sum + sizeOf(made, ...(direction.forward ? targets : sources)),
    0,
  );
  const step = Math.max(1, Math.ceil(beads.length / MAX_BEADS), Math.ceil(size / MAX_TOKENS));
  for (let at = 0; at < beads.length; at += step) {
    const bead = beads[at]!;
    const [givenFrom, givenTo] = direction.forward ? bead.sources : bead.targets;
    const [madeFrom, madeTo] = direction.forward ? bead.targets : bead.sources;
    const tokens = sizeOf(given, givenFrom, givenTo);
    if (tokens === 0) continue;
    for (let segment = givenFrom; segment < givenTo; segment++)
      for (let component = 0; component < dense.length; component++) {
        translations.count = 0;
        addComponent(direction, component, given, segment, segment, translations);
        addDense(translations, dense[component]!, touched[component]!);
      }
    for (let k = made.starts[madeFrom]!; k < made.starts[madeTo]!; k++) {
      const type = made.types[k]!;
      classes.push(classOf[type]!);
      times.push(made.times[k]!);
      parts.push(unigrams[type]!);
      for (const values of dense) parts.push(values[type]! / tokens);
    }
    for (const [at, types] of touched.entries()) {
      for (const type of types) dense[at]![type] = 0;
      types.length = 0;
    }
  }
  return { parts: Float64Array.from(parts), classes, times };
}

function sizeOf({ sizes }: Bags, from: number, to: number): number {
  let sum = 0;
  for (let segment = from; segment < to; segment++) sum += sizes[segment]!;
  return sum;
}

/**
 * Adds how a component translates a segment's tokens, see {@link translationsOf}; component 0 is the first after the
 * background.
 */
function addComponent(
  { forward, lexicon, looks }: Pick<Mixture, "forward" | "lexicon" | "looks">,
  component: number,
  { starts, types, times }: Bags,
  segment: number,
  number: number,
  into: Translations,
): void {
  if (component === 0) {
    lexicon.explain(number, forward, into);
    return;
  }
  const table = looks[component - 1]!;
  const first = starts[segment]!;
  for (let q = first; q < starts[segment + 1]!; q++) {
    const partners = table[types[q]!];
    if (!partners) continue;
    for (let n = 0; n < partners.ids.length; n++)
      into.add(q - first, partners.ids[n]!, times[q]! * partners.weights[n]!);
  }
}

/**
 * Computes how a segment's tokens translate into types of the other language: all components after the background, by
 * their weights, over each type's own share. What the segment's own bead taught is taken out.
 *
 * @param side the side of the segment
 * @param number of the segment among those of all texts
 * @param into is overwritten
 */
export function translationsOf(
  mixture: Mixture,
  side: Bags,
  segment: number,
  number: number,
  into: Translations,
): void {
  into.count = 0;
  for (const [component, shares] of mixture.shares.entries()) {
    const from = into.count;
    addComponent(mixture, component, side, segment, number, into);
    for (let n = from; n < into.count; n++) into.worths[n] = into.worths[n]! * shares[into.types[n]!]!;
  }
}

/**
 * Fits mixture weights by expectation–maximisation over some tokens; the first weights count as much as `worth` tokens.
 */
function maximised(
  parts: Float64Array,
  times: readonly number[],
  first: readonly number[],
  worth: number,
  tokens: readonly number[],
): number[] {
  let weights = [...first];
  for (let round = 0; round < EM_ROUNDS; round++) {
    const sums = first.map((weight) => weight * worth);
    for (const token of tokens) {
      const at = token * COMPONENTS;
      let total = 0;
      for (let c = 0; c < COMPONENTS; c++) total += weights[c]! * parts[at + c]!;
      for (let c = 0; c < COMPONENTS; c++) sums[c] = sums[c]! + (times[token]! * weights[c]! * parts[at + c]!) / total;
    }
    const all = sums.reduce((a, b) => a + b, 0) || 1;
    weights = sums.map((sum, c) => Math.max(c === BACKGROUND ? MIN_BACKGROUND_WEIGHT : MIN_WEIGHT, sum / all));
  }
  return weights;
}
