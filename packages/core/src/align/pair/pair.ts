/**
 * Room pair: the aligner of two languages. In: texts of two languages, as units. Out: beads, and posteriors of pairs of
 * segments. Imports language and all rooms of align before it: grid, text, evidence, words.
 *
 * @module
 */

import { compareLanguages } from "../../language/profile.ts";
import type { Piece } from "../evidence/pieces.ts";
import { type LinkMaps, type SegmentLinks, transposed } from "../grid/links.ts";
import { range } from "../grid/range.ts";
import { beginOf } from "../grid/shapes.ts";
import { type SegmentedText, segmentsOf } from "../text/segments.ts";
import type { PairOptions } from "./options.ts";
import type { SegmentTexts } from "./texts.ts";
import { type LanguagePair, MIN_STRUCTURED_TEXTS, type Training, train } from "./training.ts";
import { unitRows } from "./unit-rows.ts";

/**
 * Units of two languages that translate each other. `source` and `target` hold zero-based unit indices, rising; one of
 * them is empty for an omission or an addition. `confidence` is the bead's posterior probability, 0..1.
 */
export interface Bead {
  readonly source: readonly number[];
  readonly target: readonly number[];
  readonly confidence: number;
}

/** Two texts to be aligned: the units of either, in order. */
export interface TextPair {
  readonly source: readonly string[];
  readonly target: readonly string[];
}

/**
 * Aligns texts of one language pair. Texts that are given together teach one lexicon, so several chapters do better
 * than one.
 *
 * The score of a bead, in nats, is the log prior of its shape, plus the length model's log-likelihood ratio
 * (length.ts), half the words' ratios in both directions (mixture.ts) and that of their order (order.ts), how well its
 * borders fit (borders.ts), and the worth of anchors that stand once in either text (unique-anchors.ts). Rounds of soft
 * self-training follow: forward–backward posteriors train an IBM-1 lexicon, whose scores give new posteriors. Beads are
 * decoded for the greatest expected gain. A bead's confidence is its posterior, tempered so that it says how often
 * beads are right.
 *
 * @param pairs any number of texts; a side may be empty
 * @returns beads of each text in order, every unit of either side in exactly one
 *
 * @example
 * ```ts
 * import { alignPairs } from "@sextant/core/align";
 *
 * const texts = [{ source: ["Bonjour.", "Merci."], target: ["Good morning.", "Thank you."] }];
 * const [beads] = alignPairs(texts, "fr", "en");
 * beads?.map(({ source, target }) => [source, target]); // => [[[0], [0]], [[1], [1]]]
 * ```
 */
export function alignPairs(
  pairs: readonly TextPair[],
  sourceLanguage: string,
  targetLanguage: string,
  options: PairOptions = {},
): Bead[][] {
  const segmented = pairs.map(({ source, target }) => ({
    source: segmentsOf(source, sourceLanguage),
    target: segmentsOf(target, targetLanguage),
  }));
  const texts = segmented.map(({ source, target }) => ({ source: source.texts, target: target.texts }));
  return alignSegments(texts, { source: sourceLanguage, target: targetLanguage, ...options }).map(({ beads }, at) =>
    unitBeads(beads, segmented[at]!),
  );
}

function unitBeads(beads: readonly Bead[], { source, target }: SegmentedPair): Bead[] {
  let [i, j] = [0, 0];
  const rows = beads.map((bead) => {
    const from = [i, j];
    i += bead.source.length;
    j += bead.target.length;
    return { from, to: [i, j], confidence: bead.confidence };
  });
  return unitRows(rows, [source, target]).map(({ from, to, rows }) => ({
    source: range(from[0]!, to[0]!),
    target: range(from[1]!, to[1]!),
    confidence: Math.min(...rows.map(({ confidence }) => confidence)),
  }));
}

/** Both sides of a text, in segments. */
interface SegmentedPair {
  readonly source: SegmentedText;
  readonly target: SegmentedText;
}

/** How probable it is that two segments stand in one bead. */
export interface PairPosteriors {
  /** Maps each source segment to its target segments, and those to the posterior of the pair. */
  readonly posteriors: LinkMaps;
  /** The same from tempered scores: these posteriors say how often links are right. */
  readonly tempered: LinkMaps;
}

interface AlignedSegments extends PairPosteriors {
  readonly beads: Bead[];
}

/**
 * Does what {@link alignPairs} does, for texts that are already cut into segments; beads hold indices of segments. It
 * always works in the same direction, so that swapped sides give swapped beads.
 */
export function alignSegments(pairs: readonly SegmentTexts[], languages: LanguagePair): AlignedSegments[] {
  const swapped = pairs.map(({ source, target }) => ({ source: target, target: source }));
  const written = (texts: readonly SegmentTexts[]): string =>
    JSON.stringify(texts.map(({ source, target }) => [source, target]));
  const order = compareLanguages(languages.source, languages.target) || compareTexts(written(pairs), written(swapped));
  if (order <= 0) return alignedInOrder(pairs, languages);
  return alignedInOrder(swapped, { ...languages, source: languages.target, target: languages.source }).map(
    ({ beads, posteriors, tempered }, at): AlignedSegments => {
      const count = pairs[at]?.source.length ?? 0;
      return {
        beads: beads.map(({ source, target, confidence }) => ({ source: target, target: source, confidence })),
        posteriors: transposed(posteriors, count),
        tempered: transposed(tempered, count),
      };
    },
  );
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function alignedInOrder(texts: readonly SegmentTexts[], languages: LanguagePair): AlignedSegments[] {
  const whole = texts.filter(({ source, target }) => source.length > 0 && target.length > 0);
  const training = whole.length > 0 ? train(whole, languages) : undefined;
  // The control of unrelated texts takes a few hundredths of the time: it is made if anyone asks.
  if (training && (languages.doubted || languages.learnt)) {
    // What was learnt from texts that may not belong together is not passed on.
    if (isUnrelated(training, whole.length))
      languages.doubted?.({ source: languages.source, target: languages.target });
    else languages.learnt?.(training.wordTranslations());
  }
  let next = 0;
  return texts.map(({ source, target }) => {
    const pieces = source.length > 0 && target.length > 0 ? training?.texts[next++] : undefined;
    if (!pieces)
      return {
        beads: oneSided(source.length, target.length),
        posteriors: source.map(none),
        tempered: source.map(none),
      };
    return {
      beads: pieces.flatMap(beadsOf),
      posteriors: pieces.flatMap((piece) => linksOf(piece, piece.posteriors)),
      tempered: pieces.flatMap((piece) => linksOf(piece, piece.tempered)),
    };
  });
}

/** Texts with fewer two-sided beads than this are never doubted: so few beads show nothing. */
const MIN_BEADS = 10;
/** Identical words and cognates with at least this weight show that texts belong together. The least weight is 0.002. */
const MIN_RELATED_WEIGHT = 0.003;
/**
 * Texts whose {@link heldOutShare} is below this are doubted. Measured: with fewer than 60 beads 0.43 to 0.68 for most
 * texts that do not belong together, from 0.65 on for texts that do; with more beads 0.51 to 0.75, and from 0.80 on.
 */
const minHeldOutShare = (beads: number): number => (beads < 60 ? 0.67 : 0.75);

/** Whether two texts seem unrelated: they share no look-alikes, and their beads do not foretell each other's words. */
function isUnrelated({ beads, alike, heldOut }: Training, texts: number): boolean {
  if (texts >= MIN_STRUCTURED_TEXTS || beads < MIN_BEADS || alike >= MIN_RELATED_WEIGHT) return false;
  return heldOut() < minHeldOutShare(beads);
}

const none = (): Map<number, number> => new Map();

function linksOf({ source, from }: Piece, { starts, targets, weights }: SegmentLinks): Map<number, number>[] {
  return range(0, source.count).map((i) => {
    const row = new Map<number, number>();
    for (let at = starts[i]!; at < starts[i + 1]!; at++) row.set(targets[at]! + from.target, weights[at]!);
    return row;
  });
}

function beadsOf({ steps, stepConfidences, from }: Piece): Bead[] {
  return steps.map((step, at) => {
    const { source, target } = beginOf(step);
    return {
      source: range(from.source + source, from.source + step.source),
      target: range(from.target + target, from.target + step.target),
      confidence: stepConfidences[at]!,
    };
  });
}

function oneSided(sources: number, targets: number): Bead[] {
  return [
    ...range(0, sources).map((i) => ({ source: [i], target: [], confidence: 1 })),
    ...range(0, targets).map((j) => ({ source: [], target: [j], confidence: 1 })),
  ];
}
