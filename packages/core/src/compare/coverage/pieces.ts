import { sentences } from "../../language/sentences/sentences.ts";
import type { Span } from "../../language/span.ts";
import { wordPlaces } from "../../language/words.ts";

/** A stretch of a text between marks of punctuation, no longer than a few words. */
export interface TextPiece extends Span {
  /** The number of its sentence in the text. */
  readonly sentence: number;
  /** Whether a mark of punctuation, or the beginning of the text, stands before it. */
  readonly isCut: boolean;
}

const PUNCTUATION = /[,;:،؛、，；：。.!?？！؟()（）«»“”—–]+(?=\s|\p{L}|$)\s*/gu;
/** More words than this without a mark are several pieces. */
const MAX_WORDS = 8;
/** A text of more pieces than this has longer ones. */
const MAX_PIECES = 40;

/** Cuts a text into pieces, in order; together they hold all of it but white space. */
export function piecesOf(text: string, language: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  sentences(text, language).forEach((sentence, at) => {
    const own = text.slice(sentence.start, sentence.end);
    let from = 0;
    const ends = [...own.matchAll(PUNCTUATION)].map((match) => match.index + match[0].length);
    for (const end of [...ends, own.length]) {
      if (end <= from) continue;
      addPiece(pieces, own, sentence.start, from, end, at, language);
      from = end;
    }
  });
  return pieces.length > MAX_PIECES ? joined(pieces, Math.ceil(pieces.length / MAX_PIECES)) : pieces;
}

function addPiece(
  pieces: TextPiece[],
  text: string,
  offset: number,
  from: number,
  to: number,
  sentence: number,
  language: string,
): void {
  const own = text.slice(from, to);
  // Segmenting takes long, and most stretches have fewer words than one piece may have.
  if (mostWords(own) <= MAX_WORDS) {
    pieces.push({ start: offset + from, end: offset + to, sentence, isCut: true });
    return;
  }
  const words = wordPlaces(own, language);
  const parts = Math.max(1, Math.ceil(words.length / MAX_WORDS));
  let start = from;
  for (let part = 1; part <= parts; part++) {
    const next = part === parts ? undefined : words[Math.round((part * words.length) / parts)];
    const end = next ? from + next.start : to;
    if (end <= start) continue;
    pieces.push({ start: offset + start, end: offset + end, sentence, isCut: start === from });
    start = end;
  }
}

/** Where a word may begin: no segmenter cuts a run of letters and digits, but for the scripts that are written without spaces. */
const WORD_BEGINNING =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?!\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai})[\p{L}\p{M}\p{N}_])+/gu;

/** A text has no more words than this. */
function mostWords(text: string): number {
  return text.match(WORD_BEGINNING)?.length ?? 0;
}

/** Neighbours of one sentence as one. */
function joined(pieces: readonly TextPiece[], many: number): TextPiece[] {
  const longer: TextPiece[] = [];
  let held = 0;
  for (const piece of pieces) {
    const last = longer.at(-1);
    if (last && last.sentence === piece.sentence && held < many) {
      longer[longer.length - 1] = { ...last, end: piece.end };
      held++;
    } else {
      longer.push(piece);
      held = 1;
    }
  }
  return longer;
}
