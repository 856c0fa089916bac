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

/** So much better two rows have to fit crosswise, once neither teaches. */
const MIN_SWAP_NATS = 4;
/** Shorter texts fit many others. */
const MIN_TOKENS = 12;
/** Rows whose words fit badly are compared with others so far away. */
const MAX_ROWS_APART = 40;
/** What rows lose crosswise, for each token; those that lose less than this share of the median are looked at again. */
const SUSPICIOUS_SHARE = 0.5;
/** No more rows than this share are looked at again, the likeliest first. */
const MAX_SUSPICIOUS = 0.1;

/** Two rows whose texts changed places in one of the languages. */
export interface Swapped {
  readonly one: number;
  readonly other: number;
  readonly nats: number;
}

/** How much better two rows fit crosswise than straight, in nats. */
function crosswise(pair: PairWords, one: number, other: number): number {
  const sum = (source: number, target: number): number => {
    const { words, length } = fitOf(pair.row(source, target), pair);
    return words + length;
  };
  return sum(one, other) + sum(other, one) - sum(one, one) - sum(other, other);
}

/**
 * Rows that may have changed places: neighbours, and rows further apart whose words both fit badly, that lose far less crosswise than
 * others do. They taught what is wrong, so they have to be asked again when they teach no more.
 *
 * @param rows that have both texts, rising
 */
export function suspiciousRows(pair: PairWords, rows: readonly number[]): (readonly [number, number])[] {
  const long = rows.filter((row) => pair.size(row) >= MIN_TOKENS);
  const losses = long.slice(1).map((row, at) => {
    const before = long[at]!;
    return { pair: [before, row] as const, loss: crosswise(pair, before, row) / (pair.size(before) + pair.size(row)) };
  });
  const sorted = losses.map(({ loss }) => loss).sort((a, b) => a - b);
  const most = SUSPICIOUS_SHARE * Math.min(0, sorted[sorted.length >> 1] ?? 0);
  const poor = long.filter((row) => fitOf(pair.row(row), pair).words < 0);
  const apart = poor.flatMap((row, at) => {
    const near: { pair: readonly [number, number]; loss: number }[] = [];
    for (let n = at + 1; n < poor.length && poor[n]! - row <= MAX_ROWS_APART; n++)
      near.push({
        pair: [row, poor[n]!],
        loss: crosswise(pair, row, poor[n]!) / (pair.size(row) + pair.size(poor[n]!)),
      });
    return near;
  });
  return [...losses, ...apart]
    .filter(({ loss }) => loss > most)
    .sort((a, b) => b.loss - a.loss)
    .slice(0, Math.ceil(MAX_SUSPICIOUS * rows.length))
    .map(({ pair }) => pair);
}

/** Of suspicious rows those that did change places, each once. @param pair that they do not teach */
export function swappedRows(pair: PairWords, suspicious: readonly (readonly [number, number])[]): Swapped[] {
  const taken = new Set<number>();
  return suspicious
    .map(([one, other]): Swapped => ({ one, other, nats: crosswise(pair, one, other) }))
    .filter(({ nats }) => nats > MIN_SWAP_NATS)
    .sort((a, b) => b.nats - a.nats)
    .filter(({ one, other }) => {
      if (taken.has(one) || taken.has(other)) return false;
      taken.add(one).add(other);
      return true;
    });
}
