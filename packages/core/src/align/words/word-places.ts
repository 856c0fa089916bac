import { type Step, shapeOf } from "../grid/shapes.ts";
import type { Side, Sides } from "../text/tokens.ts";
import type { Mixture } from "./mixture.ts";
import type { Translations } from "./translations.ts";

/** How the probability of a translation falls off with the distance between the places of two tokens. */
export interface Fall {
  /**
   * Fall of the log probability from one end of a side to the other, for a side of one token; it grows as the root of
   * the tokens.
   */
  readonly tension: number;
  /** Share of the probability, 0..1, that does not fall off. */
  readonly even: number;
}

/** Translations that are worth less than this relative to the background are not noted. */
const MIN_WORTH = 0.02;
/** Bound that keeps exp() finite, for beads of a hundred thousand tokens. */
const MAX_FALL_NATS = 500;

/**
 * Which tokens of a piece's segments translate each other, in one direction, and where they stand. {@link note} fills
 * it for each given segment; it is then looked at for some beads.
 */
export class WordPlaces {
  readonly #given: Side;
  readonly #made: Side;
  readonly #mixture: Mixture;
  /** For each given segment, its entries `first` to before `end` in the arrays below. */
  readonly #noted = new Map<number, { first: number; end: number }>();
  readonly #types: number[] = [];
  readonly #at: number[] = [];
  readonly #worths: number[] = [];
  /** What translates what, for each pair of segments looked at; the key is that of {@link #pair}. */
  readonly #cells = new Map<number, Cell>();
  /** Work space of {@link gain}: where the tokens of a bead stand, and what explains each of the generated ones. */
  readonly #from = new Spread();
  readonly #to = new Spread();
  #explained = new Float64Array(0);

  constructor({ source, target }: Sides, mixture: Mixture) {
    this.#mixture = mixture;
    [this.#given, this.#made] = mixture.forward ? [source, target] : [target, source];
  }

  /** Notes how a given segment is translated, see {@link translationsOf}. */
  note(segment: number, { count, at, types, worths }: Translations): void {
    const size = this.#given.sizes[segment]!;
    const start = this.#given.starts[segment]!;
    const first = this.#types.length;
    for (let n = 0; n < count; n++) {
      const [type, worth] = [types[n]!, worths[n]!];
      if (worth < MIN_WORTH * size * this.#mixture.background[type]!) continue;
      this.#types.push(type);
      this.#at.push(start + at[n]!);
      this.#worths.push(worth);
    }
    this.#noted.set(segment, { first, end: this.#types.length });
  }

  /** Looks at the segments of some beads, all of them noted. */
  look(beads: readonly Step[]): void {
    const partners = new Map<number, Set<number>>();
    for (const bead of beads) {
      const { given, made } = this.#ranges(bead);
      for (let x = given.from; x < given.to; x++) {
        const others = partners.get(x) ?? new Set<number>();
        partners.set(x, others);
        for (let y = made.from; y < made.to; y++) others.add(y);
      }
    }
    for (const [segment, others] of partners) this.#join(segment, others);
  }

  #join(segment: number, others: ReadonlySet<number>): void {
    const { first, end } = this.#noted.get(segment) ?? { first: 0, end: 0 };
    // The last place that each type was noted at; and for each place the one before.
    const last = new Map<number, number>();
    const previous = new Int32Array(end - first);
    for (let n = first; n < end; n++) {
      const type = this.#types[n]!;
      previous[n - first] = last.get(type) ?? -1;
      last.set(type, n);
    }
    const { starts, types } = this.#made;
    for (const other of others) {
      const cell: Cell = { made: [], given: [], worths: [] };
      for (let k = starts[other]!; k < starts[other + 1]!; k++)
        for (let n = last.get(types[k]!) ?? -1; n >= 0; n = previous[n - first]!) {
          cell.made.push(k);
          cell.given.push(this.#at[n]!);
          cell.worths.push(this.#worths[n]!);
        }
      this.#cells.set(this.#pair(segment, other), cell);
    }
  }

  /**
   * Log-likelihood ratio, in nats, of the generated tokens of a bead that was looked at: with places against without.
   */
  gain(step: Step, { tension, even }: Fall): number {
    const { given, made } = this.#ranges(step);
    const total = tokensOf(this.#given, given);
    if (total === 0) return 0;
    const fall = Math.min(MAX_FALL_NATS, tension * Math.sqrt(total));
    this.#from.set(this.#given, given, total, fall);
    this.#to.set(this.#made, made, tokensOf(this.#made, made), fall);
    let sum = 0;
    for (let y = made.from; y < made.to; y++) sum += this.#segmentGain(y, given, total, even);
    return sum;
  }

  #segmentGain(y: number, given: Range, total: number, even: number): number {
    const { starts, types, times, placeStarts } = this.#made;
    const first = starts[y]!;
    const count = starts[y + 1]! - first;
    const [from, to] = [this.#from, this.#to];
    const explained = this.#zeros(to.count);
    const plain = new Float64Array(count);
    for (let x = given.from; x < given.to; x++) {
      const cell = this.#cells.get(this.#pair(x, y)) as Cell;
      for (let at = 0; at < cell.worths.length; at++) {
        const k = cell.made[at]!;
        const q = cell.given[at]!;
        const worth = cell.worths[at]!;
        plain[k - first] = plain[k - first]! + worth;
        const [often, g0] = [this.#given.times[q]!, this.#given.placeStarts[q]! - from.first];
        const m0 = placeStarts[k]! - to.first;
        const level = (worth * even) / often;
        const sloped = (worth * (1 - even)) / often;
        for (let g = g0; g < g0 + often; g++)
          for (let m = m0; m < m0 + times[k]!; m++) {
            const near = from.places[g]! < to.places[m]! ? from.rise[g]! * to.drop[m]! : from.drop[g]! * to.rise[m]!;
            // A token without a place is equally near to all.
            explained[m] = explained[m]! + level + sloped * (Number.isNaN(near) ? 1 : near * to.factors[m]!);
          }
      }
    }
    let log = 0;
    for (let k = first; k < first + count; k++) {
      const background = this.#mixture.background[types[k]!]!;
      const without = background + plain[k - first]! / total;
      const m0 = placeStarts[k]! - to.first;
      for (let m = m0; m < m0 + times[k]!; m++) log += Math.log((background + explained[m]! / total) / without);
    }
    return log;
  }

  #zeros(count: number): Float64Array {
    if (this.#explained.length < count) this.#explained = new Float64Array(2 * count);
    else this.#explained.fill(0, 0, count);
    return this.#explained;
  }

  readonly #pair = (given: number, made: number): number => given * this.#made.count + made;

  #ranges({ source, target, shape }: Step): { readonly given: Range; readonly made: Range } {
    const { source: a, target: b } = shapeOf(shape);
    const [sources, targets] = [
      { from: source - a, to: source },
      { from: target - b, to: target },
    ];
    return this.#mixture.forward ? { given: sources, made: targets } : { given: targets, made: sources };
  }
}

/** Where two types that translate each other stand in `types` of their sides, and the worth of the translation. */
interface Cell {
  readonly made: number[];
  readonly given: number[];
  readonly worths: number[];
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The places of a bead's tokens on one side, with the exponentials of their falls, so that a distance costs one
 * product.
 */
class Spread {
  /** Index of the bead's first place in the side's places, and the number of its places. */
  first = 0;
  count = 0;
  /** Place as a share of the bead's side, 0..1; NaN for a token without a place. */
  places = new Float64Array(0);
  rise = new Float64Array(0);
  drop = new Float64Array(0);
  /** Factor that brings the mean of a fall from a place, over the other side, to 1. */
  factors = new Float64Array(0);

  set({ starts, times, sizes, placeStarts, places }: Side, { from, to }: Range, total: number, fall: number): void {
    const [begin, end] = [starts[from]!, starts[to]!];
    if (begin === end) return;
    this.first = placeStarts[begin]!;
    this.count = placeStarts[end - 1]! + times[end - 1]! - this.first;
    if (this.places.length < this.count)
      for (const array of ["places", "rise", "drop", "factors"] as const)
        this[array] = new Float64Array(2 * this.count);
    let before = 0;
    for (let segment = from; segment < to; segment++) {
      const size = sizes[segment]!;
      for (let at = starts[segment]!; at < starts[segment + 1]!; at++) {
        const own = placeStarts[at]!;
        for (let n = own; n < own + times[at]!; n++)
          this.#put(n - this.first, (before + places[n]! * size) / total, fall);
      }
      before += size;
    }
  }

  #put(at: number, place: number, fall: number): void {
    const drop = Math.exp(-fall * place);
    this.places[at] = place;
    this.drop[at] = drop;
    this.rise[at] = 1 / drop;
    this.factors[at] = fall / (2 - drop - Math.exp(-fall) / drop);
  }
}

/** Number of tokens of some segments. */
export const tokensOf = ({ sizes }: Side, { from, to }: Range): number => sumOf(sizes.subarray(from, to));

/** Sums numbers. */
export function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
