import { borderGram, gramOf, isBorder, SPACE, thirdOf } from "./grams.ts";
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

/** Numbers of a slot: two for the characters of a gram, the last text that has it, and the gram's number plus one. */
const SLOT = 4;

/** Collects texts of one language for a run: 8 bytes for each gram of each text. */
export class GramLists {
  /**
   * Hash table of grams; at most half of the slots are used. A gram's three characters take 21 bits each, in 32 and 31
   * bits; a border's four characters take 12 bits each, after {@link BORDERS}.
   */
  #slots = new Int32Array(SLOT << 12);
  #grams = 0;
  /** The grams of all texts, one text after another, and the end of each. */
  #entries = new Int32Array(1 << 14);
  #size = 0;
  readonly #ends: number[] = [];
  readonly #units: number[] = [];

  get texts(): number {
    return this.#units.length;
  }

  /** Number of grams of all texts, each counted once for each text. */
  get size(): number {
    return this.#size;
  }

  /** Adds a folded text. Two line ends follow it, so that each of its characters begins a gram. */
  add(unit: number, folded: string): void {
    this.#units.push(unit);
    // A character begins one gram and at most one border.
    this.#makeRoom(2 * (folded.length + 2));
    let before = 0;
    let last = 0;
    let first = 0;
    let second = 0;
    for (let at = 0; at < folded.length + 2; at++) {
      let point = LINE_END;
      if (at < folded.length) {
        point = folded.charCodeAt(at);
        if (point >= 0xd800 && point < 0xdc00) point = folded.codePointAt(at) as number;
        if (point > 0xffff) at++;
      }
      if (first !== 0) {
        const third = thirdOf(first, second, point);
        this.#enter((first << 11) | (second >>> 10), ((second & 0x3ff) << 21) | third);
      }
      if (first === SPACE && isBorder(before, last, first, second, point))
        this.#enter(BORDERS | (before << 12) | last, (second << 12) | point);
      before = last;
      last = first;
      first = second;
      second = point;
    }
    this.#ends.push(this.#size);
  }

  /** Returns the first and the last unit. */
  range(): { readonly first: number; readonly last: number } {
    let [first, last] = [Number.POSITIVE_INFINITY, 0];
    for (const unit of this.#units) {
      first = Math.min(first, unit);
      last = Math.max(last, unit);
    }
    return { first, last };
  }

  /** Yields the lists of all grams, nearly in order. */
  *postings(): Generator<Posting> {
    const base = this.range().first - 1;
    const texts = Uint32Array.from(this.#units.keys());
    const isOrdered = this.#units.every((unit, at) => at === 0 || unit > this.#units[at - 1]!);
    if (!isOrdered) texts.sort((a, b) => this.#units[a]! - this.#units[b]!);
    const starts = new Int32Array(this.#grams + 1);
    for (let at = 0; at < this.#size; at++) {
      const gram = this.#entries[at]!;
      starts[gram + 1] = starts[gram + 1]! + 1;
    }
    for (let gram = 0; gram < this.#grams; gram++) starts[gram + 1] = starts[gram + 1]! + starts[gram]!;
    const next = starts.slice();
    const lists = new Int32Array(this.#size);
    for (const text of texts) {
      const unit = this.#units[text]!;
      for (let at = text === 0 ? 0 : this.#ends[text - 1]!; at < this.#ends[text]!; at++) {
        const gram = this.#entries[at]!;
        const place = next[gram]!;
        lists[place] = unit;
        next[gram] = place + 1;
      }
    }
    const units = Int32Array.from(texts, (text) => this.#units[text]!);
    yield { gram: "", units: packed(units, 0, units.length, base) };
    const [upper, lower] = this.#characters();
    const order = Uint32Array.from({ length: this.#grams }, (_, gram) => gram).sort(
      (a, b) => upper[a]! - upper[b]! || lower[a]! - lower[b]!,
    );
    for (const gram of order)
      yield {
        gram: textOf(upper[gram]!, lower[gram]!),
        units: packed(lists, starts[gram]!, starts[gram + 1]!, base),
      };
  }

  /** Forgets all texts, and keeps their memory. */
  clear(): void {
    this.#slots.fill(0);
    this.#grams = 0;
    this.#size = 0;
    this.#ends.length = 0;
    this.#units.length = 0;
  }

  /** Lists the last text under a gram, once. */
  #enter(upper: number, lower: number): void {
    const slots = this.#slots;
    const text = this.#units.length;
    const slot = slotOf(slots, upper, lower);
    if (slots[slot + 2] === text) return;
    if (slots[slot + 3] === 0) {
      slots[slot] = upper;
      slots[slot + 1] = lower;
      slots[slot + 3] = ++this.#grams;
    }
    slots[slot + 2] = text;
    this.#entries[this.#size++] = slots[slot + 3]! - 1;
  }

  /** @param more number of grams that a text may have */
  #makeRoom(more: number): void {
    if (this.#size + more > this.#entries.length) this.#entries = grown(this.#entries, this.#size + more);
    const before = this.#slots;
    const size = 2 * SLOT * (this.#grams + more);
    if (size <= before.length) return;
    this.#slots = new Int32Array(lengthFor(before, size));
    for (let at = 0; at < before.length; at += SLOT)
      if (before[at + 3] !== 0)
        this.#slots.set(before.subarray(at, at + SLOT), slotOf(this.#slots, before[at]!, before[at + 1]!));
  }

  /** Returns the characters of each gram, as they are kept. */
  #characters(): readonly [upper: Uint32Array, lower: Int32Array] {
    const [upper, lower] = [new Uint32Array(this.#grams), new Int32Array(this.#grams)];
    for (let at = 0; at < this.#slots.length; at += SLOT) {
      const gram = this.#slots[at + 3]! - 1;
      if (gram < 0) continue;
      upper[gram] = this.#slots[at]!;
      lower[gram] = this.#slots[at + 1]!;
    }
    return [upper, lower];
  }
}

/** Returns the slot of a gram, or the empty one that it may take. */
function slotOf(slots: Int32Array, upper: number, lower: number): number {
  const mask = slots.length - 1;
  const mixed = Math.imul(upper, 0x9e3779b1) ^ Math.imul(lower, 0x85ebca6b);
  let slot = ((mixed ^ (mixed >>> 15)) * SLOT) & mask;
  while (slots[slot + 3] !== 0 && (slots[slot] !== upper || slots[slot + 1] !== lower)) slot = (slot + SLOT) & mask;
  return slot;
}

function grown(numbers: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(lengthFor(numbers, size));
  larger.set(numbers);
  return larger;
}

/** Doubles a length until it is enough. */
function lengthFor({ length }: Int32Array, size: number): number {
  let more = length;
  while (more < size) more *= 2;
  return more;
}

function textOf(upper: number, lower: number): string {
  return (upper & BORDERS) === BORDERS
    ? borderGram((upper >>> 12) & 0xfff, upper & 0xfff, lower >>> 12, lower & 0xfff)
    : gramOf(upper >>> 11, ((upper & 0x7ff) << 10) | (lower >>> 21), lower & 0x1fffff);
}
