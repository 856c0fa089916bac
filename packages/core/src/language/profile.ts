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
  /** Abbreviations that end no sentence, with their full stop. Case does not count. */
  readonly abbreviations: readonly string[];
  /** Abbreviations that may also stand last: they end a sentence where a capital follows. */
  readonly finalAbbreviations: readonly string[];
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
    abbreviations: words(
      "M. MM. Mme. Mlle. Dr. Me. St. Ste. art. ann. annexe. cf. chap. ch. col. coll. éd. env. ex. fasc. fig. ibid. " +
        "id. loc. max. min. n. nos. no. n°. op. p. pp. par. paragr. sect. sér. t. vol. v. av. boul. tél. " +
        "janv. févr. avr. juil. sept. oct. nov. déc. rés. docs. doc.",
    ),
    finalAbbreviations: words("etc. suiv. suppl. al."),
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
    abbreviations: words(
      "Mr. Mrs. Ms. Messrs. Dr. Prof. St. H.E. art. arts. approx. cf. chap. chaps. col. cols. corr. corrs. ed. eds. e.g. " +
        "i.e. et. al. fig. figs. ibid. id. no. nos. op. cit. p. pp. par. para. paras. pt. rev. resp. sect. " +
        "sects. ser. suppl. supp. v. viz. vol. vols. vs. Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec. " +
        "add. doc. docs. res. ",
    ),
    finalAbbreviations: words("etc. Inc. Ltd. Co. U.N. U.S. U.K. a.m. p.m."),
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
    abbreviations: words(
      "Sr. Sra. Srta. Sres. Sras. Dr. Dra. Excmo. Excma. Ud. Uds. art. arts. anx. aprox. cap. caps. cf. col. cols. ed. " +
        "eds. ej. fig. figs. ibid. íd. inc. núm. núms. no. nro. op. cit. p. pág. págs. pp. párr. párrs. pár. res. " +
        "secc. sec. sig. sigs. supl. t. tel. v. vol. vols. doc. docs. EE. ",
    ),
    finalAbbreviations: words("etc. UU. ss."),
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
    abbreviations: words(
      " г-н. г-жа. д-р. проф. акад. в. вв. вып. гл. док. добавл. доп. и. изд. им. исправл. кн. л. " +
        "напр. ок. п. пп. п.п. п/п. подп. пер. пол. прил. прим. пункт. разд. ред. рез. рис. с. см. ср. ст. стр. табл. " +
        "т. тт. т.е. т.к. тел. ул. ч. чел. экз. янв. февр. авг. сент. окт. нояб. дек. долл. кв. км. м.",
    ),
    finalAbbreviations: words("т.д. т.п. др. пр. г. гг. руб. тыс. млн. млрд."),
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
    terminators: "。？！!?…",
    abbreviations: words("No. Nos. vol. vols. sect. art. para. St. Dr. Mr. Mrs. Ms."),
    finalAbbreviations: words("Ltd. Co. Inc."),
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
    abbreviations: words("د. أ. م. ص. ج. ه. هـ. ق.م. ط. مج. ع. ف. No. vol. sect. art. para. Mr. Dr."),
    finalAbbreviations: words("إلخ. الخ."),
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
    abbreviations: [],
    finalAbbreviations: [],
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

function words(list: string): string[] {
  return list.split(" ").filter(Boolean);
}
