import { franc, francAll } from "franc-min";
import { OFFICIAL_LANGUAGES } from "../language/profile.ts";
import { UnreadableDocument } from "./document.ts";
import { mended, misreadingOf } from "./garbled.ts";
import { fitsLanguage } from "./language-fit.ts";

/**
 * Length of the sample, in UTF-16 code units. It comes from the middle: titles and symbols at the head show little of a
 * language.
 */
const SAMPLE_LENGTH = 4000;
/** A text with fewer letters shows no language; one Chinese character counts as three letters. */
const MIN_LETTERS = 6;

/** ISO 639-3 codes, which franc returns, for the six official languages. */
const CODES: Readonly<Record<string, (typeof OFFICIAL_LANGUAGES)[number]>> = {
  fra: "fr",
  eng: "en",
  spa: "es",
  rus: "ru",
  cmn: "zh",
  arb: "ar",
};

/**
 * Detects the language of a text, one of the six official ones.
 *
 * @returns its BCP 47 tag
 * @throws {UnreadableDocument} if the text is in another language, or too short to show one
 */
export function detectLanguage(text: string, name = "the text"): string {
  const from = Math.max(0, Math.floor((text.length - SAMPLE_LENGTH) / 2));
  const middle = wordsOf(text.slice(from, from + SAMPLE_LENGTH));
  if (text.length < 2 * SAMPLE_LENGTH) return languageOfSample(middle, name);
  try {
    return languageOfSample(middle, name);
  } catch (cause) {
    // The middle of a manual may be an index or the listing of a program.
    const spread = languageIn(wordsOf(spreadSample(text)));
    if (spread) return spread;
    throw cause;
  }
}

/** Pieces of which a sample from all of a text consists. */
const PIECES = 10;

function spreadSample(text: string): string {
  const length = SAMPLE_LENGTH / PIECES;
  const step = (text.length - length) / (PIECES - 1);
  return Array.from({ length: PIECES }, (_, at) => {
    const from = Math.floor(at * step);
    return text.slice(from, from + length);
  }).join(" ");
}

/** A sample without what is the same in every language, symbols and numbers, and mended if it was misread. */
function wordsOf(sample: string): string {
  const words = sample.replace(/[A-Z]+(?:\/[A-Z\d.]+)+|\p{Nd}+/gu, " ").replace(/\s+/g, " ");
  return mendedSample(words);
}

/** A text that was misread shows its language by what it was meant to be. */
function mendedSample(sample: string): string {
  const misreading = misreadingOf(sample);
  return misreading ? mended(sample, misreading.encoding) : sample;
}

/** The language of a sample, if it is one of the six; undefined if not. */
function languageIn(sample: string): string | undefined {
  try {
    return languageOfSample(sample, "");
  } catch {
    return undefined;
  }
}

function languageOfSample(sample: string, name: string): string {
  const letters = (sample.match(/\p{L}/gu) ?? []).length + 2 * (sample.match(/\p{Script=Han}/gu) ?? []).length;
  const told = letters < MIN_LETTERS ? "und" : franc(sample, { minLength: 2 });
  // Of the six, only Russian has Cyrillic letters; these letters occur only in languages that are mistaken for it.
  const isRussian = /[ыэё]/iu.test(sample) && !/[іїєґўѓќљњћђџ]/iu.test(sample);
  const language = CODES[told] ?? (isRussian ? "ru" : undefined);
  const fits = language !== undefined && fitsLanguage(sample, language);
  if (fits) return language;
  const names = new Intl.DisplayNames(["en"], { type: "language" });
  const found =
    told === "und"
      ? "is in no language that can be told"
      : language === undefined
        ? `seems to be in ${names.of(told)}`
        : `has not the letters or words of ${names.of(language)}, which it is most like`;
  throw new UnreadableDocument(
    `${name} ${found}; name its language if it is one of ${OFFICIAL_LANGUAGES.join(", ")}, or another you mean to align`,
  );
}

/** Number of languages that a text is likely in, and how likely the last is beside the first. */
const PROBABLE = 4;
const MIN_PROBABLE = 0.85;

/** Returns the languages that a text in Latin letters is likely in, the likeliest first, by their shortest codes. */
export const probableLanguages = (text: string): string[] =>
  francAll(text)
    .slice(0, PROBABLE)
    .flatMap(([code, score]) => (score < MIN_PROBABLE || code === "und" ? [] : [...codesOf(code)]));

/** The shortest code of a language; Norwegian has one besides those of its two standards. */
function codesOf(code: string): string[] {
  const [short = code] = Intl.getCanonicalLocales(code);
  return short === "nb" || short === "nn" ? [short, "no"] : [short];
}
