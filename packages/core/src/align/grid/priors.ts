import { isOneSided, SHAPE_SOURCES, SHAPE_TARGETS, SHAPES, type ShapeCounts } from "./shapes.ts";

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

const OPENS = 0.04;
const CONTINUES = 0.4;

/** Weights of the priors, in beads: of how often segments stand alone, and of the mean shares of two-sided shapes. */
const ALONE_WEIGHT = 30;
const SHAPES_WEIGHT = 50;
/** Weight of the prior of runs, in one-sided beads. */
const CONTINUES_WEIGHT = 4;

/**
 * Estimates priors from (expected) counts of a text's beads, with Dirichlet priors; without counts, returns the prior
 * means.
 */
export function estimatedPriors(counts: ShapeCounts = NO_BEADS): Priors {
  const alone = sumOver(ONE_SIDED, counts);
  const pairs = sumOver(TWO_SIDED, counts);
  const { continued } = counts;
  const gaps = {
    opens: (ALONE_WEIGHT * OPENS + alone - continued) / (ALONE_WEIGHT + pairs + alone - continued),
    continues: (CONTINUES_WEIGHT * CONTINUES + continued) / (CONTINUES_WEIGHT + alone),
  };
  const means = meanShares(counts);
  const shapes = Float64Array.from(SHAPES, (_, shape) => {
    const [seen, weight] = isOneSided(shape) ? [alone, ALONE_WEIGHT * OPENS] : [pairs, SHAPES_WEIGHT];
    return Math.log((weight * means[shape]! + counts.shapes[shape]!) / (weight + seen));
  });
  const share = (ALONE_WEIGHT * OPENS + alone) / (ALONE_WEIGHT + pairs + alone);
  const plain = shapes.map((log, shape) => log + Math.log(isOneSided(shape) ? share : 1 - share));
  return { shapes, gaps, plain };
}

const NO_BEADS: ShapeCounts = { shapes: new Float64Array(SHAPES.length), continued: 0 };

/** Shapes of one family differ only in how many segments are joined. */
interface Family {
  /** Share of the family among two-sided beads before any is seen; all four together 1. */
  readonly share: number;
  /** Indices into {@link SHAPES}. */
  readonly shapes: readonly number[];
  /** Whether a text shows how fast its shares fall as more segments are joined; few beads are of several against several. */
  readonly falls: boolean;
}

const shapesWhere = (holds: (source: number, target: number) => boolean): number[] =>
  SHAPES.flatMap(({ source, target }, shape) => (holds(source, target) ? [shape] : []));
const ONE_SIDED = shapesWhere((source, target) => source === 0 || target === 0);
const TWO_SIDED = shapesWhere((source, target) => source > 0 && target > 0);

/** Four beads in five are one against one. */
const FAMILIES: readonly Family[] = [
  { share: 0.8276, shapes: shapesWhere((source, target) => source === 1 && target === 1), falls: false },
  { share: 0.0798, shapes: shapesWhere((source, target) => source === 1 && target > 1), falls: true },
  { share: 0.0798, shapes: shapesWhere((source, target) => source > 1 && target === 1), falls: true },
  { share: 0.0128, shapes: shapesWhere((source, target) => source > 1 && target > 1), falls: false },
];

/** What every further segment costs, as a factor, before any bead is seen, and the weight of this, in beads. */
const FALL = 0.25;
const FALL_WEIGHT = 10;
/** Weight of the families' shares before any bead is seen, in beads. */
const FAMILIES_WEIGHT = 30;

/**
 * Estimates the mean share of each shape, among two-sided beads or among one-sided ones: that of its family, falling
 * geometrically with the segments that are joined. A text that puts three and four sentences into one may put seven.
 * A large bead that was counted once, perhaps by mistake, makes others of its shape hardly likelier.
 */
function meanShares(counts: ShapeCounts): Float64Array {
  const means = new Float64Array(SHAPES.length).fill(1 / ONE_SIDED.length);
  const pairs = sumOver(TWO_SIDED, counts);
  for (const { share, shapes, falls } of FAMILIES) {
    const least = segmentsOf(shapes[0]!);
    const further = (shape: number): number => segmentsOf(shape) - least;
    const seen = sumOver(shapes, counts);
    const joined = falls ? sumOver(shapes, counts, further) : 0;
    // The mean of a geometric distribution is fall / (1 - fall).
    const mean = (FALL_WEIGHT * (FALL / (1 - FALL)) + joined) / (FALL_WEIGHT + seen);
    const fall = falls ? mean / (1 + mean) : FALL;
    const own = (FAMILIES_WEIGHT * share + seen) / (FAMILIES_WEIGHT + pairs);
    const total = shapes.reduce((sum, shape) => sum + fall ** further(shape), 0);
    for (const shape of shapes) means[shape] = (own * fall ** further(shape)) / total;
  }
  return means;
}

const segmentsOf = (shape: number): number => SHAPE_SOURCES[shape]! + SHAPE_TARGETS[shape]!;

/** Sums the counts of some shapes, each times a factor. */
const sumOver = (
  shapes: readonly number[],
  { shapes: counts }: ShapeCounts,
  factor = (_: number): number => 1,
): number => shapes.reduce((sum, shape) => sum + counts[shape]! * factor(shape), 0);
