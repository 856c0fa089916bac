import { compareLanguages } from "../language/profile.ts";
import type { Bead } from "./alignment.ts";
import { borderRatio, initialBorders, learnBorders } from "./borders.ts";
import { lookalikes } from "./cognates.ts";
import { aroundPath, cellSum } from "./corridor.ts";
import { ALL_SHAPES, firstPass, type Sides, type Text } from "./first-pass.ts";
import { knownPartners, shippedTranslations, type WordTranslations } from "./known-words.ts";
import { fittedLengthModel, initialLengthModel, type LengthModel, lengthScores } from "./length.ts";
import { Lexicon } from "./lexicon.ts";
import { blended, difference, transposed } from "./links.ts";
import { learnMixture, type TextBead } from "./mixture.ts";
import { type BeadScore, IMPOSSIBLE, mostExpectedPath, posteriors, scoreBeads } from "./search.ts";
import { estimatedPriors, type Priors, SHAPES, type ShapeCounts, type Step } from "./shapes.ts";
import { Vocabulary } from "./tokens.ts";
import { anchorCells, anchorWorth, uniqueAnchors } from "./unique-anchors.ts";
import { wordRatio, wordScores } from "./word-scores.ts";

/** Two texts to be aligned: the units of either, in order. */
export interface TextPair {
  readonly source: readonly string[];
  readonly target: readonly string[];
}

const ROUNDS = 5;
/** Weight of the words' log-likelihood ratio against that of the lengths, round by round: the first lexicon is poor. */
const WORD_WEIGHTS = [0.2, 0.3, 0.4, 0.5];
/** Units to either side of the last path, round by round. */
const BANDS = [20, 12, 8];
const DAMPING = 0.5;
/** Nats below which lengths rule a bead out. */
const HOPELESS = -10;
/** A text is done when the posteriors of its units change by less than this, on average. */
const SETTLED = 0.005;

/**
 * Aligns texts of one language pair. Texts given together teach one lexicon, so several chapters do better than one.
 *
 * The score of a bead, in nats, is the log prior of its shape, the length model's log-likelihood ratio (length.ts), half
 * the words' ratios in both directions (mixture.ts), how its borders fit (borders.ts), and what the anchors that stand
 * once in either text are worth (unique-anchors.ts). Rounds of soft self-training: forward–backward posteriors
 * train an IBM-1 lexicon, the lexicon's scores give new posteriors. Beads are decoded for the most expected gain, and a
 * bead's confidence is its posterior.
 *
 * @param pairs any number of texts; a side may be empty
 * @param known how words of the two languages, or of others, are known to be translated; the shipped lexicon if left out
 * @returns beads of each text in order, every unit of either side in exactly one
 */
export function alignPairs(
  pairs: readonly TextPair[],
  sourceLanguage: string,
  targetLanguage: string,
  known: readonly WordTranslations[] = shippedTranslations(),
): Bead[][] {
  return aligned(pairs, { source: sourceLanguage, target: targetLanguage, known }).map(({ beads }) => beads);
}

/** The same, but the posterior of each pair of units to stand in one bead: for each source unit, by target unit. */
export function alignPairsWithLinks(
  pairs: readonly TextPair[],
  sourceLanguage: string,
  targetLanguage: string,
  known: readonly WordTranslations[] = shippedTranslations(),
): Map<number, number>[][] {
  return aligned(pairs, { source: sourceLanguage, target: targetLanguage, known }).map(({ links }) => links);
}

/** What is known of two languages before their texts are seen. */
interface LanguagePair {
  readonly source: string;
  readonly target: string;
  readonly known: readonly WordTranslations[];
}

interface AlignedText {
  readonly beads: Bead[];
  readonly links: Map<number, number>[];
}

/** Aligns in one direction whichever way round the texts are given, so that swapped sides give swapped beads. */
function aligned(pairs: readonly TextPair[], languages: LanguagePair): AlignedText[] {
  const swapped = pairs.map(({ source, target }) => ({ source: target, target: source }));
  const order =
    compareLanguages(languages.source, languages.target) ||
    compareTexts(JSON.stringify(pairs), JSON.stringify(swapped));
  if (order <= 0) return alignedInOrder(pairs, languages);
  return alignedInOrder(swapped, { ...languages, source: languages.target, target: languages.source }).map(
    ({ beads, links }, at): AlignedText => ({
      beads: beads.map(({ source, target, confidence }) => ({ source: target, target: source, confidence })),
      links: transposed(links, pairs[at]?.source.length ?? 0),
    }),
  );
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function alignedInOrder(pairs: readonly TextPair[], languages: LanguagePair): AlignedText[] {
  const whole = pairs.filter(({ source, target }) => source.length > 0 && target.length > 0);
  const found = whole.length > 0 ? search(whole, languages) : undefined;
  const unrelated = found && isUnrelated(found, whole, languages);
  let next = 0;
  return pairs.map(({ source, target }) => {
    const own = source.length > 0 && target.length > 0 ? found?.texts[next++] : undefined;
    if (!own || unrelated)
      return { beads: oneSided(source.length, target.length), links: source.map(() => new Map<number, number>()) };
    return { beads: own.flatMap(beadsOf), links: own.flatMap(linksOf) };
  });
}

/** Fewer two-sided beads than this say nothing of whether texts belong together. */
const LEAST_BEADS = 20;
/** Identical words and cognates with at least this weight say that they do. */
const RELATED_WEIGHT = 0.004;
/** Texts that are cut alike in so many sections belong together whatever their words say. */
const STRUCTURED = 5;
/**
 * How much better than its control an alignment of texts that belong together is. Measured: from 1.5 for a hundred beads
 * and more, against 0.9 to 1.0 where texts do not; on shorter texts the two overlap (1.07 to 1.5, against 0.96 to 1.18),
 * so that only a control that does better is believed: to refuse a translation is worse than to align what is none.
 */
const better = (beads: number): number => (beads < 100 ? 1 : 1.25);

/**
 * Whether two texts have nothing to do with each other. The lexicon adapts to whatever it is given, so texts that share
 * only their style look well aligned. Where no identical words or cognates speak for them, they are aligned once more
 * with the target's units in reverse order: texts that belong together are then explained far worse, others no worse.
 */
function isUnrelated(found: Found, pairs: readonly TextPair[], languages: LanguagePair): boolean {
  if (pairs.length >= STRUCTURED || found.beads < LEAST_BEADS || found.alike >= RELATED_WEIGHT) return false;
  const control = {
    source: pairs.flatMap(({ source }) => source),
    target: pairs.flatMap(({ target }) => target).reverse(),
  };
  const evidence = search([control], languages).evidence;
  return found.evidence < better(found.beads) * evidence;
}

function linksOf({ source, from, posteriors: { links } }: Text): Map<number, number>[] {
  return range(0, source.count).map((i) => {
    const row = new Map<number, number>();
    for (let at = links.starts[i] as number; at < (links.starts[i + 1] as number); at++)
      row.set((links.targets[at] as number) + from.target, links.weights[at] as number);
    return row;
  });
}

/** What a search has found. */
interface Found {
  /** For each text its pieces, aligned. */
  readonly texts: readonly Text[][];
  /** Two-sided beads. */
  readonly beads: number;
  /** What lengths and words say for them, in nats; the shapes' prior left out. */
  readonly evidence: number;
  /** Learnt weight of identical words and cognates, 0..1. */
  readonly alike: number;
}

function search(
  pairs: readonly TextPair[],
  { source: sourceLanguage, target: targetLanguage, known }: LanguagePair,
): Found {
  const sourceWords = new Vocabulary(sourceLanguage);
  const targetWords = new Vocabulary(targetLanguage);
  const entered = pairs.map(
    ({ source, target }): Sides => ({ source: sourceWords.side(source), target: targetWords.side(target) }),
  );
  const forwardLookalikes = lookalikes(sourceWords, targetWords, knownPartners(known, sourceWords, targetWords));
  const reverseLookalikes = lookalikes(targetWords, sourceWords, knownPartners(known, targetWords, sourceWords));
  const sides = entered.map(
    ({ source, target }): Sides => ({ source: sourceWords.telling(source), target: targetWords.telling(target) }),
  );
  let length = initialLengthModel(
    joined(sides.map((side) => side.source.lengths)),
    joined(sides.map((side) => side.target.lengths)),
  );
  let priors = estimatedPriors();

  const beliefs = {
    length,
    priors,
    borders: initialBorders(sides, sourceWords.kinds, targetWords.kinds),
    looks: forwardLookalikes,
    anchorsOf: (piece: Sides) => uniqueAnchors(piece, sourceWords, targetWords, forwardLookalikes),
  };
  const pieces = sides.map((side) => firstPass(side, beliefs));
  const texts = pieces.flat();
  ({ length, priors } = refitted(texts, length, pathCounts(texts)));

  const lexicon = new Lexicon(sourceWords.counts, targetWords.counts);
  let alike = 0;
  for (let round = 0; round < ROUNDS; round++) {
    lexicon.train(texts);
    const worth = anchorWorth(texts);
    const borders = learnBorders(texts);
    const beads = texts.flatMap((text, at) => textBeads(text, at));
    const [forward, reverse] = [
      learnMixture(texts, beads, { forward: true, lexicon, looks: forwardLookalikes }, targetWords.counts),
      learnMixture(texts, beads, { forward: false, lexicon, looks: reverseLookalikes }, sourceWords.counts),
    ];
    alike = Math.max(...[forward, reverse].map(({ weights: [, , identical = 0, cognate = 0] }) => identical + cognate));
    const weight = WORD_WEIGHTS[Math.min(round, WORD_WEIGHTS.length - 1)] as number;

    texts.forEach((text, at) => {
      if (text.settled) return;
      text.corridor = aroundPath(
        text.source.count,
        text.target.count,
        text.steps,
        BANDS[Math.min(round, BANDS.length - 1)] as number,
        text.links,
      );
      // Where structure leaves one unit against one, words have nothing to decide.
      const isOpen = pairs.length < STRUCTURED || text.source.count > 1 || text.target.count > 1;
      const words = isOpen && wordScores(text.source, text.target, text.corridor, { forward, reverse }, at);
      const cells = anchorCells(text.anchors, text.corridor, worth);
      const lengths = lengthScores(text, length);
      const corridor = text.corridor;
      const fit: BeadScore = (i, j, shape) => {
        const { source, target } = SHAPES[shape] as (typeof SHAPES)[number];
        if (source === 0 || target === 0) return 0;
        const length = lengths(i, source, j, target);
        // No words make up for lengths that cannot belong together; this keeps most large beads out of the search.
        if (length < HOPELESS && source + target > 2) return Number.NaN;
        if (!words) return length;
        return (
          length +
          weight * wordRatio(words, corridor, i, source, j, target) +
          cellSum(cells, corridor, i, source, j, target) +
          borderRatio(borders, text, i, source, j, target)
        );
      };
      const scores = scoreBeads(corridor, ALL_SHAPES, (i, j, shape) => {
        const score = (priors.shapes[shape] as number) + fit(i, j, shape);
        return Number.isNaN(score) ? IMPOSSIBLE : score;
      });
      text.posteriors = posteriors(corridor, scores, priors.gaps);
      text.steps = mostExpectedPath(corridor, text.posteriors.beads, scores);
      text.evidence = text.steps.reduce((sum, { source, target, shape }) => sum + fit(source, target, shape), 0);
      text.settled = difference(text.links, text.posteriors.links) < SETTLED * text.source.count;
      text.links = round === 0 ? text.posteriors.links : blended(text.links, text.posteriors.links, DAMPING);
    });
    ({ length, priors } = refitted(texts, length, expectedCounts(texts)));
    if (texts.every(({ settled }) => settled)) break;
  }
  const beads = texts.reduce((sum, text, at) => sum + textBeads(text, at).length, 0);
  return { texts: pieces, beads, evidence: texts.reduce((sum, text) => sum + text.evidence, 0), alike };
}

function textBeads({ steps }: Text, text: number): TextBead[] {
  return steps
    .map(({ source, target, shape }): TextBead => {
      const { source: a, target: b } = SHAPES[shape] as (typeof SHAPES)[number];
      return { text, sources: [source - a, source], targets: [target - b, target] };
    })
    .filter(({ sources, targets }) => sources[0] < sources[1] && targets[0] < targets[1]);
}

function pathCounts(texts: readonly Text[]): ShapeCounts {
  const shapes = new Float64Array(SHAPES.length);
  let continued = 0;
  for (const { steps } of texts)
    steps.forEach(({ shape }, at) => {
      shapes[shape] = (shapes[shape] as number) + 1;
      if (shape < 2 && at > 0 && (steps[at - 1] as Step).shape < 2) continued++;
    });
  return { shapes, continued };
}

function expectedCounts(texts: readonly Text[]): ShapeCounts {
  const shapes = new Float64Array(SHAPES.length);
  let continued = 0;
  for (const { posteriors } of texts) {
    posteriors.shapes.forEach((count, shape) => {
      shapes[shape] = (shapes[shape] as number) + count;
    });
    continued += posteriors.continued;
  }
  return { shapes, continued };
}

function refitted(
  texts: readonly Text[],
  length: LengthModel,
  counts: ShapeCounts,
): { length: LengthModel; priors: Priors } {
  const pairs: [number, number][] = [];
  for (const { source, target, steps } of texts)
    for (const step of steps) {
      const { source: a, target: b } = SHAPES[step.shape] as (typeof SHAPES)[number];
      if (a === 1 && b === 1)
        pairs.push([source.lengths[step.source - 1] as number, target.lengths[step.target - 1] as number]);
    }
  return { length: fittedLengthModel(length, pairs), priors: estimatedPriors(counts) };
}

function beadsOf({ corridor, steps, from, posteriors: { beads } }: Text): Bead[] {
  return steps.map(({ source, target, shape }) => {
    const { source: a, target: b } = SHAPES[shape] as (typeof SHAPES)[number];
    const at = (corridor.offset[source] as number) + target - (corridor.first[source] as number);
    return {
      source: range(from.source + source - a, from.source + source),
      target: range(from.target + target - b, from.target + target),
      confidence: beads[at * SHAPES.length + shape] as number,
    };
  });
}

function oneSided(sources: number, targets: number): Bead[] {
  return [
    ...range(0, sources).map((i) => ({ source: [i], target: [], confidence: 1 })),
    ...range(0, targets).map((j) => ({ source: [], target: [j], confidence: 1 })),
  ];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
