import type { Kysely } from "kysely";
import { languageCode } from "../language/profile.ts";
import type { Engine } from "./engine.ts";
import { fold, occurrences } from "./normal.ts";
import type { Tables } from "./schema.ts";
import type { ConcordancePage } from "./stored.ts";
import { PAGE_LIMIT, unitsById } from "./units.ts";

/** Which hits of a concordance are asked for. */
export interface ConcordanceOptions {
  /** Only the units of this document set. */
  readonly documentSet?: string;
  /** How many hits to pass over, from 0. */
  readonly from?: number;
  /** 1..{@link PAGE_LIMIT}; 50 if left out. */
  readonly limit?: number;
}

/**
 * Every unit in which a phrase occurs, folded as {@link fold} says: in the order in which document sets were
 * taken in, and of place in them.
 *
 * @throws {RangeError} for a tag that is none
 */
export async function concordance(
  db: Kysely<Tables>,
  engine: Engine,
  phrase: string,
  language: string,
  { documentSet, from = 0, limit = 50 }: ConcordanceOptions = {},
): Promise<ConcordancePage> {
  const needle = fold(phrase).text;
  if (!needle) return { hits: [], total: 0 };
  const candidates = await engine.candidates(db, needle);
  if (candidates === "none") return { hits: [], total: 0 };
  let query = db
    .selectFrom("variant")
    .select("variant.unit")
    .where("variant.language", "=", languageCode(language))
    .where("variant.unit", "not in", (of) => of.selectFrom("unit").select("id").where("status", "=", "rejected"))
    .where(engine.holds(needle))
    .orderBy("variant.unit");
  if (candidates !== "all") query = query.where(candidates);
  if (documentSet)
    query = query.where("variant.unit", "in", (of) =>
      of.selectFrom("unit").select("id").where("document_set", "=", documentSet),
    );
  // All hits are found once, for their number and their order; their texts are fetched for the page alone.
  const all = (await query.execute()).map(({ unit }) => unit);
  const total = all.length;
  const page = all.slice(from, from + Math.min(limit, PAGE_LIMIT));
  const units = await unitsById(db, page);
  return {
    hits: units.map((unit) => ({ unit, places: occurrences(unit.variants[languageCode(language)] ?? "", phrase) })),
    total,
    ...(from + page.length < total && { next: from + page.length }),
  };
}
