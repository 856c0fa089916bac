import { plainText } from "../../language/plain.ts";
import { languageProfile } from "../../language/profile.ts";
import type { Span } from "../../language/span.ts";
import { wordPlaces } from "../../language/words.ts";

/** A word of a text, where it stands, and the beginning that its other forms share. */
export interface TermWord extends Span {
  readonly key: string;
  /** Where it begins with what is elided before it: l’Office. */
  readonly begin: number;
  /** Whether a mark parts it from the word before. */
  readonly isCut: boolean;
}

/** What is no word: a number, a symbol. It is part of no phrase. */
const NO_WORD = "";
const WORD = /^[\p{L}']+$/u;
/** Words of languages with spaces, numbers among them. */
const WORDS = /[\p{L}\p{M}\p{N}\u0640]+(?:['’ʼ][\p{L}\p{M}]+)*/gu;
/** What parts words: anything but spaces and a hyphen. */
const MARK = /[^\s\p{Pd}]|\s\p{Pd}/u;
/** French words that stand before others with an apostrophe. */
const ELIDED = /^(?:[cdjlmnst]|qu)['’ʼ](?=\p{L})/iu;
/** The article and what is written together with it. */
const ARABIC_PREFIX = /^(?:[وفب]?(?:[بك]?ال|لل)(?=\p{L}{3})|[وف](?=\p{L}{4}))/u;
/** An ending has up to so many letters; what comes after the sixth is not looked at, nor does a key have fewer than four. */
const MAX_ENDING = 2;
/** Russian: членами, членов. */
const MAX_ENDING_IN: Readonly<Record<string, number>> = { ru: 3 };
const MAX_KEY = 6;
const MIN_KEY = 4;

/**
 * The words of a text in order.
 *
 * @param language BCP 47
 * @param keys those of the language that are known, by word; new ones are added
 */
export function termWords(text: string, language: string, keys: Map<string, string>): TermWord[] {
  let end = 0;
  return placesIn(text, language).map((word) => {
    const isCut = MARK.test(text.slice(end, word.start));
    end = word.end;
    const start = word.start + (ELIDED.exec(text.slice(word.start, end))?.[0].length ?? 0);
    const own = text.slice(start, end);
    let key = keys.get(own);
    if (key === undefined) {
      key = keyOf(own, language);
      keys.set(own, key);
    }
    return { key, begin: word.start, isCut, start, end };
  });
}

/** Segmenting by dictionary takes several times as long, and only Chinese needs it. */
function placesIn(text: string, language: string): Span[] {
  if (!languageProfile(language).spaced) return wordPlaces(text, language);
  return Array.from(text.matchAll(WORDS), ({ 0: word, index }) => ({ start: index, end: index + word.length }));
}

function keyOf(written: string, language: string): string {
  const word = plainText(written).lower;
  if (!WORD.test(word)) return NO_WORD;
  if (language === "zh") return word;
  const bare = language === "ar" ? word.replace(ARABIC_PREFIX, "") : word;
  return bare.slice(0, Math.max(MIN_KEY, Math.min(MAX_KEY, bare.length - (MAX_ENDING_IN[language] ?? MAX_ENDING))));
}

/** Words of fewer letters join others, and are part of no term. */
const MIN_LETTERS = 4;
/** Vowels are not written in Arabic; a Chinese character is a word. */
const MIN_LETTERS_IN: Readonly<Record<string, number>> = { ar: 3, zh: 1 };

/** Whether a word may be part of a phrase. */
export const isPhraseWord = ({ key }: TermWord, language: string): boolean =>
  key.length >= (MIN_LETTERS_IN[language] ?? MIN_LETTERS);

/** Whether a word may itself render another: a Chinese character alone is too often a particle. */
export const isTermWord = ({ key }: Pick<TermWord, "key">, language: string): boolean =>
  key.length >= (language === "zh" ? 2 : (MIN_LETTERS_IN[language] ?? MIN_LETTERS));

/** Keys of more letters than this are alike from one more letter in a row on. */
const SHORT_KEY = 4;

/** Whether two keys look like forms of one word: they begin alike, or have some letters in a row. */
export function areAlike(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  const run = shorter <= SHORT_KEY ? SHORT_KEY - 1 : SHORT_KEY;
  if (shorter < run) return one === other;
  if (one.slice(0, SHORT_KEY - 1) === other.slice(0, SHORT_KEY - 1)) return true;
  for (let at = 0; at + run <= one.length; at++) if (other.includes(one.slice(at, at + run))) return true;
  return false;
}
