/**
 * Folder coverage: what the words and lengths of rows say. In: rows of two languages. Out: stretches that one side does not have,
 * rows that changed places, lengths that do not fit.
 *
 * @module
 */

import type { WordTranslations } from "../../align/words/known-words.ts";
import { type Swapped, swappedRows } from "./fit.ts";
import { mostOmitted, type Omitted } from "./omitted.ts";
import { type PairTexts, PairWords } from "./pair-words.ts";

/** A stretch of a text as written that the other side does not have. */
export interface OmittedText {
  readonly side: 0 | 1;
  readonly start: number;
  readonly end: number;
  readonly nats: number;
  readonly share: number;
}

/** What is wrong with the rows of a pair of languages. */
export interface PairFaults {
  readonly omitted: ReadonlyMap<number, OmittedText>;
  readonly swapped: readonly Swapped[];
  /** Rows of which a side is far too long, with the side. */
  readonly lengths: ReadonlyMap<number, 0 | 1>;
}

/** A stretch is told from so many nats on, and a short one from more. */
const MIN_NATS = 4.8;
const MIN_SHARE = 0.08;
const MIN_SHORT_NATS = 8;
/** Lengths are told where better ones would be so much likelier. */
const MIN_LENGTH_NATS = 7;
/** Lexicons of fewer rows know too little to accuse. */
const MIN_ROWS = 4;

/** Looks at all rows of a pair. */
export function pairFaults(texts: PairTexts, known: readonly WordTranslations[]): PairFaults {
  const rows = texts.rows.flatMap((_, row) => (texts.teaches[row] ? [row] : []));
  if (rows.length < MIN_ROWS) return { omitted: new Map(), swapped: [], lengths: new Map() };
  const pair = new PairWords(texts, known);
  const swapped = swappedRows(pair, rows);
  const moved = new Set(swapped.flatMap(({ one, other }) => [one, other]));
  const omitted = new Map<number, OmittedText>();
  const lengths = new Map<number, 0 | 1>();
  for (const row of rows) {
    if (moved.has(row)) continue;
    const words = pair.row(row);
    const found = mostOmitted(words, pair);
    if (found && isTold(found)) omitted.set(row, placed(found, words.sides[found.side].pieces));
    const [x, y] = words.sides.map(({ lengths }) => lengths.reduce((sum, length) => sum + length, 0)) as [
      number,
      number,
    ];
    const best = pair.lengths(x, x * pair.length.ratio);
    if (best - pair.lengths(x, y) > MIN_LENGTH_NATS && texts.rows[row]!.every(isProse))
      lengths.set(row, y > x * pair.length.ratio ? 1 : 0);
  }
  return { omitted, swapped, lengths };
}

/** Dates and symbols are longer in some languages, whatever is said with them. */
const MAX_DIGITS_SHARE = 0.1;
const isProse = (text: string): boolean => (text.match(/\p{N}/gu)?.length ?? 0) < MAX_DIGITS_SHARE * text.length;

const isTold = ({ nats, share }: Omitted): boolean =>
  nats >= MIN_SHORT_NATS || (nats >= MIN_NATS && share >= MIN_SHARE);

const placed = (
  { side, from, to, nats, share }: Omitted,
  pieces: readonly { start: number; end: number }[],
): OmittedText => ({
  side,
  start: pieces[from]!.start,
  end: pieces[to - 1]!.end,
  nats,
  share,
});
