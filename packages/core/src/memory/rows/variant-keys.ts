import type { Kysely } from "kysely";
import { languageCode } from "../../language/profile.ts";
import type { Tables } from "../database/schema.ts";

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
