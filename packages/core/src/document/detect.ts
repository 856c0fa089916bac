import { eld } from "eld/small";
import { OFFICIAL_LANGUAGES } from "../language/profile.ts";
import { UnreadableDocument } from "./document.ts";

/** How much of a text is looked at, from its middle: titles and symbols at its head say little of its language. */
const SAMPLE = 4000;

/**
 * The language of a text, one of the six official ones.
 *
 * @throws {UnreadableDocument} when the text is in another language, or says too little to tell
 */
export function detectLanguage(text: string, name = "the text"): string {
  const from = Math.max(0, Math.floor((text.length - SAMPLE) / 2));
  const sample = text.slice(from, from + SAMPLE).replace(/\s+/g, " ");
  const { language } = eld.detect(sample);
  if ((OFFICIAL_LANGUAGES as readonly string[]).includes(language)) return language;
  const found = language
    ? `seems to be in ${new Intl.DisplayNames(["en"], { type: "language" }).of(language)}`
    : "is in no language that can be told";
  throw new UnreadableDocument(
    `${name} ${found}; name its language if it is one of ${OFFICIAL_LANGUAGES.join(", ")}, or another you mean to align`,
  );
}
