import { detectLanguage } from "@sextant/core/document";
import { UsageError } from "./exit.ts";

/**
 * Detects the language of a phrase that was typed.
 *
 * @throws {UsageError} naming the option that sets the language
 */
export function languageOf(phrase: string, option: string): string {
  try {
    return detectLanguage(phrase, "the phrase");
  } catch {
    throw new UsageError(`the phrase is too short to tell its language; name it with ${option}`);
  }
}
