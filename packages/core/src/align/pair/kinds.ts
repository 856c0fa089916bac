import { fittedLengthModel, type LengthModel } from "../evidence/length.ts";
import type { Piece } from "../evidence/pieces.ts";
import { estimatedPriors, type Priors } from "../grid/priors.ts";
import { SHAPES, type ShapeCounts, shapeOf, summedCounts } from "../grid/shapes.ts";

/** Texts of one kind, and what is believed of their beads. */
export interface Kind {
  /** Indices of its texts, in order. */
  readonly texts: readonly number[];
  readonly length: LengthModel;
  readonly priors: Priors;
}

/**
 * Sorts texts into kinds, and fits lengths and shapes to the beads of each.
 *
 * @param texts the pieces of each text, searched
 * @param first the length model that held before any bead was known
 */
export function fittedKinds(texts: readonly (readonly Piece[])[], first: LengthModel): Kind[] {
  const counts = texts.map((pieces) => summedCounts(pieces.map((piece) => piece.counts)));
  const all = fittedLengthModel(first, pairLengths(texts.flat()));
  const kinds = textKinds(counts);
  return kinds.map((kind) => ({
    texts: kind,
    length: kinds.length === 1 ? all : fittedLengthModel(all, pairLengths(kind.flatMap((text) => texts[text]!))),
    priors: estimatedPriors(summedCounts(kind.map((text) => counts[text]!))),
  }));
}

/** The lengths of the two sides of all 1:1 beads. */
function pairLengths(pieces: readonly Piece[]): [number, number][] {
  return pieces.flatMap(({ source, target, steps }) =>
    steps
      .filter((step) => shapeOf(step.shape).source === 1 && shapeOf(step.shape).target === 1)
      .map((step): [number, number] => [source.lengths[step.source - 1]!, target.lengths[step.target - 1]!]),
  );
}

/** Texts whose shapes differ by less than this are of one kind: the total variation distance, 0..1. */
const MAX_SHAPE_DISTANCE = 0.45;
/** Weight of the shapes of all texts in those of one, in beads: what few beads show may be chance. */
const POOLED_BEADS = 10;

/**
 * Sorts texts into kinds by how their segments are joined and split. A law is translated sentence by sentence; a novel
 * puts three sentences into one. What is learnt of the one (how lengths fit, which shapes are likely, how far words
 * move) misleads in the other. Texts are of one kind if a chain of texts joins them, each like the next.
 *
 * Compares pairs of texts that no chain joins yet: at most the square of the number of texts.
 *
 * @param counts the expected shapes of each text's beads
 * @returns for each kind its texts, as indices in order; kinds in the order of their first texts
 */
export function textKinds(counts: readonly ShapeCounts[]): number[][] {
  const all = shares(summedCounts(counts).shapes);
  const own = counts.map(({ shapes }) => shares(shapes.map((count, at) => count + POOLED_BEADS * all[at]!)));
  const kinds: number[][] = [];
  own.forEach((shares, text) => {
    const like = kinds.filter((kind) => kind.some((other) => distance(shares, own[other]!) < MAX_SHAPE_DISTANCE));
    const [first = [], ...others] = like;
    if (like.length === 0) kinds.push(first);
    for (const kind of others) {
      first.push(...kind);
      kinds.splice(kinds.indexOf(kind), 1);
    }
    first.push(text);
  });
  return kinds.map((kind) => kind.sort((a, b) => a - b));
}

function shares(counts: Float64Array): Float64Array {
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.map((count) => count / Math.max(sum, Number.MIN_VALUE));
}

/** Total variation distance of two distributions over {@link SHAPES}. */
const distance = (a: Float64Array, b: Float64Array): number =>
  SHAPES.reduce((sum, _, shape) => sum + Math.abs(a[shape]! - b[shape]!), 0) / 2;
