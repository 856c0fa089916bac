/** How many segments of either side a bead holds. */
export interface Shape {
  readonly source: number;
  readonly target: number;
}

/** A bead in the search: it ends before source segment `source` and target segment `target`. */
export interface Step {
  readonly source: number;
  readonly target: number;
  readonly shape: number;
}

/** A place between segments of either side, or the number of a segment of each; zero-based. */
export interface SegmentPair {
  readonly source: number;
  readonly target: number;
}

/** The most segments of a side, where both sides have several. */
const MAX_SIDE = 4;
/** The most segments that may stand against one. */
export const MAX_AGAINST_ONE = 5;

/**
 * The shapes a bead may have, one-sided ones first. Every index into an array "by shape" is an index into this one.
 */
export const SHAPES: readonly Shape[] = allShapes();

function allShapes(): Shape[] {
  const shapes: Shape[] = [
    { source: 1, target: 0 },
    { source: 0, target: 1 },
  ];
  for (let source = 1; source <= MAX_AGAINST_ONE; source++)
    for (let target = 1; target <= MAX_AGAINST_ONE; target++)
      if ((source <= MAX_SIDE && target <= MAX_SIDE) || source === 1 || target === 1) shapes.push({ source, target });
  return shapes;
}

/** By shape: how many source segments its bead holds. */
export const SHAPE_SOURCES = Int32Array.from(SHAPES, (shape) => shape.source);
/** By shape: how many target segments its bead holds. */
export const SHAPE_TARGETS = Int32Array.from(SHAPES, (shape) => shape.target);
/** All shapes, as indices into SHAPES. */
export const ALL_SHAPES = Int32Array.from(SHAPES, (_, shape) => shape);

/** The shape at an index into SHAPES. */
export const shapeOf = (shape: number): Shape => SHAPES[shape]!;

/** The place where the bead of a step begins. */
export function beginOf({ source, target, shape }: Step): SegmentPair {
  return { source: source - SHAPE_SOURCES[shape]!, target: target - SHAPE_TARGETS[shape]! };
}

/** Whether a shape, as an index into SHAPES, has segments of one side only. */
export const isOneSided = (shape: number): boolean => shape < 2;

/**
 * How probable it is that a segment stands alone: after a two-sided bead (`opens`), and after a one-sided bead
 * (`continues`). Omissions and additions come in runs (a dropped annex, a page of captions), so the second is far
 * larger.
 */
export interface Gaps {
  readonly opens: number;
  readonly continues: number;
}

/** Prior beliefs about the shapes of a text's beads. */
export interface Priors {
  /** Log probability of each shape, in nats, among two-sided beads or among one-sided ones. */
  readonly shapes: Float64Array;
  readonly gaps: Gaps;
  /** Log probability of each shape among all beads, where runs are not followed. */
  readonly plain: Float64Array;
}

/** Expected numbers of beads in a text. */
export interface ShapeCounts {
  readonly shapes: Float64Array;
  /** One-sided beads that follow another. */
  readonly continued: number;
}

/** The shapes of a path's beads. */
export function pathCounts(steps: readonly Step[]): ShapeCounts {
  const shapes = new Float64Array(SHAPES.length);
  let continued = 0;
  steps.forEach(({ shape }, at) => {
    shapes[shape] = shapes[shape]! + 1;
    if (at > 0 && isOneSided(shape) && isOneSided(steps[at - 1]!.shape)) continued++;
  });
  return { shapes, continued };
}

/** The shapes of several pieces or texts together. */
export function summedCounts(counts: readonly ShapeCounts[]): ShapeCounts {
  const shapes = new Float64Array(SHAPES.length);
  let continued = 0;
  for (const own of counts) {
    own.shapes.forEach((count, shape) => {
      shapes[shape] = shapes[shape]! + count;
    });
    continued += own.continued;
  }
  return { shapes, continued };
}

/** Prior mean of a shape: four beads in five are 1:1, and every further segment costs a factor. */
function priorMean({ source, target }: Shape): number {
  if (source === 0 || target === 0) return 0.5;
  if (source === 1 && target === 1) return 0.83;
  return 0.06 * 0.25 ** (source + target - 3) * (source > 1 && target > 1 ? 0.5 : 1);
}
const OPENS = 0.04;
const CONTINUES = 0.4;

/** Weight of the prior, in beads; for runs, in one-sided beads. */
const PRIOR_WEIGHT = 30;
const CONTINUES_WEIGHT = 4;

/**
 * Estimates priors from (expected) counts of a text's beads, with Dirichlet priors; without counts, returns the prior
 * means.
 */
export function estimatedPriors(counts?: ShapeCounts): Priors {
  const count = (shape: number): number => counts?.shapes[shape] ?? 0;
  const sum = (oneSided: boolean, of: (shape: Shape, at: number) => number): number =>
    SHAPES.reduce((total, shape, at) => total + (isOneSided(at) === oneSided ? of(shape, at) : 0), 0);
  const [pairs, alone] = [sum(false, (_, at) => count(at)), sum(true, (_, at) => count(at))];
  const continued = counts?.continued ?? 0;
  const gaps = {
    opens: (PRIOR_WEIGHT * OPENS + alone - continued) / (PRIOR_WEIGHT + pairs + alone - continued),
    continues: (CONTINUES_WEIGHT * CONTINUES + continued) / (CONTINUES_WEIGHT + alone),
  };
  const shapes = Float64Array.from(SHAPES, (shape, at) => {
    const [seen, weight] = isOneSided(at) ? [alone, PRIOR_WEIGHT * OPENS] : [pairs, PRIOR_WEIGHT];
    const mean = priorMean(shape) / sum(isOneSided(at), priorMean);
    return Math.log((weight * mean + count(at)) / (weight + seen));
  });
  const share = (PRIOR_WEIGHT * OPENS + alone) / (PRIOR_WEIGHT + pairs + alone);
  const plain = shapes.map((log, at) => log + Math.log(isOneSided(at) ? share : 1 - share));
  return { shapes, gaps, plain };
}
