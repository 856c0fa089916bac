import { compareLanguages, languageCode, languageTag } from "../language/profile.ts";

/** A language as a file names it. */
export interface LanguageName {
  /** The language alone: `en`. */
  readonly language: string;
  /** In its canonical form: `en-US`. */
  readonly tag: string;
}

/** Names that .NET and older tools write for Chinese by script. */
const LEGACY: Readonly<Record<string, string>> = { "zh-chs": "zh-Hans", "zh-cht": "zh-Hant" };
/** The script behind the region, as .NET had it before BCP 47: `sr-SP-Cyrl`. The script says more than such a region. */
const SCRIPT_LAST = /^([a-z]{2,3})-[a-z]{2}-(cyrl|latn|arab|hans|hant|mong|deva|tfng|cher)$/;

/**
 * A language by the name that a file gives it: a tag of BCP 47 in any case, with `_` for `-`, or one of the names that .NET
 * and older tools write (`ZH-CHS`, `sr-SP-Cyrl`).
 *
 * @throws {RangeError} for a name that is none
 */
export function languageNamed(name: string): LanguageName {
  const known = names.get(name);
  if (known) return known;
  const plain = name.trim().replaceAll("_", "-");
  const key = plain.toLowerCase();
  const tag = LEGACY[key] ?? key.replace(SCRIPT_LAST, "$1-$2");
  const named = { language: languageCode(tag), tag: languageTag(tag) };
  if (names.size < MAX_NAMES) names.set(name, named);
  return named;
}

/** Names that were read: a file has few, and says them with each text. */
const names = new Map<string, LanguageName>();
const MAX_NAMES = 1000;

/** Whether a name is, letter by letter, one that may be written where TMX wants a language tag. */
export function isLanguageTag(name: string): boolean {
  try {
    return new Intl.Locale(name).language !== "";
  } catch {
    return false;
  }
}

const NAMES = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/** The language that the name of a column means; undefined where it is none that is known. */
export function knownLanguage(name: string): LanguageName | undefined {
  try {
    const named = languageNamed(name);
    return NAMES.of(named.language) === undefined ? undefined : named;
  } catch {
    return undefined;
  }
}

/**
 * The keys of a unit's variants, in turn: the language of the first in a language, the tag of a further one, and a tag of
 * private use, `fr-x-2`, where that is taken, too.
 */
export class VariantKeys {
  readonly #taken = new Set<string>();
  readonly #next = new Map<string, number>();

  /** Those that were given, where they do not come in the order of the house. */
  order(): { readonly order?: readonly string[] } {
    const keys = [...this.#taken];
    return keys.every((key, at) => at === 0 || compareLanguages(keys[at - 1] as string, key) < 0)
      ? {}
      : { order: keys };
  }

  next({ language, tag }: LanguageName): string {
    let key = language;
    if (this.#taken.has(key)) key = tag;
    for (let number = this.#next.get(language) ?? 2; this.#taken.has(key); number++) {
      key = `${language}-x-${number}`;
      this.#next.set(language, number + 1);
    }
    this.#taken.add(key);
    return key;
  }
}
