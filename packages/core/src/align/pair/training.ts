import { initialBorders } from "../evidence/borders.ts";
import { embedded } from "../evidence/embeddings.ts";
import { fittedLengthModel, initialLengthModel, type LengthModel } from "../evidence/length.ts";
import { before, cutWhereSure, type Piece, pathCounts, type SegmentPair, type Sides } from "../evidence/pieces.ts";
import { uniqueAnchors } from "../evidence/unique-anchors.ts";
import { aroundPath, type Corridor } from "../grid/corridor.ts";
import { blended, difference, joinedLinks } from "../grid/links.ts";
import {
  beadAt,
  beadsAbove,
  IMPOSSIBLE,
  mostExpectedPath,
  type Posteriors,
  posteriors,
  scoreBeads,
} from "../grid/search.ts";
import {
  estimatedPriors,
  isOneSided,
  type Priors,
  SHAPES,
  type ShapeCounts,
  type Step,
  shapeOf,
} from "../grid/shapes.ts";
import { lookalikes } from "../text/cognates.ts";
import { joinedBags, Vocabulary } from "../text/tokens.ts";
import { keptTranslations, knownPartners, shippedTranslations, type WordTranslations } from "../words/known-words.ts";
import { Lexicon } from "../words/lexicon.ts";
import { learnMixture, type SegmentRanges } from "../words/mixture.ts";
import { learnFall, type Order } from "../words/order.ts";
import { ALL_SHAPES, firstPass } from "./first-pass.ts";
import type { PairOptions } from "./options.ts";
import { type PieceFit, pieceFit } from "./score.ts";

/** Two languages, and what is known of them before their texts are seen. */
export interface LanguagePair extends PairOptions {
  readonly source: string;
  readonly target: string;
}

const MAX_ROUNDS = 5;
/** Weight of the words' log-likelihood ratio against that of the lengths, round by round: the first lexicon is poor. */
const WORD_WEIGHTS = [0.2, 0.3, 0.4, 0.5];
/** From this round on the order of words counts: the first lexicon knows too few of them. */
const ORDER_FROM_ROUND = 1;
/** It is asked for of beads that are so probable without, at least. */
const MIN_LIKELY_POSTERIOR = 1e-3;
/** Segments to either side of the last path, round by round. */
const BAND_SEGMENTS = [12, 8];
const DAMPING = 0.5;
/** A piece is done when the posteriors of its segments change by less than this, on average … */
const MAX_SETTLED_CHANGE = 0.005;
/** … and so are all when those of all segments do by less than this. */
const MAX_STILL_CHANGE = 0.001;
/** From this round on what is sure is not searched again. */
const SURE_FROM_ROUND = 1;

/**
 * What speaks for a bead is tempered for the posteriors that are shown as confidence: a score adds up tokens as if each were
 * news, and they are not. By these, beads are right about as often as they say.
 */
const CONFIDENCE_TEMPER = 0.4;

/** Texts that are cut alike in so many sections belong together whatever their words say. */
export const MIN_STRUCTURED_TEXTS = 5;

/** What a search has found. */
export interface Found {
  /** For each text its pieces, aligned. */
  readonly texts: readonly Piece[][];
  /** Two-sided beads. */
  readonly beads: number;
  /** Tells what lengths and words say for them, in nats; the shapes' prior left out. */
  readonly evidence: () => number;
  /** How words were translated. */
  readonly wordTranslations: () => WordTranslations;
  /** Learnt weight of identical words and cognates, 0..1. */
  readonly alike: number;
}

/**
 * Searches for the beads of texts that both have segments, in rounds of soft self-training: the posteriors of a round teach
 * what the next one scores with (score.ts), until nothing moves. What is sure teaches on, and is not searched again.
 */
export function search(
  pairs: readonly { readonly source: readonly string[]; readonly target: readonly string[] }[],
  {
    source: sourceLanguage,
    target: targetLanguage,
    known = shippedTranslations(),
    vectors,
    without = [],
  }: LanguagePair,
): Found {
  const sourceWords = new Vocabulary(sourceLanguage);
  const targetWords = new Vocabulary(targetLanguage);
  const entered = pairs.map(
    ({ source, target }): Sides => ({ source: sourceWords.side(source), target: targetWords.side(target) }),
  );
  const forwardLookalikes = lookalikes(sourceWords, targetWords, knownPartners(known, sourceWords, targetWords));
  const reverseLookalikes = lookalikes(targetWords, sourceWords, knownPartners(known, targetWords, sourceWords));
  const sides = entered.map(
    ({ source, target }): Sides => ({ source: sourceWords.telling(source), target: targetWords.telling(target) }),
  );
  const all = {
    source: joinedBags(sides.map(({ source }) => source)),
    target: joinedBags(sides.map(({ target }) => target)),
  };
  const firstLength = initialLengthModel(
    joined(sides.map((side) => side.source.lengths)),
    joined(sides.map((side) => side.target.lengths)),
  );
  const beliefs = {
    length: firstLength,
    priors: estimatedPriors(),
    borders: initialBorders(sides, sourceWords.kinds, targetWords.kinds),
    looks: forwardLookalikes,
  };
  const first = { source: 0, target: 0 };
  let texts = sides.map((side, at) => {
    const pair = pairs[at]!;
    const own = firstPass(side, beliefs).map((piece): Piece => {
      const { source, target, from, steps, links } = piece;
      const [i, j] = [from.source, from.target];
      const ownVectors = embedded(
        vectors,
        pair.source.slice(i, i + source.count),
        pair.target.slice(j, j + target.count),
      );
      return {
        ...piece,
        first: { source: first.source + i, target: first.target + j },
        anchors: uniqueAnchors(piece, sourceWords, targetWords, forwardLookalikes),
        ...(ownVectors && { vectors: ownVectors }),
        posteriors: new Float64Array(steps.length),
        confidences: new Float64Array(steps.length),
        found: links,
        told: links,
        counts: pathCounts(steps),
        settled: false,
      };
    });
    first.source += side.source.count;
    first.target += side.target.count;
    return own;
  });

  let { length, priors } = refitted(texts.flat(), firstLength);
  const lexicon = new Lexicon(all.source, all.target, sourceWords.counts, targetWords.counts);
  const left = new Set(without);
  let alike = 0;
  let fitOf: PieceFit = () => ({ score: () => 0 });
  let order: Order | undefined;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (round >= SURE_FROM_ROUND)
      texts = texts.map((pieces) => pieces.flatMap((piece) => (piece.settled ? [piece] : cutWhereSure(piece))));
    const pieces = texts.flat();
    // What is left of structured texts, words may have nothing to decide in.
    const isOpen = (piece: Piece): boolean => !piece.settled && wordsDecide(piece, pairs.length);
    if (pairs.length >= MIN_STRUCTURED_TEXTS && round > 0 && !pieces.some(isOpen)) break;
    lexicon.train(
      joinedLinks(
        pieces.map(({ links }) => links),
        pieces.map(({ target }) => target.count),
      ),
    );
    const beads = pieces.flatMap(twoSided);
    const [forward, reverse] = [
      learnMixture(all, beads, { forward: true, lexicon, looks: forwardLookalikes }, targetWords),
      learnMixture(all, beads, { forward: false, lexicon, looks: reverseLookalikes }, sourceWords),
    ];
    alike = Math.max(...[forward, reverse].map(({ weights: [, , identical = 0, cognate = 0] }) => identical + cognate));
    const weight = WORD_WEIGHTS[Math.min(round, WORD_WEIGHTS.length - 1)]!;
    if (round >= ORDER_FROM_ROUND && !left.has("order"))
      order = {
        forward: learnFall(pieces, forward, order?.forward),
        reverse: learnFall(pieces, reverse, order?.reverse),
      };
    fitOf = pieceFit(pieces, { length, forward, reverse, weight, order }, left);
    const band = BAND_SEGMENTS[Math.min(round, BAND_SEGMENTS.length - 1)]!;
    let moved = 0;
    for (const piece of pieces)
      if (!piece.settled) moved += searchPiece(piece, fitOf, priors, band, pairs.length, round === 0);
    ({ length, priors } = refitted(pieces, length));
    if (moved < MAX_STILL_CHANGE * all.source.count) break;
  }
  const pieces = texts.flat();
  return {
    texts,
    beads: pieces.reduce((sum, piece) => sum + twoSided(piece).length, 0),
    evidence: () => evidenceOf(pieces, fitOf),
    wordTranslations: () => keptTranslations(lexicon, sourceWords, targetWords),
    alike,
  };
}

/** Where structure leaves one segment against one, words have nothing to decide. */
const wordsDecide = ({ source, target }: Piece, texts: number): boolean =>
  texts < MIN_STRUCTURED_TEXTS || source.count > 1 || target.count > 1;

/**
 * Searches a piece around its last path, and puts what is found into it.
 *
 * @returns how much the posteriors of its segments changed, in all
 */
function searchPiece(
  piece: Piece,
  fitOf: PieceFit,
  priors: Priors,
  band: number,
  texts: number,
  isFirst: boolean,
): number {
  const corridor = aroundPath(piece.source.count, piece.target.count, piece.steps, band, piece.links);
  const asksWords = wordsDecide(piece, texts);
  const { score: fit, order } = fitOf(piece, corridor, asksWords);
  const scores = scoreBeads(corridor, ALL_SHAPES, (i, j, shape) => {
    const score = priors.shapes[shape]! + fit(i, j, shape);
    return Number.isNaN(score) ? IMPOSSIBLE : score;
  });
  if (order) {
    const { beads } = posteriors(corridor, doubted(scores, priors), priors.gaps);
    const likely = beadsAbove(corridor, beads, MIN_LIKELY_POSTERIOR);
    order(likely).forEach((ratio, at) => {
      const cell = beadAt(corridor, likely[at]!);
      scores[cell] = scores[cell]! + ratio;
    });
  }
  const found = posteriors(corridor, scores, priors.gaps);
  piece.steps = mostExpectedPath(corridor, found.beads, scores);
  piece.posteriors = ofSteps(piece.steps, corridor, found);
  const told = asksWords ? posteriors(corridor, doubted(scores, priors), priors.gaps) : found;
  piece.confidences = ofSteps(piece.steps, corridor, told);
  piece.told = told.links;
  piece.counts = { shapes: found.shapes, continued: found.continued };
  piece.found = found.links;
  const moved = difference(piece.links, found.links);
  piece.settled = moved < MAX_SETTLED_CHANGE * piece.source.count;
  piece.links = isFirst ? found.links : blended(piece.links, found.links, DAMPING);
  return moved;
}

/** Scores of beads with what speaks for them, beside their prior, tempered. */
function doubted(scores: Float32Array, { shapes }: Priors): Float32Array {
  return scores.map((score, at) => {
    const prior = shapes[at % SHAPES.length]!;
    return score <= IMPOSSIBLE ? score : prior + CONFIDENCE_TEMPER * (score - prior);
  });
}

function ofSteps(steps: readonly Step[], corridor: Corridor, { beads }: Posteriors): Float64Array {
  return Float64Array.from(steps, (step) => beads[beadAt(corridor, step)]!);
}

/** What the last score says for all paths, in nats: also for those that were settled by an earlier one. */
function evidenceOf(pieces: readonly Piece[], fitOf: PieceFit): number {
  return pieces.reduce((sum, piece) => {
    const corridor = aroundPath(piece.source.count, piece.target.count, piece.steps, 0);
    const { score: fit } = fitOf(piece, corridor, true);
    return piece.steps.reduce((nats, { source, target, shape }) => nats + fit(source, target, shape), sum);
  }, 0);
}

function twoSided({ steps, first }: { readonly steps: Piece["steps"]; readonly first: SegmentPair }): SegmentRanges[] {
  return steps
    .filter(({ shape }) => !isOneSided(shape))
    .map((step) => {
      const { source, target } = before(step);
      return {
        sources: [first.source + source, first.source + step.source],
        targets: [first.target + target, first.target + step.target],
      };
    });
}

function refitted(pieces: readonly Piece[], length: LengthModel): { length: LengthModel; priors: Priors } {
  const pairs: [number, number][] = [];
  for (const { source, target, steps } of pieces)
    for (const step of steps) {
      const { source: a, target: b } = shapeOf(step.shape);
      if (a === 1 && b === 1) pairs.push([source.lengths[step.source - 1]!, target.lengths[step.target - 1]!]);
    }
  return { length: fittedLengthModel(length, pairs), priors: estimatedPriors(allCounts(pieces)) };
}

function allCounts(pieces: readonly Piece[]): ShapeCounts {
  const shapes = new Float64Array(SHAPES.length);
  let continued = 0;
  for (const { counts } of pieces) {
    counts.shapes.forEach((count, shape) => {
      shapes[shape] = shapes[shape]! + count;
    });
    continued += counts.continued;
  }
  return { shapes, continued };
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
