import { type Kysely, type RawBuilder, sql } from "kysely";
import { compareLanguages } from "../../language/profile.ts";
import { contentOf } from "../database/content.ts";
import type { Tables } from "../database/schema.ts";
import type { Reader } from "../database/transactions.ts";
import { propertiesIn, type TranslationUnit, type UnitDetails } from "../stored.ts";
import { shownVersion } from "./versions.ts";

/** Hits, units and rows come in pages of at most this many. */
export const PAGE_LIMIT = 500;

/**
 * Returns units by id, in the order of the ids. They are read in portions, because a statement takes a limited number
 * of parameters.
 */
export async function unitsById(db: Kysely<Tables>, ids: readonly number[]): Promise<TranslationUnit[]> {
  const units: TranslationUnit[] = [];
  for (let at = 0; at < ids.length; at += PAGE_LIMIT)
    units.push(...(await portion(db, ids.slice(at, at + PAGE_LIMIT))));
  return units;
}

async function portion(db: Kysely<Tables>, ids: readonly number[]): Promise<TranslationUnit[]> {
  const [selected, texts, working] = await Promise.all([
    selectUnits(db)
      .where("unit.id", "in", [...ids])
      .execute(),
    textsOf(db, ids),
    workingVersions(db),
  ]);
  const byId = new Map(selected.map((unit) => [unit.id, unit]));
  return ids.flatMap((id) => {
    const unit = byId.get(id);
    return unit ? unitOf(unit, texts, working) : [];
  });
}

/** Selects units without their texts. */
function selectUnits(db: Kysely<Tables>) {
  return db
    .selectFrom("unit")
    .innerJoin("paragraph", "paragraph.id", "unit.paragraph")
    .innerJoin("document_set", "document_set.content", "unit.document_set")
    .select(["unit.id", "unit.version", "document_set.id as document_set", "unit.position", "unit.confidence"])
    .select(["unit.origin", "unit.status", "unit.details", "document_set.symbol", "document_set.memory"])
    .select(["paragraph.position as paragraph", "paragraph.role", "paragraph.number"]);
}

type SelectedUnit = Awaited<ReturnType<ReturnType<typeof selectUnits>["execute"]>>[number];

/** Returns the texts of units by language, in the usual order of languages. */
async function textsOf(db: Kysely<Tables>, ids: readonly number[]): Promise<Map<number, Record<string, string>>> {
  const texts = new Map(ids.map((id): [number, Record<string, string>] => [id, {}]));
  if (ids.length === 0) return texts;
  const [first, last] = [ids[0]!, ids.at(-1) as number];
  const all = db.selectFrom("variant").select(["unit", "language", "text"]);
  // Consecutive ids, such as those of an import, are read in one stretch.
  const found = await (ids.every((id, at) => id === first + at)
    ? all.where("unit", ">=", first).where("unit", "<=", last)
    : all.where("unit", "in", [...ids])
  ).execute();
  const languages = Map.groupBy(found, ({ language }) => language);
  for (const language of [...languages.keys()].sort(compareLanguages))
    for (const { unit, text } of languages.get(language) ?? []) {
      const own = texts.get(unit);
      if (own) own[language] = text;
    }
  return texts;
}

/** Returns the languages of working translations, for the few document sets that have some. */
async function workingVersions(db: Kysely<Tables>): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await db.selectFrom("version").select(["document_set", "language"]).where("official", "=", 0).execute();
  return new Map(
    [...Map.groupBy(found, ({ document_set }) => document_set)].map(([set, own]) => [
      set,
      own.map(({ language }) => language),
    ]),
  );
}

function unitOf(
  unit: SelectedUnit,
  texts: ReadonlyMap<number, Record<string, string>>,
  workingVersions: ReadonlyMap<string, readonly string[]>,
): TranslationUnit {
  const version = shownVersion("u", unit);
  const { id, memory, document_set: documentSet, symbol, position, paragraph, role } = unit;
  const { number, confidence, origin, status, details } = unit;
  const variants = texts.get(id) ?? {};
  const place = { memory, documentSet, symbol, position, paragraph, role };
  const whole = { id, version, ...place, confidence, origin, status, variants };
  const working = workingVersions.get(documentSet)?.filter((key) => variants[key] !== undefined) ?? [];
  if (number === null && details === null && working.length === 0) return whole;
  return {
    ...whole,
    ...(working.length > 0 && { working }),
    ...(number !== null && { number }),
    ...(details && detailsIn(details)),
  };
}

/** Returns the first and the last unit of some content, by id; few others are between them. Undefined if it has none. */
export async function unitsBetween(
  db: Kysely<Tables>,
  content: string | RawBuilder<string>,
): Promise<readonly [first: number, last: number] | undefined> {
  const { first, last } = await db
    .selectFrom("unit")
    .select([sql<number | null>`min(id)`.as("first"), sql<number | null>`max(id)`.as("last")])
    .where("document_set", "=", content)
    .executeTakeFirstOrThrow();
  return first === null || last === null ? undefined : [first, last];
}

/**
 * Returns the next units of a document set after a position that are not rejected, in order: {@link PAGE_LIMIT}, or
 * fewer at its end.
 */
export async function nextUnits(db: Kysely<Tables>, documentSet: string, behind: number): Promise<TranslationUnit[]> {
  const selected = await selectUnits(db)
    .where("unit.document_set", "=", contentOf(documentSet))
    .where("unit.position", ">", behind)
    .where("unit.status", "!=", "rejected")
    .orderBy("unit.position")
    .limit(PAGE_LIMIT)
    .execute();
  const ids = selected.map(({ id }) => id);
  const [texts, working] = await Promise.all([textsOf(db, ids), workingVersions(db)]);
  return selected.map((unit) => unitOf(unit, texts, working));
}

/** Returns the details of a unit as they are kept; null if there are none. */
export function detailsOf(unit: Maybe<UnitDetails>): string | null {
  const { tags, codes, properties, original, tuid, segments, order } = unit;
  const details = Object.entries({ tags, codes, properties, original, tuid, segments, order }).filter(
    // A unit of which nothing was published was written by a person.
    ([name, value]) =>
      value !== undefined && (name === "original" || typeof value === "string" || Object.keys(value).length > 0),
  );
  return details.length > 0 ? JSON.stringify(Object.fromEntries(details)) : null;
}

type Maybe<T> = { readonly [K in keyof T]: T[K] | undefined };

/** Reads the details of a unit, also as earlier versions kept them. */
function detailsIn(kept: string): UnitDetails {
  const details = JSON.parse(kept) as UnitDetails;
  return details.properties ? { ...details, properties: propertiesIn(details.properties) } : details;
}

/**
 * All units but rejected ones, or those of some document sets, in order; read in portions of {@link PAGE_LIMIT}.
 *
 * @param opened how the memory is asked; ended with the units
 */
export async function* unitsOf(
  opened: () => Promise<Reader>,
  documentSets?: readonly string[],
): AsyncGenerator<TranslationUnit> {
  const reader = await opened();
  try {
    const sets = await reader.read((db) =>
      db.selectFrom("document_set").select("id").where("content", "is not", null).orderBy("id").execute(),
    );
    const asked = documentSets && new Set(documentSets);
    for (const { id } of sets) {
      if (asked?.has(id) === false) continue;
      for (let behind = -1, isLast = false; !isLast; ) {
        const page = await reader.read((db) => nextUnits(db, id, behind));
        // One by one: `yield*` would wait for each once more.
        for (const unit of page) yield unit;
        behind = page.at(-1)?.position ?? behind;
        isLast = page.length < PAGE_LIMIT;
      }
    }
  } finally {
    await reader.end();
  }
}
