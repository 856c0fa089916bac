import { wordsOf } from "../../language/words.ts";
import { Vocabulary } from "../text/tokens.ts";
import type { WordTranslations } from "./known-words.ts";

/** A word of a dictionary and its meanings in the other language; each sense is a word or a phrase. */
export interface DictionaryEntry {
  readonly word: string;
  readonly senses: readonly string[];
}

/** A sense of more words is an explanation, not a translation. */
const MAX_SENSE_WORDS = 4;
/**
 * A word that stands in more than this share of all senses (to, of, something), and in more than this number,
 * translates nothing.
 */
const MAX_SENSES_SHARE = 0.05;
const MIN_SENSES = 10;
/** Translations with a smaller share of their word are not kept. */
const MIN_SHARE = 0.2;

/**
 * Turns a dictionary into known translations for the aligner ({@link PairOptions.known}). The words of a sense share
 * its weight by how rare they are among all senses; the more senses, the less each counts.
 *
 * @param entries in any order; an entry whose word is several words to the aligner is left out
 */
export function dictionaryTranslations(
  entries: readonly DictionaryEntry[],
  source: string,
  target: string,
): WordTranslations {
  const [sourceWords, targetWords] = [new Vocabulary(source), new Vocabulary(target)];
  const cut = entries
    .filter(({ word }) => wordsOf(word, source).length === 1)
    .map(({ word, senses }) => ({
      // The characters of a Chinese word are left out here, because they have entries of their own.
      keys: keysOf(sourceWords, word).filter((key) => key.length >= word.length || !HAN.test(key)),
      senses: senses
        .filter((sense) => wordsOf(sense, target).length <= MAX_SENSE_WORDS)
        .map((sense) => keysOf(targetWords, sense))
        .filter(({ length }) => length > 0),
    }));
  const all = cut.flatMap(({ senses }) => senses);
  const often = new Map<string, number>();
  for (const key of all.flat()) often.set(key, (often.get(key) ?? 0) + 1);
  const isCommon = (key: string): boolean =>
    (often.get(key) as number) > Math.max(MIN_SENSES, MAX_SENSES_SHARE * all.length);
  const rarity = (key: string): number => Math.log(all.length / (often.get(key) as number));

  const counts = new Map<string, Map<string, number>>();
  for (const { keys, senses } of cut)
    for (const sense of senses) {
      const whole = sense.reduce((sum, key) => sum + rarity(key), 0);
      for (const key of keys) {
        const row = counts.get(key) ?? new Map<string, number>();
        counts.set(key, row);
        for (const own of sense)
          if (!isCommon(own)) row.set(own, (row.get(own) ?? 0) + rarity(own) / whole / Math.sqrt(senses.length));
      }
    }
  return {
    source,
    target,
    entries: [...counts].flatMap(([key, row]) =>
      [...row].filter(([, count]) => count >= MIN_SHARE).map(([own, count]) => [key, own, count] as const),
    ),
  };
}

const HAN = /\p{Script=Han}/u;
const LETTER = /\p{L}/u;

function keysOf(words: Vocabulary, text: string): string[] {
  const { types } = words.side([text]);
  return [...types].map((type) => words.keys[type]!).filter((key) => LETTER.test(key));
}
