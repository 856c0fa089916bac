import type { Piece } from "../evidence/pieces.ts";
import type { SegmentLinks } from "../grid/links.ts";
import { beginOf, type Step, shapeOf } from "../grid/shapes.ts";

/**
 * The confidence of a bead is a logistic function of its tempered posterior and of how sure its text is as a whole. A
 * doubtful bead of a sure text (a resolution) is right more often than its posterior says, one of a doubtful text
 * (literature) less often. Fitted on beads of yearbooks, novels, a law, literature, help and the disturbed corpus, each
 * genre with the same weight; see docs/decisions.
 */
const INTERCEPT = -1.55;
/** Of the log odds of the bead's own tempered posterior. */
const OWN = 0.51;
/** For a bead of more than three segments. */
const LARGE = -0.77;
/** Of the logarithm of the text's mean doubt. */
const TEXT = -0.95;
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
    const shift = INTERCEPT + TEXT * Math.log(doubt + LEAST);
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
  const confidenceOf = (posterior: number, { shape }: Step): number => {
    const { source, target } = shapeOf(shape);
    const p = Math.min(1 - LEAST, Math.max(LEAST, posterior));
    const odds = shift + OWN * Math.log(p / (1 - p)) + (source + target > MAX_SMALL_SEGMENTS ? LARGE : 0);
    return 1 / (1 + Math.exp(-odds));
  };
  piece.stepConfidences = piece.stepConfidences.map((posterior, at) => confidenceOf(posterior, piece.steps[at]!));
  piece.tempered = withinBeads(piece.tempered, piece.steps, confidenceOf);
}

/** Links with new weights inside the beads of a path; the others keep theirs. */
function withinBeads(
  links: SegmentLinks,
  steps: readonly Step[],
  weightOf: (weight: number, step: Step) => number,
): SegmentLinks {
  const { starts, targets } = links;
  const weights = links.weights.slice();
  for (const step of steps) {
    const begin = beginOf(step);
    for (let at = starts[begin.source]!; at < starts[step.source]!; at++)
      if (targets[at]! >= begin.target && targets[at]! < step.target) weights[at] = weightOf(weights[at]!, step);
  }
  return { starts, targets, weights };
}
