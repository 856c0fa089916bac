import { initialBorders } from "./borders.ts";
import { lookalikes } from "./cognates.ts";
import { aroundPath } from "./corridor.ts";
import { embedded } from "./embeddings.ts";
import { ALL_SHAPES, firstPass, type Sides, type Text } from "./first-pass.ts";
import { knownPartners, shippedTranslations } from "./known-words.ts";
import { fittedLengthModel, initialLengthModel, type LengthModel } from "./length.ts";
import { Lexicon } from "./lexicon.ts";
import { blended, difference } from "./links.ts";
import { learnMixture, type TextBead } from "./mixture.ts";
import type { PairOptions } from "./options.ts";
import { textFit } from "./score.ts";
import { IMPOSSIBLE, mostExpectedPath, posteriors, scoreBeads } from "./search.ts";
import { estimatedPriors, type Priors, SHAPES, type ShapeCounts, type Step } from "./shapes.ts";
import { Vocabulary } from "./tokens.ts";
import { uniqueAnchors } from "./unique-anchors.ts";

/** Two languages, and what is known of them before their texts are seen. */
export interface LanguagePair extends PairOptions {
  readonly source: string;
  readonly target: string;
}

const ROUNDS = 5;
/** Weight of the words' log-likelihood ratio against that of the lengths, round by round: the first lexicon is poor. */
const WORD_WEIGHTS = [0.2, 0.3, 0.4, 0.5];
/** Units to either side of the last path, round by round. */
const BANDS = [20, 12, 8];
const DAMPING = 0.5;
/** A text is done when the posteriors of its units change by less than this, on average. */
const SETTLED = 0.005;

/** Texts that are cut alike in so many sections belong together whatever their words say. */
export const STRUCTURED = 5;
/** What a search has found. */
export interface Found {
  /** For each text its pieces, aligned. */
  readonly texts: readonly Text[][];
  /** Two-sided beads. */
  readonly beads: number;
  /** What lengths and words say for them, in nats; the shapes' prior left out. */
  readonly evidence: number;
  /** Learnt weight of identical words and cognates, 0..1. */
  readonly alike: number;
}

/**
 * Searches for the beads of texts that both have units, in rounds of soft self-training: the posteriors of a round teach
 * what the next one scores with (score.ts), until nothing moves.
 */
export function search(
  pairs: readonly { readonly source: readonly string[]; readonly target: readonly string[] }[],
  {
    source: sourceLanguage,
    target: targetLanguage,
    known = shippedTranslations(),
    vectors,
    without = [],
  }: LanguagePair,
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
  const pieces = sides.map((side, at) => {
    const pair = pairs[at] as (typeof pairs)[number];
    return firstPass(side, beliefs).map((piece): Text => {
      const { source, target, from } = piece;
      const own = embedded(
        vectors,
        pair.source.slice(from.source, from.source + source.count),
        pair.target.slice(from.target, from.target + target.count),
      );
      return own ? { ...piece, vectors: own } : piece;
    });
  });
  const texts = pieces.flat();
  ({ length, priors } = refitted(texts, length, pathCounts(texts)));

  const lexicon = new Lexicon(sourceWords.counts, targetWords.counts);
  const left = new Set(without);
  let alike = 0;
  for (let round = 0; round < ROUNDS; round++) {
    lexicon.train(texts);
    const beads = texts.flatMap((text, at) => textBeads(text, at));
    const [forward, reverse] = [
      learnMixture(texts, beads, { forward: true, lexicon, looks: forwardLookalikes }, targetWords.counts),
      learnMixture(texts, beads, { forward: false, lexicon, looks: reverseLookalikes }, sourceWords.counts),
    ];
    alike = Math.max(...[forward, reverse].map(({ weights: [, , identical = 0, cognate = 0] }) => identical + cognate));
    const weight = WORD_WEIGHTS[Math.min(round, WORD_WEIGHTS.length - 1)] as number;
    const fitOf = textFit(texts, { length, forward, reverse, weight }, left);

    texts.forEach((text, at) => {
      if (text.settled) return;
      text.corridor = aroundPath(
        text.source.count,
        text.target.count,
        text.steps,
        BANDS[Math.min(round, BANDS.length - 1)] as number,
        text.links,
      );
      const corridor = text.corridor;
      // Where structure leaves one unit against one, words have nothing to decide.
      const fit = fitOf(
        text,
        at,
        corridor,
        pairs.length < STRUCTURED || text.source.count > 1 || text.target.count > 1,
      );
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

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
