/**
 * What the product knows of each language it is made for. Everything here is data: the code that reads documents,
 * cuts sentences or aligns asks a profile and never a language's name.
 */
export interface LanguageProfile {
  /** BCP 47 tag, the shortest that says it: `fr`, `zh`. */
  readonly code: string;
  /** The language's name in itself. */
  readonly name: string;
  /** ISO 15924. */
  readonly script: string;
  readonly direction: "ltr" | "rtl";
  /** Whether words are set apart by spaces. */
  readonly spaced: boolean;
  /** Digits a text may print, as ten-digit series; all are brought to ASCII where numbers are compared. */
  readonly digits: readonly string[];
  /** Opening and closing quotation marks, outer pair first. */
  readonly quotes: readonly (readonly [string, string])[];
  /** Characters that may end a sentence. */
  readonly terminators: string;
}

/** The official languages of the United Nations, in the order in which their names stand in French. */
export const OFFICIAL_LANGUAGES = ["fr", "en", "es", "ru", "zh", "ar"] as const;

const ASCII_DIGITS = "0123456789";

const profiles: readonly LanguageProfile[] = [
  {
    code: "fr",
    name: "français",
    script: "Latn",
    direction: "ltr",
    spaced: true,
    digits: [ASCII_DIGITS],
    quotes: [
      ["«", "»"],
      ["“", "”"],
    ],
    terminators: ".?!…",
  },
  {
    code: "en",
    name: "English",
    script: "Latn",
    direction: "ltr",
    spaced: true,
    digits: [ASCII_DIGITS],
    quotes: [
      ["“", "”"],
      ["‘", "’"],
    ],
    terminators: ".?!…",
  },
  {
    code: "es",
    name: "español",
    script: "Latn",
    direction: "ltr",
    spaced: true,
    digits: [ASCII_DIGITS],
    quotes: [
      ["“", "”"],
      ["«", "»"],
    ],
    terminators: ".?!…",
  },
  {
    code: "ru",
    name: "русский",
    script: "Cyrl",
    direction: "ltr",
    spaced: true,
    digits: [ASCII_DIGITS],
    quotes: [
      ["«", "»"],
      ["„", "“"],
    ],
    terminators: ".?!…",
  },
  {
    code: "zh",
    name: "中文",
    script: "Hans",
    direction: "ltr",
    spaced: false,
    digits: [ASCII_DIGITS, "０１２３４５６７８９"],
    quotes: [
      ["“", "”"],
      ["‘", "’"],
      ["《", "》"],
    ],
    terminators: "。？！!?….．｡",
  },
  {
    code: "ar",
    name: "العربية",
    script: "Arab",
    direction: "rtl",
    spaced: true,
    digits: [ASCII_DIGITS, "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"],
    quotes: [
      ["”", "“"],
      ["«", "»"],
    ],
    terminators: ".؟?!…۔",
  },
];

const byCode = new Map(profiles.map((profile) => [profile.code, profile]));

/** Right-to-left scripts that a language of no profile may be written in. */
const RTL_SCRIPTS = new Set(["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"]);
const UNSPACED_SCRIPTS = new Set(["Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"]);

/**
 * The profile of a language. One of the six official languages has a full one; any other BCP 47 tag gets a plain one,
 * with script and direction from CLDR (through `Intl.Locale`), so that German or Portuguese can be aligned too.
 *
 * @param tag a BCP 47 tag in any case, `_` allowed for `-`: `fr`, `FR`, `zh_CN`, `de-CH`
 * @throws {RangeError} when the tag is not well formed
 */
export function languageProfile(tag: string): LanguageProfile {
  const { locale } = parseTag(tag);
  const known = byCode.get(locale.language);
  if (known) return known;
  const script = locale.maximize().script ?? "Latn";
  return {
    code: locale.language,
    name: new Intl.DisplayNames([locale.language], { type: "language" }).of(locale.language) ?? locale.language,
    script,
    direction: RTL_SCRIPTS.has(script) ? "rtl" : "ltr",
    spaced: !UNSPACED_SCRIPTS.has(script),
    digits: [ASCII_DIGITS],
    quotes: [["“", "”"]],
    terminators: ".?!…。？！؟",
  };
}

/**
 * Brings a language tag to the form used everywhere inside: the bare language subtag in lower case.
 *
 * @throws {RangeError} when the tag is not well formed
 */
export function languageCode(tag: string): string {
  return parseTag(tag).language;
}

/**
 * A language tag in its canonical form: `EN-gb` and `en_GB` are `en-GB`.
 *
 * @throws {RangeError} when the tag is not well formed
 */
export function languageTag(tag: string): string {
  return parseTag(tag).tag;
}

/** Orders languages as the house shows them: the official ones first, in their order, then the others by code. */
export function compareLanguages(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function rank(code: string): number {
  const at = (OFFICIAL_LANGUAGES as readonly string[]).indexOf(code);
  return at < 0 ? OFFICIAL_LANGUAGES.length : at;
}

/** Tags that were read: a file has few, and says them with each text. */
const tags = new Map<string, ReadTag>();
const MAX_TAGS = 1000;

interface ReadTag {
  readonly locale: Intl.Locale;
  readonly language: string;
  readonly tag: string;
}

function parseTag(tag: string): ReadTag {
  let read = tags.get(tag);
  if (!read) {
    try {
      const locale = new Intl.Locale(tag.trim().replaceAll("_", "-"));
      read = { locale, language: locale.language, tag: locale.toString() };
    } catch {
      throw new RangeError(`“${tag}” is not a language tag; write one as in BCP 47, such as fr, en or zh-Hans`);
    }
    if (tags.size < MAX_TAGS) tags.set(tag, read);
  }
  return read;
}
