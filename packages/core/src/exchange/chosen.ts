import { compareLanguages, languageCode, languageTag } from "../language/profile.ts";
import type { StoredDocumentSet, TranslationUnit } from "../memory/stored.ts";

/** The fields that say which variants a unit has. */
type Variants = Pick<TranslationUnit, "variants" | "tags" | "segments" | "order">;

/** Returns the language tag of a unit's variant. */
export const tagOf = ({ tags }: Variants, key: string): string => tags?.[key] ?? languageCode(key);

/**
 * Returns the keys of all variants of a unit, in the order of the file that it comes from; variants without text are
 * included.
 */
export function keysOf({ variants, segments, order }: Variants): readonly string[] {
  if (order) return order;
  const keys = Object.keys(variants);
  const empty = Object.keys(segments ?? {}).filter((key) => variants[key] === undefined);
  return empty.length === 0 ? keys : [...keys, ...empty].sort(compareLanguages);
}

/**
 * Chooses variants of a unit, in the order of `asked`.
 *
 * @param asked languages, for all of their variants (`en`), tags (`en-US`), or keys of variants
 * @returns keys of the variants
 * @throws {RangeError} if a tag is invalid
 */
export function chosenKeys(unit: Variants, asked: readonly string[]): string[] {
  const keys = keysOf(unit);
  return [...new Set(asked.flatMap((own) => keys.filter((key) => isAsked(unit, key, own))))];
}

/**
 * Chooses the first variant with a text, where a file has room for one; the variant with this very key, if there is
 * one.
 */
export function chosenKey(unit: Variants, asked: string): string | undefined {
  if (unit.variants[asked]) return asked;
  return keysOf(unit).find((key) => unit.variants[key] && isAsked(unit, key, asked));
}

function isAsked(unit: Variants, key: string, asked: string): boolean {
  if (key === asked) return true;
  if (languageCode(key) !== languageCode(asked)) return false;
  const tag = languageTag(asked);
  return tag === languageCode(asked) || tagOf(unit, key) === tag;
}

/**
 * Reads the languages that somebody asks for, of document sets: a key, or a tag in any spelling (`FR`, `en_gb`).
 *
 * @returns them as {@link chosenKeys} takes them, and those that no set has a version in
 * @throws {RangeError} if a tag is invalid
 */
export function askedLanguages(
  asked: readonly string[],
  sets: readonly Pick<StoredDocumentSet, "tags" | "versions">[],
): { readonly languages: string[]; readonly missing: string[]; readonly known: string[] } {
  const keys = [...new Set(sets.flatMap(({ versions }) => versions.map(({ language }) => language)))];
  const known = new Set([...keys, ...sets.flatMap(({ tags = {} }) => Object.values(tags).flat())]);
  const languages = [...new Set(asked.map((own) => (keys.includes(own) ? own : languageTag(own))))];
  const missing = languages.filter((own) => !known.has(own) && !keys.some((key) => languageCode(key) === own));
  return { languages, missing, known: [...known] };
}

/**
 * The key of the version of a document set in a language that somebody asks for, as {@link askedLanguages} reads it; undefined
 * where there is none.
 *
 * @throws {RangeError} if the tag is invalid
 */
export function versionKey(
  { versions, tags = {} }: Pick<StoredDocumentSet, "tags" | "versions">,
  asked: string,
): string | undefined {
  const keys = versions.map(({ language }) => language);
  const tag = keys.includes(asked) ? asked : languageTag(asked);
  return (
    keys.find((key) => key === tag) ??
    keys.find((key) => tags[key]?.includes(tag)) ??
    keys.find((key) => languageCode(key) === tag)
  );
}

/**
 * Names languages for the head of a file: by the tag that all units have in a language, if they agree.
 *
 * @param asked as {@link chosenKeys} takes them
 * @param sets with the tags of their units
 */
export function languageNames(
  asked: readonly string[],
  sets: readonly Pick<StoredDocumentSet, "tags" | "versions">[],
): Record<string, string> {
  return Object.fromEntries(
    asked.map((own) => {
      const known = new Set(
        sets.flatMap(({ tags, versions }) =>
          versions.some(({ language }) => language === own) ? (tags?.[own] ?? [own]) : [],
        ),
      );
      const [only] = known;
      return [own, known.size === 1 && only !== undefined ? only : languageTag(own).replace(/-x-\d+$/, "")];
    }),
  );
}
