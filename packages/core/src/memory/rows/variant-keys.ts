import type { Kysely } from "kysely";
import { languageCode, languageTag } from "../../language/profile.ts";
import type { Tables } from "../database/schema.ts";
import type { TranslationUnit } from "../stored.ts";

/**
 * The keys under which a memory has variants in a language: the language's own, `en`, first, then those of further variants
 * that some units have, `en-GB`.
 *
 * @throws {RangeError} for a tag that is none
 */
export async function variantKeys(db: Kysely<Tables>, tag: string): Promise<readonly string[]> {
  const language = languageCode(tag);
  const found = await db
    .selectFrom("version")
    .select("language")
    .distinct()
    .where("language", ">", `${language}-`)
    .where("language", "<", `${language}.`)
    .orderBy("language")
    .execute();
  return [language, ...found.map((version) => version.language)];
}

/**
 * How far a variant of a language is from the one that is asked for: 0 for the same tag, 1 where one of them says only the language,
 * 2 for another variant, 3 for another script, be it said or only likely (`zh` is written as `zh-Hans-CN`).
 */
export function variantDistance(asked: string, own: string): 0 | 1 | 2 | 3 {
  if (asked === own) return 0;
  const [one, other] = [new Intl.Locale(asked), new Intl.Locale(own)];
  if (one.maximize().script !== other.maximize().script) return 3;
  return asked === one.language || own === other.language ? 1 : 2;
}

/** Keys of variants of a unit in one language, those first that are nearest to the tag that is asked for. */
export function nearestFirst(
  { tags = {} }: Pick<TranslationUnit, "tags">,
  keys: readonly string[],
  asked: string,
): readonly string[] {
  if (keys.length < 2) return keys;
  const tag = languageTag(asked);
  const distanceOf = (key: string): number => variantDistance(tag, tags[key] ?? languageCode(key));
  return keys.toSorted((a, b) => distanceOf(a) - distanceOf(b));
}
