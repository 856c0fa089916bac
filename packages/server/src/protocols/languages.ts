import { languageCode, languageTag } from "@sextant/core/language";
import type { MemoryReads } from "@sextant/core/memory";

/** Modifiers of POSIX locales that are scripts. */
const SCRIPTS: Readonly<Record<string, string>> = { latin: "Latn", cyrillic: "Cyrl", arabic: "Arab" };

/**
 * A language as other tools spell it: `pt_br`, `fr_FR.UTF-8`, `sr@latin`, `zh-CN`.
 *
 * @returns its BCP 47 tag; undefined where it is none
 */
export function tagOf(spelled: string): string | undefined {
  const [, base = "", modifier] = /^([A-Za-z0-9_-]+)(?:\.[\w-]+)?(?:@(\w+))?$/.exec(spelled) ?? [];
  const [language = "", ...rest] = base.split(/[-_]/);
  const script = modifier && SCRIPTS[modifier.toLowerCase()];
  try {
    return languageTag([language, ...(script ? [script] : []), ...rest].join("-"));
  } catch {
    return undefined;
  }
}

/** Whether a memory has texts in a language, or in a variant of it. */
export async function isKnown(memory: MemoryReads, tag: string): Promise<boolean> {
  const language = languageCode(tag);
  return (await memory.languages()).some((key) => key === language || key.startsWith(`${language}-`));
}
