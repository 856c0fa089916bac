/** How the types of a segment are translated: entries 0 to before `count` of arrays that are used again. */
export class Translations {
  count = 0;
  /** Index of the type in its segment, from 0. */
  at = new Int32Array(64);
  /** Type of the other language. */
  types = new Int32Array(64);
  worths = new Float64Array(64);

  add(at: number, type: number, worth: number): void {
    if (this.count === this.at.length) this.#grow(this.count + 1);
    this.at[this.count] = at;
    this.types[this.count] = type;
    this.worths[this.count++] = worth;
  }

  /** Adds the entries `from` to before `to` of others. */
  addAll({ at, types, worths }: Translations, from: number, to: number): void {
    const count = this.count + to - from;
    if (count > this.at.length) this.#grow(count);
    this.at.set(at.subarray(from, to), this.count);
    this.types.set(types.subarray(from, to), this.count);
    this.worths.set(worths.subarray(from, to), this.count);
    this.count = count;
  }

  #grow(least: number): void {
    const size = 2 * least;
    this.at = grown(this.at, new Int32Array(size));
    this.types = grown(this.types, new Int32Array(size));
    this.worths = grown(this.worths, new Float64Array(size));
  }
}

function grown<A extends Int32Array | Float64Array>(array: A, larger: A): A {
  larger.set(array);
  return larger;
}

/** The most translations that are kept, of all segments: 16 bytes each. */
const MAX_KEPT = 1 << 20;

/** How some segments of a side are translated, kept to be given again. */
export class KeptTranslations {
  readonly #all = new Translations();
  /** The translations of a segment are `#starts[segment]` to before `#ends[segment]`; -1 where none are kept. */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;

  /** @param segments of the side */
  constructor(segments: number) {
    this.#starts = new Int32Array(segments).fill(-1);
    this.#ends = new Int32Array(segments);
  }

  clear(): void {
    this.#all.count = 0;
    this.#starts.fill(-1);
  }

  /** Adds the translations of a segment to others; false if they are not kept. */
  give(segment: number, into: Translations): boolean {
    const [start, end] = [this.#starts[segment]!, this.#ends[segment]!];
    if (start < 0) return false;
    into.addAll(this.#all, start, end);
    return true;
  }

  /** Keeps the translations of a segment, which are the last ones, from `begin` on; not if there is no room. */
  keep(segment: number, translations: Translations, begin: number): void {
    const all = this.#all;
    if (all.count + translations.count - begin > MAX_KEPT) return;
    this.#starts[segment] = all.count;
    all.addAll(translations, begin, translations.count);
    this.#ends[segment] = all.count;
  }
}

/** Adds translations to a dense array over the other language's types. */
export function addDense({ count, types, worths }: Translations, dense: Float64Array, touched: number[]): void {
  for (let n = 0; n < count; n++) {
    const type = types[n]!;
    if (dense[type] === 0) touched.push(type);
    dense[type] = dense[type]! + worths[n]!;
  }
}
