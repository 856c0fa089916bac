import { borderRatio, learnBorders } from "../evidence/borders.ts";
import { cosine, cosineModel, cosineRatio } from "../evidence/embeddings.ts";
import { type LengthModel, lengthScores, lengthsAllow } from "../evidence/length.ts";
import type { Piece } from "../evidence/pieces.ts";
import { anchorCells, anchorWorth } from "../evidence/unique-anchors.ts";
import { type Corridor, cellSum } from "../grid/corridor.ts";
import type { BeadScore } from "../grid/scores.ts";
import { SHAPE_SOURCES, SHAPE_TARGETS, type Step } from "../grid/shapes.ts";
import type { Mixture } from "../words/mixture.ts";
import { type Order, orderRatios } from "../words/order.ts";
import { WordPlaces } from "../words/word-places.ts";
import { type BeadFilter, wordRatio, wordScores } from "../words/word-scores.ts";
import type { Component } from "./options.ts";

/** What a round has learnt about two languages, from the posteriors and paths of all texts. */
export interface Learnt {
  readonly length: LengthModel;
  readonly forward: Mixture;
  readonly reverse: Mixture;
  /** Weight of the words' ratio, and of that of their order. */
  readonly weight: number;
  readonly order?: Order | undefined;
}

/** Returns how well the beads of a piece fit, in nats: the sum of all components, without the shape's prior. */
export type PieceFit = (piece: Piece, corridor: Corridor, wordsDecide: boolean) => Fit;

/** The fit of a piece's beads, in nats. */
export interface Fit {
  /** Score of any bead, without word order; NaN for beads that lengths rule out or that leave the corridor. */
  readonly score: BeadScore;
  /** What word order adds, for each of some beads; too expensive to compute for all. */
  readonly order?: (beads: readonly Step[]) => Float64Array;
}

/**
 * Makes the fit of a round. Each component is a log-likelihood ratio of the bead's two sides together against each by
 * itself; the components are added up. A one-sided bead has only its prior.
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
    const isSearched: BeadFilter = (i, a, j, b) => lengthsAllow(lengths(i, a, j, b), a, b);
    const words = asksWords ? wordScores(piece, corridor, { forward, reverse }, { isSearched, places }) : undefined;
    const anchors = anchorCells(piece.anchors, corridor, worth);
    const { vectors } = piece;
    const score: BeadScore = (i, j, shape) => {
      const [a, b] = [SHAPE_SOURCES[shape]!, SHAPE_TARGETS[shape]!];
      if (a === 0 || b === 0) return 0;
      const own = lengths(i, a, j, b);
      if (!lengthsAllow(own, a, b)) return Number.NaN;
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
