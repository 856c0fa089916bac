import type { Piece } from "../evidence/pieces.ts";
import { isOneSided, type Step, shapeOf } from "../grid/shapes.ts";
import { type Mixture, translationsOf } from "./mixture.ts";
import { Translations } from "./translations.ts";
import { type Fall, sumOf, WordPlaces } from "./word-places.ts";

/**
 * The evidence of word order for a bead. Model 1 lets a token come from any token of the other side of its bead. Here
 * it rather comes from one near the same place, with places as shares of a side, as in fast_align (Dyer, Chahuneau &
 * Smith 2013): part of the probability is even, the rest falls off exponentially with the distance of the places. The
 * distance is measured in a number of tokens that grows as the root of a side's tokens: in a long segment words stray
 * further, but less far as a share of it.
 *
 * A bead that lacks its end, or has the beginning of another, sets all places askew; in a bead whose words meet by
 * chance there is no order. How fast and how far probability falls is learnt for each direction. In the long noun
 * phrases of a Chinese resolution order often says nothing.
 */
export interface Order {
  readonly forward: Fall | undefined;
  readonly reverse: Fall | undefined;
}

const TENSIONS = [0.15, 0.3, 0.5, 0.8, 1.25, 1.9, 2.7, 3.8];
const EVENS = [0.1, 0.2, 0.35, 0.5, 0.7];
const FIRST: Fall = { tension: 1.25, even: 0.2 };
/** An even sample of this many beads, and of this many of their tokens, is enough to learn two numbers. */
const MAX_BEADS = 60;
const MAX_TOKENS = 2000;
/**
 * Share of the evidence that counts if both sides have several segments: it also speaks for cutting the bead in two.
 */
const SEVERAL = 0.5;

/**
 * Finds, by climbing, the fall that makes the tokens of the pieces' beads most probable in one direction; undefined if
 * they are better explained without.
 *
 * @param from where the climb begins: the fall that was learnt before
 */
export function learnFall(pieces: readonly Piece[], mixture: Mixture, from = FIRST): Fall | undefined {
  const samples = sampled(pieces, mixture);
  const known = new Map<number, number>();
  const gainOf = (t: number, e: number): number => {
    const [tension, even] = [TENSIONS[t], EVENS[e]];
    if (tension === undefined || even === undefined) return -Infinity;
    const key = t * EVENS.length + e;
    const gain = known.get(key) ?? sumOf(samples.map(({ places, step }) => places.gain(step, { tension, even })));
    known.set(key, gain);
    return gain;
  };
  let [t, e] = [TENSIONS.indexOf(from.tension), EVENS.indexOf(from.even)];
  for (;;) {
    const gain = gainOf(t, e);
    const better = STEPS.find(([dt, de]) => gainOf(t + dt, e + de) > gain);
    if (!better) return gain > 0 ? { tension: TENSIONS[t]!, even: EVENS[e]! } : undefined;
    t += better[0];
    e += better[1];
  }
}

const STEPS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

function sampled(pieces: readonly Piece[], mixture: Mixture): { places: WordPlaces; step: Step }[] {
  const { forward } = mixture;
  const beads = sumOf(pieces.map(({ steps }) => steps.length));
  const tokens = sumOf(pieces.map(({ source, target }) => sumOf((forward ? target : source).sizes)));
  const every = Math.max(1, Math.ceil(beads / MAX_BEADS), Math.ceil(tokens / MAX_TOKENS));
  const translations = new Translations();
  let bead = 0;
  return pieces.flatMap((piece) => {
    const sample = piece.steps.filter(({ shape }) => bead++ % every === 0 && !isOneSided(shape));
    if (sample.length === 0) return [];
    const places = new WordPlaces(piece, mixture);
    const [given, first] = forward ? [piece.source, piece.first.source] : [piece.target, piece.first.target];
    for (const { source, target, shape } of sample) {
      const { source: a, target: b } = shapeOf(shape);
      const [from, to] = forward ? [source - a, source] : [target - b, target];
      for (let segment = from; segment < to; segment++) {
        translationsOf(mixture, given, segment, first + segment, translations);
        places.note(segment, translations);
      }
    }
    places.look(sample);
    return sample.map((step) => ({ places, step }));
  });
}

/** Log-likelihood ratios of beads, in nats, half the sum of both directions: with word order against without. */
export function orderRatios(
  places: { readonly forward: WordPlaces; readonly reverse: WordPlaces },
  order: Order,
  beads: readonly Step[],
): Float64Array {
  const ratios = new Float64Array(beads.length);
  for (const direction of ["forward", "reverse"] as const) {
    const fall = order[direction];
    if (!fall) continue;
    places[direction].look(beads);
    beads.forEach((bead, at) => {
      const { source, target } = shapeOf(bead.shape);
      const share = source > 1 && target > 1 ? SEVERAL : 1;
      ratios[at] = ratios[at]! + (share * places[direction].gain(bead, fall)) / 2;
    });
  }
  return ratios;
}
