import type { SegmentLinks } from "../grid/links.ts";
import { range } from "../grid/range.ts";
import type { Bags } from "../text/tokens.ts";
import type { SegmentRanges } from "../words/bead-mates.ts";
import { Lexicon } from "../words/lexicon.ts";
import { learnMixture, type Mixture, translationsOf } from "../words/mixture.ts";
import { addDense, Translations } from "../words/translations.ts";
import type { Texts } from "./texts.ts";

/** An even number of beads that follow one another is enough. */
const MAX_BEADS = 400;
/** A bead is compared with others that are so many held-out beads away: near ones may share its words. */
const DISTANCES = [-7, -5, -4, -3, 3, 4, 5, 7];

/**
 * How well beads foretell each other's words. A lexicon adapts to whatever it is given, and a path to its lexicon; so every
 * other bead teaches a lexicon anew, by which the two sides of each bead between are compared with sides that do not belong
 * together. Texts that translate one another teach what holds in other beads, too.
 *
 * @param beads the two-sided beads of texts, in order
 * @returns the share of comparisons, 0..1, in which a bead's own sides fit better; about 0.5 where texts have nothing to do with each other
 */
export function heldOutShare(beads: readonly SegmentRanges[], texts: Texts): number {
  const first = Math.max(0, (beads.length - MAX_BEADS) >> 1);
  const sample = beads.slice(first, first + MAX_BEADS);
  const wins = [0, 1].flatMap((parity) => {
    const held = sample.filter((_, at) => at % 2 === parity);
    const mixtures = taughtBy(
      sample.filter((_, at) => at % 2 !== parity),
      held,
      texts,
    );
    return mixtures.flatMap((mixture) => comparisons(held, mixture, texts.all));
  });
  return wins.reduce((sum, win) => sum + win, 0) / Math.max(1, wins.length);
}

/** What some beads teach of words, in either direction, weighted by how it explains others. */
function taughtBy(teaching: readonly SegmentRanges[], held: readonly SegmentRanges[], texts: Texts): Mixture[] {
  const { all, sourceWords, targetWords, forwardLooks, reverseLooks } = texts;
  const lexicon = new Lexicon(all.source, all.target, sourceWords.counts, targetWords.counts);
  lexicon.train(linksOf(teaching, all.source.count));
  return [
    learnMixture(all, held, { forward: true, lexicon, looks: forwardLooks }, targetWords),
    learnMixture(all, held, { forward: false, lexicon, looks: reverseLooks }, sourceWords),
  ];
}

/** All pairs of segments of beads that rise on both sides. */
function linksOf(beads: readonly SegmentRanges[], sources: number): SegmentLinks {
  const starts = new Int32Array(sources + 1);
  const targets: number[] = [];
  let filled = 0;
  for (const {
    sources: [from, to],
    targets: others,
  } of beads) {
    starts.fill(targets.length, filled, from + 1);
    for (let i = from; i < to; i++) {
      targets.push(...range(...others));
      starts[i + 1] = targets.length;
    }
    filled = to + 1;
  }
  starts.fill(targets.length, filled);
  return { starts, targets: Int32Array.from(targets), weights: new Float64Array(targets.length).fill(1) };
}

/** Of each held-out bead and each it is compared with: 1 where its own side fits better, 0 where the other's does. */
function comparisons(held: readonly SegmentRanges[], mixture: Mixture, { source, target }: Texts["all"]): number[] {
  const [given, made] = mixture.forward ? [source, target] : [target, source];
  const translations = new Translations();
  const dense = new Float64Array(mixture.unigrams.length);
  const touched: number[] = [];
  const wins: number[] = [];
  held.forEach((bead, at) => {
    const [from, to] = mixture.forward ? bead.sources : bead.targets;
    let size = 0;
    for (let segment = from; segment < to; segment++) {
      translationsOf(mixture, given, segment, segment, translations);
      addDense(translations, dense, touched);
      size += given.sizes[segment]!;
    }
    const fitOf = (other: SegmentRanges): number =>
      meanLog(
        made,
        mixture.forward ? other.targets : other.sources,
        (type) => mixture.background[type]! + dense[type]! / Math.max(1, size),
      );
    const own = fitOf(bead);
    for (const distance of DISTANCES) {
      const other = held[at + distance];
      if (other) wins.push((Math.sign(own - fitOf(other)) + 1) / 2);
    }
    for (const type of touched) dense[type] = 0;
    touched.length = 0;
  });
  return wins;
}

/** The mean logarithm of what is told of each token of some segments. */
function meanLog(
  { starts, types, times }: Bags,
  [from, to]: readonly [number, number],
  of: (type: number) => number,
): number {
  let [sum, tokens] = [0, 0];
  for (let at = starts[from]!; at < starts[to]!; at++) {
    sum += times[at]! * Math.log(of(types[at]!));
    tokens += times[at]!;
  }
  return sum / Math.max(1, tokens);
}
