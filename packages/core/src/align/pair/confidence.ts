import type { Piece } from "../evidence/pieces.ts";
import { linkWeight, type SegmentLinks } from "../grid/links.ts";
import { beginOf, type Step, shapeOf } from "../grid/shapes.ts";

/**
 * The confidence of a bead is a logistic function of its own posterior, tempered and not, and of how sure its text is as a
 * whole. A doubtful bead of a sure text (a resolution) is right more often than its posterior says, one of a doubtful text
 * (a novel) less often. Fitted on beads of yearbooks, novels, a law, literature, help and the disturbed corpus, each genre
 * with the same weight; see docs/decisions.
 */
const INTERCEPT = -2.53;
/** Of the log odds of the bead's own posterior, tempered and not. */
const TEMPERED = 0.37;
const PLAIN = 0.16;
/** For a bead of more than three segments. */
const LARGE = -0.54;
/** Of the logarithm of the text's mean doubt. */
const TEXT = -1.05;
/** Beyond this mean doubt, texts differ in what their beads say of themselves, and in nothing else. */
const MAX_TELLING_DOUBT = 0.08;
const MAX_SMALL_SEGMENTS = 3;
/** Keeps logarithms finite. */
const LEAST = 1e-4;
/** A short text is believed to be as sure as all texts together, with the weight of this many beads. */
const PRIOR_BEADS = 20;

/** Sets the confidences of steps, and of the links in their beads, by how sure each text is: `texts` hold pieces. */
export function calibrate(texts: readonly (readonly Piece[])[]): void {
  const all = sumOf(texts.flat());
  const mean = all.sum / Math.max(1, all.beads);
  for (const pieces of texts) {
    const { sum, beads } = sumOf(pieces);
    const doubt = 1 - (sum + PRIOR_BEADS * mean) / (beads + PRIOR_BEADS);
    const shift = INTERCEPT + TEXT * Math.log(Math.min(doubt, MAX_TELLING_DOUBT) + LEAST);
    for (const piece of pieces) calibratePiece(piece, shift);
  }
}

function sumOf(pieces: readonly Piece[]): { readonly sum: number; readonly beads: number } {
  return pieces.reduce(
    ({ sum, beads }, { stepConfidences }) => ({
      sum: stepConfidences.reduce((total, confidence) => total + confidence, sum),
      beads: beads + stepConfidences.length,
    }),
    { sum: 0, beads: 0 },
  );
}

function calibratePiece(piece: Piece, shift: number): void {
  const confidenceOf: Calibrated = (tempered, plain, { shape }) => {
    const { source, target } = shapeOf(shape);
    const large = source + target > MAX_SMALL_SEGMENTS ? LARGE : 0;
    const odds = shift + TEMPERED * logOdds(tempered) + PLAIN * logOdds(plain) + large;
    return 1 / (1 + Math.exp(-odds));
  };
  piece.stepConfidences = piece.stepConfidences.map((tempered, at) =>
    confidenceOf(tempered, piece.stepPosteriors[at]!, piece.steps[at]!),
  );
  piece.tempered = withinBeads(piece, confidenceOf);
}

/** The confidence of a bead, or of a link in it, from its posteriors, tempered and not. */
type Calibrated = (tempered: number, plain: number, step: Step) => number;

function logOdds(posterior: number): number {
  const p = Math.min(1 - LEAST, Math.max(LEAST, posterior));
  return Math.log(p / (1 - p));
}

/** Tempered links with new weights inside the beads of the path; the others keep theirs. */
function withinBeads({ tempered, posteriors, steps }: Piece, confidenceOf: Calibrated): SegmentLinks {
  const { starts, targets } = tempered;
  const weights = tempered.weights.slice();
  for (const step of steps) {
    const begin = beginOf(step);
    for (let source = begin.source; source < step.source; source++)
      for (let at = starts[source]!; at < starts[source + 1]!; at++) {
        const target = targets[at]!;
        if (target < begin.target || target >= step.target) continue;
        weights[at] = confidenceOf(weights[at]!, linkWeight(posteriors, source, target), step);
      }
  }
  return { starts, targets, weights };
}
