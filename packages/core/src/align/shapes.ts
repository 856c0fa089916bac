/** How many units of either side a bead holds. */
export interface Shape {
  readonly source: number;
  readonly target: number;
}

/** A bead in the search: it ends before source unit `source` and target unit `target`. */
export interface Step {
  readonly source: number;
  readonly target: number;
  readonly shape: number;
}

/** The largest bead is 4:4; one unit may also stand against five. */
const MAX_SIDE = 4;
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

/** What is believed of shapes before a text is seen: four beads in five are 1:1, and every further unit costs a factor. */
function priorMean({ source, target }: Shape): number {
  if (source === 0 || target === 0) return 0.02;
  if (source === 1 && target === 1) return 0.8;
  return 0.06 * 0.25 ** (source + target - 3) * (source > 1 && target > 1 ? 0.5 : 1);
}

/** How many beads the belief is worth against the text's own. */
const PRIOR_WEIGHT = 30;

/** Log prior of each shape, in nats, before anything is known of a text. */
export function initialPriors(): Float64Array {
  return Float64Array.from(SHAPES, (shape) => Math.log(priorMean(shape)));
}

/** Log prior of each shape from (expected) counts of a text's beads, with a Dirichlet prior. */
export function estimatedPriors(counts: Float64Array): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, PRIOR_WEIGHT);
  return Float64Array.from(SHAPES, (shape, at) =>
    Math.log((PRIOR_WEIGHT * priorMean(shape) + (counts[at] as number)) / total),
  );
}
