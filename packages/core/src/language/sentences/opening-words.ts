import { languageCode } from "../profile.ts";
import { abbreviationsOf } from "./languages/index.ts";

/**
 * Whether a text holds only words that begin sentences and name nothing: "this", "leurs". No language beside those with a list of such
 * words is known.
 *
 * @param language a BCP 47 tag
 */
export function opensSentences(text: string, language: string): boolean {
  const { starters } = abbreviationsOf(languageCode(language));
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.length > 0 && words.every((word) => starters.has(word));
}
