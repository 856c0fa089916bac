import { borderRatio, learnBorders } from "../evidence/borders.ts";
import { cosine, cosineModel, cosineRatio } from "../evidence/embeddings.ts";
import { type LengthModel, lengthScores } from "../evidence/length.ts";
import type { Piece } from "../evidence/pieces.ts";
import { anchorCells, anchorWorth } from "../evidence/unique-anchors.ts";
import { type Corridor, cellSum } from "../grid/corridor.ts";
import type { BeadScore } from "../grid/scores.ts";
import { type Step, shapeOf } from "../grid/shapes.ts";
import type { Mixture } from "../words/mixture.ts";
import { type Order, orderRatios } from "../words/order.ts";
import { WordPlaces } from "../words/word-places.ts";
import { wordRatio, wordScores } from "../words/word-scores.ts";
import type { Component } from "./options.ts";

/** Nats below which lengths rule a bead out. */
const MIN_LENGTH_NATS = -20;

/** What has been learnt of two languages in a round, from the posteriors and paths of all texts. */
export interface Learnt {
  readonly length: LengthModel;
  readonly forward: Mixture;
  readonly reverse: Mixture;
  /** Weight of the words' ratio, and of their order's. */
  readonly weight: number;
  readonly order: Order | undefined;
}

/** Tells how well the beads of a piece fit, in nats: what each component says, the shape's prior left out. */
export type PieceFit = (piece: Piece, corridor: Corridor, wordsDecide: boolean) => Fit;

export interface Fit {
  /** Of all beads, without the order of their words; NaN for beads that lengths rule out, or that leave the corridor. */
  readonly score: BeadScore;
  /** What the order of words adds, for each of some beads: it is too dear to be asked for of all. */
  readonly order?: (beads: readonly Step[]) => Float64Array;
}

/**
 * Makes the fit of a round. Each component is a log-likelihood ratio of the bead's two sides together against each by
 * itself; they are added up. A one-sided bead has its prior alone. A piece is told whether its words have something to decide.
 */
export function pieceFit(
  pieces: readonly Piece[],
  { length, forward, reverse, weight, order }: Learnt,
  without: ReadonlySet<Component>,
): PieceFit {
  const worth = without.has("anchors") ? 0 : anchorWorth(pieces);
  const borders = without.has("borders") ? undefined : learnBorders(pieces);
  const cosines = without.has("embeddings") ? undefined : cosineModel(pieces);
  return (piece, corridor, wordsDecide) => {
    const lengths = lengthScores(piece, length);
    const asksWords = wordsDecide && !without.has("words");
    const places =
      asksWords && order
        ? { forward: new WordPlaces(piece, forward), reverse: new WordPlaces(piece, reverse) }
        : undefined;
    const words = asksWords ? wordScores(piece, corridor, { forward, reverse }, places) : undefined;
    const anchors = anchorCells(piece.anchors, corridor, worth);
    const { vectors } = piece;
    const score: BeadScore = (i, j, shape) => {
      const { source: a, target: b } = shapeOf(shape);
      if (a === 0 || b === 0) return 0;
      const own = lengths(i, a, j, b);
      // Nothing makes up for lengths that cannot belong together; this keeps most large beads out of the search.
      if (own < MIN_LENGTH_NATS && a + b > 2) return Number.NaN;
      let sum = without.has("length") ? 0 : own;
      if (!wordsDecide) return sum;
      if (words) sum += weight * wordRatio(words, corridor, i, a, j, b);
      if (worth > 0) sum += cellSum(anchors, corridor, i, a, j, b);
      if (borders) sum += borderRatio(borders, piece, i, a, j, b);
      if (cosines && vectors) sum += cosineRatio(cosines, cosine(vectors, i, a, j, b));
      return sum;
    };
    if (!places || !order) return { score };
    return { score, order: (beads) => orderRatios(places, order, beads).map((ratio) => weight * ratio) };
  };
}
