import { type Kysely, type RawBuilder, sql } from "kysely";
import { compareLanguages, languageCode } from "../../language/profile.ts";
import type { Tables } from "../database/schema.ts";
import type { FileHeader, StoredDocumentSet } from "../stored.ts";

/** Value for a version of which nobody said whether it is official. */
const NOT_SAID = 2;

/** Returns the value for whether a version is official. */
export function officialOf(official: boolean | undefined): 0 | 1 | 2 {
  return official === undefined ? NOT_SAID : official ? 1 : 0;
}

/** Details that few document sets have. */
export type SetDetails = Pick<StoredDocumentSet, "tags" | "header">;

/** Collects the tags of imported units by variant key, with the header of their file. */
export class DetailsWriter {
  readonly #tags = new Map<string, Set<string>>();

  add(keys: readonly string[], tags: Readonly<Record<string, string>> = {}): void {
    for (const key of keys) {
      const tag = tags[key] ?? languageCode(key);
      const known = this.#tags.get(key);
      if (!known) this.#tags.set(key, new Set([tag]));
      else if (!known.has(tag)) known.add(tag);
    }
  }

  /** Returns the details as they are kept; null if there are none. */
  end(header: FileHeader | undefined): string | null {
    const tags = [...this.#tags]
      .filter(([key, own]) => own.size > 1 || !own.has(key))
      .map(([key, own]) => [key, [...own]]);
    const details: SetDetails = {
      ...(tags.length > 0 && { tags: Object.fromEntries(tags) }),
      ...(header && { header }),
    };
    return Object.keys(details).length > 0 ? JSON.stringify(details) : null;
  }
}

/** Returns the document sets of a memory, the newest first; or those with an id or, if there is none, with a symbol. */
export async function documentSetsOf(db: Kysely<Tables>, named?: string): Promise<StoredDocumentSet[]> {
  const all = db
    .selectFrom("document_set")
    .selectAll()
    .select([countOf("paragraph").as("paragraphs"), countOf("unit").as("units")])
    .where("content", "is not", null)
    .orderBy("date", (order) => order.desc().nullsLast())
    .orderBy("symbol");
  let sets = await (named === undefined ? all : all.where("id", "=", named)).execute();
  if (named !== undefined && sets.length === 0) sets = await all.where("symbol", "=", named).execute();
  const ids = named === undefined ? undefined : [...sets.map(({ id }) => id), ""];
  const versions = db.selectFrom("version").selectAll();
  const found = await (ids ? versions.where("document_set", "in", ids) : versions).execute();
  const bySet = Map.groupBy(found, ({ document_set }) => document_set);
  return sets.map(({ id, memory, symbol, date, body, session, source, details, paragraphs, units }) => ({
    id,
    memory,
    symbol,
    ...(date !== null && { date }),
    ...(body !== null && { body }),
    ...(session !== null && { session }),
    source,
    ...(details && (JSON.parse(details) as SetDetails)),
    versions: (bySet.get(id) ?? [])
      .sort((a, b) => compareLanguages(a.language, b.language))
      .map(({ language, title, official }) => ({
        language,
        title,
        ...(official !== NOT_SAID && { official: official === 1 }),
      })),
    paragraphs,
    units,
  }));
}

/**
 * How many rows or units some content has. They stand at all positions from 0 on, so that the last position tells: one look into an
 * index, however many there are.
 *
 * @param content the column of the query that names it
 */
export const countOf = (table: "paragraph" | "unit", content = "document_set.content"): RawBuilder<number> =>
  sql<number>`(select coalesce(max(position) + 1, 0) from ${sql.table(table)} as own
    where own.document_set = ${sql.ref(content)})`;

/** The fingerprint that a document set was saved with; undefined where there is no such set. */
export async function fingerprintOf(db: Kysely<Tables>, id: string): Promise<string | undefined> {
  const set = await db.selectFrom("document_set").select("fingerprint").where("id", "=", id).executeTakeFirst();
  return set?.fingerprint;
}

/** The keys of variants that there are, of some named memories or of all, in order. */
export async function languagesOf(db: Kysely<Tables>, memories?: readonly string[]): Promise<string[]> {
  const all = db
    .selectFrom("version")
    .innerJoin("document_set", "document_set.id", "version.document_set")
    .select("version.language")
    .where("document_set.content", "is not", null)
    .distinct()
    .orderBy("version.language");
  const found = await (memories ? all.where("document_set.memory", "in", [...memories, ""]) : all).execute();
  return found.map(({ language }) => language);
}
