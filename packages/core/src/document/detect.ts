import { francAll as francOfMore } from "franc";
import { franc, francAll } from "franc-min";
import { OFFICIAL_LANGUAGES } from "../language/profile.ts";
import { UnreadableDocument } from "./document.ts";
import { mended, misreadingOf } from "./garbled.ts";
import { fitsLanguage } from "./language-fit.ts";

/**
 * Length of a sample, in UTF-16 code units. It comes from the middle: titles and symbols at the head show little of a
 * language.
 */
const SAMPLE_LENGTH = 4000;
/** A text with fewer letters shows no language; one Chinese character counts as three letters. */
const MIN_LETTERS = 6;

/**
 * With so many letters a text is held against a hundred languages more: Catalan and Galician, which are else told as Spanish. In fewer
 * these are met by chance.
 */
const MIN_LETTERS_FOR_MORE = 200;
/** A language that is less likely than this beside the likeliest is not the text's; languages that are mistaken for one another are nearer. */
const MIN_BESIDE_MORE = 0.97;

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
 * Detects the language of a text, or of most of it, one of the six official ones.
 *
 * @returns its BCP 47 tag
 * @throws {UnreadableDocument} if the text is in another language, or too short to show one
 */
export function detectLanguage(text: string, name = "the text"): string {
  const middle = (): string => languageOfSample(middleOf(text), name);
  if (text.length < 2 * SAMPLE_LENGTH) return middle();
  try {
    const told = middle();
    return languageOfMost(piecesOf(text, MANY)) ?? told;
  } catch (cause) {
    // The middle of a manual may be an index or the listing of a program.
    // It may be in Chinese, with as many programs.
    const spread =
      languageIn(piecesOf(text, FEW).join(" ")) ?? languageIn(piecesOf(withOneScript(text), FEW).join(" "));
    if (spread) return spread;
    throw cause;
  }
}

/** The words in the middle of a text. */
function middleOf(text: string): string {
  const from = Math.max(0, Math.floor((text.length - SAMPLE_LENGTH) / 2));
  return wordsOf(text.slice(from, from + SAMPLE_LENGTH));
}

/** Pieces of a long text, at equal distances, with their length in UTF-16 code units. */
interface Sampling {
  readonly pieces: number;
  readonly length: number;
}

/** Pieces that are told one by one, and so are long enough for it. */
const MANY: Sampling = { pieces: 16, length: 800 };
/** Pieces that are told together: as much text as one sample. */
const FEW: Sampling = { pieces: 10, length: SAMPLE_LENGTH / 10 };

function piecesOf(text: string, { pieces, length }: Sampling): string[] {
  const step = (text.length - length) / (pieces - 1);
  return Array.from({ length: pieces }, (_, at) => {
    const from = Math.floor(at * step);
    return wordsOf(text.slice(from, from + length));
  });
}

/**
 * The language of more than half of the pieces, if together they have its letters and words. A piece in a language that
 * is not one of the six counts for none.
 */
function languageOfMost(pieces: readonly string[]): string | undefined {
  const told = Map.groupBy(pieces, (piece) => CODES[franc(withOneScript(piece), { minLength: 2 })]);
  for (const [language, own] of told)
    if (language !== undefined && own.length > pieces.length / 2)
      return fitsLanguage(own.join(" "), language) ? language : undefined;
  return undefined;
}

/** A piece in Chinese without the names in Latin letters, which would outnumber its characters. */
function withOneScript(piece: string): string {
  const count = (pattern: RegExp): number => piece.match(pattern)?.length ?? 0;
  return 3 * count(/\p{Script=Han}/gu) > count(/\p{Script=Latin}/gu)
    ? piece.replace(/\p{Script=Latin}+/gu, " ")
    : piece;
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
  const told = letters < MIN_LETTERS ? "und" : toldOf(sample, letters);
  // Of the six, only Russian has Cyrillic letters; these letters occur only in languages that are mistaken for it.
  const isRussian = /[ыэё]/iu.test(sample) && !/[іїєґўѓќљњћђџ]/iu.test(sample);
  const language = CODES[told] ?? (isRussian ? "ru" : undefined);
  const fits = language !== undefined && fitsLanguage(sample, language);
  if (fits) return language;
  throw notTold(name, told, language);
}

/** Why a sample is in none of the six. @param like which of the six it is told as, if it is */
function notTold(name: string, told: string, like: string | undefined): UnreadableDocument {
  const names = new Intl.DisplayNames(["en"], { type: "language" });
  const found =
    told === "und"
      ? "is in no language that can be told"
      : like === undefined
        ? `seems to be in ${names.of(told)}`
        : `has not the letters or words of ${names.of(like)}, which it is most like`;
  const seems = told === "und" || like !== undefined ? undefined : codesOf(told)[0];
  return new UnreadableDocument(
    `${name} ${found}; name its language if it is one of ${OFFICIAL_LANGUAGES.join(", ")}, or another that you mean`,
    { why: seems === undefined ? { reason: "language" } : { reason: "unofficial-language", values: { seems } } },
  );
}

/** ISO 639-3 code of the language that a sample is most likely in. */
function toldOf(sample: string, letters: number): string {
  const told = franc(sample, { minLength: 2 });
  if (letters < MIN_LETTERS_FOR_MORE || told === "und") return told;
  const scores = francOfMore(sample, { minLength: 2 });
  const [[likeliest] = [told]] = scores;
  // Of Danish it knows no more than that it is like Swedish.
  if (CODES[told] === undefined) return CODES[likeliest] === undefined ? likeliest : told;
  const [, score = 1] = scores.find(([code]) => code === told) ?? [];
  return score < MIN_BESIDE_MORE && CODES[likeliest] === undefined ? likeliest : told;
}

/**
 * The language that a text seems to be in, if that is another than was said, which it is clearly not like.
 *
 * @param said BCP 47, a language alone
 * @returns BCP 47; undefined for a text that does not show its language, or may be in the one that was said
 */
export function otherLanguage(text: string, said: string): string | undefined {
  let seems: string | undefined;
  try {
    seems = detectLanguage(text);
  } catch (cause) {
    seems = (cause as UnreadableDocument).why?.values?.seems as string | undefined;
    if (seems === undefined || !isUnlike(text, said)) return undefined;
  }
  return seems === said ? undefined : seems;
}

/** Whether a text that is long enough to show it is in another language than this; one that the detector does not know may be any. */
function isUnlike(text: string, language: string): boolean {
  const sample = middleOf(text);
  if ((sample.match(/\p{L}/gu) ?? []).length < MIN_LETTERS_FOR_MORE) return false;
  const scores = francOfMore(sample, { minLength: 2 });
  const own = scores.find(([code]) => CODES[code] === language || codesOf(code).includes(language));
  if (own) return own[1] < MIN_BESIDE_MORE;
  // Languages in another script have no score; nor have those that the detector does not know.
  return (OFFICIAL_LANGUAGES as readonly string[]).includes(language);
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
function codesOf(code: string): [shortest: string, ...more: string[]] {
  const [short = code] = Intl.getCanonicalLocales(code);
  return short === "nb" || short === "nn" ? [short, "no"] : [short];
}
