import type { Piece } from "../evidence/pieces.ts";
import { type Corridor, cellAt } from "../grid/corridor.ts";
import { MAX_AGAINST_ONE, MAX_SIDE } from "../grid/shapes.ts";
import type { Side } from "../text/tokens.ts";
import { type Mixture, translationsOf } from "./mixture.ts";
import { addDense, Translations } from "./translations.ts";
import type { WordPlaces } from "./word-places.ts";

/**
 * How well segments explain each other's words, for all beads of a corridor. `targets[(a - 1) * cells + cell(i, y)]` is
 * the log-likelihood ratio of target segment y's tokens given the `a` source segments that end with i, against the
 * background; `sources[(b - 1) * cells + cell(x, j)]` is that of source segment x given the `b` target segments that
 * end with j. A bead's ratio is the sum over its segments, so each is computed once, not once for each shape. NaN
 * outside the corridor, and for so many against one as are not searched.
 */
export interface WordScores {
  readonly targets: Float32Array;
  readonly sources: Float32Array;
  readonly cells: number;
}

/** Whether a bead is searched that ends before source segment `i` and target segment `j`. */
export type BeadFilter = (i: number, sources: number, j: number, targets: number) => boolean;

/** What is to be computed of a piece's words. */
export interface WordQuestions {
  /** Asked only of beads of more than {@link MAX_SIDE} segments against one. */
  readonly isSearched: BeadFilter;
  /** Notes what translates what, if word order is to be computed. */
  readonly places?: { readonly forward: WordPlaces; readonly reverse: WordPlaces } | undefined;
}

/** Computes {@link WordScores} of a piece. */
export function wordScores(
  { source, target, first: { source: firstSource, target: firstTarget } }: Pick<Piece, "source" | "target" | "first">,
  corridor: Corridor,
  { forward, reverse }: { readonly forward: Mixture; readonly reverse: Mixture },
  { isSearched, places }: WordQuestions,
): WordScores {
  const cells = corridor.cellOffset[corridor.sources]!;
  const madeTargets = explained(source, target, corridor, forward, firstSource, places?.forward);
  const madeSources = explained(target, source, corridor, reverse, firstTarget, places?.reverse);
  const targets = new Float32Array(MAX_AGAINST_ONE * cells).fill(Number.NaN);
  const sources = new Float32Array(MAX_AGAINST_ONE * cells).fill(Number.NaN);
  const sum = new Float64Array(Math.max(longest(source), longest(target)));

  for (let i = 0; i < corridor.sources; i++) {
    for (let y = corridor.low[i]!; y < corridor.high[i]!; y++) {
      const first = target.starts[y]!;
      const made = target.starts[y + 1]! - first;
      sum.fill(0, 0, made);
      let given = 0;
      const most = mostAgainstOne((a) => isSearched(i + 1, a, y + 1, 1), i + 1);
      for (let a = 1; a <= most; a++) {
        const x = i - a + 1;
        if (y >= corridor.high[x]!) break;
        given += source.sizes[x]!;
        const from = madeTargets.starts[cellAt(corridor, x, y)]!;
        for (let k = 0; k < made; k++) sum[k] = sum[k]! + madeTargets.values[from + k]!;
        targets[(a - 1) * cells + cellAt(corridor, i, y)] = ratio(sum, made, given, madeTargets, first);
      }
    }
  }
  for (let x = 0; x < corridor.sources; x++) {
    const first = source.starts[x]!;
    const made = source.starts[x + 1]! - first;
    const low = corridor.low[x]!;
    for (let j = low; j < corridor.high[x]!; j++) {
      sum.fill(0, 0, made);
      let given = 0;
      const most = mostAgainstOne((b) => isSearched(x + 1, 1, j + 1, b), j + 1);
      for (let b = 1; b <= most; b++) {
        const y = j - b + 1;
        if (y < low) break;
        given += target.sizes[y]!;
        const from = madeSources.starts[cellAt(corridor, x, y)]!;
        for (let q = 0; q < made; q++) sum[q] = sum[q]! + madeSources.values[from + q]!;
        sources[(b - 1) * cells + cellAt(corridor, x, j)] = ratio(sum, made, given, madeSources, first);
      }
    }
  }
  return { targets, sources, cells };
}

/** The most segments of a side, of the `before` that there are, for which a bead is searched. */
function mostAgainstOne(isSearched: (segments: number) => boolean, before: number): number {
  let most = Math.min(MAX_AGAINST_ONE, before);
  while (most > MAX_SIDE && !isSearched(most)) most--;
  return most;
}

/** Half the sum over both directions, in nats, for the bead that ends before (i, j); NaN if it leaves the corridor. */
export function wordRatio(
  { targets, sources, cells }: WordScores,
  corridor: Corridor,
  i: number,
  a: number,
  j: number,
  b: number,
): number {
  let sum = 0;
  const last = corridor.cellOffset[i - 1]! - corridor.low[i - 1]!;
  if (j - b < corridor.low[i - 1]! || j > corridor.high[i - 1]!) return Number.NaN;
  for (let y = j - b; y < j; y++) sum += targets[(a - 1) * cells + last + y]!;
  for (let x = i - a; x < i; x++) {
    if (j - 1 >= corridor.high[x]!) return Number.NaN;
    sum += sources[(b - 1) * cells + cellAt(corridor, x, j - 1)]!;
  }
  return sum / 2;
}

function longest(side: Side): number {
  let most = 1;
  for (let i = 0; i < side.count; i++) most = Math.max(most, side.starts[i + 1]! - side.starts[i]!);
  return most;
}

/** Σ log(background + explained / given). Products are taken before the logarithm, which is the expensive part. */
function ratio(
  sum: Float64Array,
  made: number,
  given: number,
  { background, times }: Pick<Explained, "background" | "times">,
  first: number,
): number {
  if (made === 0 || given === 0) return 0;
  let log = 0;
  let product = 1;
  for (let k = 0; k < made; k++) {
    const own = background[first + k]! + sum[k]! / given;
    if (times[first + k] === 1) product *= own;
    else log += times[first + k]! * Math.log(own);
    if (product > 1e200 || product < 1e-200) {
      log += Math.log(product);
      product = 1;
    }
  }
  return log + Math.log(product);
}

/** How far the types of a side's segments are explained, relative to their background share. */
interface Explained {
  /** Index in `values` of the first type of each cell's generated segment. */
  readonly starts: Int32Array;
  readonly values: Float32Array;
  readonly times: Int32Array;
  /** For each type of each segment of the generated side, the weight of the background. */
  readonly background: Float64Array;
}

/**
 * Explains the types of generated segments by each given segment.
 *
 * @param from number of the first given segment in the lexicon
 */
function explained(
  given: Side,
  made: Side,
  corridor: Corridor,
  mixture: Mixture,
  from: number,
  places: WordPlaces | undefined,
): Explained {
  const { forward, unigrams } = mixture;
  const starts = new Int32Array(corridor.cellOffset[corridor.sources]! + 1);
  for (let i = 0, cell = 0; i < corridor.sources; i++)
    for (let j = corridor.low[i]!; j < corridor.high[i]!; j++, cell++) {
      const segment = forward ? j : i;
      starts[cell + 1] = starts[cell]! + made.starts[segment + 1]! - made.starts[segment]!;
    }
  const values = new Float32Array(starts.at(-1) as number);
  const dense = new Float64Array(unigrams.length);
  const touched: number[] = [];
  const translations = new Translations();

  const column = forward ? undefined : columnsOf(corridor);
  for (let segment = 0; segment < given.count; segment++) {
    translationsOf(mixture, given, segment, from + segment, translations);
    addDense(translations, dense, touched);
    places?.note(segment, translations);
    const low = column ? column.first[segment]! : corridor.low[segment]!;
    const high = column ? column.end[segment]! : corridor.high[segment]!;
    for (let other = low; other < high; other++) {
      const start = starts[forward ? cellAt(corridor, segment, other) : cellAt(corridor, other, segment)]!;
      const madeStart = made.starts[other]!;
      const count = made.starts[other + 1]! - madeStart;
      for (let k = 0; k < count; k++) values[start + k] = dense[made.types[madeStart + k]!]!;
    }
    for (const type of touched) dense[type] = 0;
    touched.length = 0;
  }
  return {
    starts,
    values,
    times: made.times,
    background: Float64Array.from(made.types, (type) => mixture.background[type]!),
  };
}

/** For each target segment the source segments whose corridor row holds it; both bounds never fall. */
function columnsOf(corridor: Corridor): { first: Int32Array; end: Int32Array } {
  const first = new Int32Array(corridor.targets).fill(corridor.sources);
  const end = new Int32Array(corridor.targets);
  for (let i = 0; i < corridor.sources; i++)
    for (let j = corridor.low[i]!; j < corridor.high[i]!; j++) {
      first[j] = Math.min(first[j]!, i);
      end[j] = i + 1;
    }
  return { first, end };
}
