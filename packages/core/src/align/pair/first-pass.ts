import { type Borders, borderRatio } from "../evidence/borders.ts";
import { type LengthModel, lengthScores } from "../evidence/length.ts";
import type { Piece } from "../evidence/pieces.ts";
import { aroundPath, type Corridor, cellAt, cellSum, fullCorridor } from "../grid/corridor.ts";
import { bestPath, cheapestPath } from "../grid/paths.ts";
import { posteriors } from "../grid/posteriors.ts";
import type { Priors } from "../grid/priors.ts";
import { scoreBeads } from "../grid/scores.ts";
import { ALL_SHAPES, beginOf, SHAPE_SOURCES, SHAPE_TARGETS, type Step, shapeOf } from "../grid/shapes.ts";
import type { Lookalikes } from "../text/cognates.ts";
import { type Sides, sideSlice } from "../text/tokens.ts";
import { guidedCorridor } from "./guide.ts";

/** What is believed before a text is seen. */
export interface Beliefs {
  readonly length: LengthModel;
  readonly priors: Priors;
  readonly borders: Borders;
  readonly looks: Lookalikes;
}

/** A piece as the first pass leaves it. */
export type FirstPiece = Sides & Pick<Piece, "from" | "steps" | "posteriors">;

/** Tempers the posteriors of the first pass, which knows only lengths and look-alikes. */
const FIRST_TEMPER = 0.5;
/**
 * The first pass cannot distinguish a run of gaps from a text that it does not understand, so each gap is judged by
 * itself.
 */
const ANY_GAPS = { opens: 0.04, continues: 0.04 };
/** Segments to either side of the coarse path. */
const FIRST_BAND_SEGMENTS = 20;
/** The most cells that the coarse pass searches; a larger grid is searched along a guide (guide.ts). */
const MAX_CELLS = 2e6;
const MIN_BAND_SEGMENTS = 150;
/** A longer text is cut into pieces of about this many source segments, each at the surest place near its end. */
const PIECE_SEGMENTS = 2000;

/**
 * Aligns a text by lengths, by how segments begin and end, and by shared rare tokens. A coarse pass goes over the whole
 * grid (along a guide if the text is long) with small beads only; its path cuts a long text into pieces. A second pass
 * goes around that path, piece by piece and with all shapes, for posteriors. Time and memory grow linearly with the
 * text.
 */
export function firstPass(sides: Sides, beliefs: Beliefs): FirstPiece[] {
  const { priors, looks } = beliefs;
  const { source, target } = sides;
  const wide =
    source.count * target.count <= MAX_CELLS
      ? fullCorridor(source.count, target.count)
      : guidedCorridor(sides, looks, Math.max(MIN_BAND_SEGMENTS, Math.ceil(MAX_CELLS / 2 / source.count)));
  const shared = sharedTokens(sides, wide, looks);
  const coarse = cheapestPath(wide, SMALL_SHAPES, beadScore(sides, wide, shared, priors.plain, beliefs));
  return pieces(sides, coarse, wide, shared).map((piece) => {
    const corridor = aroundPath(piece.source.count, piece.target.count, piece.steps, FIRST_BAND_SEGMENTS);
    const near = sharedTokens(piece, corridor, looks);
    const scores = scoreBeads(corridor, ALL_SHAPES, beadScore(piece, corridor, near, priors.shapes, beliefs));
    const { links } = posteriors(corridor, scores, ANY_GAPS, FIRST_TEMPER);
    return { ...piece, steps: bestPath(corridor, scores, priors), posteriors: links };
  });
}

const SMALL_SHAPES = ALL_SHAPES.filter((shape) => {
  const { source, target } = shapeOf(shape);
  return source + target <= 3;
});

function beadScore(
  sides: Sides,
  corridor: Corridor,
  shared: Float32Array,
  priors: Float64Array,
  { length, borders }: Beliefs,
) {
  const lengths = lengthScores(sides, length);
  return (i: number, j: number, shape: number): number => {
    const [a, b] = [SHAPE_SOURCES[shape]!, SHAPE_TARGETS[shape]!];
    const prior = priors[shape]!;
    if (a === 0 || b === 0) return prior;
    return (
      prior + lengths(i, a, j, b) + cellSum(shared, corridor, i, a, j, b) + borderRatio(borders, sides, i, a, j, b)
    );
  };
}

/** Cuts a long text along its coarse path, before 1:1 beads that share the rarest tokens. */
function pieces(
  sides: Sides,
  path: readonly Step[],
  corridor: Corridor,
  shared: Float32Array,
): Omit<FirstPiece, "posteriors">[] {
  const cuts: { source: number; target: number; step: number }[] = [{ source: 0, target: 0, step: 0 }];
  let best = -1;
  let surest = 0;
  path.forEach((step, at) => {
    const last = cuts.at(-1) as (typeof cuts)[number];
    const bead = shapeOf(step.shape);
    const begun = Math.max(step.source - last.source, step.target - last.target);
    if (begun < PIECE_SEGMENTS) return;
    if (bead.source === 1 && bead.target === 1) {
      const sure = shared[cellAt(corridor, step.source - 1, step.target - 1)]!;
      if (best < 0 || sure > surest) [best, surest] = [at, sure];
    }
    if (begun < 1.25 * PIECE_SEGMENTS) return;
    const cut = best < 0 ? at : best;
    cuts.push({ ...beginOf(path[cut]!), step: cut });
    [best, surest] = [-1, 0];
  });
  return cuts.map(({ source, target, step }, at) => {
    const end = cuts[at + 1] ?? { source: sides.source.count, target: sides.target.count, step: path.length };
    return {
      from: { source, target },
      source: sideSlice(sides.source, source, end.source),
      target: sideSlice(sides.target, target, end.target),
      steps: path
        .slice(step, end.step)
        .map((move) => ({ ...move, source: move.source - source, target: move.target - target })),
    };
  });
}

/** Worth of a shared token relative to its rarity: same spelling, cognate, known translation. */
const TRUST = [0.6, 0.35, 0.3] as const;

/** For each cell of the corridor, the worth in nats of the rare tokens that its segments share. */
function sharedTokens({ source, target }: Sides, corridor: Corridor, looks: Lookalikes): Float32Array {
  const shared = new Float32Array(corridor.cellOffset[corridor.sources]!);
  const segmentsOf = new Map<number, number[]>();
  for (let j = 0; j < target.count; j++)
    for (const type of target.types.subarray(target.starts[j], target.starts[j + 1])) {
      const segments = segmentsOf.get(type);
      if (segments) segments.push(j);
      else segmentsOf.set(type, [j]);
    }
  const most = Math.max(8, target.count / 40);
  for (let i = 0; i < source.count; i++) {
    const row = corridor.cellOffset[i]! - corridor.low[i]!;
    const add = (type: number, weight: number): void => {
      const segments = segmentsOf.get(type);
      if (!segments || segments.length > most) return;
      const worth = weight * Math.log(target.count / segments.length);
      for (const j of segments)
        if (j >= corridor.low[i]! && j < corridor.high[i]!) shared[row + j] = shared[row + j]! + worth;
    };
    for (const type of source.types.subarray(source.starts[i], source.starts[i + 1])) {
      looks.forEach((table, at) => {
        const trust = TRUST[at]!;
        const partners = table[type];
        partners?.ids.forEach((id, p) => {
          add(id, trust * partners.weights[p]!);
        });
      });
    }
  }
  return shared;
}
