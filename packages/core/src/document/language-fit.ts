/** What a text in a language has: its letters, and words that its neighbours among the languages lack. */
interface Features {
  readonly script: RegExp;
  /** Letters of its script that it does not have; loans and names bring a few. */
  readonly foreign?: RegExp;
  /** Its most frequent words. Lower case. */
  readonly words?: ReadonlySet<string>;
  /** Those of them that languages like it lack. */
  readonly own?: ReadonlySet<string>;
}

const wordsOf = (words: string): ReadonlySet<string> => new Set(words.split(" "));

const FEATURES: Readonly<Record<string, Features>> = {
  en: {
    script: /\p{Script=Latin}/u,
    words: wordsOf("the of and to that by for with which is are shall its this as from have has be not in a or"),
  },
  fr: {
    script: /\p{Script=Latin}/u,
    foreign: /[[\p{Script=Latin}]--[a-zàâæçéèêëîïôœùûüÿªº]]/v,
    words: wordsOf(
      "le les des du et dans pour par sur qui au aux une est sont ces leur avec dont à la de en que l d il",
    ),
    own: wordsOf("les des du dans aux est une"),
  },
  es: {
    script: /\p{Script=Latin}/u,
    foreign: /[[\p{Script=Latin}]--[a-zñáéíóúüªº]]/v,
    words: wordsOf("el los las del y en por con para una que su sus al como se sobre entre más la de"),
    own: wordsOf("el los las del y"),
  },
  ru: { script: /\p{Script=Cyrillic}/u, foreign: /[[\p{Script=Cyrillic}]--[а-яё]]/v },
  zh: { script: /\p{Script=Han}/u },
  ar: { script: /\p{Script=Arabic}/u },
};

/** A text in a language has at least this share of its letters in the language's script; tables may name much in another. */
const MIN_SCRIPT = 0.2;
/**
 * The largest share of letters that the language does not have. Translations of the Universal Declaration of Human Rights
 * into languages that are told as Russian have 0.011 to 0.21, as French or Spanish 0 to 0.12, and those three have none.
 */
const MAX_FOREIGN = 0.01;
/** With fewer letters, or words, a name more or less decides. */
const MIN_LETTERS = 200;
const MIN_WORDS = 300;
/** The smallest share of the most frequent words: 0.32 to 0.4 in running text, and 0.1 in tables. */
const MIN_FREQUENT = 0.05;
/** The smallest share of its own words among these: 0.28 in Spanish and 0.14 in French; 0.2 in Catalan, 0 to 0.02 in Occitan. */
const MIN_OWN: Readonly<Record<string, number>> = { es: 0.19, fr: 0.04 };

/** It may be below that by so many standard deviations. */
const MAX_SPREADS = 1.5;

/**
 * Whether a text can be in one of the six official languages, which it was told as: languages that a detector does not know
 * are told as one that is like them. A text that is too short to show it fits.
 *
 * @param language BCP 47, one of the six
 */
export function fitsLanguage(text: string, language: string): boolean {
  const features = FEATURES[language];
  if (!features) return true;
  const lower = text.normalize("NFC").toLowerCase();
  const letters = lower.match(/\p{L}/gu) ?? [];
  const own = letters.filter((letter) => features.script.test(letter));
  if (own.length < MIN_SCRIPT * letters.length) return false;
  const { foreign, words, own: ownWords } = features;
  if (
    foreign &&
    own.length >= MIN_LETTERS &&
    own.filter((letter) => foreign.test(letter)).length > MAX_FOREIGN * own.length
  )
    return false;
  const all = lower.match(/[\p{L}\p{M}]+/gu) ?? [];
  if (!words || all.length < MIN_WORDS) return true;
  const frequent = all.filter((word) => words.has(word));
  if (frequent.length < MIN_FREQUENT * all.length) return false;
  if (ownWords === undefined) return true;
  const share = MIN_OWN[language] ?? 0;
  // A short stretch may have fewer by chance.
  const spread = Math.sqrt(share * (1 - share) * frequent.length);
  return frequent.filter((word) => ownWords.has(word)).length >= share * frequent.length - MAX_SPREADS * spread;
}
