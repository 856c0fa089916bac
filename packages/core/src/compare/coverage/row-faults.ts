/**
 * Folder coverage: what the words and lengths of rows say. In: rows of two languages. Out: stretches that one side does not have,
 * rows that changed places, lengths that do not fit, terms that are rendered otherwise.
 *
 * @module
 */

import type { WordTranslations } from "../../align/words/known-words.ts";
import { type OtherRendering, otherRenderings } from "../terms/other-renderings.ts";
import { type Swapped, suspiciousRows, swappedRows } from "./fit.ts";
import { openEndNats, surplusNats } from "./habits.ts";
import { isTold, type Omitted } from "./omission.ts";
import { type Candidates, candidatesOf, mostOmitted } from "./omitted.ts";
import { PairWords, type RowWords } from "./pair-words.ts";
import type { PairTexts } from "./row-texts.ts";

/** What is wrong with the rows of a pair of languages. */
export interface PairFaults {
  readonly omitted: ReadonlyMap<number, Omitted>;
  readonly swapped: readonly Swapped[];
  /** Rows of which a side is far too long, with the side. */
  readonly lengths: ReadonlyMap<number, 0 | 1>;
  /** Terms that a row renders otherwise than the other rows. */
  readonly terms: ReadonlyMap<number, OtherRendering>;
}

/** Lengths are told where better ones would be so much likelier. */
const MIN_LENGTH_NATS = 7;
/** Texts of more rows are first looked at roughly, which takes half the time. */
const MANY_ROWS = 1000;
/** Lexicons of fewer rows know too little to accuse. */
const MIN_ROWS = 4;

/** Looks at all rows of a pair. */
export function pairFaults(texts: PairTexts, known: readonly WordTranslations[]): PairFaults {
  const rows = texts.rows.flatMap((_, row) => (texts.teaches[row] ? [row] : []));
  if (rows.length < MIN_ROWS) return { omitted: new Map(), swapped: [], lengths: new Map(), terms: new Map() };
  const isLarge = rows.length > MANY_ROWS;
  const { pair, swapped } = withoutSwapped(PairWords.learnt(texts, known, isLarge), rows, isLarge);
  const lengths = new Map<number, 0 | 1>();
  const openEnds = openEndNats(rows.map((row) => texts.rows[row]!));
  const candidates = rows.map((row) => {
    const words = pair.row(row);
    const odd = oddSide(words, pair);
    if (odd !== undefined && texts.rows[row]!.every(isProse)) lengths.set(row, odd);
    return candidatesOf(words, pair, openEnds);
  });
  const omitted = toldOmissions(rows, candidates);
  for (const row of swapped.flatMap(({ one, other }) => [one, other])) {
    omitted.delete(row);
    lengths.delete(row);
  }
  const isWhole = (row: number): boolean => !omitted.has(row) && !lengths.has(row);
  return { omitted, swapped, lengths, terms: otherRenderings(texts, pair, isWhole) };
}

/**
 * The rows that changed places, and words that they did not teach. What changed places taught nonsense: rows that may have are asked
 * again without all of them. Those that did not teach again, for they may be the only ones that have a word.
 *
 * @param first taught by all rows, @param isLarge that it was taught roughly: many rows know the words of a few
 */
function withoutSwapped(
  first: PairWords,
  rows: readonly number[],
  isLarge: boolean,
): { readonly pair: PairWords; readonly swapped: readonly Swapped[] } {
  const suspicious = suspiciousRows(first, rows, isLarge);
  const doubted = new Set(suspicious.flat());
  if (doubted.size === 0 && !isLarge) return { pair: first, swapped: [] };
  const careful = first.without(doubted);
  const swapped = swappedRows(careful, suspicious);
  if (isLarge) return { pair: careful, swapped };
  const wrong = new Set(swapped.flatMap(({ one, other }) => [one, other]));
  return { pair: wrong.size > 0 ? first.without(wrong) : first, swapped };
}

/** Of each row the stretch that most likely has no counterpart, where that may be told. */
function toldOmissions(rows: readonly number[], candidates: readonly Candidates[]): Map<number, Omitted> {
  const surpluses = surplusNats(candidates);
  const told = new Map<number, Omitted>();
  rows.forEach((row, at) => {
    const found = mostOmitted(candidates[at]!, surpluses);
    if (found && isTold(found)) told.set(row, found);
  });
  return told;
}

/** Where all rows have much the same lengths, small differences look unlikely, and say nothing. */
const MIN_LENGTH_RATIO = 1.4;

/** The side of a row that is far too long, if one is. */
function oddSide({ sides }: RowWords, pair: PairWords): 0 | 1 | undefined {
  const [x, y] = sides.map(({ lengths }) => lengths.reduce((sum, length) => sum + length, 0)) as [number, number];
  const due = x * pair.length.ratio;
  if (Math.abs(Math.log(y / due)) <= Math.log(MIN_LENGTH_RATIO)) return undefined;
  if (pair.lengths(x, due) - pair.lengths(x, y) <= MIN_LENGTH_NATS) return undefined;
  return y > due ? 1 : 0;
}

/** Dates and symbols are longer in some languages, whatever is said with them. */
const MAX_DIGITS_SHARE = 0.1;
const isProse = (text: string): boolean => (text.match(/\p{N}/gu)?.length ?? 0) < MAX_DIGITS_SHARE * text.length;
