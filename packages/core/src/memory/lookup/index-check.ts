import type { Kysely } from "kysely";
import { hasEdition } from "../database/edition.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import type { FuzzyIndex } from "../similarity/fuzzy-index.ts";
import { readSnapshot } from "../similarity/index-snapshot.ts";
import { matchTokens } from "../text/match-tokens.ts";
import { addSince, textsOf } from "./index-building.ts";
import { keptIndex } from "./kept-indexes.ts";

/** So many texts of a language are searched for, evenly chosen: all would take minutes. */
const MAX_SEARCHED = 2000;

/**
 * What fuzzy lookup would not find of what a memory says: each language as a sentence. In process the indexes that are kept beside
 * it are looked at, as far as a lookup would believe them; a database looks at its own.
 *
 * @param db a state of the memory that stands
 * @param onWarning told of an index that is not believed, and so is built anew
 */
export async function unfoundTexts(
  db: Kysely<Tables>,
  engine: Engine,
  onWarning: (message: string) => void,
): Promise<string[]> {
  if (engine.unfound) return engine.unfound(db);
  const languages = await db.selectFrom("variant").select("language").distinct().orderBy("language").execute();
  const problems: string[] = [];
  for (const { language } of languages) {
    const file = keptIndex(engine, language);
    const kept = file && (await readSnapshot(file, (edition) => hasEdition(db, edition), onWarning));
    if (!kept) continue;
    await addSince({ db, engine }, kept.index, language, kept.edition.number);
    const count = await countUnfound(db, kept.index, language);
    if (count > 0)
      problems.push(
        `fuzzy lookup does not find ${count} of the texts in ${language}: delete ${file}, which is built anew`,
      );
  }
  return problems;
}

/** How many texts of a language an index lacks, has otherwise, or does not find. */
async function countUnfound(db: Kysely<Tables>, index: FuzzyIndex, language: string): Promise<number> {
  const stride = Math.ceil(index.size / MAX_SEARCHED);
  let [count, place] = [0, 0];
  for await (const page of textsOf(db, language))
    for (const { unit, text } of page) {
      const isSearched = place++ % stride === 0;
      if (!index.holds(unit, text) || (isSearched && !isFound(index, unit, text))) count++;
    }
  return count;
}

/** A text without any token is found by nothing. */
function isFound(index: FuzzyIndex, unit: number, text: string): boolean {
  return matchTokens(text).length === 0 || index.search(text, 1).some(({ id }) => id === unit);
}
