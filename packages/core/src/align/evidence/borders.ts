import { type Step, shapeOf } from "../grid/shapes.ts";
import type { Side, Sides } from "../text/tokens.ts";

/**
 * How segments begin and end: with a question mark, a closing quotation mark, a colon, a capital. Translations keep
 * much of this, and where segments are merged or split it shows which one is last. The model is learnt from beads, for
 * the first segments of both sides and for the last ones: the log-likelihood ratio of their kinds together against each
 * by itself.
 */
export interface Borders {
  /** For first segments, in nats: `begins[kind of the source * kinds + kind of the target]`. */
  readonly begins: Float64Array;
  readonly ends: Float64Array;
  /** Number of the target's kinds. */
  readonly kinds: number;
}

/**
 * Weight of the belief that kinds are independent, as a multiple of what independence expects; of that at most one bead
 * counts.
 */
const SMOOTHING = 3;
/** Subtracted from each count, because the scored bead may be the one that was counted. */
const DISCOUNT = 1;

/** Probability, before any bead is known, that a kind goes with the same kind of the other language. */
const SAME = 0.5;

/**
 * Makes the model that holds before a text is aligned.
 *
 * @param source, target the kinds of either language, see {@link Vocabulary}
 */
export function initialBorders(
  texts: readonly { readonly target: Side }[],
  source: ReadonlyMap<string, number>,
  target: ReadonlyMap<string, number>,
): Borders {
  const table = (of: "begins" | "ends"): Float64Array => {
    const counts = new Float64Array(target.size);
    let total = 0;
    for (const text of texts)
      for (const kind of text.target[of]) {
        counts[kind] = counts[kind]! + 1;
        total++;
      }
    const ratios = new Float64Array(source.size * target.size);
    for (const [name, row] of source)
      for (const [other, column] of target) {
        const same = name === other ? (SAME * total) / Math.max(1, counts[column]!) : 0;
        ratios[row * target.size + column] = Math.log(1 - SAME + same);
      }
    return ratios;
  };
  return { begins: table("begins"), ends: table("ends"), kinds: target.size };
}

/** Learns the model from the two-sided beads of paths. */
export function learnBorders(texts: readonly (Sides & { readonly steps: readonly Step[] })[]): Borders {
  const kindsOf = (side: "source" | "target"): number =>
    1 + texts.reduce((most, text) => Math.max(most, ...text[side].begins, ...text[side].ends), 0);
  const kinds = kindsOf("target");
  const rows = kindsOf("source");
  const begins = new Float64Array(rows * kinds);
  const ends = new Float64Array(rows * kinds);
  for (const { source, target, steps } of texts)
    for (const { source: i, target: j, shape } of steps) {
      const { source: a, target: b } = shapeOf(shape);
      if (a === 0 || b === 0) continue;
      const begin = source.begins[i - a]! * kinds + target.begins[j - b]!;
      const end = source.ends[i - 1]! * kinds + target.ends[j - 1]!;
      begins[begin] = begins[begin]! + 1;
      ends[end] = ends[end]! + 1;
    }
  return { begins: ratios(begins, kinds), ends: ratios(ends, kinds), kinds };
}

function ratios(counts: Float64Array, columns: number): Float64Array {
  const rows = counts.length / columns;
  const ofRow = new Float64Array(rows);
  const ofColumn = new Float64Array(columns);
  let total = 0;
  counts.forEach((count, at) => {
    ofRow[Math.floor(at / columns)] = ofRow[Math.floor(at / columns)]! + count;
    ofColumn[at % columns] = ofColumn[at % columns]! + count;
    total += count;
  });
  return counts.map((count, at) => {
    const row = ofRow[Math.floor(at / columns)]!;
    const column = ofColumn[at % columns]!;
    if (row === 0 || column === 0) return 0;
    const expected = (row * column) / total;
    const belief = SMOOTHING * Math.min(1, expected);
    return Math.log((Math.max(0, count - DISCOUNT) + belief) / (expected + belief));
  });
}

/** Log-likelihood ratio, in nats, of the borders of the bead that ends before source segment i and target segment j. */
export function borderRatio(
  { begins, ends, kinds }: Borders,
  { source, target }: Sides,
  i: number,
  a: number,
  j: number,
  b: number,
): number {
  return (
    begins[source.begins[i - a]! * kinds + target.begins[j - b]!]! +
    ends[source.ends[i - 1]! * kinds + target.ends[j - 1]!]!
  );
}
