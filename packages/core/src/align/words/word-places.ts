import { SHAPE_SOURCES, SHAPE_TARGETS, type Step } from "../grid/shapes.ts";
import type { Side, Sides } from "../text/tokens.ts";
import type { Mixture } from "./mixture.ts";
import type { Translations } from "./translations.ts";
import { type Cells, Chains, cellAt, Links, type Looked, NOTHING_LOOKED_AT, Noted } from "./word-links.ts";

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
  readonly #noted: Noted;
  #looked: Looked = NOTHING_LOOKED_AT;
  /** Work space of {@link gain}: where the tokens of a bead stand, and what explains each of the generated ones. */
  readonly #from = new Spread();
  readonly #to = new Spread();
  /** By place; zero between calls. */
  #explained = new Float64Array(0);
  /** By type of a segment; zero between calls. */
  #plain = new Float64Array(0);

  constructor({ source, target }: Sides, mixture: Mixture) {
    this.#mixture = mixture;
    [this.#given, this.#made] = mixture.forward ? [source, target] : [target, source];
    this.#noted = new Noted(this.#given.count);
  }

  /** Notes how a given segment is translated, see {@link translationsOf}. */
  note(segment: number, { count, at, types, worths }: Translations): void {
    const least = MIN_WORTH * this.#given.sizes[segment]!;
    const start = this.#given.starts[segment]!;
    const { background } = this.#mixture;
    const noted = this.#noted;
    noted.begin(segment, count);
    for (let n = 0; n < count; n++) {
      const [type, worth] = [types[n]!, worths[n]!];
      if (worth >= least * background[type]!) noted.add(type, start + at[n]!, worth);
    }
    noted.end(segment);
  }

  /** Looks at the segments of some beads, all of them noted; what was looked at before is forgotten. */
  look(beads: readonly Step[]): void {
    const { starts, types } = this.#made;
    const cells = this.#cellsOf(beads);
    const chains = new Chains(this.#noted, this.#mixture.background.length);
    const links = new Links();
    for (let x = 0; x < this.#given.count; x++) {
      if (cells.low[x]! >= cells.high[x]!) continue;
      chains.enter(x);
      for (let y = cells.low[x]!, cell = cellAt(cells, x, y); y < cells.high[x]!; y++, cell++) {
        cells.links[cell] = links.count;
        if (cells.asked[cell])
          for (let k = starts[y]!; k < starts[y + 1]!; k++)
            for (let n = chains.last[types[k]!]!; n >= 0; n = chains.previous[n]!) links.add(k, n);
        cells.links[cell + 1] = links.count;
      }
      chains.leave(x);
    }
    this.#looked = { ...cells, made: links.made, noted: links.noted };
  }

  /** Lays out the pairs of segments that stand together in a bead. */
  #cellsOf(beads: readonly Step[]): Cells {
    const { count } = this.#given;
    const low = new Int32Array(count).fill(this.#made.count);
    const high = new Int32Array(count);
    const ranges = beads.map((bead) => this.#ranges(bead));
    for (const { given, made } of ranges)
      for (let x = given.from; x < given.to; x++) {
        low[x] = Math.min(low[x]!, made.from);
        high[x] = Math.max(high[x]!, made.to);
      }
    const starts = new Int32Array(count + 1);
    for (let x = 0; x < count; x++) starts[x + 1] = starts[x]! + Math.max(0, high[x]! - low[x]!);
    const asked = new Uint8Array(starts[count]!);
    const cells = { low, high, starts, asked, links: new Int32Array(asked.length + 1) };
    for (const { given, made } of ranges)
      for (let x = given.from; x < given.to; x++) asked.fill(1, cellAt(cells, x, made.from), cellAt(cells, x, made.to));
    return cells;
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
    for (let y = made.from; y < made.to; y++) {
      this.#explain(y, given, even);
      sum += this.#segmentGain(y, total);
    }
    return sum;
  }

  /** Adds up what explains the tokens of a generated segment: `#explained` with places, `#plain` without. */
  #explain(y: number, given: Range, even: number): void {
    const { starts, times, placeStarts } = this.#made;
    const [from, to] = [this.#from, this.#to];
    const first = starts[y]!;
    this.#explained = atLeast(this.#explained, to.count);
    this.#plain = atLeast(this.#plain, starts[y + 1]! - first);
    const [explained, plain] = [this.#explained, this.#plain];
    const { links, made, noted } = this.#looked;
    const { at, worths } = this.#noted;
    for (let x = given.from; x < given.to; x++) {
      const cell = cellAt(this.#looked, x, y);
      for (let link = links[cell]!; link < links[cell + 1]!; link++) {
        const k = made[link]!;
        const q = at[noted[link]!]!;
        const worth = worths[noted[link]!]!;
        plain[k - first] = plain[k - first]! + worth;
        const often = this.#given.times[q]!;
        const g0 = this.#given.placeStarts[q]! - from.first;
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
  }

  /** The gain of a generated segment's tokens; clears the work space. */
  #segmentGain(y: number, total: number): number {
    const { starts, types, times, placeStarts } = this.#made;
    const { background } = this.#mixture;
    const [explained, plain, first] = [this.#explained, this.#plain, starts[y]!];
    let log = 0;
    for (let k = first; k < starts[y + 1]!; k++) {
      // What nothing explains gains nothing.
      if (plain[k - first] === 0) continue;
      const own = background[types[k]!]!;
      const without = own + plain[k - first]! / total;
      const m0 = placeStarts[k]! - this.#to.first;
      for (let m = m0; m < m0 + times[k]!; m++) {
        log += Math.log((own + explained[m]! / total) / without);
        explained[m] = 0;
      }
      plain[k - first] = 0;
    }
    return log;
  }

  #ranges({ source, target, shape }: Step): { readonly given: Range; readonly made: Range } {
    const sources = { from: source - SHAPE_SOURCES[shape]!, to: source };
    const targets = { from: target - SHAPE_TARGETS[shape]!, to: target };
    return this.#mixture.forward ? { given: sources, made: targets } : { given: targets, made: sources };
  }
}

/** Returns an array of at least a size: the same one, or a larger one of zeros. */
const atLeast = (array: Float64Array<ArrayBuffer>, size: number): Float64Array<ArrayBuffer> =>
  array.length < size ? new Float64Array(2 * size) : array;

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
    const farthest = Math.exp(-fall);
    let before = 0;
    for (let segment = from; segment < to; segment++) {
      const size = sizes[segment]!;
      for (let at = starts[segment]!; at < starts[segment + 1]!; at++) {
        const own = placeStarts[at]!;
        for (let n = own; n < own + times[at]!; n++)
          this.#put(n - this.first, (before + places[n]! * size) / total, fall, farthest);
      }
      before += size;
    }
  }

  /** @param farthest the exponential of the whole fall */
  #put(at: number, place: number, fall: number, farthest: number): void {
    const drop = Math.exp(-fall * place);
    this.places[at] = place;
    this.drop[at] = drop;
    this.rise[at] = 1 / drop;
    this.factors[at] = fall / (2 - drop - farthest / drop);
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
