/**
 * A prefix filter over texts sorted by length. An element is a type with the number of its occurrence (the second "of the"
 * of a text is another element than the first), so that multisets compare as sets; elements have one order, rare types
 * before frequent ones and later occurrences after first ones. Each text is listed under its rarest elements only.
 */
export interface Postings {
  /** How many texts are filtered: those before this number. */
  readonly texts: number;
  /**
   * Calls for every text that may reach the threshold, possibly more than once.
   *
   * @param types of the query; -1 for one that no text has
   */
  candidates(types: readonly number[], threshold: number, found: (text: number) => void): void;
}

/** Room for the occurrences of one type in a text. */
const OCCURRENCES = 1 << 20;

/**
 * Builds the filter.
 *
 * @param offsets text t has the tokens `offsets[t]..offsets[t + 1]`; texts are sorted by their number
 * @param typeOf type of each token
 * @param least the lowest threshold that will be asked for
 */
export function postingsOf(
  offsets: Uint32Array,
  tokens: Uint32Array,
  typeOf: Uint32Array,
  typeCount: number,
  least: number,
): Postings {
  const texts = offsets.length - 1;
  const frequency = new Uint32Array(typeCount);
  for (const token of tokens) {
    const type = typeOf[token] as number;
    frequency[type] = (frequency[type] as number) + 1;
  }
  const rank = new Uint32Array(typeCount);
  Uint32Array.from({ length: typeCount }, (_, type) => type)
    .sort((a, b) => (frequency[a] as number) - (frequency[b] as number) || a - b)
    .forEach((type, at) => {
      rank[type] = at;
    });

  const scratch = new Elements(rank, typeCount);
  /** Number of each element beyond the first occurrence of its type. */
  const repeated = new Map<number, number>();
  const elementOf = (type: number, occurrence: number, add: boolean): number => {
    if (occurrence === 0) return type;
    const key = type * OCCURRENCES + occurrence;
    let element = repeated.get(key);
    if (element === undefined) {
      if (!add) return -1;
      element = typeCount + repeated.size;
      repeated.set(key, element);
    }
    return element;
  };

  // Counted first, then filled: lists in one array, in the order of texts, and so of length.
  let counts = new Uint32Array(typeCount + 1024);
  const prefixes = new Uint32Array(offsets.length);
  const listed: number[] = [];
  const chunks: Uint32Array[] = [];
  for (let text = 0; text < texts; text++) {
    const length = (offsets[text + 1] as number) - (offsets[text] as number);
    scratch.fill(length, (at) => typeOf[tokens[(offsets[text] as number) + at] as number] as number);
    const prefix = prefixLength(length, least);
    prefixes[text + 1] = (prefixes[text] as number) + prefix;
    for (let at = 0; at < prefix; at++) {
      const element = elementOf(scratch.types[at] as number, scratch.occurrences[at] as number, true);
      if (element >= counts.length) {
        const larger = new Uint32Array(2 * element);
        larger.set(counts);
        counts = larger;
      }
      counts[element] = (counts[element] as number) + 1;
      listed.push(element);
    }
    if (listed.length > 1 << 20) chunks.push(Uint32Array.from(listed.splice(0)));
  }
  chunks.push(Uint32Array.from(listed));
  const elements = typeCount + repeated.size;
  const starts = new Uint32Array(elements + 1);
  for (let element = 0; element < elements; element++)
    starts[element + 1] = (starts[element] as number) + (counts[element] ?? 0);
  const next = starts.slice();
  const lists = new Uint32Array(starts[elements] as number);
  /** Of each listed text the place of the element among its elements, 255 for all later ones. */
  const places = new Uint8Array(lists.length);
  let text = 0;
  let seen = 0;
  for (const chunk of chunks)
    for (const element of chunk) {
      while (seen >= (prefixes[text + 1] as number)) text++;
      lists[next[element] as number] = text;
      places[next[element] as number] = Math.min(255, seen - (prefixes[text] as number));
      next[element] = (next[element] as number) + 1;
      seen++;
    }

  /** `firstOfLength[n]` is the first text of at least n tokens. */
  const longest = texts > 0 ? (offsets[texts] as number) - (offsets[texts - 1] as number) : 0;
  const firstOfLength = new Uint32Array(longest + 2);
  for (let length = 0, at = 0; length < firstOfLength.length; length++) {
    while (at < texts && (offsets[at + 1] as number) - (offsets[at] as number) < length) at++;
    firstOfLength[length] = at;
  }

  return {
    texts,
    candidates(types, threshold, found) {
      const length = types.length;
      const shortest = Math.ceil(threshold * length - 1e-9);
      const furthest = Math.min(longest, Math.floor(length / threshold + 1e-9));
      const first = firstOfLength[Math.min(shortest, longest + 1)] as number;
      scratch.fill(length, (at) => types[at] as number);
      const prefix = prefixLength(length, threshold);
      for (let at = 0; at < prefix; at++) {
        const type = scratch.types[at] as number;
        if (type < 0 || type >= typeCount) continue;
        const element = elementOf(type, scratch.occurrences[at] as number, false);
        if (element < 0) continue;
        const end = starts[element + 1] as number;
        let low = starts[element] as number;
        for (let high = end; low < high; ) {
          const middle = (low + high) >> 1;
          if ((lists[middle] as number) < first) low = middle + 1;
          else high = middle;
        }
        // If this is the first element that both share, no more of them are shared than stand behind it in either text;
        // if it is not, the text was met before.
        let longer = shortest;
        let last = -1;
        let until = 0;
        for (; low < end; low++) {
          const text = lists[low] as number;
          if (text >= until) {
            while (longer <= furthest && text >= (firstOfLength[longer + 1] as number)) longer++;
            if (longer > furthest) break;
            until = firstOfLength[longer + 1] as number;
            const needed = Math.max(length, longer) - mostEdits(Math.max(length, longer), threshold);
            last = length - at >= needed ? longer - needed : -1;
          }
          if ((places[low] as number) <= last) found(text);
        }
      }
    },
  };
}

/** How many edits leave a text of so many tokens at a similarity of at least the threshold. */
export function mostEdits(tokens: number, threshold: number): number {
  return Math.floor((1 - threshold) * tokens + 1e-9);
}

/** How many of a text's rarest elements it must be listed under, to share one with each text of that similarity. */
const prefixLength = (length: number, threshold: number): number =>
  Math.min(length, length - Math.ceil(threshold * length - 1e-9) + 1);

/** The elements of one text, sorted: work space that is used again for each text. */
class Elements {
  types = new Int32Array(256);
  occurrences = new Uint32Array(256);
  #keys = new Float64Array(256);
  readonly #rank: Uint32Array;
  readonly #typeCount: number;
  readonly #seen: Uint32Array;

  constructor(rank: Uint32Array, typeCount: number) {
    this.#rank = rank;
    this.#typeCount = typeCount;
    this.#seen = new Uint32Array(typeCount);
  }

  fill(length: number, typeAt: (at: number) => number): void {
    if (length > this.types.length) {
      this.types = new Int32Array(2 * length);
      this.occurrences = new Uint32Array(2 * length);
      this.#keys = new Float64Array(2 * length);
    }
    for (let at = 0; at < length; at++) {
      const type = typeAt(at);
      const known = type >= 0 && type < this.#typeCount;
      const occurrence = known ? (this.#seen[type] as number) : 0;
      if (known) this.#seen[type] = occurrence + 1;
      // A type that no text had is the rarest of all.
      const key = known ? occurrence * this.#typeCount + (this.#rank[type] as number) : -1;
      let place = at;
      for (; place > 0 && (this.#keys[place - 1] as number) > key; place--) {
        this.#keys[place] = this.#keys[place - 1] as number;
        this.types[place] = this.types[place - 1] as number;
        this.occurrences[place] = this.occurrences[place - 1] as number;
      }
      this.#keys[place] = key;
      this.types[place] = type;
      this.occurrences[place] = occurrence;
    }
    for (let at = 0; at < length; at++) {
      const type = this.types[at] as number;
      if (type >= 0 && type < this.#typeCount) this.#seen[type] = 0;
    }
  }
}
