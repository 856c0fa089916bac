import type { LengthModel } from "../evidence/length.ts";
import { cutWhereSure, type Piece } from "../evidence/pieces.ts";
import { joinedLinks } from "../grid/links.ts";
import { beginOf, isOneSided } from "../grid/shapes.ts";
import type { SegmentRanges } from "../words/bead-mates.ts";
import { keptTranslations, shippedTranslations, type WordTranslations } from "../words/known-words.ts";
import { Lexicon } from "../words/lexicon.ts";
import { learnMixture, type Mixture } from "../words/mixture.ts";
import { learnFall, type Order } from "../words/order.ts";
import { calibrate } from "./confidence.ts";
import { heldOutShare } from "./held-out.ts";
import { fittedKinds, type Kind } from "./kinds.ts";
import type { Component, PairOptions } from "./options.ts";
import { searchPiece } from "./piece-search.ts";
import { pieceFit } from "./score.ts";
import { enteredTexts, firstLengthModel, firstPieces, type SegmentTexts, type Texts } from "./texts.ts";

/** Two languages, and what is known about them before their texts are seen. */
export interface LanguagePair extends PairOptions {
  readonly source: string;
  readonly target: string;
}

const MAX_ROUNDS = 5;
/**
 * Weight of the words' log-likelihood ratio relative to that of the lengths, round by round: the first lexicon is poor.
 */
const WORD_WEIGHTS = [0.2, 0.3, 0.4, 0.5];
/** From this round on word order counts: the first lexicon knows too few words. */
const ORDER_FROM_ROUND = 1;
/** Segments to either side of the last path, round by round. */
const BAND_SEGMENTS = [12, 8];
/** Training ends when the posteriors of all segments change by less than this, on average. */
const MAX_STILL_CHANGE = 0.001;
/** From this round on, sure pieces are not searched again. */
const SURE_FROM_ROUND = 1;

/** Texts of no more segments than this, if few, are trained again with a new lexicon: the first has learnt early mistakes. */
const MAX_AGAIN_SEGMENTS = 1000;

/** Texts that are cut in the same way into this many sections belong together, whatever their words say. */
export const MIN_STRUCTURED_TEXTS = 5;

/** Texts after self-training. */
export interface Training {
  /** For each text its pieces, aligned. */
  readonly texts: readonly Piece[][];
  /** Two-sided beads. */
  readonly beads: number;
  /** Returns how well beads foretell each other's words, see {@link heldOutShare}. */
  readonly heldOut: () => number;
  /** Returns how words were translated. */
  readonly wordTranslations: () => WordTranslations;
  /** Learnt weight of identical words and cognates, 0..1. */
  readonly alike: number;
}

/**
 * Aligns texts whose sides both have segments, in rounds of soft self-training. The posteriors of a round train what
 * the next one scores with (score.ts), until the posteriors settle. Sure pieces go on teaching, and are not searched
 * again.
 */
export function train(pairs: readonly SegmentTexts[], languages: LanguagePair): Training {
  const { known = shippedTranslations(), vectors, without } = languages;
  const entered = enteredTexts(pairs, languages, known);
  const firstLength = firstLengthModel(entered);
  const first = firstPieces(pairs, entered, firstLength, vectors);
  const state: State = { entered, firstLength, texts: first, kinds: fittedKinds(first, firstLength), words: [] };
  const left = new Set(without);
  let lexicon = trainedInRounds(state, left, 0);
  if (pairs.length < MIN_STRUCTURED_TEXTS && entered.all.source.count <= MAX_AGAIN_SEGMENTS) {
    const open = state.texts.flat().filter(({ settled }) => !settled);
    // Sure of less, they teach more than one path.
    for (const piece of open) piece.damped = piece.tempered;
    if (open.length > 0) lexicon = trainedInRounds(state, left, WORD_WEIGHTS.length);
  }
  const { texts, words } = state;
  calibrate(texts);
  const pieces = texts.flat();
  return {
    texts,
    beads: pieces.reduce((sum, piece) => sum + twoSided(piece).length, 0),
    heldOut: () => heldOutShare(pieces.flatMap(twoSided), entered),
    wordTranslations: () => keptTranslations(lexicon, entered.sourceWords, entered.targetWords),
    alike: words.reduce((most, { forward, reverse }) => Math.max(most, alikeWeight(forward), alikeWeight(reverse)), 0),
  };
}

/** What rounds go on from, and change. */
interface State {
  readonly entered: Texts;
  readonly firstLength: LengthModel;
  texts: Piece[][];
  kinds: readonly Kind[];
  /** What was last learnt of words, by text. */
  words: Words[];
}

/** The word models of both directions, and how words move. */
interface Words {
  readonly forward: Mixture;
  readonly reverse: Mixture;
  readonly order?: Order | undefined;
}

/**
 * Searches all pieces in rounds with a new lexicon, until they settle. All texts teach the lexicon; everything else is
 * learnt of each kind by itself.
 *
 * @param before the rounds that what is known is worth: words then weigh as much as in later rounds
 * @returns the lexicon
 */
function trainedInRounds(state: State, left: ReadonlySet<Component>, before: number): Lexicon {
  const { all, sourceWords, targetWords } = state.entered;
  const lexicon = new Lexicon(all.source, all.target, sourceWords.counts, targetWords.counts);
  const texts = state.texts.length;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (round >= SURE_FROM_ROUND)
      state.texts = state.texts.map((own) => own.flatMap((piece) => (piece.settled ? [piece] : cutWhereSure(piece))));
    const pieces = state.texts.flat();
    // In what is left of structured texts, words may have nothing to decide.
    const isOpen = (piece: Piece): boolean => !piece.settled && wordsDecide(piece, texts);
    if (texts >= MIN_STRUCTURED_TEXTS && round > 0 && !pieces.some(isOpen)) break;
    trainLexicon(lexicon, pieces);
    let moved = 0;
    for (const kind of state.kinds) {
      const own = kind.texts.flatMap((text) => state.texts[text]!);
      const learns = round >= ORDER_FROM_ROUND && !left.has("order");
      const words = learntWords(own, lexicon, state.entered, { before: state.words[kind.texts[0]!]?.order, learns });
      for (const text of kind.texts) state.words[text] = words;
      const weight = ofRound(WORD_WEIGHTS, before + round);
      const fitOf = pieceFit(own, { ...words, length: kind.length, weight }, left);
      const { priors } = kind;
      const beliefs = { fitOf, priors, band: ofRound(BAND_SEGMENTS, round), isFirst: before + round === 0 };
      for (const piece of own) if (!piece.settled) moved += searchPiece(piece, beliefs, wordsDecide(piece, texts));
    }
    state.kinds = fittedKinds(state.texts, state.firstLength);
    if (moved < MAX_STILL_CHANGE * all.source.count) break;
  }
  return lexicon;
}

/** The value for a round; rounds after the last value keep it. */
const ofRound = (values: readonly number[], round: number): number => values[Math.min(round, values.length - 1)]!;

/** Trains the lexicon on the damped links of all pieces; what a bead of their paths taught is left out of its own score. */
function trainLexicon(lexicon: Lexicon, pieces: readonly Piece[]): void {
  lexicon.train(
    joinedLinks(
      pieces.map(({ damped }) => damped),
      pieces.map(({ target }) => target.count),
    ),
    pieces.flatMap(twoSided),
  );
}

/**
 * Learns the weights of word models, and word order, from the beads of pieces.
 *
 * @param order the earlier one, kept before its round
 */
function learntWords(
  pieces: readonly Piece[],
  lexicon: Lexicon,
  { all, sourceWords, targetWords, forwardLooks, reverseLooks }: Texts,
  order: { readonly before: Order | undefined; readonly learns: boolean },
): Words {
  const beads = pieces.flatMap(twoSided);
  const forward = learnMixture(all, beads, { forward: true, lexicon, looks: forwardLooks }, targetWords);
  const reverse = learnMixture(all, beads, { forward: false, lexicon, looks: reverseLooks }, sourceWords);
  const { before, learns } = order;
  const learnt = learns && {
    forward: learnFall(pieces, forward, before?.forward),
    reverse: learnFall(pieces, reverse, before?.reverse),
  };
  return { forward, reverse, order: learnt || before };
}

const alikeWeight = ({ weights: [, , identical = 0, cognate = 0] }: Mixture): number => identical + cognate;

/** Where structure leaves one segment against one, words have nothing to decide. */
const wordsDecide = ({ source, target }: Piece, texts: number): boolean =>
  texts < MIN_STRUCTURED_TEXTS || source.count > 1 || target.count > 1;

/** The two-sided beads of a piece. */
function twoSided({ steps, first }: Piece): SegmentRanges[] {
  return steps
    .filter(({ shape }) => !isOneSided(shape))
    .map((step) => {
      const { source, target } = beginOf(step);
      return {
        sources: [first.source + source, first.source + step.source],
        targets: [first.target + target, first.target + step.target],
      };
    });
}
