import { monthNames } from "../../../language/month-names.ts";
import { plainPattern, plainText } from "../../../language/plain.ts";

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

/** The names of the months as plain patterns, January first: what is written here, or as CLDR has them; of a language that it lacks, none. */
export function monthPatterns(language: string): readonly string[] {
  if (language === "ar")
    return ARABIC.map(([east, west]) =>
      plainPattern(`(?:${east})(?: ?/ ?(?:${west}))?|(?:${west})(?: ?/ ?(?:${east}))?`),
    );
  return NAMES[language]?.map(plainPattern) ?? cldrMonths(language).names;
}

/** Whether the months of a language are known by their names or numbers. */
export const hasMonths = (language: string): boolean => language === "zh" || monthPatterns(language).length > 0;

interface CldrMonths {
  /** Patterns of the names as they are. */
  readonly names: readonly string[];
  /** Patterns of the same with other endings, which may be other words: lokakuussa, but German Augustin. */
  readonly inflected: readonly string[];
}
const cldr = new Map<string, CldrMonths>();
const NO_MONTHS: CldrMonths = { names: [], inflected: [] };
/** So many letters of a name are enough, if no other month begins so: październik, października, październiku. */
const MIN_STEM = 4;

/** Patterns of what may be an inflected name of a month, January first; none where all forms are known. */
export const inflectedMonths = (language: string): readonly string[] =>
  language === "ar" || language in NAMES ? [] : cldrMonths(language).inflected;

/** The months of any language in CLDR, by themselves and in a date, long and short, with other endings. */
function cldrMonths(language: string): CldrMonths {
  let own = cldr.get(language);
  if (!own) {
    const names = monthNames(language).map(plainNames);
    own = NO_MONTHS;
    if (names.every(({ length }) => length > 0))
      own = { names: names.map(exactly), inflected: names.map((forms, month) => stemOf(forms, names, month)) };
    cldr.set(language, own);
  }
  return own;
}

const exactly = (forms: readonly string[]): string =>
  forms.map((name) => RegExp.escape(name).replace(/\\\.$/u, "\\.?").replace(/\d$/u, "$&(?!\\d)")).join("|");

/** Names as plain texts have them, longer ones first. Catalan has its preposition with the name: d’octubre. */
function plainNames(names: readonly string[]): string[] {
  const plain = names.map((name) => plainText(name).lower.replace(/^(?:de |d')/u, ""));
  return [...new Set(plain)].sort((a, b) => b.length - a.length);
}

function stemOf(forms: readonly string[], all: readonly (readonly string[])[], month: number): string {
  const others = all.flatMap((own, at) => (at === month ? [] : own));
  const long = forms.filter((name) => name.length >= MIN_STEM && !name.endsWith("."));
  let stem = long[0] ?? "";
  while (stem !== "" && !long.every((name) => name.startsWith(stem))) stem = stem.slice(0, -1);
  const isOwn = stem.length >= MIN_STEM && /^\p{L}+$/u.test(stem) && !others.some((name) => name.startsWith(stem));
  return isOwn ? `${stem}\\p{L}{1,5}` : "(?!)";
}
