import { random } from "../random.ts";

/** What a bead's confidence says, 0..1, and whether it is right. */
export interface Judged {
  readonly confidence: number;
  readonly isRight: boolean;
}

const BINS = 10;
/** So many draws give the 95th percentile to about a hundredth of itself. */
const DRAWS = 2000;
const SEED = 1;

/** The expected calibration error in bins of equal width: how far confidence and share are apart, by number of beads. */
export function calibrationError(beads: readonly Judged[]): number {
  const excess: number[] = Array(BINS).fill(0);
  for (const { confidence, isRight } of beads) {
    const bin = binOf(confidence);
    excess[bin] = (excess[bin] ?? 0) + confidence - Number(isRight);
  }
  return excess.reduce((sum, own) => sum + Math.abs(own), 0) / beads.length;
}

/**
 * The error that perfect confidence stays below in 95 of 100 cases: so few beads are never right exactly as often as they
 * say. Drawn as if each bead were right or wrong by itself. In truth a wrong border makes two beads wrong, so errors
 * scatter more than this.
 */
export function largestPerfectError(confidences: readonly number[]): number {
  const next = random(SEED);
  const errors = Float64Array.from({ length: DRAWS }, () =>
    calibrationError(confidences.map((confidence) => ({ confidence, isRight: next() < confidence }))),
  );
  return errors.sort()[Math.floor(0.95 * DRAWS)] ?? Number.NaN;
}

const binOf = (confidence: number): number => Math.min(BINS - 1, Math.floor(confidence * BINS));
