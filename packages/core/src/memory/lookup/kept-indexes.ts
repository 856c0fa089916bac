import { type Kysely, sql } from "kysely";
import { hasEdition } from "../database/edition.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { keptEdition } from "../similarity/index-snapshot.ts";
import { hasMoreSince } from "./index-building.ts";

/** An index of fewer texts is built as fast as it is read. */
export const MIN_KEPT_TEXTS = 20_000;
/** Texts that are gone are left in an index while they are not more than this, or a quarter. */
const MAX_GONE_TEXTS = 1000;

/** Where the index of a language is kept; undefined where none is. */
export const keptIndex = ({ snapshots }: Engine, language: string): string | undefined =>
  snapshots && `${snapshots}.${language}.index`;

/** How many texts what is kept of an index of so many may lack: to add them takes less than to write all. */
export const maxUnkept = (size: number): number => Math.max(5000, size / 16);

/** Whether a language has so many texts that its index is kept. */
export async function isLarge(db: Kysely<Tables>, language: string): Promise<boolean> {
  const texts = db.selectFrom("variant").select("unit").where("language", "=", language);
  return (
    (await texts
      .limit(1)
      .offset(MIN_KEPT_TEXTS - 1)
      .executeTakeFirst()) !== undefined
  );
}

/** Whether too many texts are gone of those that an index of a language has. */
export async function isWorn(db: Kysely<Tables>, language: string, size: number): Promise<boolean> {
  const { count } = await db
    .selectFrom("variant")
    .select(sql<number>`count(*)`.as("count"))
    .where("language", "=", language)
    .executeTakeFirstOrThrow();
  const gone = size - Number(count);
  return gone > MAX_GONE_TEXTS && gone > size / 4;
}

/** The languages of so many texts that their index is kept, of which none is, or one that lacks much of what came since. */
export async function unkeptLanguages(db: Kysely<Tables>, engine: Engine): Promise<string[]> {
  if (!engine.snapshots) return [];
  const found = await db.selectFrom("version").select("language").distinct().orderBy("language").execute();
  const unkept: string[] = [];
  for (const { language } of found)
    if ((await isLarge(db, language)) && !(await isKept(db, keptIndex(engine, language) as string)))
      unkept.push(language);
  return unkept;
}

async function isKept(db: Kysely<Tables>, file: string): Promise<boolean> {
  const kept = await keptEdition(file);
  if (!kept || !(await hasEdition(db, kept.edition))) return false;
  return !(await hasMoreSince(db, kept.edition.number, Math.floor(maxUnkept(kept.texts))));
}
