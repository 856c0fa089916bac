/** How the types of given segments are translated: growing arrays, the entries of a segment next to each other. */
export class Noted {
  /** Entries of given segment x: `firsts[x]` to before `ends[x]`. */
  readonly firsts: Int32Array;
  readonly ends: Int32Array;
  count = 0;
  /** The generated type of each entry. */
  types = new Int32Array(0);
  /** Where its given type stands in `types` of the given side. */
  at = new Int32Array(0);
  worths = new Float64Array(0);

  constructor(segments: number) {
    this.firsts = new Int32Array(segments);
    this.ends = new Int32Array(segments);
  }

  /** @param most the most entries that will be added for this segment */
  begin(segment: number, most: number): void {
    this.firsts[segment] = this.count;
    const size = this.count + most;
    if (size <= this.types.length) return;
    this.types = grown(this.types, new Int32Array(2 * size));
    this.at = grown(this.at, new Int32Array(2 * size));
    this.worths = grown(this.worths, new Float64Array(2 * size));
  }

  add(type: number, at: number, worth: number): void {
    const entry = this.count++;
    this.types[entry] = type;
    this.at[entry] = at;
    this.worths[entry] = worth;
  }

  end(segment: number): void {
    this.ends[segment] = this.count;
  }
}

function grown<A extends Int32Array | Float64Array>(array: A, larger: A): A {
  larger.set(array);
  return larger;
}

/** Chains the entries of one given segment by their generated type, last first. */
export class Chains {
  readonly #noted: Noted;
  /** For each generated type its last entry; -1 for none. */
  readonly last: Int32Array;
  /** For each entry the one before of the same type; -1 for none. */
  readonly previous: Int32Array;

  /** @param types of the generated side */
  constructor(noted: Noted, types: number) {
    this.#noted = noted;
    this.last = new Int32Array(types).fill(-1);
    this.previous = new Int32Array(noted.count);
  }

  enter(segment: number): void {
    const { types, firsts, ends } = this.#noted;
    for (let entry = firsts[segment]!; entry < ends[segment]!; entry++) {
      const type = types[entry]!;
      this.previous[entry] = this.last[type]!;
      this.last[type] = entry;
    }
  }

  leave(segment: number): void {
    const { types, firsts, ends } = this.#noted;
    for (let entry = firsts[segment]!; entry < ends[segment]!; entry++) this.last[types[entry]!] = -1;
  }
}

/**
 * The pairs of segments that beads hold. Given segment x has a cell for each generated segment `low[x] <= y < high[x]`,
 * see {@link cellAt}.
 */
export interface Cells {
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** The first cell of each given segment. */
  readonly starts: Int32Array;
  /** 1 where a bead holds the pair. */
  readonly asked: Uint8Array;
  /** The links of a cell are `links[cell]` to before `links[cell + 1]`. */
  readonly links: Int32Array;
}

/** Index of the cell of given segment x and generated segment y. */
export const cellAt = ({ starts, low }: Pick<Cells, "starts" | "low">, x: number, y: number): number =>
  starts[x]! + y - low[x]!;

/** Cells with their links: a link joins a type of the generated segment with an entry that translates into it. */
export interface Looked extends Cells {
  /** Where the generated type of each link stands in `types` of its side. */
  readonly made: Int32Array;
  /** The entry of each link, see {@link Noted}. */
  readonly noted: Int32Array;
}

const NO_NUMBERS = new Int32Array(0);
/** Before any bead is looked at. */
export const NOTHING_LOOKED_AT: Looked = {
  low: NO_NUMBERS,
  high: NO_NUMBERS,
  starts: NO_NUMBERS,
  asked: new Uint8Array(0),
  links: NO_NUMBERS,
  made: NO_NUMBERS,
  noted: NO_NUMBERS,
};

/** Links in growing arrays, see {@link Looked}. */
export class Links {
  count = 0;
  made = new Int32Array(1024);
  noted = new Int32Array(1024);

  add(made: number, entry: number): void {
    if (this.count === this.made.length) {
      this.made = grown(this.made, new Int32Array(2 * this.count));
      this.noted = grown(this.noted, new Int32Array(2 * this.count));
    }
    this.made[this.count] = made;
    this.noted[this.count++] = entry;
  }
}
