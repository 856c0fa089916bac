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
export const MAX_SIDE = 4;
/** The most segments that may stand against one: classical Arabic puts eight English sentences into one. */
export const MAX_AGAINST_ONE = 8;

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
