/**
 * Makes the lexicon of everyday words that is shipped (`packages/core/keywords.json`): how they are translated between
 * the six official languages, learnt from the keywords by which CLDR describes emoji and other characters. Run it with
 * `pnpm corpus:keywords`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { formatTranslations, learnTranslations, type WordTranslations } from "@sextant/core";

const LANGUAGES = ["fr", "en", "es", "ru", "zh", "ar"];
/** A pair that has a dictionary needs no keywords. */
const HAVE_DICTIONARY = new Set(["en-zh"]);

const require = createRequire(import.meta.url);
const keywords = new Map(LANGUAGES.map((language) => [language, keywordsOf(language)]));
const lexicons = LANGUAGES.flatMap((source, at) =>
  LANGUAGES.slice(at + 1)
    .filter((target) => !HAVE_DICTIONARY.has(`${source}-${target}`))
    .map((target) => learnt(source, target)),
);
const json = formatTranslations(lexicons);
writeFileSync(new URL("../packages/core/keywords.json", import.meta.url), json);
console.error(`${lexicons.reduce((sum, { entries }) => sum + entries.length, 0)} entries, ${json.length >> 10} KB`);

/** Learns translations as from parallel texts: what two languages say of one character translates each other. */
function learnt(source: string, target: string): WordTranslations {
  const texts = [...(keywords.get(source) ?? [])].flatMap(([key, text]) => {
    const other = keywords.get(target)?.get(key);
    return other === undefined ? [] : [{ source: text, target: other, weight: 1 }];
  });
  return learnTranslations(texts, source, target);
}

/** What CLDR says of a character. */
interface Annotation {
  /** Keywords. */
  readonly default?: readonly string[];
  /** The character's short name, read aloud. */
  readonly tts?: readonly string[];
}

/** By character: its keywords and short name; and once more its name alone, whose few words are paired more surely. */
function keywordsOf(language: string): Map<string, string> {
  const path = require.resolve(`cldr-annotations-full/annotations/${language}/annotations.json`);
  const { annotations }: { annotations: { annotations: Record<string, Annotation> } } = JSON.parse(
    readFileSync(path, "utf8"),
  );
  return new Map(
    Object.entries(annotations.annotations).flatMap(([character, { default: words = [], tts = [] }]) => [
      [`keywords ${character}`, [...new Set([...words, ...tts])].join(" . ")] as const,
      ...(tts.length > 0 ? [[`name ${character}`, tts.join(" ")] as const] : []),
    ]),
  );
}
