import type { Kysely } from "kysely";
import { compareLanguages } from "../language/profile.ts";
import type { Tables } from "./schema.ts";
import type { TranslationUnit, UnitDetails } from "./stored.ts";

/** Hits, units and rows come in pages of at most this many. */
export const PAGE_LIMIT = 500;

/** Units by id, in the order of the ids; asked for in portions, as a statement takes so many parameters and no more. */
export async function unitsById(db: Kysely<Tables>, ids: readonly number[]): Promise<TranslationUnit[]> {
  const units: TranslationUnit[] = [];
  for (let at = 0; at < ids.length; at += PAGE_LIMIT)
    units.push(...(await portion(db, ids.slice(at, at + PAGE_LIMIT))));
  return units;
}

async function portion(db: Kysely<Tables>, ids: readonly number[]): Promise<TranslationUnit[]> {
  const [units, variants] = await Promise.all([
    db
      .selectFrom("unit")
      .innerJoin("paragraph", "paragraph.id", "unit.paragraph")
      .innerJoin("document_set", "document_set.id", "unit.document_set")
      .select([
        "unit.id",
        "unit.document_set",
        "unit.position",
        "unit.confidence",
        "unit.origin",
        "unit.status",
        "unit.details",
        "document_set.symbol",
        "document_set.memory",
      ])
      .select(["paragraph.position as paragraph", "paragraph.role", "paragraph.number"])
      .where("unit.id", "in", [...ids])
      .execute(),
    db
      .selectFrom("variant")
      .select(["unit", "language", "text"])
      .where("unit", "in", [...ids])
      .execute(),
  ]);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const texts = Map.groupBy(variants, ({ unit }) => unit);
  return ids.flatMap((id): TranslationUnit[] => {
    const unit = byId.get(id);
    if (!unit) return [];
    const { document_set: documentSet, number, details, ...rest } = unit;
    const ordered = (texts.get(id) ?? []).sort((a, b) => compareLanguages(a.language, b.language));
    return [
      {
        ...rest,
        documentSet,
        ...(number !== null && { number }),
        variants: Object.fromEntries(ordered.map(({ language, text }) => [language, text])),
        ...(details !== null && (JSON.parse(details) as UnitDetails)),
      },
    ];
  });
}

/** The units after one, or the first, that are not rejected, in order of document set and position; none at the end. */
export async function nextUnits(
  db: Kysely<Tables>,
  after: Pick<TranslationUnit, "documentSet" | "position"> | undefined,
  documentSets: readonly string[] | undefined,
): Promise<TranslationUnit[]> {
  let query = db
    .selectFrom("unit")
    .select("id")
    .where("status", "!=", "rejected")
    .orderBy("document_set")
    .orderBy("position")
    .limit(PAGE_LIMIT);
  if (documentSets) query = query.where("document_set", "in", [...documentSets]);
  // Compared as one value, which the index is searched for; two conditions would be read from its beginning.
  if (after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple("document_set", "position"), ">", tuple(after.documentSet, after.position)),
    );
  const page = await query.execute();
  return unitsById(
    db,
    page.map(({ id }) => id),
  );
}

/** The details of a unit as they are kept: null where there are none. */
export function detailsOf({ tags, codes, properties, original }: Maybe<UnitDetails>): string | null {
  const details = Object.entries({ tags, codes, properties, original }).filter(
    ([, value]) => value && Object.keys(value).length > 0,
  );
  return details.length > 0 ? JSON.stringify(Object.fromEntries(details)) : null;
}

type Maybe<T> = { readonly [K in keyof T]: T[K] | undefined };
