import type { Piece } from "../evidence/pieces.ts";
import { aroundPath, type Corridor } from "../grid/corridor.ts";
import { blended, difference } from "../grid/links.ts";
import { mostExpectedPath } from "../grid/paths.ts";
import { beadsAbove, type Posteriors, posteriors } from "../grid/posteriors.ts";
import type { Priors } from "../grid/priors.ts";
import { beadAt, IMPOSSIBLE, scoreBeads } from "../grid/scores.ts";
import { ALL_SHAPES, SHAPES, type Step } from "../grid/shapes.ts";
import type { PieceFit } from "./score.ts";

/** Word order is computed for beads that have at least this posterior without it. */
const MIN_LIKELY_POSTERIOR = 1e-3;
/** Weight of the earlier damped links when a piece is searched again. */
const DAMPING = 0.5;
/** A piece is done when the posteriors of its segments change by less than this, on average. */
const MAX_SETTLED_CHANGE = 0.005;
/**
 * Factor on all evidence for the posteriors that are shown as confidence. A score adds up tokens as if they were
 * independent, which they are not. With this factor beads are right about as often as their confidence says.
 */
const CONFIDENCE_TEMPER = 0.4;

/** What a round searches with. */
export interface RoundBeliefs {
  readonly fitOf: PieceFit;
  readonly priors: Priors;
  /** Segments to either side of the last path. */
  readonly band: number;
  readonly isFirst: boolean;
}

/**
 * Searches a piece around its last path, and stores the result in the piece.
 *
 * @param wordsDecide whether the piece has several segments on a side, so that words have something to decide
 * @returns the sum of the changes of its segments' posteriors
 */
export function searchPiece(
  piece: Piece,
  { fitOf, priors, band, isFirst }: RoundBeliefs,
  wordsDecide: boolean,
): number {
  const corridor = aroundPath(piece.source.count, piece.target.count, piece.steps, band, piece.damped);
  const scores = pieceScores(piece, corridor, fitOf, priors, wordsDecide);
  const own = posteriors(corridor, scores, priors.gaps);
  const tempered = wordsDecide ? posteriors(corridor, temperedScores(scores, priors), priors.gaps) : own;
  piece.steps = mostExpectedPath(corridor, own.beads, scores);
  piece.stepPosteriors = ofSteps(piece.steps, corridor, own);
  piece.stepConfidences = ofSteps(piece.steps, corridor, tempered);
  piece.posteriors = own.links;
  piece.tempered = tempered.links;
  piece.counts = { shapes: own.shapes, continued: own.continued };
  const moved = difference(piece.damped, own.links);
  piece.settled = moved < MAX_SETTLED_CHANGE * piece.source.count;
  piece.damped = isFirst ? own.links : blended(piece.damped, own.links, DAMPING);
  return moved;
}

/** Scores all beads of a corridor; word order is added to the likely ones. */
function pieceScores(
  piece: Piece,
  corridor: Corridor,
  fitOf: PieceFit,
  priors: Priors,
  wordsDecide: boolean,
): Float32Array {
  const { score: fit, order } = fitOf(piece, corridor, wordsDecide);
  const scores = scoreBeads(corridor, ALL_SHAPES, (i, j, shape) => {
    const score = priors.shapes[shape]! + fit(i, j, shape);
    return Number.isNaN(score) ? IMPOSSIBLE : score;
  });
  if (order) {
    const { beads } = posteriors(corridor, temperedScores(scores, priors), priors.gaps);
    const likely = beadsAbove(corridor, beads, MIN_LIKELY_POSTERIOR);
    order(likely).forEach((ratio, at) => {
      const cell = beadAt(corridor, likely[at]!);
      scores[cell] = scores[cell]! + ratio;
    });
  }
  return scores;
}

/** Scores in which all evidence is tempered, but not the prior. */
function temperedScores(scores: Float32Array, { shapes }: Priors): Float32Array {
  const tempered = new Float32Array(scores.length).fill(IMPOSSIBLE);
  for (let cell = 0; cell < scores.length; cell += SHAPES.length)
    for (let shape = 0; shape < SHAPES.length; shape++) {
      const score = scores[cell + shape]!;
      const prior = shapes[shape]!;
      if (score > IMPOSSIBLE) tempered[cell + shape] = prior + CONFIDENCE_TEMPER * (score - prior);
    }
  return tempered;
}

function ofSteps(steps: readonly Step[], corridor: Corridor, { beads }: Posteriors): Float64Array {
  return Float64Array.from(steps, (step) => beads[beadAt(corridor, step)]!);
}
