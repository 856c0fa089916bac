import type { CutPair, CutText } from "./translation-marks.ts";

/** Rounds after which links hardly change; fewer where most is known before. */
const ROUNDS = 5;
const ROUNDS_OF_KNOWN = 2;
/** What is linked less often, in all texts together, is not kept. */
const MIN_KEPT_COUNT = 0.05;
/** Longer texts are not learnt from: the cells of a pair are the product of both lengths. */
const MAX_WORDS = 120;
/** What speaks for no link at all, beside all words of the other text; and for no translation of a word, beside all that were met. */
const NO_LINK = 0.01;
const NO_TRANSLATION = 0.1;

/** How probable each link of a pair is, 0..1: word `i` of the source and `j` of the target at `i * width + j`. */
export interface PairLinks {
  readonly width: number;
  readonly links: Float64Array | Float32Array;
}

/** How often words were linked in some texts, as expected numbers; words by their keys. */
export interface LinkCounts {
  /** By the word of the text, then by that of the translation. */
  readonly pairs: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** How often a word was linked to any. */
  readonly given: ReadonlyMap<string, number>;
  readonly made: ReadonlyMap<string, number>;
}

/** The types of a pair's words, and where its cells begin among those of all pairs. */
interface Grid {
  readonly given: Int32Array;
  readonly made: Int32Array;
  readonly from: number;
}

/** Cells of pairs of texts, each with the number of its entry; for each entry the types that it links. */
interface Cells {
  readonly grids: readonly Grid[];
  readonly entries: Int32Array;
  readonly given: Int32Array;
  readonly made: Int32Array;
  /** The keys of types: those of the texts, then, from `firstMade` on, those of the translations. */
  readonly types: readonly string[];
  readonly firstMade: number;
}

/**
 * Links words of texts and of their translations, learnt from these alone: IBM's model 1 in both directions, trained to agree
 * (Liang, Taskar and Klein, Alignment by agreement, 2006): a link counts by the product of its two posteriors. What a word of the
 * text explains, another does not have to.
 *
 * @param known what other texts said
 * @returns the links of each pair but those with a text that is empty or too long
 */
export function linkWords(pairs: readonly CutPair[], known?: LinkCounts): ReadonlyMap<CutPair, PairLinks> {
  return learnt(pairs, known).links;
}

/** The same, and how often words were linked in these texts. */
export function learntLinks(pairs: readonly CutPair[]): {
  readonly links: ReadonlyMap<CutPair, PairLinks>;
  readonly counts: LinkCounts;
} {
  const { links, cells, counts } = learnt(pairs);
  return { links, counts: keptCounts(cells, counts) };
}

function learnt(pairs: readonly CutPair[], known?: LinkCounts) {
  const learntFrom = pairs.filter(({ source, target }) => [source, target].every(isLearntFrom));
  const cells = cellsOf(learntFrom);
  const { grids, entries } = cells;
  // Made once: new arrays of this size cost as much as what is done in them.
  const counts = new Float64Array(cells.given.length);
  const chances = new Float64Array(2 * counts.length);
  for (const { given, made, from } of grids) {
    const size = given.length * made.length;
    for (let at = from; at < from + size; at++) counts[entries[at]!]! += 1 / Math.sqrt(size);
  }
  const before = known && knownBefore(cells, known);
  const cellLinks = new Float64Array(entries.length);
  for (let round = 0; round < (known ? ROUNDS_OF_KNOWN : ROUNDS); round++) {
    if (before) for (let entry = 0; entry < counts.length; entry++) counts[entry]! += before.counts[entry]!;
    probabilities(counts, cells, chances, before?.others);
    for (const grid of grids) agree(grid, entries, chances, cellLinks);
    counts.fill(0);
    for (let at = 0; at < entries.length; at++) counts[entries[at]!]! += cellLinks[at]!;
  }
  const links = new Map(
    learntFrom.map((pair, at): [CutPair, PairLinks] => {
      const { given, made, from } = grids[at] as Grid;
      return [pair, { width: made.length, links: cellLinks.subarray(from, from + given.length * made.length) }];
    }),
  );
  return { links, cells, counts };
}

function keptCounts({ given, made, types }: Cells, counts: Float64Array): LinkCounts {
  const pairs = new Map<string, Map<string, number>>();
  const [ofGiven, ofMade] = [new Map<string, number>(), new Map<string, number>()];
  for (let entry = 0; entry < counts.length; entry++) {
    const count = counts[entry]!;
    if (count < MIN_KEPT_COUNT) continue;
    const [source, target] = [types[given[entry]!] as string, types[made[entry]!] as string];
    const row = pairs.get(source) ?? new Map<string, number>();
    pairs.set(source, row.set(target, count));
    ofGiven.set(source, (ofGiven.get(source) ?? 0) + count);
    ofMade.set(target, (ofMade.get(target) ?? 0) + count);
  }
  return { pairs, given: ofGiven, made: ofMade };
}

/** What was known of each entry, and of each type beside these entries. */
function knownBefore({ given, made, types, firstMade }: Cells, known: LinkCounts) {
  const counts = new Float64Array(given.length);
  const rows = types.map((key, type) => (type < firstMade ? known.pairs.get(key) : undefined));
  const others = Float64Array.from(
    types,
    (key, type) => (type < firstMade ? known.given.get(key) : known.made.get(key)) ?? 0,
  );
  for (let entry = 0; entry < counts.length; entry++) {
    const count = rows[given[entry]!]?.get(types[made[entry]!] as string) ?? 0;
    counts[entry] = count;
    others[given[entry]!]! -= count;
    others[made[entry]!]! -= count;
  }
  return { counts, others };
}

const isLearntFrom = ({ words }: CutText): boolean => words.length > 0 && words.length <= MAX_WORDS;

/** Numbers the entries of all cells, in the order in which they are met. */
function cellsOf(pairs: readonly CutPair[]): Cells {
  const [given, made] = [new Map<string, number>(), new Map<string, number>()];
  const typesOf = (types: Map<string, number>, { words }: CutText): Int32Array =>
    Int32Array.from(words, ({ key }) => types.get(key) ?? types.set(key, types.size).get(key)!);
  let size = 0;
  const grids = pairs.map(({ source, target }): Grid => {
    const grid = { given: typesOf(given, source), made: typesOf(made, target), from: size };
    size += grid.given.length * grid.made.length;
    return grid;
  });
  const entries = new Int32Array(size);
  const grouped = groupedByType(grids, given.size, made.size, entries);
  /** One more than the number of each entry, by the number that it had so far. */
  const numbers = new Int32Array(grouped);
  const ends = { given: new Int32Array(grouped), made: new Int32Array(grouped) };
  let last = 0;
  for (const grid of grids)
    for (let i = 0, at = grid.from; i < grid.given.length; i++)
      for (let j = 0; j < grid.made.length; j++, at++) {
        const before = entries[at]!;
        if (numbers[before] === 0) {
          numbers[before] = ++last;
          ends.given[last - 1] = grid.given[i]!;
          ends.made[last - 1] = given.size + grid.made[j]!;
        }
        entries[at] = numbers[before]! - 1;
      }
  return { grids, entries, ...ends, types: [...given.keys(), ...made.keys()], firstMade: given.size };
}

/**
 * Gives cells of the same two types one number, type by type: so an array of the other side's types finds it, where a table
 * of all entries would be larger than the processor's caches.
 *
 * @param entries takes the numbers
 * @returns how many there are
 */
function groupedByType(grids: readonly Grid[], given: number, made: number, entries: Int32Array): number {
  const starts = new Int32Array(given + 1);
  for (const grid of grids) for (const type of grid.given) starts[type + 1]!++;
  for (let type = 0; type < given; type++) starts[type + 1]! += starts[type]!;
  const next = starts.slice();
  /** Of each word of a text, by its type: where its row of cells begins, and whose row it is. */
  const [rows, owners] = [new Int32Array(starts[given]!), new Int32Array(starts[given]!)];
  grids.forEach((grid, owner) => {
    for (let i = 0; i < grid.given.length; i++) {
      const place = next[grid.given[i]!]!++;
      rows[place] = grid.from + i * grid.made.length;
      owners[place] = owner;
    }
  });
  let count = 0;
  const [numbers, isOf] = [new Int32Array(made), new Int32Array(made).fill(-1)];
  for (let type = 0; type < given; type++)
    for (let place = starts[type]!; place < starts[type + 1]!; place++) {
      const own = (grids[owners[place]!] as Grid).made;
      for (let j = 0; j < own.length; j++) {
        const other = own[j]!;
        if (isOf[other] !== type) {
          isOf[other] = type;
          numbers[other] = count++;
        }
        entries[rows[place]! + j] = numbers[other]!;
      }
    }
  return count;
}

/**
 * How probable each entry is, given its word of the text, and given that of the translation.
 *
 * @param chances takes them, at `2 · entry` and behind it
 * @param others by type, how often it was linked otherwise
 */
function probabilities(
  counts: Float64Array,
  { given, made, types }: Cells,
  chances: Float64Array,
  others?: Float64Array,
): void {
  const totals = Float64Array.from(types, (_, type) => NO_TRANSLATION + (others?.[type] ?? 0));
  for (let entry = 0; entry < counts.length; entry++) {
    totals[given[entry]!]! += counts[entry]!;
    totals[made[entry]!]! += counts[entry]!;
  }
  for (let entry = 0; entry < counts.length; entry++) {
    chances[2 * entry] = counts[entry]! / totals[given[entry]!]!;
    chances[2 * entry + 1] = counts[entry]! / totals[made[entry]!]!;
  }
}

/** The products of the posteriors of both directions, for each cell of a pair. @param links takes them */
function agree({ given, made, from }: Grid, entries: Int32Array, chances: Float64Array, links: Float64Array): void {
  const rows = new Float64Array(given.length).fill(NO_LINK);
  const columns = new Float64Array(made.length).fill(NO_LINK);
  for (let i = 0, at = from; i < rows.length; i++)
    for (let j = 0; j < columns.length; j++, at++) {
      rows[i]! += chances[2 * entries[at]! + 1]!;
      columns[j]! += chances[2 * entries[at]!]!;
    }
  for (let i = 0, at = from; i < rows.length; i++)
    for (let j = 0; j < columns.length; j++, at++)
      links[at] = (chances[2 * entries[at]!]! / columns[j]!) * (chances[2 * entries[at]! + 1]! / rows[i]!);
}
