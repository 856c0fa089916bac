import type { DocumentSet } from "../api/client.ts";

/** Names by the language in which they are, and the one whose they are. */
const namesIn = new Map<string, string>();

/** A language's name in itself: `français`, `العربية`. */
export const languageName = (code: string): string => languageNameIn(code, code);

/** A language's name in the language of the interface, for a sentence: `arabe` in French. @param locale of the interface */
export function languageNameIn(locale: string, code: string): string {
  const key = `${locale} ${code}`;
  const known = namesIn.get(key);
  if (known !== undefined) return known;
  const name = displayName(locale, code);
  namesIn.set(key, name);
  return name;
}

/** A file may call its language what is no tag; then it is shown as it is called. */
function displayName(locale: string, code: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

const RIGHT_TO_LEFT = /^(?:ar|dv|fa|he|ps|sd|ug|ur|yi)(?:-|$)|-(?:Arab|Hebr|Thaa)(?:-|$)/;

export const directionOf = (code: string): "ltr" | "rtl" => (RIGHT_TO_LEFT.test(code) ? "rtl" : "ltr");

/** Attributes of an element that holds text in a language. */
export const inLanguage = (code: string) => ({ lang: code, dir: directionOf(code) }) as const;

/** The languages that some document set has, the most frequent first. */
export function allLanguages(sets: readonly DocumentSet[]): string[] {
  const counts = new Map<string, number>();
  for (const { versions } of sets)
    for (const { language } of versions) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([language]) => language);
}

/**
 * The languages of texts that a person chose, of those that there are. Who has chosen none gets all, the reader's own first:
 * people translate into it, most often.
 *
 * @param reader the language of the interface
 */
export function languagesFor(reader: string, all: readonly string[], chosen: readonly string[]): string[] {
  const known = chosen.filter((language) => all.includes(language));
  if (known.length > 0) return known;
  return [...all.filter((language) => language === reader), ...all.filter((language) => language !== reader)];
}

/** Where nobody has chosen, so many languages stand beside the one that is searched. */
const BESIDE = 2;

/**
 * The languages that stand beside the one that is searched: those chosen last, in their order; else the reader's own first, then
 * those that there are.
 *
 * @param reader the language of the interface
 */
export function targetsFor(
  reader: string,
  language: string,
  all: readonly string[],
  chosen: readonly string[],
): string[] {
  const others = all.filter((own) => own !== language);
  const known = chosen.filter((own) => others.includes(own));
  return known.length > 0 ? known : languagesFor(reader, others, []).slice(0, BESIDE);
}

/** So many languages stand side by side where nobody has chosen. */
const SIDE_BY_SIDE = 3;

/** The languages of a document set that are shown: those chosen; else its first ones, in the order that the settings show. */
export function shownLanguages(set: DocumentSet, chosen: readonly string[], reader: string): string[] {
  const own = set.versions.map(({ language }) => language);
  const known = chosen.filter((language) => own.includes(language));
  return known.length > 0 ? known : languagesFor(reader, own, []).slice(0, SIDE_BY_SIDE);
}

/** Keys of a unit's variants in a language, its own first: `en` before `en-GB`. */
export function variantsOf(variants: Readonly<Record<string, string>>, language: string): string[] {
  return Object.keys(variants)
    .filter((key) => key === language || key.startsWith(`${language}-`))
    .sort((a, b) => a.length - b.length);
}
