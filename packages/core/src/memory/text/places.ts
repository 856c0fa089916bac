import type { Span } from "../../language/span.ts";
import { arabicLetters } from "./foldings.ts";
import { type Accepts, folded, occurrences, placesIn } from "./normal.ts";

/** Where a phrase may stand: anywhere, also inside words; where a word begins; as whole words. */
export const PHRASE_PLACES = ["anywhere", "prefix", "word"] as const;
export type PhrasePlace = (typeof PHRASE_PLACES)[number];

/**
 * How Arabic is compared: `loose`, so that vowel signs, the seat of hamza and the dots of a final ya and of ta marbuta do not count, or `strict`, so that
 * each letter and sign does.
 */
export const ARABIC_SPELLINGS = ["loose", "strict"] as const;
export type ArabicSpelling = (typeof ARABIC_SPELLINGS)[number];

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
  /** Loose, if left out. */
  readonly arabic?: ArabicSpelling;
}

/**
 * Whether a phrase, which is not blank, stands in a text.
 *
 * @param known the text folded, where that is known already
 */
export function stands(text: string, phrase: Phrase, comparing: Comparing, known?: string): boolean {
  const { isExact = false, place = "anywhere", arabic } = comparing;
  if (arabic === "strict" && !isExact)
    return holdsFolded(text, phrase, known) && placesOf(text, phrase, comparing).length > 0;
  if (place === "anywhere") return isExact ? text.includes(phrase.written) : holdsFolded(text, phrase, known);
  const places = isExact
    ? placesIn(text, phrase.written, ACCEPTS[place])
    : placesIn(known ?? folded(text), phrase.folded, ACCEPTS[place]);
  return !places.next().done;
}

/** Most texts that hold a phrase hold it in one of the two forms that need no folding. */
const holdsFolded = (text: string, phrase: Phrase, known?: string): boolean =>
  known === undefined
    ? text.includes(phrase.folded) || text.includes(phrase.written) || folded(text).includes(phrase.folded)
    : known.includes(phrase.folded);

/** Where a phrase stands in a text: offsets in UTF-16 code units, in order. */
export function placesOf(
  text: string,
  { written }: Phrase,
  { isExact = false, place = "anywhere", arabic = "loose" }: Comparing,
): Span[] {
  if (!isExact) {
    const places = occurrences(text, written, ACCEPTS[place]);
    if (arabic === "loose") return places;
    const letters = arabicLetters(written);
    return places.filter(({ start, end }) => arabicLetters(text.slice(start, end)) === letters);
  }
  return [...placesIn(text, written, ACCEPTS[place])].map((start) => ({ start, end: start + written.length }));
}

/** Whether a text, in which a phrase stands, has it only where Arabic letters or signs are others. */
export function isSpeltOtherwise(text: string, phrase: Phrase, comparing: Comparing): boolean {
  if (comparing.isExact || comparing.arabic === "strict" || arabicLetters(phrase.written) === "") return false;
  return placesOf(text, phrase, { ...comparing, arabic: "strict" }).length === 0;
}

const ACCEPTS: Readonly<Record<PhrasePlace, Accepts | undefined>> = {
  anywhere: undefined,
  prefix: beginsWord,
  word: (text, start, end) => beginsWord(text, start) && endsWord(text, end),
};

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

const SPACE = 0x20;

/** Whether a word begins at an offset of a text: between two characters of which one is no letter, or of Chinese everywhere. */
function beginsWord(text: string, at: number): boolean {
  if (at === 0 || text.charCodeAt(at - 1) === SPACE) return true;
  const before = text.slice(Math.max(0, at - LOOK), at);
  if (!LETTER_BEFORE.test(before) || !LETTER_BEHIND.test(text.slice(at, at + 2))) return true;
  return PROCLITICS.test(before.replace(/[\p{M}\u0640]/gu, ""));
}

function endsWord(text: string, at: number): boolean {
  if (at === text.length || text.charCodeAt(at) === SPACE) return true;
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
