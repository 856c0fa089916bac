import { franc } from "franc-min";
import { OFFICIAL_LANGUAGES } from "../language/profile.ts";
import { UnreadableDocument } from "./document.ts";

/** How much of a text is looked at, from its middle: titles and symbols at its head say little of its language. */
const SAMPLE = 4000;
/** Fewer letters than this tell no language; one Chinese character says as much as three letters. */
const LEAST_LETTERS = 6;

/** ISO 639-3, as franc tells languages, for the official six. */
const CODES: Readonly<Record<string, (typeof OFFICIAL_LANGUAGES)[number]>> = {
  fra: "fr",
  eng: "en",
  spa: "es",
  rus: "ru",
  cmn: "zh",
  arb: "ar",
};

/**
 * The language of a text, one of the six official ones.
 *
 * @throws {UnreadableDocument} when the text is in another language, or says too little to tell
 */
export function detectLanguage(text: string, name = "the text"): string {
  const from = Math.max(0, Math.floor((text.length - SAMPLE) / 2));
  // Symbols and numbers are the same in every language.
  const sample = text
    .slice(from, from + SAMPLE)
    .replace(/[A-Z]+(?:\/[A-Z\d.]+)+|\p{Nd}+/gu, " ")
    .replace(/\s+/g, " ");
  const letters = (sample.match(/\p{L}/gu) ?? []).length + 2 * (sample.match(/\p{Script=Han}/gu) ?? []).length;
  const told = letters < LEAST_LETTERS ? "und" : franc(sample, { minLength: 2 });
  // Of the six, only Russian is written in Cyrillic letters; these are in no other language that is told for it.
  const isRussian = /[ыэё]/iu.test(sample) && !/[іїєґўѓќљњћђџ]/iu.test(sample);
  const language = CODES[told] ?? (isRussian ? "ru" : undefined);
  if (language) return language;
  const found =
    told === "und"
      ? "is in no language that can be told"
      : `seems to be in ${new Intl.DisplayNames(["en"], { type: "language" }).of(told)}`;
  throw new UnreadableDocument(
    `${name} ${found}; name its language if it is one of ${OFFICIAL_LANGUAGES.join(", ")}, or another you mean to align`,
  );
}
