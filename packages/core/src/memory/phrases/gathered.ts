import { borderGram, gramOf, isBorder, thirdOf } from "./grams.ts";
import { packed } from "./posting-list.ts";

/** The list of one gram; under the gram `""` all units of a run are listed. */
export interface Posting {
  readonly gram: string;
  /** Units, see posting-list.ts; the base is one less than the first unit of the run. */
  readonly units: Uint8Array;
}

const LINE_END = 0x0a;
/** Above all code points. */
const BORDERS = 0x88000000 | 0;

/** Texts of one language on their way into a run, with the grams of each: 8 bytes for each gram of each text, when they are handed on. */
export class Gathered {
  /** Of each gram its characters, 21 bits each, in 32 and 31 bits; of a border 12 bits each, behind {@link BORDERS}. */
  #upper = new Int32Array(1 << 12);
  #lower = new Int32Array(1 << 12);
  /** Texts that hold it, and the last of them. */
  #counts = new Int32Array(1 << 12);
  #last = new Int32Array(1 << 12);
  #grams = 0;
  /** Where a gram is, by its hash: its number and one, 0 for none. At most half full. */
  #slots = new Int32Array(1 << 13);
  /** The grams of all texts, one text after another, and where each ends. */
  #entries = new Int32Array(1 << 14);
  #size = 0;
  readonly #ends: number[] = [];
  readonly #units: number[] = [];

  get texts(): number {
    return this.#units.length;
  }

  /** Grams of all texts, each once for each text. */
  get size(): number {
    return this.#size;
  }

  /** Adds a text, folded. Behind it stand two line ends, so that each of its characters begins a gram. */
  add(unit: number, folded: string): void {
    this.#units.push(unit);
    const text = this.#units.length;
    // A character begins a gram, and a border at most.
    if (this.#size + 2 * folded.length + 2 > this.#entries.length)
      this.#entries = grown(this.#entries, this.#size + 2 * folded.length + 2);
    let before = 0;
    let last = 0;
    let first = 0;
    let second = 0;
    for (let at = 0; at < folded.length + 2; at++) {
      let point = at < folded.length ? folded.charCodeAt(at) : LINE_END;
      if (point >= 0xd800 && point < 0xdc00) point = folded.codePointAt(at++) as number;
      if (first !== 0) {
        const third = thirdOf(first, second, point);
        this.#enter(text, (first << 11) | (second >>> 10), ((second & 0x3ff) << 21) | third);
      }
      if (isBorder(before, last, first, second, point))
        this.#enter(text, BORDERS | (before << 12) | last, (second << 12) | point);
      [before, last, first, second] = [last, first, second, point];
    }
    this.#ends.push(this.#size);
  }

  /** The first and the last unit. */
  range(): { readonly first: number; readonly last: number } {
    let [first, last] = [Number.POSITIVE_INFINITY, 0];
    for (const unit of this.#units) {
      first = Math.min(first, unit);
      last = Math.max(last, unit);
    }
    return { first, last };
  }

  /** The lists of all grams, nearly in order. */
  *postings(): Generator<Posting> {
    const base = this.range().first - 1;
    const texts = Uint32Array.from(this.#units.keys());
    const isOrdered = this.#units.every((unit, at) => at === 0 || unit > (this.#units[at - 1] as number));
    if (!isOrdered) texts.sort((a, b) => (this.#units[a] as number) - (this.#units[b] as number));
    const starts = new Int32Array(this.#grams + 1);
    for (let gram = 0; gram < this.#grams; gram++)
      starts[gram + 1] = (starts[gram] as number) + (this.#counts[gram] as number);
    const next = starts.slice();
    const lists = new Int32Array(this.#size);
    for (const text of texts) {
      const unit = this.#units[text] as number;
      for (let at = text === 0 ? 0 : (this.#ends[text - 1] as number); at < (this.#ends[text] as number); at++) {
        const gram = this.#entries[at] as number;
        const place = next[gram] as number;
        lists[place] = unit;
        next[gram] = place + 1;
      }
    }
    const units = Int32Array.from(texts, (text) => this.#units[text] as number);
    yield { gram: "", units: packed(units, 0, units.length, base) };
    const [upper, lower] = [this.#upper, this.#lower];
    const order = Uint32Array.from({ length: this.#grams }, (_, gram) => gram).sort(
      (a, b) =>
        ((upper[a] as number) >>> 0) - ((upper[b] as number) >>> 0) || (lower[a] as number) - (lower[b] as number),
    );
    for (const gram of order)
      yield {
        gram: textOf(upper[gram] as number, lower[gram] as number),
        units: packed(lists, starts[gram] as number, starts[gram + 1] as number, base),
      };
  }

  /** Lists a text, the last, under a gram, once. */
  #enter(text: number, upper: number, lower: number): void {
    const gram = this.#number(upper, lower);
    if (this.#last[gram] === text) return;
    this.#last[gram] = text;
    this.#counts[gram] = (this.#counts[gram] as number) + 1;
    this.#entries[this.#size++] = gram;
  }

  #number(upper: number, lower: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(upper, lower) & mask;
    for (let gram = this.#slots[slot] as number; gram !== 0; gram = this.#slots[slot] as number) {
      if (this.#upper[gram - 1] === upper && this.#lower[gram - 1] === lower) return gram - 1;
      slot = (slot + 1) & mask;
    }
    if (this.#grams === this.#upper.length) {
      this.#grow();
      return this.#number(upper, lower);
    }
    this.#upper[this.#grams] = upper;
    this.#lower[this.#grams] = lower;
    this.#slots[slot] = ++this.#grams;
    return this.#grams - 1;
  }

  #grow(): void {
    const size = this.#grams + 1;
    this.#upper = grown(this.#upper, size);
    this.#lower = grown(this.#lower, size);
    this.#counts = grown(this.#counts, size);
    this.#last = grown(this.#last, size);
    this.#slots = new Int32Array(2 * this.#upper.length);
    const mask = this.#slots.length - 1;
    for (let gram = 0; gram < this.#grams; gram++) {
      let slot = hash(this.#upper[gram] as number, this.#lower[gram] as number) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = gram + 1;
    }
  }
}

/** Of a power of two, at least twice what it was. */
function grown(numbers: Int32Array, size: number): Int32Array<ArrayBuffer> {
  let length = numbers.length;
  while (length < size) length *= 2;
  const larger = new Int32Array(length);
  larger.set(numbers);
  return larger;
}

function hash(upper: number, lower: number): number {
  const mixed = Math.imul(upper, 0x9e3779b1) ^ Math.imul(lower, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

function textOf(upper: number, lower: number): string {
  return (upper & BORDERS) >>> 0 === BORDERS >>> 0
    ? borderGram((upper >>> 12) & 0xfff, upper & 0xfff, lower >>> 12, lower & 0xfff)
    : gramOf(upper >>> 11, ((upper & 0x7ff) << 10) | (lower >>> 21), lower & 0x1fffff);
}
