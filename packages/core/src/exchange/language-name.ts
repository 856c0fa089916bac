import { compareLanguages, languageCode, languageTag } from "../language/profile.ts";
import { nameAndRegion, subtagsNamed } from "./region-name.ts";

/** A language as a file names it. */
export interface LanguageName {
  /** The language alone: `en`. */
  readonly language: string;
  /** In its canonical form: `en-US`. */
  readonly tag: string;
}

/** Names of .NET and older tools for Chinese by script. */
const LEGACY: Readonly<Record<string, string>> = { "zh-chs": "zh-Hans", "zh-cht": "zh-Hant" };
/** A tag of private use alone, `x-klingon`, which BCP 47 allows and `Intl` does not. */
const PRIVATE = /^x(?:-[a-z\d]{1,8})+$/;
/** The script after the region, as in .NET before BCP 47: `sr-SP-Cyrl`. The script says more than such a region. */
const SCRIPT_LAST = /^([a-z]{2,3})-[a-z]{2}-(cyrl|latn|arab|hans|hant|mong|deva|tfng|cher)$/;
/** A language behind the one that it belongs to, `zh-yue`, which BCP 47 allows (RFC 5646, 2.2.2) and `Intl` does not. */
const EXTENDED = /^(?:ar|kok|lv|ms|sgn|sw|uz|zh)-([a-z]{3})(?=-|$)/;
/** What a locale of POSIX says behind a tag: `pt_BR.UTF-8`, `sr@latin`. */
const CODESET = /\.[a-z\d-]+(?=@|$)/;
const LATIN = /@latin$/;
const CYRILLIC = /@cyrillic$/;

const NAMES = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** The two-letter codes by the languages' names in lower case, English ones first: they are asked for most. */
let english: ReadonlyMap<string, string> | undefined;
/** The same by their names in other official languages and in their own: `français`, `французский`. */
let others: ReadonlyMap<string, string> | undefined;

function codeOfName(name: string): string | undefined {
  english ??= codesByName(() => [NAMES]);
  const code = english.get(name);
  // No name of a language in another one is as short as a tag.
  if (code !== undefined || /^[a-z]{2,3}(?:-|$)/.test(name)) return code;
  others ??= codesByName((own) => [own, "ar", "es", "fr", "ru", "zh"].map(namesIn));
  return others.get(name);
}

function codesByName(namesOf: (code: string) => readonly Intl.DisplayNames[]): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const first of LETTERS)
    for (const second of LETTERS) {
      const code = first + second;
      if (NAMES.of(code) === undefined) continue;
      for (const names of namesOf(code)) {
        const name = names.of(code)?.toLowerCase();
        if (name !== undefined && !codes.has(name)) codes.set(name, languageCode(code));
      }
    }
  return codes;
}

const namesIn = (language: string): Intl.DisplayNames =>
  new Intl.DisplayNames([language], { type: "language", fallback: "none" });

/** A word that `Intl` takes for a language, though none has a code of more than three letters: `notes`. */
const isWord = (key: string): boolean => /^[a-z]{5,8}(?:-|$)/.test(key);

/**
 * Reads the name of a language in a file: a BCP 47 tag in any case, with `_` or `-`, one of the names of .NET and older tools
 * (`ZH-CHS`, `sr-SP-Cyrl`), a locale of POSIX (`pt_BR.UTF-8`), or its name in English, in another official language, or in its own,
 * with a script or a region behind it, as tools with menus write it (`English (United States)`, `English_United_States`).
 *
 * @throws {RangeError} if the name is none of these
 */
export function languageNamed(name: string): LanguageName {
  const known = names.get(name);
  if (known) return known;
  const tag = tagNamed(name.trim().toLowerCase().replaceAll("_", "-"));
  const named = { language: languageCode(tag), tag: languageTag(tag) };
  if (names.size < MAX_NAMES) names.set(name, named);
  return named;
}

function tagNamed(key: string): string {
  const tag = LEGACY[key] ?? codeOfName(key) ?? regionalName(key);
  if (tag) return tag;
  if (isWord(key)) throw new RangeError(`“${key}” names no language`);
  return key
    .replace(PRIVATE, "und-$&")
    .replace(CODESET, "")
    .replace(LATIN, "-latn")
    .replace(CYRILLIC, "-cyrl")
    .replace(EXTENDED, "$1")
    .replace(SCRIPT_LAST, "$1-$2");
}

function regionalName(key: string): string | undefined {
  const [name, rest] = nameAndRegion(key) ?? [];
  const code = name === undefined ? undefined : codeOfName(name);
  const subtags = code === undefined ? undefined : subtagsNamed(code, rest ?? []);
  return subtags && [code, ...subtags].join("-");
}

/** Cache of names: a file has few, and repeats them with each text. */
const names = new Map<string, LanguageName>();
const MAX_NAMES = 1000;

/** Whether a name is, letter by letter, valid where TMX requires a language tag. */
export function isLanguageTag(name: string): boolean {
  const key = name.toLowerCase();
  if (PRIVATE.test(key)) return true;
  if (isWord(key)) return false;
  try {
    return new Intl.Locale(name).language !== "";
  } catch {
    return false;
  }
}

/** Returns the language that the name of a column means; undefined if it means none. */
export function knownLanguage(name: string): LanguageName | undefined {
  try {
    const named = languageNamed(name);
    return NAMES.of(named.language) === undefined ? undefined : named;
  } catch {
    return undefined;
  }
}

/**
 * Gives keys to the variants of a unit: the language for the first variant in a language, the tag for a further one,
 * and a tag of private use, `fr-x-2`, if that is taken, too.
 */
export class VariantKeys {
  readonly #taken = new Set<string>();
  readonly #next = new Map<string, number>();

  /** Returns the keys if their order is not the usual one. */
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
