import { Kysely } from "kysely";
import { editionOf, hasEdition } from "../database/edition.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { sqliteEngine } from "../database/sqlite/engine.ts";
import { FuzzyIndex } from "../similarity/fuzzy-index.ts";
import { sharedParts } from "../similarity/fuzzy-parts.ts";
import { readSnapshot, writeSnapshot } from "../similarity/index-snapshot.ts";
import { addSince, builtIndex } from "./index-building.ts";
import type { BuildingTask, BuiltParts } from "./index-thread.ts";
import { isLarge, isWorn, keptIndex, maxUnkept } from "./kept-indexes.ts";

/** An index before what is new was added, and how many texts it has that what is kept of it lacks. */
type Begun = Pick<BuiltParts, "edition" | "unkept"> & { readonly index: FuzzyIndex };

/**
 * Builds the index of a language of a memory in a file, from what there is of it: an index that only lacks what came since, or what
 * was kept of one. It is kept anew where much has come since it was.
 *
 * @param onWarning told of what was survived
 */
export async function builtParts(
  { file, language, before, onlyKeeps = false }: BuildingTask,
  onWarning: (message: string) => void,
): Promise<BuiltParts> {
  const engine = sqliteEngine(file);
  const db = new Kysely<Tables>({ dialect: engine.dialect });
  try {
    const edition = await editionOf(db);
    const begun = await beginning({ db, engine }, language, before, onWarning);
    let index = begun?.index;
    let unkept = begun
      ? begun.unkept + (await addSince({ db, engine }, begun.index, language, begun.edition.number))
      : 0;
    if (!index || (await isWorn(db, language, index.size))) {
      index = await builtIndex(db, language);
      unkept = index.size;
    }
    const parts = index.parts();
    const kept = keptIndex(engine, language);
    if (kept && unkept > maxUnkept(index.size) && (await isLarge(db, language))) {
      await writeSnapshot({ file: kept, edition }, parts, onWarning);
      unkept = 0;
    }
    return { edition, parts: onlyKeeps ? [] : sharedParts(parts), unkept };
  } finally {
    await db.destroy();
  }
}

/** What is to be gone on from; undefined where there is nothing that this memory was ever like. */
async function beginning(
  { db, engine }: { readonly db: Kysely<Tables>; readonly engine: Engine },
  language: string,
  before: BuiltParts | undefined,
  onWarning: (message: string) => void,
): Promise<Begun | undefined> {
  if (before && (await hasEdition(db, before.edition))) return { ...before, index: FuzzyIndex.of(before.parts) };
  const file = keptIndex(engine, language);
  const kept = file && (await readSnapshot(file, (edition) => hasEdition(db, edition), onWarning));
  return kept ? { ...kept, unkept: 0 } : undefined;
}
