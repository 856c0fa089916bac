import type { Span } from "../language/span.ts";
import { folded, occurrences } from "./normal.ts";

/** Where a phrase may stand: anywhere, also inside words; where a word begins; as whole words. */
export const PHRASE_PLACES = ["anywhere", "prefix", "word"] as const;
export type PhrasePlace = (typeof PHRASE_PLACES)[number];

/** What is asked for. */
export interface Phrase {
  readonly written: string;
  /** See {@link folded}. */
  readonly folded: string;
}

export const phraseOf = (text: string): Phrase => ({ written: text.normalize("NFC").trim(), folded: folded(text) });

/** How a phrase is compared with texts. */
export interface Comparing {
  /** Whether it stands there as it is written: case, accents and width count. */
  readonly isExact?: boolean;
  /** Anywhere, if left out. */
  readonly place?: PhrasePlace;
}

/** Whether a phrase, which is not blank, stands in a text. */
export function stands(text: string, phrase: Phrase, { isExact = false, place = "anywhere" }: Comparing): boolean {
  if (isExact ? !text.includes(phrase.written) : !holdsFolded(text, phrase)) return false;
  return place === "anywhere" || placesOf(text, phrase, { isExact, place }).length > 0;
}

/** Most texts that hold a phrase hold it in one of the two forms that need no folding. */
const holdsFolded = (text: string, phrase: Phrase): boolean =>
  text.includes(phrase.folded) || text.includes(phrase.written) || folded(text).includes(phrase.folded);

/** Where a phrase stands in a text: offsets in UTF-16 code units, in order. */
export function placesOf(text: string, phrase: Phrase, { isExact = false, place = "anywhere" }: Comparing): Span[] {
  const accepts = ({ start, end }: Span): boolean =>
    place === "anywhere" || (beginsWord(text, start) && (place === "prefix" || endsWord(text, end)));
  return isExact ? writtenPlaces(text, phrase.written, accepts) : occurrences(text, phrase.written, accepts);
}

function writtenPlaces(text: string, written: string, accepts: (place: Span) => boolean): Span[] {
  const places: Span[] = [];
  for (let at = text.indexOf(written), step = 0; at >= 0; at = text.indexOf(written, at + step)) {
    const place = { start: at, end: at + written.length };
    const isOne = accepts(place);
    if (isOne) places.push(place);
    step = isOne ? written.length : 1;
  }
  return places;
}

/** A letter or digit of a script that sets words apart by spaces, with the marks on it; Arabic's lengthening stroke is one. */
const LETTER = "[\\p{L}\\p{N}\\p{M}]";
const UNSPACED =
  "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]";
const SPACED = `(?!${UNSPACED})${LETTER}`;
const LETTER_BEFORE = new RegExp(`${SPACED}$`, "u");
const LETTER_BEHIND = new RegExp(`^${SPACED}`, "u");
const MARK_BEHIND = /^\p{M}/u;
/** What Arabic writes as one with the word behind it: and, then, by, as, for, will; the article. */
const PROCLITICS = new RegExp(`(?<!${LETTER})[وفبكلس]{0,2}(?:ال|ل)?$`, "u");
/** Characters before a place that are looked at: proclitics have four letters at the most, each with its signs. */
const LOOK = 16;

/** Whether a word begins at an offset of a text: between two characters of which one is no letter, or of Chinese everywhere. */
function beginsWord(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LOOK), at);
  if (!LETTER_BEFORE.test(before) || !LETTER_BEHIND.test(text.slice(at, at + 2))) return true;
  return PROCLITICS.test(before.replace(/[\p{M}\u0640]/gu, ""));
}

function endsWord(text: string, at: number): boolean {
  const behind = text.slice(at, at + 2);
  if (MARK_BEHIND.test(behind)) return false;
  return !LETTER_BEHIND.test(behind) || !LETTER_BEFORE.test(text.slice(Math.max(0, at - 2), at));
}

/** Places in order, those that overlap as one. */
export function merged(places: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const place of [...places].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1);
    if (last && place.start < last.end) joined[joined.length - 1] = { ...last, end: Math.max(last.end, place.end) };
    else joined.push(place);
  }
  return joined;
}
