import type { Bead } from "./alignment.ts";
import { type Lookalikes, lookalikes } from "./cognates.ts";
import { type Corridor, corridorOf, diagonalCorridor, fullCorridor } from "./corridor.ts";
import { fittedLengthModel, gammaLogDensity, initialLengthModel, jointLogDensity, type LengthModel } from "./length.ts";
import { Lexicon } from "./lexicon.ts";
import { blended, difference, type UnitLinks } from "./links.ts";
import {
  FIRST_WEIGHTS,
  learnWeights,
  type PairModel,
  type TextBead,
  WEIGHTS_WITHOUT_LEXICON,
  type WordScores,
  wordScores,
} from "./mixture.ts";
import {
  bestPath,
  IMPOSSIBLE,
  mostExpectedPath,
  type Posteriors,
  posteriors,
  type Step,
  scoreBeads,
} from "./search.ts";
import { estimatedPriors, initialPriors, MAX_AGAINST_ONE, SHAPES } from "./shapes.ts";
import { type Side, Vocabulary } from "./tokens.ts";

/** Two texts to be aligned: the units of either, in order. */
export interface TextPair {
  readonly source: readonly string[];
  readonly target: readonly string[];
}

/** A text pair on its way through the rounds. */
interface Text {
  readonly source: Side;
  readonly target: Side;
  corridor: Corridor;
  steps: Step[];
  links: UnitLinks;
  posteriors: Posteriors;
}

const ROUNDS = 5;
/** Weight of the words' log-likelihood ratio against that of the lengths, round by round: the first lexicon is poor. */
const WORD_WEIGHTS = [0.2, 0.3, 0.4, 0.5];
/** Tempers the posteriors of the first pass, which knows only lengths and look-alikes. */
const FIRST_TEMPER = 0.5;
/** Units to either side of the last path. */
const BAND = 20;
const FIRST_BAND = 60;
const DAMPING = 0.5;
/** The rounds end when the posteriors of a unit change by less than this, on average. */
const SETTLED = 0.005;
/** Grids up to this many cells are searched whole in the first pass. */
const WHOLE_GRID = 1.2e6;

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
  const sourceWords = new Vocabulary(sourceLanguage);
  const targetWords = new Vocabulary(targetLanguage);
  const sides = pairs.map(({ source, target }) => ({
    source: sourceWords.side(source),
    target: targetWords.side(target),
  }));
  const whole = sides.filter(({ source, target }) => source.count > 0 && target.count > 0);
  const texts = whole.length > 0 ? search(whole, sourceWords, targetWords) : [];
  let next = 0;
  return sides.map(({ source, target }) => {
    if (source.count === 0 || target.count === 0)
      return { beads: oneSided(source.count, target.count), links: range(0, source.count).map(() => new Map()) };
    const text = texts[next++] as Text;
    return { beads: beadsOf(text), links: linksOf(text) };
  });
}

function linksOf({ source, posteriors: { links } }: Text): Map<number, number>[] {
  return range(0, source.count).map((i) => {
    const row = new Map<number, number>();
    for (let at = links.starts[i] as number; at < (links.starts[i + 1] as number); at++)
      row.set(links.targets[at] as number, links.weights[at] as number);
    return row;
  });
}

function search(
  sides: readonly { source: Side; target: Side }[],
  sourceWords: Vocabulary,
  targetWords: Vocabulary,
): Text[] {
  const sourceUnigrams = sourceWords.unigrams();
  const targetUnigrams = targetWords.unigrams();
  const forwardLookalikes = lookalikes(sourceWords, targetWords);
  const reverseLookalikes = lookalikes(targetWords, sourceWords);
  let length = initialLengthModel(
    joined(sides.map((side) => side.source.lengths)),
    joined(sides.map((side) => side.target.lengths)),
  );
  let priors = initialPriors();

  const texts = sides.map((side) => firstPass(side, length, priors, forwardLookalikes));
  ({ length, priors } = refitted(texts, length, pathCounts(texts)));

  const units = texts.reduce((sum, { source }) => sum + source.count, 0);
  let forwardWeights = WEIGHTS_WITHOUT_LEXICON;
  let reverseWeights = WEIGHTS_WITHOUT_LEXICON;
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
    texts.forEach((text, at) => {
      text.corridor = aroundPath(text, BAND);
      const words = wordScores(text.source, text.target, text.corridor, model, at);
      const lengths = lengthScores(text, length);
      const corridor = text.corridor;
      const scores = scoreBeads(corridor, ALL_SHAPES, (i, j, shape) => {
        const { source, target } = SHAPES[shape] as (typeof SHAPES)[number];
        const prior = priors[shape] as number;
        if (source === 0 || target === 0) return prior;
        const ratio = wordRatio(words, corridor, i, source, j, target);
        return Number.isNaN(ratio) ? IMPOSSIBLE : prior + lengths(i, source, j, target) + weight * ratio;
      });
      text.posteriors = posteriors(corridor, scores);
      text.steps = mostExpectedPath(corridor, text.posteriors.beads, scores);
      moved += difference(text.links, text.posteriors.links);
      text.links = round === 0 ? text.posteriors.links : blended(text.links, text.posteriors.links, DAMPING);
      text.posteriors.shapes.forEach((count, shape) => {
        counts[shape] = (counts[shape] as number) + count;
      });
    });
    ({ length, priors } = refitted(texts, length, counts));
    if (moved < SETTLED * units) break;
  }
  return texts;
}

/**
 * The first pass knows lengths, and which units share rare tokens. It is run twice: over the whole grid (or a wide band
 * around the diagonal) with small beads only, for a path; then with all shapes around that path, for posteriors.
 */
function firstPass(
  side: { source: Side; target: Side },
  length: LengthModel,
  priors: Float64Array,
  looks: Lookalikes,
): Text {
  const { source, target } = side;
  const wide =
    source.count * target.count <= WHOLE_GRID
      ? fullCorridor(source.count, target.count)
      : diagonalCorridor(source.lengths, target.lengths, Math.max(150, Math.ceil(target.count / 25)));
  const coarse = bestPath(wide, firstScores(side, wide, length, priors, looks, SMALL_SHAPES));
  const corridor = aroundPath({ source, target, steps: coarse }, FIRST_BAND);
  const scores = firstScores(side, corridor, length, priors, looks, ALL_SHAPES);
  const first = posteriors(corridor, scores, FIRST_TEMPER);
  return { source, target, corridor, steps: bestPath(corridor, scores), links: first.links, posteriors: first };
}

const ALL_SHAPES = Int32Array.from(SHAPES, (_, shape) => shape);
const SMALL_SHAPES = ALL_SHAPES.filter((shape) => {
  const { source, target } = SHAPES[shape] as (typeof SHAPES)[number];
  return source + target <= 4;
});

function firstScores(
  side: { source: Side; target: Side },
  corridor: Corridor,
  length: LengthModel,
  priors: Float64Array,
  looks: Lookalikes,
  shapes: Int32Array,
): Float32Array {
  const shared = sharedTokens(side, corridor, looks);
  const lengths = lengthScores(side, length);
  return scoreBeads(corridor, shapes, (i, j, shape) => {
    const bead = SHAPES[shape] as (typeof SHAPES)[number];
    const prior = priors[shape] as number;
    if (bead.source === 0 || bead.target === 0) return prior;
    let sum = 0;
    for (let x = i - bead.source; x < i; x++) {
      const row = (corridor.cellOffset[x] as number) - (corridor.low[x] as number);
      for (
        let y = Math.max(j - bead.target, corridor.low[x] as number);
        y < Math.min(j, corridor.high[x] as number);
        y++
      )
        sum += shared[row + y] as number;
    }
    return prior + lengths(i, bead.source, j, bead.target) + sum;
  });
}

/** For each cell of the corridor, what the rare tokens that its units share are worth, in nats. */
function sharedTokens(
  { source, target }: { source: Side; target: Side },
  corridor: Corridor,
  looks: Lookalikes,
): Float32Array {
  const shared = new Float32Array(corridor.cellOffset[corridor.sources] as number);
  const unitsOf = new Map<number, number[]>();
  for (let j = 0; j < target.count; j++)
    for (const type of new Set(target.tokens.subarray(target.starts[j], target.starts[j + 1]))) {
      const units = unitsOf.get(type);
      if (units) units.push(j);
      else unitsOf.set(type, [j]);
    }
  const most = Math.max(8, target.count / 40);
  for (let i = 0; i < source.count; i++) {
    const row = (corridor.cellOffset[i] as number) - (corridor.low[i] as number);
    const add = (type: number, weight: number): void => {
      const units = unitsOf.get(type);
      if (!units || units.length > most) return;
      const worth = weight * Math.log(target.count / units.length);
      for (const j of units)
        if (j >= (corridor.low[i] as number) && j < (corridor.high[i] as number))
          shared[row + j] = (shared[row + j] as number) + worth;
    };
    for (const type of new Set(source.tokens.subarray(source.starts[i], source.starts[i + 1]))) {
      for (const id of looks.identical[type] ?? []) add(id, 0.6);
      const cognate = looks.cognate[type];
      cognate?.ids.forEach((id, at) => {
        add(id, 0.35 * (cognate.weights[at] as number));
      });
    }
  }
  return shared;
}

type LengthScore = (i: number, sources: number, j: number, targets: number) => number;

/** The length model's ratio for a bead that ends before i and j; what depends on one side only is computed once. */
function lengthScores(text: { source: Side; target: Side }, model: LengthModel): LengthScore {
  const source = nullDensities(text.source, model.source);
  const target = nullDensities(text.target, model.target);
  return (i, sources, j, targets) => {
    const x = (source.sums[i] as number) - (source.sums[i - sources] as number);
    const y = (target.sums[j] as number) - (target.sums[j - targets] as number);
    return (
      jointLogDensity(model, x, y) -
      0.5 * ((source.densities[i * WIDE + sources] as number) + (target.densities[j * WIDE + targets] as number))
    );
  };
}

const WIDE = MAX_AGAINST_ONE + 1;

function nullDensities(side: Side, gamma: LengthModel["source"]): { sums: Float64Array; densities: Float64Array } {
  const sums = new Float64Array(side.count + 1);
  for (let i = 0; i < side.count; i++) sums[i + 1] = (sums[i] as number) + (side.lengths[i] as number);
  const densities = new Float64Array((side.count + 1) * WIDE);
  for (let i = 1; i <= side.count; i++)
    for (let n = 1; n < WIDE && n <= i; n++)
      densities[i * WIDE + n] = gammaLogDensity(gamma, n, (sums[i] as number) - (sums[i - n] as number));
  return { sums, densities };
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

/** The units with posterior mass, and a band around the path. */
function aroundPath(
  { source, target, links, steps }: Pick<Text, "source" | "target" | "steps"> & { links?: UnitLinks },
  band: number,
): Corridor {
  const low = new Int32Array(source.count).fill(target.count);
  const high = new Int32Array(source.count);
  for (let i = 0; links && i < source.count; i++)
    for (let at = links.starts[i] as number; at < (links.starts[i + 1] as number); at++) {
      if ((links.weights[at] as number) <= 0.003) continue;
      low[i] = Math.min(low[i] as number, (links.targets[at] as number) - 3);
      high[i] = Math.max(high[i] as number, (links.targets[at] as number) + 4);
    }
  for (const { source: end, target: reached, shape } of steps) {
    const { source: a, target: b } = SHAPES[shape] as (typeof SHAPES)[number];
    for (let x = Math.max(0, end - a - 1); x < Math.min(source.count, end - a + Math.max(a, 1)); x++) {
      low[x] = Math.min(low[x] as number, reached - b - band);
      high[x] = Math.max(high[x] as number, reached + band);
    }
  }
  return corridorOf(low, high, target.count);
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

function beadsOf({ corridor, steps, posteriors: { beads } }: Text): Bead[] {
  return steps.map(({ source, target, shape }) => {
    const { source: a, target: b } = SHAPES[shape] as (typeof SHAPES)[number];
    const at = (corridor.offset[source] as number) + target - (corridor.first[source] as number);
    return {
      source: range(source - a, source),
      target: range(target - b, target),
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
