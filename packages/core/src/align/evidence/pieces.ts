/**
 * Room evidence: everything that speaks for a bead besides its words. In: sides of segments, and paths to learn from.
 * Out: a log-likelihood ratio in nats for each kind of evidence (lengths, borders, anchors, embeddings). Imports grid
 * and text.
 *
 * @module
 */

import { linksSlice, type SegmentLinks } from "../grid/links.ts";
import { beginOf, pathCounts, type SegmentPair, type ShapeCounts, type Step } from "../grid/shapes.ts";
import { type Sides, sideSlice } from "../text/tokens.ts";
import type { Embedded } from "./embeddings.ts";
import type { UniqueAnchor } from "./unique-anchors.ts";

/** A stretch of a text whose two sides belong together, with the state of its alignment between rounds. */
export interface Piece extends Sides {
  /** The segments at which it begins in its text. */
  readonly from: SegmentPair;
  /** Numbers of its first segments, counted over all texts. */
  readonly first: SegmentPair;
  readonly anchors: readonly UniqueAnchor[];
  readonly vectors?: Embedded;
  /** The path of the last search, the posterior of each of its steps, and the tempered posteriors. */
  steps: readonly Step[];
  stepPosteriors: Float64Array;
  stepConfidences: Float64Array;
  /** The posterior of each pair of segments to be in one bead, from the last search. */
  posteriors: SegmentLinks;
  /** The same from tempered scores: these posteriors say how often beads are right. */
  tempered: SegmentLinks;
  /** Mean of the posteriors with those of earlier rounds; the lexicon learns from these. */
  damped: SegmentLinks;
  /** Expected shapes of its beads. */
  counts: ShapeCounts;
  /** Whether another round would change nothing. */
  settled: boolean;
}

/** A step is sure if its posterior, and that of this many steps to either side, is at least this. */
const MIN_SURE_POSTERIOR = 0.99;
const SURE_MARGIN_STEPS = 3;

/**
 * Cuts a piece where a stretch of sure steps begins and ends: sure pieces are settled, and only the others are searched
 * again.
 */
export function cutWhereSure(piece: Piece): Piece[] {
  const { steps, stepPosteriors } = piece;
  const sure = new Uint8Array(steps.length).fill(1);
  stepPosteriors.forEach((posterior, at) => {
    if (posterior < MIN_SURE_POSTERIOR) sure.fill(0, Math.max(0, at - SURE_MARGIN_STEPS), at + SURE_MARGIN_STEPS + 1);
  });
  const pieces: Piece[] = [];
  for (let from = 0, to = 0; from < steps.length; from = to) {
    while (to < steps.length && sure[to] === sure[from]) to++;
    if (from === 0 && to === steps.length) return [{ ...piece, settled: piece.settled || sure[0] === 1 }];
    pieces.push(pieceSlice(piece, from, to, sure[from] === 1));
  }
  return pieces;
}

function pieceSlice(piece: Piece, from: number, to: number, settled: boolean): Piece {
  const { steps, vectors } = piece;
  const begin = beginOf(steps[from]!);
  const end = steps[to - 1]!;
  const own = steps
    .slice(from, to)
    .map((step) => ({ ...step, source: step.source - begin.source, target: step.target - begin.target }));
  return {
    from: { source: piece.from.source + begin.source, target: piece.from.target + begin.target },
    first: { source: piece.first.source + begin.source, target: piece.first.target + begin.target },
    source: sideSlice(piece.source, begin.source, end.source),
    target: sideSlice(piece.target, begin.target, end.target),
    anchors: piece.anchors
      .filter(
        ({ source, target }) =>
          isWithin(source, begin.source, end.source) && isWithin(target, begin.target, end.target),
      )
      .map(({ source, target }) => ({ source: source - begin.source, target: target - begin.target })),
    ...(vectors && {
      vectors: {
        source: vectors.source.slice(begin.source, end.source + 1),
        target: vectors.target.slice(begin.target, end.target + 1),
      },
    }),
    steps: own,
    stepPosteriors: piece.stepPosteriors.slice(from, to),
    stepConfidences: piece.stepConfidences.slice(from, to),
    posteriors: linksSlice(piece.posteriors, begin, end),
    tempered: linksSlice(piece.tempered, begin, end),
    damped: linksSlice(piece.damped, begin, end),
    counts: pathCounts(own),
    settled,
  };
}

const isWithin = (segment: number, from: number, to: number): boolean => segment >= from && segment < to;
