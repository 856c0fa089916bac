import { compareLanguages, languageCode, languageTag } from "../language/profile.ts";
import type { StoredDocumentSet, TranslationUnit } from "../memory/stored.ts";

/** Whether a unit has something in a language. */
type Variants = Pick<TranslationUnit, "variants" | "tags" | "segments" | "order">;

/** The tag of a unit's variant. */
export const tagOf = ({ tags }: Variants, key: string): string => tags?.[key] ?? languageCode(key);

/** The keys of all variants of a unit, in the order of the file that it is from; those without text are among them. */
export function keysOf({ variants, segments, order }: Variants): readonly string[] {
  if (order) return order;
  const keys = Object.keys(variants);
  const empty = Object.keys(segments ?? {}).filter((key) => variants[key] === undefined);
  return empty.length === 0 ? keys : [...keys, ...empty].sort(compareLanguages);
}

/**
 * The variants of a unit that are asked for, by the order of what is asked.
 *
 * @param asked languages, each with all of its variants, `en`; tags, `en-US`; or keys of variants
 * @throws {RangeError} for a tag that is none
 */
export function chosenKeys(unit: Variants, asked: readonly string[]): string[] {
  const keys = keysOf(unit);
  return [...new Set(asked.flatMap((own) => keys.filter((key) => isAsked(unit, key, own))))];
}

/** The first variant with a text that is asked for, where a file has room for one: that of this key, if there is one. */
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
 * The names under which languages are written in the head of a file: the tag that all units have in a language, where there
 * is one.
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
