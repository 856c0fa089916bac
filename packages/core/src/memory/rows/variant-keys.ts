import type { Kysely } from "kysely";
import { languageCode, languageTag } from "../../language/profile.ts";
import { variantDistance } from "../../language/variant-distance.ts";
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

/** Keys of variants of a unit in one language, those first that are nearest to the tag that is asked for. */
export function nearestFirst(
  { tags = {} }: Pick<TranslationUnit, "tags">,
  keys: readonly string[],
  asked: string,
): readonly string[] {
  if (keys.length < 2) return keys;
  const tag = languageTag(asked);
  const distanceOf = (key: string): number => variantDistance(tag, tags[key] ?? languageCode(key)).steps;
  return keys.toSorted((a, b) => distanceOf(a) - distanceOf(b));
}
