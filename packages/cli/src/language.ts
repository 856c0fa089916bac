import { detectLanguage } from "@sextant/core/document";
import { compareLanguages, languageCode } from "@sextant/core/language";
import type { Memory } from "@sextant/core/memory";
import { UsageError } from "./exit.ts";

/**
 * The language of a phrase that was typed: as it is told, if the memory has something for it there, else the language of the memory in
 * which there is most, which is said.
 *
 * @param found how much there is for the phrase in a language
 * @param option that names the language
 * @throws {UsageError} where the memory is empty
 */
export async function languageIn(
  memory: Memory,
  phrase: string,
  found: (language: string) => Promise<number>,
  option: string,
): Promise<string> {
  const told = toldOf(phrase);
  if (told !== undefined && (await found(told)) > 0) return told;
  const known = [...new Set((await memory.languages()).map(languageCode))].sort(compareLanguages);
  const counts: { readonly language: string; readonly count: number }[] = [];
  for (const language of known) if (language !== told) counts.push({ language, count: await found(language) });
  const [best, ...others] = counts.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  if (!best) {
    const [first] = known;
    if (first === undefined) throw new UsageError("the memory is empty");
    if (told !== undefined && known.includes(told)) return told;
    console.error(`nothing in ${known.join(", ")}`);
    return first;
  }
  const also = others.length > 0 ? `, also in ${others.map(({ language }) => language).join(", ")}` : "";
  console.error(`found in ${best.language}${also}; ${option} names another language`);
  return best.language;
}

function toldOf(phrase: string): string | undefined {
  try {
    return detectLanguage(phrase, "the phrase");
  } catch {
    return undefined;
  }
}
