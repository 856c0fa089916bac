import {
  fittedLengthModel,
  initialLengthModel,
  jointLogDensity,
  type LengthModel,
} from "../../align/evidence/length.ts";
import { lookalikes } from "../../align/text/cognates.ts";
import { type Bags, type Side, Vocabulary } from "../../align/text/tokens.ts";
import { knownPartners, type WordTranslations } from "../../align/words/known-words.ts";
import { Lexicon } from "../../align/words/lexicon.ts";
import { learnMixture, type Mixture, translationsOf } from "../../align/words/mixture.ts";
import { Translations } from "../../align/words/translations.ts";
import { piecesOf, type TextPiece } from "./pieces.ts";

/** The rows of two languages that words are learnt from and looked for in. */
export interface PairTexts {
  readonly languages: readonly [string, string];
  /** Of each row, both texts. */
  readonly rows: readonly (readonly [string, string])[];
  /** Whether a row may teach: what is untranslated teaches nonsense. */
  readonly teaches: readonly boolean[];
}

/** One side of a row: its pieces, and how often each of its types stands in each. */
export interface RowSide {
  readonly pieces: readonly TextPiece[];
  readonly sentences: number;
  /** Whether it ends with a mark of punctuation. */
  readonly ends: boolean;
  /** Code points of each piece. */
  readonly lengths: readonly number[];
  /** `counts[piece][at]`: how often the row's type `at` stands in a piece. */
  readonly counts: readonly Uint16Array[];
  readonly times: Int32Array;
  readonly background: Float64Array;
}

/** How the words of a row explain each other. */
export interface RowWords {
  readonly sides: readonly [RowSide, RowSide];
  /** `made[0]`: what each type of the first side makes of each of the second, `first * secondTypes + second`; and the reverse. */
  readonly worths: readonly [Float64Array, Float64Array];
}

/** How often a lexicon is trained on rows that are given. */
const TRAININGS = 4;

/**
 * What the words of two languages say of each row: a lexicon learnt from all rows (what a row itself has taught is left out
 * when it is asked about), words of the same spelling, cognates, and known translations.
 */
export class PairWords {
  readonly length: LengthModel;
  readonly #pieces: readonly (readonly TextPiece[])[][];
  readonly #byPiece: readonly [Side, Side];
  readonly #bags: readonly [Bags, Bags];
  readonly #firsts: readonly Int32Array[];
  readonly #mixtures: readonly [Mixture, Mixture];
  readonly #rows: PairTexts["rows"];

  constructor({ languages, rows, teaches }: PairTexts, known: readonly WordTranslations[]) {
    const words = [new Vocabulary(languages[0]), new Vocabulary(languages[1])] as const;
    const pieces = [0, 1].map((side) => rows.map((row) => piecesOf(row[side]!, languages[side]!)));
    const entered = [0, 1].map((side) =>
      words[side]!.side(
        pieces[side]!.flatMap((own, row) => own.map(({ start, end }) => rows[row]![side]!.slice(start, end))),
      ),
    );
    const byPiece = entered.map((side, at) => words[at]!.withoutLoneForms(side)) as [Side, Side];
    const firsts = pieces.map((side) => {
      const starts = new Int32Array(rows.length + 1);
      side.forEach((own, row) => {
        starts[row + 1] = starts[row]! + own.length;
      });
      return starts;
    });
    const bags = byPiece.map((side, at) => grouped(side, firsts[at]!)) as [Bags, Bags];
    const taught = rows.flatMap((_, row) => (teaches[row] ? [row] : []));
    const lexicon = new Lexicon(bags[0], bags[1], words[0].counts, words[1].counts);
    const links = {
      starts: Int32Array.from({ length: rows.length + 1 }, (_, row) => taughtBefore(teaches, row)),
      targets: Int32Array.from(taught),
      weights: new Float64Array(taught.length).fill(1),
    };
    for (let training = 0; training < TRAININGS; training++) lexicon.train(links);
    const beads = taught.map((row) => ({ sources: [row, row + 1], targets: [row, row + 1] }) as const);
    const forwardLooks = lookalikes(words[0], words[1], knownPartners(known, words[0], words[1]));
    const reverseLooks = lookalikes(words[1], words[0], knownPartners(known, words[1], words[0]));
    const both = { source: bags[0], target: bags[1] };
    this.#mixtures = [
      learnMixture(both, beads, { forward: true, lexicon, looks: forwardLooks }, words[1]),
      learnMixture(both, beads, { forward: false, lexicon, looks: reverseLooks }, words[0]),
    ];
    const lengths = taught.map((row) => [codePoints(rows[row]![0]), codePoints(rows[row]![1])] as const);
    this.length = fittedLengthModel(
      initialLengthModel(
        Float64Array.from(lengths, ([x]) => x),
        Float64Array.from(lengths, ([, y]) => y),
      ),
      lengths,
    );
    this.#pieces = pieces;
    this.#byPiece = byPiece;
    this.#bags = bags;
    this.#firsts = firsts;
    this.#rows = rows;
  }

  /** What the words of a row say; of `source` against the `target` of another row where one is named. */
  row(source: number, target = source): RowWords {
    const sides = [this.#side(0, source), this.#side(1, target)] as const;
    return { sides, worths: [this.#worths(0, source, target), this.#worths(1, source, target)] };
  }

  /** Tokens of a row, of the side that has fewer. */
  size(row: number): number {
    return Math.min(this.#bags[0].sizes[row]!, this.#bags[1].sizes[row]!);
  }

  /** Log density of two lengths as translations of one another, in nats. */
  lengths(x: number, y: number): number {
    return jointLogDensity(this.length, Math.max(1, x), Math.max(1, y));
  }

  #side(side: 0 | 1, row: number): RowSide {
    const [bags, byPiece] = [this.#bags[side], this.#byPiece[side]];
    const from = bags.starts[row]!;
    const types = bags.types.subarray(from, bags.starts[row + 1]!);
    const place = new Map<number, number>();
    types.forEach((type, at) => {
      place.set(type, at);
    });
    const first = this.#firsts[side]![row]!;
    const pieces = this.#pieces[side]![row]!;
    const counts = pieces.map((_, at) => {
      const own = new Uint16Array(types.length);
      for (let k = byPiece.starts[first + at]!; k < byPiece.starts[first + at + 1]!; k++)
        own[place.get(byPiece.types[k]!)!] = byPiece.times[k]!;
      return own;
    });
    const mixture = this.#mixtures[side === 0 ? 1 : 0];
    return {
      pieces,
      sentences: (pieces.at(-1)?.sentence ?? -1) + 1,
      ends: /[\p{P}]\s*$/u.test(this.#rows[row]![side]),
      lengths: pieces.map((_, at) => byPiece.lengths[first + at]!),
      counts,
      times: bags.times.subarray(from, bags.starts[row + 1]!),
      background: Float64Array.from(types, (type) => mixture.background[type]!),
    };
  }

  #worths(given: 0 | 1, source: number, target: number): Float64Array {
    const [givenBags, madeBags] = given === 0 ? this.#bags : [this.#bags[1], this.#bags[0]];
    const [givenRow, madeRow] = given === 0 ? [source, target] : [target, source];
    const from = madeBags.starts[madeRow]!;
    const count = madeBags.starts[madeRow + 1]! - from;
    const place = new Map<number, number>();
    for (let k = 0; k < count; k++) place.set(madeBags.types[from + k]!, k);
    const translations = new Translations();
    translationsOf(this.#mixtures[given], givenBags, givenRow, givenRow, translations);
    const worths = new Float64Array((givenBags.starts[givenRow + 1]! - givenBags.starts[givenRow]!) * count);
    for (let n = 0; n < translations.count; n++) {
      const k = place.get(translations.types[n]!);
      if (k === undefined) continue;
      const at = translations.at[n]! * count + k;
      worths[at] = worths[at]! + translations.worths[n]!;
    }
    return worths;
  }
}

const codePoints = (text: string): number => Math.max(1, [...text].length);

const sums = new WeakMap<readonly boolean[], Int32Array>();
/** How many rows before a row teach. */
function taughtBefore(teaches: readonly boolean[], row: number): number {
  let own = sums.get(teaches);
  if (!own) {
    own = new Int32Array(teaches.length + 1);
    for (let at = 0; at < teaches.length; at++) own[at + 1] = own[at]! + (teaches[at] ? 1 : 0);
    sums.set(teaches, own);
  }
  return own[row]!;
}

/** The pieces of each row as one bag. */
function grouped(side: Side, firsts: Int32Array): Bags {
  const starts = new Int32Array(firsts.length);
  const sizes = new Int32Array(firsts.length - 1);
  const types: number[] = [];
  const times: number[] = [];
  for (let row = 0; row + 1 < firsts.length; row++) {
    const own = new Map<number, number>();
    for (let k = side.starts[firsts[row]!]!; k < side.starts[firsts[row + 1]!]!; k++) {
      own.set(side.types[k]!, (own.get(side.types[k]!) ?? 0) + side.times[k]!);
      sizes[row] = sizes[row]! + side.times[k]!;
    }
    for (const [type, many] of [...own].sort((a, b) => a[0] - b[0])) {
      types.push(type);
      times.push(many);
    }
    starts[row + 1] = types.length;
  }
  return { count: firsts.length - 1, starts, types: Int32Array.from(types), times: Int32Array.from(times), sizes };
}
