import type { Lookalikes } from "./cognates.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Bags, Vocabulary } from "./tokens.ts";

/**
 * Where a token may come from, given the other side of its bead: the background (its share of the whole text), the
 * lexicon, a token of the same spelling, a cognate, a word that is known to translate it. The weights of the sources sum
 * to 1 and are learnt; one that explains nothing goes to (nearly) nothing by itself.
 */
const COMPONENTS = 5;
const BACKGROUND = 0;
const LEXICON = 1;

/** Before a lexicon's weight is learnt. */
const FIRST_WEIGHTS = [0.45, 0.35, 0.1, 0.05, 0.05];

/**
 * Tokens are weighted by how often their type occurs (1, 2–3, 4–7, … times): a word that occurs once cannot have been
 * learnt from another unit, and must not speak against every bead for that. Numbers are a class of their own: rare as they
 * are, where one is missing on the other side that says much.
 */
const CLASSES = 7;
const NUMBERS = CLASSES - 1;
const classesOf = ({ counts, isNumber }: Pick<Vocabulary, "counts" | "isNumber">): Uint8Array =>
  Uint8Array.from(counts, (count, type) =>
    isNumber[type] ? NUMBERS : Math.min(NUMBERS - 1, Math.floor(Math.log2(Math.max(1, count)))),
  );

/** What generates the tokens of one side from those of the other: one direction of a language pair. */
export interface Mixture {
  /** True if target tokens are generated from source tokens. */
  readonly forward: boolean;
  readonly lexicon: Lexicon;
  /** Types of the generated side that look like, or are known to translate, each type of the given side. */
  readonly looks: Lookalikes;
  /** Share of each type of the generated side in all its texts. */
  readonly unigrams: Float64Array;
  /** Of each type of the generated side: the weight of the background. */
  readonly background: Float64Array;
  /** Of each component after the background, and each type: the component's weight over the type's share. */
  readonly shares: readonly Float64Array[];
  /** Learnt weight of each component over all tokens. */
  readonly weights: readonly number[];
}

/** A bead to learn weights from: its units, numbered among those of all texts. */
export interface UnitRanges {
  readonly sources: readonly [from: number, to: number];
  readonly targets: readonly [from: number, to: number];
}

/** An even sample of so many beads, and of so many tokens of them, is enough for a few dozen weights. */
const MOST_BEADS = 150;
const MOST_TOKENS = 3000;
const LEAST_BACKGROUND = 0.02;
const LEAST = 1e-3;
const EM_ROUNDS = 8;
/** How many tokens the weights over all classes are worth against those of a class. */
const PRIOR_TOKENS = 20;

/**
 * A mixture with the weights that explain the tokens of given beads best (deleted interpolation: expectation–
 * maximisation, with all that a unit has taught taken out of the lexicon).
 *
 * @param words the vocabulary of the generated side
 */
export function learnMixture(
  { source, target }: { readonly source: Bags; readonly target: Bags },
  beads: readonly UnitRanges[],
  { forward, lexicon, looks }: Pick<Mixture, "forward" | "lexicon" | "looks">,
  words: Pick<Vocabulary, "counts" | "isNumber">,
): Mixture {
  const { counts } = words;
  const classOf = classesOf(words);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const unigrams = Float64Array.from(counts, (count) => count / total);
  // What each component gives each token does not change with the weights: computed once.
  const parts: number[] = [];
  const classes: number[] = [];
  const times: number[] = [];
  const ones = new Float64Array(counts.length).fill(1);
  const dense = Array.from({ length: COMPONENTS - 1 }, () => new Float64Array(counts.length));
  const touched = dense.map((): number[] => []);
  const [given, made] = forward ? [source, target] : [target, source];
  const size = beads.reduce((sum, { sources, targets }) => sum + sizeOf(made, ...(forward ? targets : sources)), 0);
  const step = Math.max(1, Math.ceil(beads.length / MOST_BEADS), Math.ceil(size / MOST_TOKENS));
  for (let at = 0; at < beads.length; at += step) {
    const bead = beads[at] as UnitRanges;
    const [givenFrom, givenTo] = forward ? bead.sources : bead.targets;
    const [madeFrom, madeTo] = forward ? bead.targets : bead.sources;
    const tokens = sizeOf(given, givenFrom, givenTo);
    if (tokens === 0) continue;
    for (let unit = givenFrom; unit < givenTo; unit++)
      lexicon.explain(unit, forward, ones, dense[0] as Float64Array, touched[0] as number[]);
    for (let q = given.starts[givenFrom] as number; q < (given.starts[givenTo] as number); q++)
      for (const [at, table] of looks.entries())
        addTable(
          table[given.types[q] as number],
          given.times[q] as number,
          ones,
          dense[at + 1] as Float64Array,
          touched[at + 1] as number[],
        );
    for (let k = made.starts[madeFrom] as number; k < (made.starts[madeTo] as number); k++) {
      const type = made.types[k] as number;
      classes.push(classOf[type] as number);
      times.push(made.times[k] as number);
      parts.push(unigrams[type] as number, ...dense.map((values) => (values[type] as number) / tokens));
    }
    for (const [at, types] of touched.entries()) {
      for (const type of types) (dense[at] as Float64Array)[type] = 0;
      types.length = 0;
    }
  }
  const weights = maximised(parts, times, FIRST_WEIGHTS, 0, () => true);
  const byClass = Array.from({ length: CLASSES }, (_, own) =>
    maximised(parts, times, weights, PRIOR_TOKENS, (token) => classes[token] === own),
  );
  const weightOf = (component: number, type: number): number => byClass[classOf[type] as number]?.[component] as number;
  return {
    forward,
    lexicon,
    looks,
    unigrams,
    background: unigrams.map((_, type) => weightOf(BACKGROUND, type)),
    shares: dense.map((_, at) => unigrams.map((share, type) => weightOf(LEXICON + at, type) / share)),
    weights,
  };
}

function sizeOf({ sizes }: Bags, from: number, to: number): number {
  let sum = 0;
  for (let unit = from; unit < to; unit++) sum += sizes[unit] as number;
  return sum;
}

/** Adds a type's partners in a table, each with its weight times `times` and `scale`, to a dense array over the other language's types. */
export function addTable(
  partners: Lookalikes[number][number],
  times: number,
  scale: Float64Array,
  dense: Float64Array,
  touched: number[],
): void {
  if (!partners) return;
  const { ids, weights } = partners;
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] as number;
    if (dense[id] === 0) touched.push(id);
    dense[id] = (dense[id] as number) + times * (weights[at] as number) * (scale[id] as number);
  }
}

/** Mixture weights by expectation–maximisation over tokens, with `worth` tokens' worth of belief in the first weights. */
function maximised(
  parts: readonly number[],
  times: readonly number[],
  first: readonly number[],
  worth: number,
  counted: (token: number) => boolean,
): number[] {
  let weights = [...first];
  for (let round = 0; round < EM_ROUNDS; round++) {
    const sums = first.map((weight) => weight * worth);
    for (let at = 0, token = 0; at < parts.length; at += COMPONENTS, token++) {
      if (!counted(token)) continue;
      let total = 0;
      for (let c = 0; c < COMPONENTS; c++) total += (weights[c] as number) * (parts[at + c] as number);
      for (let c = 0; c < COMPONENTS; c++)
        sums[c] =
          (sums[c] as number) + ((times[token] as number) * (weights[c] as number) * (parts[at + c] as number)) / total;
    }
    const all = sums.reduce((a, b) => a + b, 0) || 1;
    weights = sums.map((sum, c) => Math.max(c === BACKGROUND ? LEAST_BACKGROUND : LEAST, sum / all));
  }
  return weights;
}
