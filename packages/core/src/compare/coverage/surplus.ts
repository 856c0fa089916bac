import { boundedEvidence } from "./bounded-words.ts";
import { lengthEvidence, startsOf } from "./length-evidence.ts";
import type { Surplus } from "./omission.ts";
import { LIKELIEST_WEIGHT, type PairWords, type RowWords, WORD_WEIGHT } from "./pair-words.ts";

/**
 * Words do not say more than this against whole sentences too many: neighbours speak of the same things in the same words, and one
 * translation explains both. Where two sentences were joined, lengths say it.
 */
const MAX_WORDS_AGAINST = 5;
const MAX_LENGTH_AGAINST = 3;

/**
 * The sentences of a side that has more of them which most likely are the ones too many. That there are more of them is not in their
 * nats.
 *
 * @param openEnd what it says that a stretch is the end, in nats
 */
export function surplusSentences(words: RowWords, side: 0 | 1, pair: PairWords, openEnd: number): Surplus | undefined {
  const own = words.sides[side];
  const more = own.sentences - words.sides[side === 0 ? 1 : 0].sentences;
  const without = boundedEvidence(words, side, pair);
  const lengthWithout = lengthEvidence(words, side, pair);
  const lengthsAt = startsOf(own.lengths);
  let best: Surplus | undefined;
  for (let sentence = 0; sentence + more <= own.sentences; sentence++) {
    const from = own.pieces.findIndex((piece) => piece.sentence >= sentence);
    const to = own.pieces.findLastIndex((piece) => piece.sentence < sentence + more) + 1;
    const length = lengthWithout(from, to);
    if (length < -MAX_LENGTH_AGAINST) continue;
    const place = to === own.pieces.length ? openEnd : 0;
    const asked = without(from, to);
    const wordNats = Math.max(-MAX_WORDS_AGAINST, WORD_WEIGHT * asked);
    const besideStretch = Math.min(0, LIKELIEST_WEIGHT * asked - wordNats);
    const nats = wordNats + length + place;
    if (best && nats <= best.nats) continue;
    const span = { start: own.pieces[from]!.start, end: own.pieces[to - 1]!.end };
    const share = (lengthsAt[to]! - lengthsAt[from]!) / lengthsAt.at(-1)!;
    best = { side, ...span, nats, words: wordNats, length, place, share, besideStretch };
  }
  return best;
}
