import { logRatios } from "./omitted.ts";
import type { PairWords, RowWords } from "./pair-words.ts";

/** Stems and full forms, characters and words say the same twice. */
const WORD_WEIGHT = 0.5;

/** How well two texts fit as translations of one another, in nats: their words in both directions, and their lengths. */
export function fitOf(
  { sides, worths }: RowWords,
  pair: PairWords,
): { readonly words: number; readonly length: number } {
  let words = 0;
  for (const made of [0, 1] as const) {
    const given = made === 0 ? 1 : 0;
    const logs = logRatios(worths[given], sides[given], sides[made]);
    sides[made].times.forEach((times, type) => {
      words += times * logs[type]!;
    });
  }
  const [x, y] = sides.map(({ lengths }) => lengths.reduce((sum, length) => sum + length, 0)) as [number, number];
  return { words: (WORD_WEIGHT * words) / 2, length: pair.lengths(x, y) };
}

/** So much better two rows have to fit crosswise. */
const MIN_SWAP_NATS = 5;
/** Shorter texts fit many others. */
const MIN_SWAPPED_LENGTH = 12;
/** Rows whose words fit badly are compared with others so far away. */
const MAX_ROWS_APART = 40;
/** Below this, words fit badly. */
const POOR_WORDS_NATS = 0;

/** Two rows whose texts changed places in one of the languages. */
export interface Swapped {
  readonly one: number;
  readonly other: number;
  readonly nats: number;
}

/** Finds rows that fit better crosswise: neighbours, and rows further apart of which both fit badly. @param rows that have both texts, rising */
export function swappedRows(pair: PairWords, rows: readonly number[]): Swapped[] {
  const own = new Map(rows.map((row) => [row, fitOf(pair.row(row), pair)]));
  const isLong = (row: number): boolean => pair.size(row) >= MIN_SWAPPED_LENGTH;
  const sum = ({ words, length }: { readonly words: number; readonly length: number }): number => words + length;
  const found: Swapped[] = [];
  const consider = (one: number, other: number): void => {
    if (!isLong(one) || !isLong(other)) return;
    const straight = sum(own.get(one)!) + sum(own.get(other)!);
    const crossed = sum(fitOf(pair.row(one, other), pair)) + sum(fitOf(pair.row(other, one), pair));
    if (crossed - straight > MIN_SWAP_NATS) found.push({ one, other, nats: crossed - straight });
  };
  const poor = rows.filter((row) => own.get(row)!.words < POOR_WORDS_NATS);
  rows.forEach((row, at) => {
    const next = rows[at + 1];
    if (next !== undefined) consider(row, next);
  });
  poor.forEach((row, at) => {
    for (let n = at + 1; n < poor.length && poor[n]! - row <= MAX_ROWS_APART; n++)
      if (poor[n]! > row + 1) consider(row, poor[n]!);
  });
  const taken = new Set<number>();
  return found
    .sort((a, b) => b.nats - a.nats)
    .filter(({ one, other }) => {
      if (taken.has(one) || taken.has(other)) return false;
      taken.add(one).add(other);
      return true;
    });
}
