import type { CutPair, CutText } from "./translation-marks.ts";

/** Rounds after which links hardly change. */
const ROUNDS = 5;
/** Longer texts are not learnt from: the cells of a pair are the product of both lengths. */
const MAX_WORDS = 120;
/** What speaks for no link at all, beside all words of the other text; and for no translation of a word, beside all that were met. */
const NO_LINK = 0.01;
const NO_TRANSLATION = 0.1;
/** Types of one memory's sample are fewer. */
const MAX_TYPES = 2 ** 20;

/** How probable each link of a pair is, 0..1: word `i` of the source and `j` of the target at `i * width + j`. */
export interface PairLinks {
  readonly width: number;
  readonly links: Float64Array;
}

/** Cells of pairs of texts, each with the number of its entry; for each entry the types that it links. */
interface Cells {
  readonly ofPairs: readonly { readonly width: number; readonly entries: Int32Array }[];
  readonly given: readonly number[];
  readonly made: readonly number[];
  readonly types: number;
}

/**
 * Links words of texts and of their translations, learnt from these alone: IBM's model 1 in both directions, trained to agree
 * (Liang, Taskar and Klein, Alignment by agreement, 2006): a link counts by the product of its two posteriors. What a word of the
 * text explains, another does not have to.
 *
 * @returns the links of each pair but those with a text that is empty or too long
 */
export function linkWords(pairs: readonly CutPair[]): ReadonlyMap<CutPair, PairLinks> {
  const learnt = pairs.filter(({ source, target }) => [source, target].every(isLearntFrom));
  const cells = cellsOf(learnt);
  let counts = new Float64Array(cells.given.length);
  for (const { entries } of cells.ofPairs) for (const entry of entries) counts[entry]! += 1 / Math.sqrt(entries.length);
  let links: Float64Array[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [forward, back] = probabilities(counts, cells);
    links = cells.ofPairs.map(({ width, entries }) => agreement(entries, width, forward, back));
    counts = new Float64Array(cells.given.length);
    cells.ofPairs.forEach(({ entries }, pair) => {
      for (let at = 0; at < entries.length; at++) counts[entries[at]!]! += links[pair]![at]!;
    });
  }
  return new Map(learnt.map((pair, at) => [pair, { width: cells.ofPairs[at]!.width, links: links[at]! }]));
}

const isLearntFrom = ({ words }: CutText): boolean => words.length > 0 && words.length <= MAX_WORDS;

function cellsOf(pairs: readonly CutPair[]): Cells {
  const types = new Map<string, number>();
  const typesOf = (side: string, { words }: CutText): number[] =>
    words.map(({ key }) => {
      const type = side + key;
      return types.get(type) ?? types.set(type, types.size).get(type)!;
    });
  const numbers = new Map<number, number>();
  const given: number[] = [];
  const made: number[] = [];
  const ofPairs = pairs.map(({ source, target }) => {
    const [own, other] = [typesOf("<", source), typesOf(">", target)];
    const entries = new Int32Array(own.length * other.length);
    let at = 0;
    for (const a of own)
      for (const b of other) {
        const entry = numbers.get(a * MAX_TYPES + b) ?? given.length;
        if (entry === given.length) {
          numbers.set(a * MAX_TYPES + b, entry);
          given.push(a);
          made.push(b);
        }
        entries[at++] = entry;
      }
    return { width: other.length, entries };
  });
  return { ofPairs, given, made, types: types.size };
}

/** How probable each entry is, given its word of the text, and given that of the translation. */
function probabilities(
  counts: Float64Array,
  { given, made, types }: Cells,
): [forward: Float64Array, back: Float64Array] {
  const totals = new Float64Array(types).fill(NO_TRANSLATION);
  for (let entry = 0; entry < counts.length; entry++) {
    totals[given[entry]!]! += counts[entry]!;
    totals[made[entry]!]! += counts[entry]!;
  }
  return [
    counts.map((count, entry) => count / totals[given[entry]!]!),
    counts.map((count, entry) => count / totals[made[entry]!]!),
  ];
}

/** The products of the posteriors of both directions, for each cell of a pair. */
function agreement(entries: Int32Array, width: number, forward: Float64Array, back: Float64Array): Float64Array {
  const rows = new Float64Array(entries.length / width).fill(NO_LINK);
  const columns = new Float64Array(width).fill(NO_LINK);
  for (let at = 0, i = 0; at < entries.length; i++)
    for (let j = 0; j < width; j++, at++) {
      rows[i]! += back[entries[at]!]!;
      columns[j]! += forward[entries[at]!]!;
    }
  const links = new Float64Array(entries.length);
  for (let at = 0, i = 0; at < entries.length; i++)
    for (let j = 0; j < width; j++, at++)
      links[at] = (forward[entries[at]!]! / columns[j]!) * (back[entries[at]!]! / rows[i]!);
  return links;
}
