import { type Lookalikes, lookalikes } from "../../align/text/cognates.ts";
import { type Bags, type Side, Vocabulary } from "../../align/text/tokens.ts";
import { knownPartners, type WordTranslations } from "../../align/words/known-words.ts";
import { piecesOf, type TextPiece } from "./pieces.ts";

/** The rows of two languages that words are learnt from and looked for in. */
export interface PairTexts {
  readonly languages: readonly [string, string];
  /** Of each row, both texts. */
  readonly rows: readonly (readonly [string, string])[];
  /** Whether a row may teach: what is untranslated teaches nonsense. */
  readonly teaches: readonly boolean[];
}

/** The rows of one language as words. */
export interface SideWords {
  readonly vocabulary: Vocabulary;
  readonly pieces: readonly (readonly TextPiece[])[];
  /** The words of each piece, over all rows. */
  readonly byPiece: Side;
  /** The number of each row's first piece; one more for the end. */
  readonly firsts: Int32Array;
  /** The words of each row. */
  readonly bags: Bags;
  /** Whether each row ends with a mark of punctuation. */
  readonly ends: readonly boolean[];
}

/** The rows of two languages as words; what is not learnt from them. */
export interface PairTokens {
  readonly sides: readonly [SideWords, SideWords];
  /** Words that look alike or are known translations: of the first side's, and of the second's. */
  readonly looks: readonly [Lookalikes, Lookalikes];
}

/** Enters the words of rows into a vocabulary for each language. */
export function pairTokens({ languages, rows }: PairTexts, known: readonly WordTranslations[]): PairTokens {
  const sides = ([0, 1] as const).map((side) =>
    sideWords(
      rows.map((row) => row[side]),
      languages[side],
    ),
  ) as [SideWords, SideWords];
  const [first, second] = sides.map(({ vocabulary }) => vocabulary) as [Vocabulary, Vocabulary];
  return {
    sides,
    looks: [
      lookalikes(first, second, knownPartners(known, first, second)),
      lookalikes(second, first, knownPartners(known, second, first)),
    ],
  };
}

function sideWords(texts: readonly string[], language: string): SideWords {
  const vocabulary = new Vocabulary(language);
  const pieces = texts.map((text) => piecesOf(text, language));
  const entered = vocabulary.side(
    pieces.flatMap((own, row) => own.map(({ start, end }) => texts[row]!.slice(start, end))),
  );
  const byPiece = vocabulary.withoutLoneForms(entered);
  const firsts = new Int32Array(texts.length + 1);
  pieces.forEach((own, row) => {
    firsts[row + 1] = firsts[row]! + own.length;
  });
  return { vocabulary, pieces, byPiece, firsts, bags: grouped(byPiece, firsts), ends: texts.map(endsWithMark) };
}

/** Whether a text ends with a mark of punctuation. */
export const endsWithMark = (text: string): boolean => /^\p{P}/u.test(text.trimEnd().slice(-1));

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
