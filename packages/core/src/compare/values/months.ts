import { plainPattern } from "../../language/plain.ts";

/** Patterns of the months' names in plain text, January first; in all cases, with the common abbreviations. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  en: [
    "january|jan\\.?",
    "february|feb\\.?",
    "march|mar\\.",
    "april|apr\\.?",
    "may",
    "june|jun\\.",
    "july|jul\\.?",
    "august|aug\\.?",
    "september|sept?\\.?",
    "october|oct\\.?",
    "november|nov\\.?",
    "december|dec\\.?",
  ],
  fr: [
    "janvier|janv\\.?",
    "février|févr?\\.?",
    "mars",
    "avril|avr\\.?",
    "mai",
    "juin",
    "juillet|juil\\.?",
    "août",
    "septembre|sept\\.?",
    "octobre|oct\\.?",
    "novembre|nov\\.?",
    "décembre|déc\\.?",
  ],
  es: [
    "enero|ene\\.",
    "febrero|feb\\.?",
    "marzo|mar\\.",
    "abril|abr\\.?",
    "mayo|may\\.",
    "junio|jun\\.",
    "julio|jul\\.",
    "agosto|ago\\.?",
    "sep?tiembre|sept?\\.?",
    "octubre|oct\\.?",
    "noviembre|nov\\.?",
    "diciembre|dic\\.?",
  ],
  ru: [
    "январ[ьяею]|янв\\.",
    "феврал[ьяею]|февр?\\.",
    "марта?|марте|марту",
    "апрел[ьяею]|апр\\.",
    "ма[йяею]",
    "июн[ьяею]",
    "июл[ьяею]",
    "августа?|августе|августу|авг\\.",
    "сентябр[ьяею]|сент?\\.",
    "октябр[ьяею]|окт\\.",
    "ноябр[ьяею]|нояб?\\.",
    "декабр[ьяею]|дек\\.",
  ],
};

/** Two names of a month, each by itself or both in either order: the Levantine and the Western, and what the Maghreb says. */
const ARABIC: readonly (readonly [string, string])[] = [
  ["كانون الثاني", "يناير|جانفي"],
  ["شباط", "فبراير|فيفري"],
  ["آذار", "مارس"],
  ["نيسان", "أبريل|إبريل|أفريل"],
  ["أيار", "مايو|ماي"],
  ["حزيران", "يونيه|يونيو|جوان"],
  ["تموز", "يوليه|يوليو|جويلية"],
  ["آب", "أغسطس|غشت|أوت"],
  ["أيلول", "سبتمبر|شتنبر"],
  ["تشرين الأول", "أكتوبر"],
  ["تشرين الثاني", "نوفمبر|نونبر"],
  ["كانون الأول", "ديسمبر|دجنبر"],
];

/** The names of the months as plain patterns, January first; of a language without an entry, none. */
export function monthPatterns(language: string): readonly string[] {
  if (language === "ar")
    return ARABIC.map(([east, west]) =>
      plainPattern(`(?:${east})(?: ?/ ?(?:${west}))?|(?:${west})(?: ?/ ?(?:${east}))?`),
    );
  return (NAMES[language] ?? []).map(plainPattern);
}
