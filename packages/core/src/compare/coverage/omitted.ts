import { lengthEvidence, startsOf } from "./length-evidence.ts";
import type { PairWords, RowWords } from "./pair-words.ts";
import type { RowSide } from "./row-sides.ts";

/** A stretch of one side that the other seems not to have. */
export interface Omitted {
  /** 0 or 1: the side that has it. */
  readonly side: 0 | 1;
  /** Pieces from, up to and without. */
  readonly from: number;
  readonly to: number;
  /** How much likelier it is that it has no counterpart than that it has one, in nats; the parts that words and lengths … */
  readonly nats: number;
  readonly words: number;
  readonly length: number;
  /** … and its place: whole sentences, where there are more of them. */
  readonly place: number;
  /** Its share of its text, 0..1. */
  readonly share: number;
}

/** Stems and full forms, characters and words say the same twice. */
const WORD_WEIGHT = 0.5;

/** The stretch of a row that most likely has no counterpart, if any is likelier to have none than one. */
export function mostOmitted(words: RowWords, pair: PairWords): Omitted | undefined {
  let best: Omitted | undefined;
  for (const side of [0, 1] as const) {
    const own = mostOmittedOf(words, side, pair);
    if (own && (!best || own.nats > best.nats)) best = own;
  }
  return best;
}

function mostOmittedOf(words: RowWords, side: 0 | 1, pair: PairWords): Omitted | undefined {
  const own = words.sides[side];
  const other = words.sides[side === 0 ? 1 : 0];
  const many = own.pieces.length;
  if (many < 2) return undefined;
  const odds = placeOdds(own, other);
  const lengthsAt = startsOf(own.lengths);
  const lengthsWithout = lengthEvidence(words, side, pair);
  // Most rows have no stretch that lengths or sentences speak for: their words need not be asked.
  if (!someStretch(many, (from, to) => odds(from, to) > 0 || lengthsWithout(from, to) >= MIN_AGREEING_NATS))
    return undefined;
  const explained = explainedOf(words, side);
  let best: Omitted | undefined;
  let whole: Omitted | undefined;
  for (let from = 0; from < many; from++) {
    let nats = 0;
    explained.back.reset();
    for (let to = from + 1; to <= many; to++) {
      nats -= explained.own[to - 1]!;
      explained.back.leaveOut(to - 1);
      if (to - from === many) continue;
      const length = lengthsWithout(from, to);
      const place = odds(from, to);
      const wordNats = WORD_WEIGHT * (nats + explained.back.gain());
      const share = (lengthsAt[to]! - lengthsAt[from]!) / lengthsAt[many]!;
      const found = { side, from, to, nats: wordNats + length + place, words: wordNats, length, place, share };
      if (place >= MORE_SENTENCES_NATS) {
        if (length >= -MAX_LENGTH_AGAINST && (!whole || found.nats > whole.nats)) whole = found;
      } else if (!best || found.nats > best.nats) best = found;
    }
  }
  // Sentences that one side has more of are the simplest thing to say.
  const sentences = whole && withBoundedWords(whole);
  if (sentences && sentences.nats >= MIN_WHOLE_NATS) return sentences;
  return best && best.nats > 0 ? best : undefined;
}

/** Whether a stretch of some but not all pieces is of a kind. */
function someStretch(many: number, isOfKind: (from: number, to: number) => boolean): boolean {
  for (let from = 0; from < many; from++)
    for (let to = from + 1; to <= many; to++) if (to - from < many && isOfKind(from, to)) return true;
  return false;
}

/** How well the pieces of a side are explained, and how well the other side is without some of them. */
interface Explained {
  /** Nats of each piece. */
  readonly own: readonly number[];
  readonly back: BackExplained;
}

function explainedOf({ sides, worths, sums }: RowWords, side: 0 | 1): Explained {
  const [own, other] = side === 0 ? sides : ([sides[1], sides[0]] as const);
  const logs = logRatios(sums(side === 0 ? 1 : 0), other, own);
  return {
    own: own.counts.map((counts) => counts.reduce((sum, times, type) => sum + times * logs[type]!, 0)),
    back: new BackExplained(worths(side), own, other),
  };
}

/** Whole sentences, where this side has so many more; or where it has not. */
const MORE_SENTENCES_NATS = 6;
const SAME_SENTENCES_NATS = -7;
/** A stretch that no mark parts from its neighbours on one side. */
const NO_MARK_NATS = -2;
/** The end of a text, where the other one has no end mark. */
const NO_END_NATS = 4;

/** What lengths have to say for a stretch that is no whole sentence too many. */
export const MIN_AGREEING_NATS = 1;
/** From so many nats on whole sentences go before other stretches. */
const MIN_WHOLE_NATS = 3;

/**
 * Words do not say more than this against whole sentences too many: neighbours speak of the same things in the same words, and one
 * translation explains both. Where two sentences were joined, lengths say it.
 */
const MAX_WORDS_AGAINST = 5;
const MAX_LENGTH_AGAINST = 3;

const withBoundedWords = (own: Omitted): Omitted => ({
  ...own,
  nats: own.nats - own.words + Math.max(own.words, -MAX_WORDS_AGAINST),
});

/** What speaks for a stretch by its place alone, in nats. */
function placeOdds(own: RowSide, other: RowSide): (from: number, to: number) => number {
  const { pieces } = own;
  const more = own.sentences - other.sentences;
  const isOpen = other.ends === false && own.ends;
  return (from, to) => {
    const [first, last] = [pieces[from]!, pieces[to - 1]!];
    const isEnd = to === pieces.length;
    const isWhole =
      (from === 0 || pieces[from - 1]!.sentence !== first.sentence) &&
      (isEnd || pieces[to]!.sentence !== last.sentence);
    let nats = isEnd && isOpen ? NO_END_NATS : 0;
    if (isWhole && pieces.length > 1) {
      const many = last.sentence - first.sentence + 1;
      return nats + (many === more ? MORE_SENTENCES_NATS : more <= 0 ? SAME_SENTENCES_NATS : 0);
    }
    if (!first.isCut && !(isEnd && isOpen)) nats += NO_MARK_NATS;
    if (!isEnd && !pieces[to]!.isCut) nats += NO_MARK_NATS;
    return nats;
  };
}

/**
 * log of how much likelier each type of `made` is, given the other side, than by itself.
 *
 * @param sums what all types of `given` together make of each
 */
export function logRatios(sums: Float64Array, given: RowSide, made: RowSide): Float64Array {
  const size = Math.max(
    1,
    given.times.reduce((sum, times) => sum + times, 0),
  );
  return sums.map((sum, k) => Math.log(made.background[k]! + sum / size));
}

/** How well the other side is explained when pieces are left out. */
class BackExplained {
  readonly #worths: Float64Array;
  readonly #given: RowSide;
  readonly #made: RowSide;
  readonly #full: Float64Array;
  readonly #size: number;
  readonly #whole: number;
  #left: Float64Array;
  #leftSize = 0;

  constructor(worths: Float64Array, given: RowSide, made: RowSide) {
    this.#worths = worths;
    this.#given = given;
    this.#made = made;
    const many = made.times.length;
    this.#full = new Float64Array(many);
    for (let q = 0; q < given.times.length; q++)
      for (let k = 0; k < many; k++) this.#full[k] = this.#full[k]! + worths[q * many + k]!;
    this.#size = given.times.reduce((sum, times) => sum + times, 0);
    this.#left = this.#full.slice();
    this.#whole = this.#nats(this.#full, this.#size);
  }

  reset(): void {
    this.#left = this.#full.slice();
    this.#leftSize = this.#size;
  }

  leaveOut(piece: number): void {
    const counts = this.#given.counts[piece]!;
    const many = this.#made.times.length;
    counts.forEach((times, q) => {
      if (times === 0) return;
      const share = times / this.#given.times[q]!;
      this.#leftSize -= times;
      for (let k = 0; k < many; k++) this.#left[k] = this.#left[k]! - share * this.#worths[q * many + k]!;
    });
  }

  gain(): number {
    return this.#nats(this.#left, this.#leftSize) - this.#whole;
  }

  #nats(sums: Float64Array, size: number): number {
    let nats = 0;
    for (let k = 0; k < sums.length; k++)
      nats += this.#made.times[k]! * Math.log(this.#made.background[k]! + Math.max(0, sums[k]!) / Math.max(1, size));
    return nats;
  }
}
