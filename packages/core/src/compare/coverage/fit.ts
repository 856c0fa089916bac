import { logRatios } from "./omitted.ts";
import { type PairWords, type RowWords, WORD_WEIGHT } from "./pair-words.ts";

/** The sides whose words are asked what they make of the other's. */
type Given = readonly (0 | 1)[];
const BOTH: Given = [0, 1];
const ROUGHLY: Given = [0];

/** How well two texts fit as translations of one another, in nats: their words, and their lengths. */
function fitOf(
  { sides, sums }: RowWords,
  pair: PairWords,
  directions: Given,
): { readonly words: number; readonly length: number } {
  let words = 0;
  for (const given of directions) {
    const made = given === 0 ? 1 : 0;
    const logs = logRatios(sums(given), sides[given], sides[made]);
    sides[made].times.forEach((times, type) => {
      words += (times * logs[type]! * 2) / directions.length;
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

/** How well a row's texts fit, and how well by their words alone. */
interface Fit {
  readonly nats: number;
  readonly words: number;
}

function sumOf(pair: PairWords, source: number, target: number, directions: Given): Fit {
  const { words, length } = fitOf(pair.row(source, target), pair, directions);
  return { nats: words + length, words };
}

/** How well each row fits as it is. */
type Straight = (row: number) => Fit;

/** How much better two rows fit crosswise than straight. */
function crosswise(pair: PairWords, one: number, other: number, directions: Given, straight: Straight): Fit {
  const [first, second] = [sumOf(pair, one, other, directions), sumOf(pair, other, one, directions)];
  const [third, fourth] = [straight(one), straight(other)];
  return {
    nats: first.nats + second.nats - third.nats - fourth.nats,
    words: first.words + second.words - third.words - fourth.words,
  };
}

/**
 * Rows that may have changed places: neighbours, and rows further apart whose words both fit badly, that lose far less crosswise than
 * others do. They taught what is wrong, so they have to be asked again when they teach no more.
 *
 * @param rows that have both texts, rising
 * @param roughly asks words in one direction alone
 */
export function suspiciousRows(
  pair: PairWords,
  rows: readonly number[],
  roughly: boolean,
): (readonly [number, number])[] {
  const directions = roughly ? ROUGHLY : BOTH;
  const long = rows.filter((row) => pair.size(row) >= MIN_TOKENS);
  const fits = new Map<number, Fit>();
  // Asked for beside the row's neighbours, whose words are still at hand.
  const straight = (row: number): Fit => {
    const fit = fits.get(row) ?? sumOf(pair, row, row, directions);
    fits.set(row, fit);
    return fit;
  };
  const lossOf = (one: number, other: number) => ({
    pair: [one, other] as const,
    loss: crosswise(pair, one, other, directions, straight).nats / (pair.size(one) + pair.size(other)),
  });
  const losses = long.slice(1).map((row, at) => lossOf(long[at]!, row));
  const sorted = losses.map(({ loss }) => loss).sort((a, b) => a - b);
  const most = SUSPICIOUS_SHARE * Math.min(0, sorted[sorted.length >> 1] ?? 0);
  const many = Math.ceil(MAX_SUSPICIOUS * rows.length);
  const fit = (row: number): number => straight(row).words / pair.size(row);
  const poor = long
    .filter((row) => fit(row) < 0)
    .sort((a, b) => fit(a) - fit(b))
    .slice(0, many)
    .sort((a, b) => a - b);
  const apart = poor.flatMap((row, at) => {
    const near: ReturnType<typeof lossOf>[] = [];
    for (let n = at + 1; n < poor.length && poor[n]! - row <= MAX_ROWS_APART; n++) near.push(lossOf(row, poor[n]!));
    return near;
  });
  return [...losses, ...apart]
    .filter(({ loss }) => loss > most)
    .sort((a, b) => b.loss - a.loss)
    .slice(0, many)
    .map(({ pair }) => pair);
}

/** Of suspicious rows those that did change places, each once. @param pair that they do not teach */
export function swappedRows(pair: PairWords, suspicious: readonly (readonly [number, number])[]): Swapped[] {
  const taken = new Set<number>();
  const straight = (row: number): Fit => sumOf(pair, row, row, BOTH);
  return (
    suspicious
      .map(([one, other]) => ({ one, other, ...crosswise(pair, one, other, BOTH, straight) }))
      // Two rows that each lack something have better lengths crosswise, and not better words.
      .filter(({ nats, words }) => nats > MIN_SWAP_NATS && words > 0)
      .sort((a, b) => b.nats - a.nats)
      .filter(({ one, other }) => {
        if (taken.has(one) || taken.has(other)) return false;
        taken.add(one).add(other);
        return true;
      })
  );
}
