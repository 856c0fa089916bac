import type { Bead } from "./alignment.ts";
import { lookalikes } from "./cognates.ts";
import { aroundPath, type Corridor } from "./corridor.ts";
import { ALL_SHAPES, firstPass, type Sides, type Text } from "./first-pass.ts";
import { fittedLengthModel, initialLengthModel, type LengthModel, lengthScores } from "./length.ts";
import { Lexicon } from "./lexicon.ts";
import { blended, difference } from "./links.ts";
import {
  FIRST_WEIGHTS,
  learnWeights,
  type PairModel,
  type TextBead,
  WEIGHTS_WITHOUT_LEXICON,
  type WordScores,
  wordScores,
} from "./mixture.ts";
import { type BeadScore, IMPOSSIBLE, mostExpectedPath, posteriors, scoreBeads } from "./search.ts";
import { estimatedPriors, initialPriors, SHAPES } from "./shapes.ts";
import { Vocabulary } from "./tokens.ts";

/** Two texts to be aligned: the units of either, in order. */
export interface TextPair {
  readonly source: readonly string[];
  readonly target: readonly string[];
}

const ROUNDS = 5;
/** Weight of the words' log-likelihood ratio against that of the lengths, round by round: the first lexicon is poor. */
const WORD_WEIGHTS = [0.2, 0.3, 0.4, 0.5];
/** Units to either side of the last path. */
const BAND = 20;
const DAMPING = 0.5;
/** Nats below which lengths rule a bead out. */
const HOPELESS = -10;
/** The rounds end when the posteriors of a unit change by less than this, on average. */
const SETTLED = 0.005;

/**
 * Aligns texts of one language pair. Texts given together teach one lexicon, so several chapters do better than one.
 *
 * The score of a bead, in nats, is the log prior of its shape, the length model's log-likelihood ratio (length.ts) and
 * half the words' ratios in both directions (mixture.ts). Rounds of soft self-training: forward–backward posteriors
 * train an IBM-1 lexicon, the lexicon's scores give new posteriors. Beads are decoded for the most expected gain, and a
 * bead's confidence is its posterior.
 *
 * @param pairs any number of texts; a side may be empty
 * @returns beads of each text in order, every unit of either side in exactly one
 */
export function alignPairs(pairs: readonly TextPair[], sourceLanguage: string, targetLanguage: string): Bead[][] {
  return aligned(pairs, sourceLanguage, targetLanguage).map(({ beads }) => beads);
}

/** The same, but the posterior of each pair of units to stand in one bead: for each source unit, by target unit. */
export function alignPairsWithLinks(
  pairs: readonly TextPair[],
  sourceLanguage: string,
  targetLanguage: string,
): Map<number, number>[][] {
  return aligned(pairs, sourceLanguage, targetLanguage).map(({ links }) => links);
}

function aligned(
  pairs: readonly TextPair[],
  sourceLanguage: string,
  targetLanguage: string,
): { beads: Bead[]; links: Map<number, number>[] }[] {
  const whole = pairs.filter(({ source, target }) => source.length > 0 && target.length > 0);
  const found = whole.length > 0 ? search(whole, sourceLanguage, targetLanguage) : undefined;
  const unrelated = found && isUnrelated(found, whole, sourceLanguage, targetLanguage);
  let next = 0;
  return pairs.map(({ source, target }) => {
    const own = source.length > 0 && target.length > 0 ? found?.texts[next++] : undefined;
    if (!own || unrelated)
      return { beads: oneSided(source.length, target.length), links: source.map(() => new Map<number, number>()) };
    return { beads: own.flatMap(beadsOf), links: own.flatMap(linksOf) };
  });
}

/** Fewer two-sided beads than this say nothing of whether texts belong together. */
const LEAST_BEADS = 20;
/** Identical words and cognates with at least this weight say that they do. */
const RELATED_WEIGHT = 0.004;
/** Texts that are cut alike in so many sections belong together whatever their words say. */
const STRUCTURED = 5;
/**
 * How much better than its control an alignment of texts that belong together is. Measured: from 1.5 for a hundred beads
 * and more, against 0.9 to 1.0 where texts do not; on shorter texts the two overlap (1.07 to 1.5, against 0.96 to 1.18),
 * so that only a control that does better is believed: to refuse a translation is worse than to align what is none.
 */
const better = (beads: number): number => (beads < 100 ? 1 : 1.25);

/**
 * Whether two texts have nothing to do with each other. The lexicon adapts to whatever it is given, so texts that share
 * only their style look well aligned. Where no identical words or cognates speak for them, they are aligned once more
 * with the target's units in reverse order: texts that belong together are then explained far worse, others no worse.
 */
function isUnrelated(
  found: Found,
  pairs: readonly TextPair[],
  sourceLanguage: string,
  targetLanguage: string,
): boolean {
  if (pairs.length >= STRUCTURED || found.beads < LEAST_BEADS || found.alike >= RELATED_WEIGHT) return false;
  const control = {
    source: pairs.flatMap(({ source }) => source),
    target: pairs.flatMap(({ target }) => target).reverse(),
  };
  const evidence = search([control], sourceLanguage, targetLanguage).evidence;
  return found.evidence < better(found.beads) * evidence;
}

function linksOf({ source, from, posteriors: { links } }: Text): Map<number, number>[] {
  return range(0, source.count).map((i) => {
    const row = new Map<number, number>();
    for (let at = links.starts[i] as number; at < (links.starts[i + 1] as number); at++)
      row.set((links.targets[at] as number) + from.target, links.weights[at] as number);
    return row;
  });
}

/** What a search has found. */
interface Found {
  /** For each text its pieces, aligned. */
  readonly texts: readonly Text[][];
  /** Two-sided beads. */
  readonly beads: number;
  /** What lengths and words say for them, in nats; the shapes' prior left out. */
  readonly evidence: number;
  /** Learnt weight of identical words and cognates, 0..1. */
  readonly alike: number;
}

function search(pairs: readonly TextPair[], sourceLanguage: string, targetLanguage: string): Found {
  const sourceWords = new Vocabulary(sourceLanguage);
  const targetWords = new Vocabulary(targetLanguage);
  const sides = pairs.map(
    ({ source, target }): Sides => ({ source: sourceWords.side(source), target: targetWords.side(target) }),
  );
  const sourceUnigrams = sourceWords.unigrams();
  const targetUnigrams = targetWords.unigrams();
  const forwardLookalikes = lookalikes(sourceWords, targetWords);
  const reverseLookalikes = lookalikes(targetWords, sourceWords);
  let length = initialLengthModel(
    joined(sides.map((side) => side.source.lengths)),
    joined(sides.map((side) => side.target.lengths)),
  );
  let priors = initialPriors();

  const pieces = sides.map((side) => firstPass(side, length, priors, forwardLookalikes));
  const texts = pieces.flat();
  ({ length, priors } = refitted(texts, length, pathCounts(texts)));

  const units = texts.reduce((sum, { source }) => sum + source.count, 0);
  let forwardWeights = WEIGHTS_WITHOUT_LEXICON;
  let reverseWeights = WEIGHTS_WITHOUT_LEXICON;
  let evidence = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const lexicon = new Lexicon(texts, sourceUnigrams, targetUnigrams);
    if (round === 0) forwardWeights = reverseWeights = FIRST_WEIGHTS;
    const before: PairModel = {
      sourceUnigrams,
      targetUnigrams,
      forwardLookalikes,
      reverseLookalikes,
      lexicon,
      forwardWeights,
      reverseWeights,
    };
    const beads = texts.flatMap((text, at) => textBeads(text, at));
    forwardWeights = learnWeights(texts, beads, before, true);
    reverseWeights = learnWeights(texts, beads, before, false);
    const model: PairModel = { ...before, forwardWeights, reverseWeights };
    const weight = WORD_WEIGHTS[Math.min(round, WORD_WEIGHTS.length - 1)] as number;

    const counts = new Float64Array(SHAPES.length);
    let moved = 0;
    evidence = 0;
    texts.forEach((text, at) => {
      text.corridor = aroundPath(text.source.count, text.target.count, text.steps, BAND, text.links);
      const words = wordScores(text.source, text.target, text.corridor, model, at);
      const lengths = lengthScores(text, length);
      const corridor = text.corridor;
      const fit: BeadScore = (i, j, shape) => {
        const { source, target } = SHAPES[shape] as (typeof SHAPES)[number];
        if (source === 0 || target === 0) return 0;
        const length = lengths(i, source, j, target);
        // No words make up for lengths that cannot belong together; this keeps most large beads out of the search.
        if (length < HOPELESS && source + target > 2) return Number.NaN;
        return length + weight * wordRatio(words, corridor, i, source, j, target);
      };
      const scores = scoreBeads(corridor, ALL_SHAPES, (i, j, shape) => {
        const score = (priors[shape] as number) + fit(i, j, shape);
        return Number.isNaN(score) ? IMPOSSIBLE : score;
      });
      text.posteriors = posteriors(corridor, scores);
      text.steps = mostExpectedPath(corridor, text.posteriors.beads, scores);
      for (const { source, target, shape } of text.steps) evidence += fit(source, target, shape);
      moved += difference(text.links, text.posteriors.links);
      text.links = round === 0 ? text.posteriors.links : blended(text.links, text.posteriors.links, DAMPING);
      text.posteriors.shapes.forEach((count, shape) => {
        counts[shape] = (counts[shape] as number) + count;
      });
    });
    ({ length, priors } = refitted(texts, length, counts));
    if (moved < SETTLED * units) break;
  }
  const beads = texts.reduce((sum, text, at) => sum + textBeads(text, at).length, 0);
  const alike = Math.max(forwardWeights[2] + forwardWeights[3], reverseWeights[2] + reverseWeights[3]);
  return { texts: pieces, beads, evidence, alike };
}

/** Half the sum over both directions; NaN where the bead leaves the corridor. */
function wordRatio(
  { targets, sources, cells }: WordScores,
  corridor: Corridor,
  i: number,
  a: number,
  j: number,
  b: number,
): number {
  let sum = 0;
  const last = (corridor.cellOffset[i - 1] as number) - (corridor.low[i - 1] as number);
  if (j - b < (corridor.low[i - 1] as number) || j > (corridor.high[i - 1] as number)) return Number.NaN;
  for (let y = j - b; y < j; y++) sum += targets[(a - 1) * cells + last + y] as number;
  for (let x = i - a; x < i; x++) {
    if (j - 1 >= (corridor.high[x] as number)) return Number.NaN;
    sum += sources[
      (b - 1) * cells + (corridor.cellOffset[x] as number) + j - 1 - (corridor.low[x] as number)
    ] as number;
  }
  return sum / 2;
}

function textBeads({ steps }: Text, text: number): TextBead[] {
  return steps
    .map(({ source, target, shape }): TextBead => {
      const { source: a, target: b } = SHAPES[shape] as (typeof SHAPES)[number];
      return { text, sources: [source - a, source], targets: [target - b, target] };
    })
    .filter(({ sources, targets }) => sources[0] < sources[1] && targets[0] < targets[1]);
}

function pathCounts(texts: readonly Text[]): Float64Array {
  const counts = new Float64Array(SHAPES.length);
  for (const { steps } of texts) for (const { shape } of steps) counts[shape] = (counts[shape] as number) + 1;
  return counts;
}

function refitted(
  texts: readonly Text[],
  length: LengthModel,
  counts: Float64Array,
): { length: LengthModel; priors: Float64Array } {
  const pairs: [number, number][] = [];
  for (const { source, target, steps } of texts)
    for (const step of steps) {
      const { source: a, target: b } = SHAPES[step.shape] as (typeof SHAPES)[number];
      if (a === 1 && b === 1)
        pairs.push([source.lengths[step.source - 1] as number, target.lengths[step.target - 1] as number]);
    }
  return { length: fittedLengthModel(length, pairs), priors: estimatedPriors(counts) };
}

function beadsOf({ corridor, steps, from, posteriors: { beads } }: Text): Bead[] {
  return steps.map(({ source, target, shape }) => {
    const { source: a, target: b } = SHAPES[shape] as (typeof SHAPES)[number];
    const at = (corridor.offset[source] as number) + target - (corridor.first[source] as number);
    return {
      source: range(from.source + source - a, from.source + source),
      target: range(from.target + target - b, from.target + target),
      confidence: beads[at * SHAPES.length + shape] as number,
    };
  });
}

function oneSided(sources: number, targets: number): Bead[] {
  return [
    ...range(0, sources).map((i) => ({ source: [i], target: [], confidence: 1 })),
    ...range(0, targets).map((j) => ({ source: [], target: [j], confidence: 1 })),
  ];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
