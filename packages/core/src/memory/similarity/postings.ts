/**
 * So many of the rarest elements must be shared at most, where one would be enough: lists are read in order and cost
 * little, a text that is looked at costs a walk to its place in memory. Measured: of 300,000 texts one search looks at
 * 5,198 where one element is asked for, at 388 where four are, at 239 where five are.
 */
const ASKED_ELEMENTS = 5;

/** Room for the occurrences of one type in a text. */
const MAX_OCCURRENCES = 1 << 20;

/** What {@link Postings} is made of, beside the texts themselves. */
export interface PostingsParts {
  /** Place of each type among all: the rarest first. */
  readonly ranks: Uint32Array;
  /** The elements beyond the first occurrence of a type: type · {@link MAX_OCCURRENCES} + occurrence. */
  readonly repeated: Float64Array;
  /** Element e is listed by the texts `lists[starts[e]..starts[e + 1])`, in order. */
  readonly starts: Uint32Array;
  readonly lists: Uint32Array;
  /** Of each listed text the place of the element among its elements, 255 for all later ones. */
  readonly places: Uint8Array;
}

/**
 * A prefix filter over texts sorted by length. An element is a type with the number of its occurrence (the second "of the"
 * of a text is another element than the first), so that multisets compare as sets; elements have one order, rare types
 * before frequent ones and later occurrences after first ones. Each text is listed under its rarest elements only.
 *
 * Two sets of n and m elements that share o share k of the n − o + k and m − o + k rarest, for each k up to o (Bayardo, Ma
 * & Srikant 2007 for one; Wang, Li & Feng 2012): whoever was not met k times need not be looked at.
 */
export class Postings {
  readonly parts: PostingsParts;
  /** How many texts are filtered: those before this number. */
  readonly texts: number;
  readonly #least: number;
  /** Number of each element beyond the first occurrence of its type. */
  readonly #repeated: ReadonlyMap<number, number>;
  /** `[n]` is the first text of at least n tokens, up to one more than any has. */
  readonly #firstOfLength: Uint32Array;
  readonly #scratch: Elements;
  /** Of each text how many of the query's elements it was found under. */
  readonly #met: Uint8Array;

  /**
   * @param offsets text t has the tokens `offsets[t]..offsets[t + 1]`; texts are sorted by their number
   * @param least the lowest threshold that will be asked for: that of which the parts were made
   */
  constructor(parts: PostingsParts, offsets: Uint32Array, least: number) {
    this.parts = parts;
    this.texts = offsets.length - 1;
    this.#least = least;
    const types = parts.ranks.length;
    this.#repeated = new Map(Array.from(parts.repeated, (key, at) => [key, types + at]));
    const longest = this.texts > 0 ? offsets[this.texts]! - offsets[this.texts - 1]! : 0;
    this.#firstOfLength = new Uint32Array(longest + 2);
    for (let length = 0, at = 0; length < this.#firstOfLength.length; length++) {
      while (at < this.texts && offsets[at + 1]! - offsets[at]! < length) at++;
      this.#firstOfLength[length] = at;
    }
    this.#scratch = new Elements(parts.ranks);
    this.#met = new Uint8Array(this.texts);
  }

  /**
   * Builds the filter.
   *
   * @param typeOf type of each token
   */
  static of(
    offsets: Uint32Array,
    tokens: Uint32Array,
    typeOf: Uint32Array,
    typeCount: number,
    least: number,
  ): Postings {
    const frequency = new Uint32Array(typeCount);
    for (const token of tokens) {
      const type = typeOf[token]!;
      frequency[type] = frequency[type]! + 1;
    }
    const ranks = new Uint32Array(typeCount);
    Uint32Array.from({ length: typeCount }, (_, type) => type)
      .sort((a, b) => frequency[a]! - frequency[b]! || a - b)
      .forEach((type, at) => {
        ranks[type] = at;
      });

    const scratch = new Elements(ranks);
    const repeated = new Map<number, number>();
    const elementOf = (type: number, occurrence: number): number => {
      if (occurrence === 0) return type;
      const key = type * MAX_OCCURRENCES + occurrence;
      let element = repeated.get(key);
      if (element === undefined) {
        element = typeCount + repeated.size;
        repeated.set(key, element);
      }
      return element;
    };

    // Counted first, then filled: lists in one array, in the order of texts, and so of length.
    const prefixes = new Uint32Array(offsets.length);
    for (let text = 0; text + 1 < offsets.length; text++)
      prefixes[text + 1] = prefixes[text]! + prefixLength(offsets[text + 1]! - offsets[text]!, least);
    const listed = new Uint32Array(prefixes.at(-1) as number);
    for (let text = 0; text + 1 < offsets.length; text++) {
      const from = offsets[text]!;
      scratch.fill(offsets[text + 1]! - from, (at) => typeOf[tokens[from + at]!]!);
      const first = prefixes[text]!;
      for (let at = first; at < prefixes[text + 1]!; at++)
        listed[at] = elementOf(scratch.types[at - first]!, scratch.occurrences[at - first]!);
    }
    const starts = new Uint32Array(typeCount + repeated.size + 1);
    for (const element of listed) starts[element + 1] = starts[element + 1]! + 1;
    for (let element = 1; element < starts.length; element++) starts[element] = starts[element]! + starts[element - 1]!;
    const next = starts.slice();
    const lists = new Uint32Array(listed.length);
    const places = new Uint8Array(listed.length);
    for (let text = 0; text + 1 < offsets.length; text++)
      for (let at = prefixes[text]!; at < prefixes[text + 1]!; at++) {
        const element = listed[at]!;
        const place = next[element]!;
        next[element] = place + 1;
        lists[place] = text;
        places[place] = Math.min(255, at - prefixes[text]!);
      }
    return new Postings({ ranks, repeated: Float64Array.from(repeated.keys()), starts, lists, places }, offsets, least);
  }

  /**
   * Calls for every text that may reach the threshold, once.
   *
   * @param types of the query; -1 for one that no text has
   */
  candidates(types: readonly number[], threshold: number, found: (text: number) => void): void {
    const { ranks, starts, lists, places } = this.parts;
    const [firstOfLength, scratch, met] = [this.#firstOfLength, this.#scratch, this.#met];
    const length = types.length;
    const { shortest, longest } = lengthsNear(length, threshold);
    const furthest = Math.min(firstOfLength.length - 2, longest);
    if (shortest > furthest) return;
    const first = firstOfLength[shortest]!;
    met.fill(0, first, firstOfLength[furthest + 1]);
    /** Of each length of text: elements that must be shared at all, and of the rarest of either. */
    const needed = new Int32Array(furthest + 1);
    const asked = new Int32Array(furthest + 1);
    let prefix = 0;
    for (let other = shortest; other <= furthest; other++) {
      const share = Math.max(length, other) - mostEdits(Math.max(length, other), threshold);
      needed[other] = share;
      asked[other] = Math.min(ASKED_ELEMENTS, share, share - leastShared(other, this.#least) + 1);
      prefix = Math.max(prefix, length - share + asked[other]!);
    }
    scratch.fill(length, (at) => types[at]!);
    for (let at = 0; at < Math.min(prefix, length); at++) {
      const type = scratch.types[at]!;
      if (type < 0 || type >= ranks.length) continue;
      const occurrence = scratch.occurrences[at]!;
      const element = occurrence === 0 ? type : this.#repeated.get(type * MAX_OCCURRENCES + occurrence);
      if (element === undefined) continue;
      const end = starts[element + 1]!;
      let low = starts[element]!;
      for (let high = end; low < high; ) {
        const middle = (low + high) >> 1;
        if (lists[middle]! < first) low = middle + 1;
        else high = middle;
      }
      // Texts of one length: up to where, how many are asked of them, and from which place on they say nothing.
      let other = shortest;
      let until = 0;
      let many = 0;
      let last = -1;
      for (; low < end; low++) {
        const text = lists[low]!;
        if (text >= until) {
          while (other <= furthest && text >= firstOfLength[other + 1]!) other++;
          if (other > furthest) break;
          until = firstOfLength[other + 1]!;
          many = asked[other]!;
          const spare = many - needed[other]!;
          last = at < length + spare ? other + spare - 1 : -1;
        }
        const count = met[text]!;
        if (places[low]! > last || count >= many) continue;
        met[text] = count + 1;
        if (count + 1 === many) found(text);
      }
    }
  }
}

/** How many edits leave a text of so many tokens at a similarity of at least the threshold. */
export function mostEdits(tokens: number, threshold: number): number {
  return Math.floor((1 - threshold) * tokens + 1e-9);
}

/** How many tokens a text may have whose similarity to one of `length` tokens is at least the threshold. */
export function lengthsNear(
  length: number,
  threshold: number,
): { readonly shortest: number; readonly longest: number } {
  return { shortest: Math.ceil(threshold * length - 1e-9), longest: Math.floor(length / threshold + 1e-9) };
}

/** How many of a text's rarest elements it must be listed under, to share one with each text of that similarity. */
export const prefixLength = (length: number, least: number): number =>
  Math.min(length, length - leastShared(length, least) + 1);
const leastShared = (length: number, least: number): number => Math.ceil(least * length - 1e-9);

/** The elements of one text, sorted: work space that is used again for each text. */
class Elements {
  types = new Int32Array(256);
  occurrences = new Uint32Array(256);
  #keys = new Float64Array(256);
  readonly #ranks: Uint32Array;
  readonly #seen: Uint32Array;

  constructor(ranks: Uint32Array) {
    this.#ranks = ranks;
    this.#seen = new Uint32Array(ranks.length);
  }

  fill(length: number, typeAt: (at: number) => number): void {
    if (length > this.types.length) {
      this.types = new Int32Array(2 * length);
      this.occurrences = new Uint32Array(2 * length);
      this.#keys = new Float64Array(2 * length);
    }
    for (let at = 0; at < length; at++) {
      const type = typeAt(at);
      const known = type >= 0 && type < this.#ranks.length;
      const occurrence = known ? this.#seen[type]! : 0;
      if (known) this.#seen[type] = occurrence + 1;
      // A type that no text had is the rarest of all.
      const key = known ? occurrence * this.#ranks.length + this.#ranks[type]! : -1;
      let place = at;
      for (; place > 0 && this.#keys[place - 1]! > key; place--) {
        this.#keys[place] = this.#keys[place - 1]!;
        this.types[place] = this.types[place - 1]!;
        this.occurrences[place] = this.occurrences[place - 1]!;
      }
      this.#keys[place] = key;
      this.types[place] = type;
      this.occurrences[place] = occurrence;
    }
    for (let at = 0; at < length; at++) {
      const type = this.types[at]!;
      if (type >= 0 && type < this.#ranks.length) this.#seen[type] = 0;
    }
  }
}
