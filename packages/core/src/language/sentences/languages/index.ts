/**
 * Room sentences/languages: what is known of the abbreviations and first words of a language, a file for each. In: a language. Out: data.
 * Imports nothing.
 *
 * @module
 */

import type { Abbreviations } from "./abbreviations.ts";
import { arabic } from "./ar.ts";
import { german } from "./de.ts";
import { english } from "./en.ts";
import { spanish } from "./es.ts";
import { words } from "./every-language.ts";
import { french } from "./fr.ts";
import { russian } from "./ru.ts";
import { chinese } from "./zh.ts";

export type { Abbreviations } from "./abbreviations.ts";

/** What is asked of a language that has no list: titles and numbered words of its neighbours. */
const other: Abbreviations = {
  ...english,
  prepositive: union(
    english.prepositive,
    german.prepositive,
    words("sig. sig.ra. sig.na. dott. dott.ssa. prof.ssa. avv. sra. srta. dra. profa. exmo. exma. eng. dhr. mevr."),
  ),
  numbered: union(
    english.numbered,
    german.numbered,
    words("mars. abr. mai. juin. juil. août. oct. déc. pág. págs. pag. pagg. n.º. núm. cap. lett. blz. str. čl."),
  ),
  starters: words(""),
};

/** Languages of these in which a full stop behind a number makes it an ordinal, and those that have words without a vowel. */
const WITH_ORDINALS = words("bs cs da et fi fo hr hu is lb lv nb nn no pl sk sl sr tr");
const WITH_VOWELLESS_WORDS = words("bg bs cs hr mk sk sl sr");

const byLanguage: Readonly<Record<string, Abbreviations>> = {
  fr: french,
  en: english,
  es: spanish,
  ru: russian,
  zh: chinese,
  ar: arabic,
  de: german,
};

/** @param code a bare language subtag in lower case */
export function abbreviationsOf(code: string): Abbreviations {
  return byLanguage[code] ?? { ...other, ordinals: WITH_ORDINALS.has(code), vowelless: WITH_VOWELLESS_WORDS.has(code) };
}

function union(...sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((set) => [...set]));
}
