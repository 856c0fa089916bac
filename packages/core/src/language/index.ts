/**
 * What Sextant knows of languages: their tags and order, how a text is cut into sentences and words. Text in, places in it
 * out; all offsets are UTF-16 code units.
 *
 * @example
 * ```ts
 * import { sentences } from "@sextant/core/language";
 * sentences("See art. 5 below. It is in force.", "en"); // => [{ start: 0, end: 17 }, { start: 18, end: 33 }]
 * ```
 * @module
 */
export { noTextIn, withoutNoText } from "./no-text.ts";
export {
  compareLanguages,
  type LanguageProfile,
  languageCode,
  languageProfile,
  languageTag,
  OFFICIAL_LANGUAGES,
} from "./profile.ts";
export { sentences } from "./sentences/sentences.ts";
export type { Span } from "./span.ts";
export { wordCount, wordsOf } from "./words.ts";
