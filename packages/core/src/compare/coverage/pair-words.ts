import {
  fittedLengthModel,
  initialLengthModel,
  jointLogDensity,
  type LengthModel,
  type LengthScore,
  type LengthSides,
  lengthScoring,
} from "../../align/evidence/length.ts";
import type { SegmentLinks } from "../../align/grid/links.ts";
import type { WordTranslations } from "../../align/words/known-words.ts";
import { Lexicon } from "../../align/words/lexicon.ts";
import { learnMixture, type Mixture } from "../../align/words/mixture.ts";
import type { Span } from "../../language/span.ts";
import { type RowSide, RowSides } from "./row-sides.ts";
import { type PairTexts, type PairTokens, pairTokens, type SideWords } from "./row-texts.ts";
import { RowWorths } from "./row-worths.ts";
import { type SentenceLengths, sentencesFit } from "./sentence-lengths.ts";

/** How the words of a row explain each other. */
export interface RowWords {
  readonly sides: readonly [RowSide, RowSide];
  /**
   * What each type of a side makes of each of the other, `given * otherTypes + other`. Computed when it is asked for first.
   */
  readonly worths: (given: 0 | 1) => Float64Array;
  /** What all types of a side together make of each of the other. */
  readonly sums: (given: 0 | 1) => Float64Array;
}

/** Stems and full forms, characters and words say the same twice. */
export const WORD_WEIGHT = 0.5;
/** What words say of the likeliest of many stretches is worth less: it is the likeliest for what they say. */
export const LIKELIEST_WEIGHT = WORD_WEIGHT / 3;

/** How often a lexicon is trained on rows that are given. */
const TRAININGS = 4;
/** A lexicon learns from an even sample of the rows if they hold more pairs of words than this; each takes 6 bytes and more. */
const MAX_WORD_PAIRS = 1e7;
/**
 * What the words of two languages say of each row: a lexicon learnt from all rows (what a row itself has taught is left out
 * when it is asked about), words of the same spelling, cognates, and known translations.
 */
export class PairWords {
  readonly length: LengthModel;
  readonly #ofSentences: (text: LengthSides) => LengthScore;
  readonly #wordsPerWord: number;
  readonly #texts: PairTexts;
  readonly #tokens: PairTokens;
  readonly #mixtures: readonly [Mixture, Mixture];
  readonly #sides: readonly [RowSides, RowSides];
  /** What the types of each side make of the other's. */
  readonly #made: readonly [RowWorths, RowWorths];

  private constructor(texts: PairTexts, tokens: PairTokens, trainings: number) {
    const [first, second] = tokens.sides;
    const lexicon = new Lexicon(first.bags, second.bags, first.vocabulary.counts, second.vocabulary.counts);
    const taught = taughtRows(texts, tokens);
    for (let training = 0; training < trainings; training++) lexicon.train(linksOf(taught, texts.rows.length));
    const beads = taught.map((row) => ({ sources: [row, row + 1], targets: [row, row + 1] }) as const);
    const both = { source: first.bags, target: second.bags };
    this.#mixtures = [
      learnMixture(both, beads, { forward: true, lexicon, looks: tokens.looks[0] }, second.vocabulary),
      learnMixture(both, beads, { forward: false, lexicon, looks: tokens.looks[1] }, first.vocabulary),
    ];
    const lengths = taught.map((row) => texts.rows[row]!.map(codePoints) as [number, number]);
    this.length = fittedLengthModel(
      initialLengthModel(
        Float64Array.from(lengths, ([x]) => x),
        Float64Array.from(lengths, ([, y]) => y),
      ),
      lengths,
    );
    const [x, y] = tokens.sides.map((side) => Float64Array.from(taught.flatMap((row) => sentenceLengths(side, row))));
    const { source, target } = initialLengthModel(x!, y!);
    this.#ofSentences = lengthScoring({ ...this.length, source, target });
    this.#wordsPerWord = sizeOf(second) / sizeOf(first);
    this.#texts = texts;
    this.#tokens = tokens;
    this.#sides = [
      new RowSides(first, this.#mixtures[1].background),
      new RowSides(second, this.#mixtures[0].background),
    ];
    this.#made = [new RowWorths(this.#mixtures[0], first, second), new RowWorths(this.#mixtures[1], second, first)];
  }

  /** Learns from rows. @param roughly trains once alone: enough to see which rows must not teach */
  static learnt(texts: PairTexts, known: readonly WordTranslations[], roughly = false): PairWords {
    return new PairWords(texts, pairTokens(texts, known), roughly ? 1 : TRAININGS);
  }

  /** Learns again, from all rows but these. */
  without(rows: ReadonlySet<number>): PairWords {
    const teaches = this.#texts.teaches.map((own, row) => own && !rows.has(row));
    return new PairWords({ ...this.#texts, teaches }, this.#tokens, TRAININGS);
  }

  /** What the words of a row say; of `source` against the `target` of another row where one is named. */
  row(source: number, target = source): RowWords {
    const sides = [this.#sides[0].row(source), this.#sides[1].row(target)] as const;
    const rows = [source, target] as const;
    const worths: Float64Array[] = [];
    return {
      sides,
      worths: (given) => {
        worths[given] ??= this.#made[given].table(rows[given], rows[1 - given]!);
        return worths[given];
      },
      sums: (given) => this.#made[given].sums(rows[given], rows[1 - given]!),
    };
  }

  /** Tokens of a row, of the side that has fewer. */
  size(row: number): number {
    return Math.min(...this.#tokens.sides.map(({ bags }) => bags.sizes[row]!));
  }

  /** How many words of the other side there are for one of this side, in all rows. */
  wordsPerWord(side: 0 | 1): number {
    return side === 0 ? this.#wordsPerWord : 1 / this.#wordsPerWord;
  }

  /**
   * How much likelier words of a row are, given the words of the other side but for some, than by themselves, in nats.
   *
   * @param side the side of the words, @param spans where they stand, @param apart where the words stand that are not asked
   * @returns for each word that of its best type; -Infinity where no row that may teach has it
   */
  explained(row: number, side: 0 | 1, spans: readonly Span[], apart: readonly Span[]): number[] {
    const given = side === 0 ? 1 : 0;
    const [own, other] = [this.#tokens.sides[side], this.#tokens.sides[given]];
    const texts = this.#texts.rows[row]!;
    const left = new Set(apart.flatMap((span) => typesAt(other, texts[given], span)));
    const typesOf = ({ bags }: SideWords) => bags.types.subarray(bags.starts[row]!, bags.starts[row + 1]!);
    const [types, others] = [typesOf(own), typesOf(other)];
    const worths = this.#made[given].table(row, row);
    const sums = new Float64Array(types.length);
    let size = 0;
    others.forEach((word, q) => {
      if (left.has(word)) return;
      size += other.bags.times[other.bags.starts[row]! + q]!;
      for (let k = 0; k < types.length; k++) sums[k] = sums[k]! + worths[q * types.length + k]!;
    });
    const { background } = this.#mixtures[given];
    const nats = new Map(
      Array.from(types, (type, k) => [type, Math.log(background[type]! + sums[k]! / Math.max(1, size))]),
    );
    return spans.map((span) =>
      Math.max(...typesAt(own, texts[side], span).map((type) => nats.get(type) ?? Number.NEGATIVE_INFINITY)),
    );
  }

  /** How well the sentences of two texts fit by their lengths alone, in nats. */
  sentencesFit(source: SentenceLengths, target: SentenceLengths): number {
    return sentencesFit(this.#ofSentences, source, target);
  }

  /** Log density of two lengths as translations of one another, in nats. */
  lengths(x: number, y: number): number {
    return jointLogDensity(this.length, Math.max(1, x), Math.max(1, y));
  }
}

/** How many words a side has, in all rows; at least 1. */
const sizeOf = ({ bags }: SideWords): number =>
  Math.max(
    1,
    bags.sizes.reduce((sum, size) => sum + size, 0),
  );

/** The types of the words of a stretch. */
const typesAt = ({ vocabulary }: SideWords, text: string, { start, end }: Span): number[] =>
  vocabulary.typesIn(text.slice(start, end));

/** Code points of each sentence of a row. */
function sentenceLengths({ pieces, firsts, byPiece }: SideWords, row: number): number[] {
  const lengths: number[] = [];
  pieces[row]!.forEach(({ sentence }, at) => {
    lengths[sentence] = (lengths[sentence] ?? 0) + byPiece.lengths[firsts[row]! + at]!;
  });
  return lengths;
}

const codePoints = (text: string): number => Math.max(1, [...text].length);

/** The rows that teach: all that may, or an even sample of them. */
function taughtRows({ teaches }: PairTexts, { sides: [first, second] }: PairTokens): number[] {
  const pairsOf = (row: number): number =>
    (first.bags.starts[row + 1]! - first.bags.starts[row]!) * (second.bags.starts[row + 1]! - second.bags.starts[row]!);
  const all = teaches.flatMap((own, row) => (own ? [row] : []));
  const share = Math.min(1, MAX_WORD_PAIRS / all.reduce((sum, row) => sum + pairsOf(row), 1));
  return all.filter((_, at) => Math.floor((at + 1) * share) > Math.floor(at * share));
}

/** Links of each row with itself, of those that teach. @param taught rising */
function linksOf(taught: readonly number[], rows: number): SegmentLinks {
  const starts = new Int32Array(rows + 1);
  for (const row of taught) starts[row + 1] = 1;
  for (let row = 0; row < rows; row++) starts[row + 1] = starts[row + 1]! + starts[row]!;
  return { starts, targets: Int32Array.from(taught), weights: new Float64Array(taught.length).fill(1) };
}
