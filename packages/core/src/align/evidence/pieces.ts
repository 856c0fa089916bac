import { linksSlice, type SegmentLinks } from "../grid/links.ts";
import { isOneSided, SHAPES, type ShapeCounts, type Step, shapeOf } from "../grid/shapes.ts";
import { type Side, sideSlice } from "../text/tokens.ts";
import type { Embedded } from "./embeddings.ts";
import type { UniqueAnchor } from "./unique-anchors.ts";

/** Two sides to be aligned. */
export interface Sides {
  readonly source: Side;
  readonly target: Side;
}

/** A stretch of a text, both sides of which belong together, on its way through the rounds. */
export interface Piece extends Sides {
  /** Where it begins in its text, in segments. */
  readonly from: SegmentPair;
  /** The numbers of its first segments among those of all texts. */
  readonly first: SegmentPair;
  readonly anchors: readonly UniqueAnchor[];
  readonly vectors?: Embedded;
  /** What the last search found: the path, the posterior of each step, and how sure it is said to be. */
  steps: readonly Step[];
  posteriors: Float64Array;
  confidences: Float64Array;
  /** The posteriors of pairs of segments, how sure they are said to be, and what teaches: their mean with those of the rounds before. */
  found: SegmentLinks;
  told: SegmentLinks;
  links: SegmentLinks;
  counts: ShapeCounts;
  /** Whether another round would change nothing. */
  settled: boolean;
}

/** A place between segments of either side, or the number of a segment of each; zero-based. */
export interface SegmentPair {
  readonly source: number;
  readonly target: number;
}

/** A step is sure where its posterior, and that of so many steps to either side, is at least this. */
const MIN_SURE_POSTERIOR = 0.99;
const SURE_MARGIN_STEPS = 3;

/** Cuts a piece where what is sure begins and ends: what is sure is settled, and only the rest need be searched again. */
export function cutWhereSure(piece: Piece): Piece[] {
  const { steps, posteriors } = piece;
  const sure = new Uint8Array(steps.length).fill(1);
  posteriors.forEach((posterior, at) => {
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
  const begin = before(steps[from]!);
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
    posteriors: piece.posteriors.slice(from, to),
    confidences: piece.confidences.slice(from, to),
    found: linksSlice(piece.found, begin, end),
    told: linksSlice(piece.told, begin, end),
    links: linksSlice(piece.links, begin, end),
    counts: pathCounts(own),
    settled,
  };
}

const isWithin = (segment: number, from: number, to: number): boolean => segment >= from && segment < to;

/** Where the bead of a step begins. */
export function before({ source, target, shape }: Step): SegmentPair {
  const { source: a, target: b } = shapeOf(shape);
  return { source: source - a, target: target - b };
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
