import { type Kysely, sql } from "kysely";
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
    .where("content", "is not", null)
    .orderBy("date", (order) => order.desc().nullsLast())
    .orderBy("symbol");
  let sets = await (named === undefined ? all : all.where("id", "=", named)).execute();
  if (named !== undefined && sets.length === 0) sets = await all.where("symbol", "=", named).execute();
  const ids = named === undefined ? undefined : [...sets.map(({ id }) => id), ""];
  const contents = sets.flatMap(({ content }) => content ?? []);
  const counted = async (table: "paragraph" | "unit"): Promise<ReadonlyMap<string, number>> => {
    const counts = db
      .selectFrom(table)
      .select(["document_set", sql<number>`count(*)`.as("count")])
      .groupBy("document_set");
    const found = await (ids ? counts.where("document_set", "in", [...contents, ""]) : counts).execute();
    return new Map(found.map(({ document_set, count }) => [document_set, Number(count)]));
  };
  const versions = db.selectFrom("version").selectAll();
  const [found, paragraphs, units] = await Promise.all([
    (ids ? versions.where("document_set", "in", ids) : versions).execute(),
    counted("paragraph"),
    counted("unit"),
  ]);
  const bySet = Map.groupBy(found, ({ document_set }) => document_set);
  return sets.map(({ id, content, memory, symbol, date, body, session, source, details }) => ({
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
    paragraphs: paragraphs.get(content ?? "") ?? 0,
    units: units.get(content ?? "") ?? 0,
  }));
}

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
