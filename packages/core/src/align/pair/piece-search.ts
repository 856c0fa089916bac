import type { Piece } from "../evidence/pieces.ts";
import { aroundPath, type Corridor } from "../grid/corridor.ts";
import { blended, difference } from "../grid/links.ts";
import { mostExpectedPath } from "../grid/paths.ts";
import { beadsAbove, type Posteriors, posteriors } from "../grid/posteriors.ts";
import { beadAt, IMPOSSIBLE, scoreBeads } from "../grid/scores.ts";
import { ALL_SHAPES, type Priors, SHAPES, type Step } from "../grid/shapes.ts";
import type { PieceFit } from "./score.ts";

/** The order of words is asked for of beads that are so probable without, at least. */
const MIN_LIKELY_POSTERIOR = 1e-3;
/** Share of the damped links that stays when a piece is searched again. */
const DAMPING = 0.5;
/** A piece is done when the posteriors of its segments change by less than this, on average. */
const MAX_SETTLED_CHANGE = 0.005;
/**
 * What speaks for a bead is tempered for the posteriors that are shown as confidence: a score adds up tokens as if each were
 * news, and they are not. By these, beads are right about as often as they say.
 */
const CONFIDENCE_TEMPER = 0.4;

/** What a round searches by. */
export interface RoundBeliefs {
  readonly fitOf: PieceFit;
  readonly priors: Priors;
  /** Segments to either side of the last path. */
  readonly band: number;
  readonly isFirst: boolean;
}

/**
 * Searches a piece around its last path, and puts what comes of it into the piece.
 *
 * @param wordsDecide whether the piece has several segments on a side, so that words have something to decide
 * @returns how much the posteriors of its segments changed, in all
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

/** The scores of all beads of a corridor; those of likely ones with what the order of their words adds. */
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

/** Scores of beads with what speaks for them, beside their prior, tempered. */
function temperedScores(scores: Float32Array, { shapes }: Priors): Float32Array {
  return scores.map((score, at) => {
    const prior = shapes[at % SHAPES.length]!;
    return score <= IMPOSSIBLE ? score : prior + CONFIDENCE_TEMPER * (score - prior);
  });
}

function ofSteps(steps: readonly Step[], corridor: Corridor, { beads }: Posteriors): Float64Array {
  return Float64Array.from(steps, (step) => beads[beadAt(corridor, step)]!);
}
