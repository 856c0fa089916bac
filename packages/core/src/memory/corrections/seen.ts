import type { Kysely } from "kysely";
import { contentOf } from "../database/content.ts";
import type { Tables } from "../database/schema.ts";
import { rowsOf } from "../rows/rows.ts";
import { versionIn } from "../rows/versions.ts";
import { type Correction, ImpossibleCorrection, MissingVersion, StaleVersion } from "./corrections.ts";

/**
 * Sees to it that a correction is made of what its author saw, and finds the place where that stands now: rows may have come or
 * gone above it.
 *
 * @param seen the version of the row or unit that is corrected first, then those of other rows that it speaks of
 * @returns the correction, with the positions that are right now
 * @throws {StaleVersion} where something is no longer as it was seen
 * @throws {MissingVersion} where what is corrected, or the row that is to be linked, has no version among them
 */
export async function placed(
  db: Kysely<Tables>,
  documentSet: string,
  correction: Correction,
  seen: readonly string[],
): Promise<Correction> {
  const positions: number[] = [];
  for (const [at, version] of seen.entries()) {
    const named = versionIn(version);
    if (!named) throw new ImpossibleCorrection(`“${version}” is no version; a row's is as r17-3, a unit's as u17-3`);
    if (at === 0 && named.kind === "unit" && named.id !== correction.unit)
      throw new ImpossibleCorrection(
        `${version} is a version of unit ${named.id}; what is corrected is ${correction.unit === undefined ? "a row" : `unit ${correction.unit}`}`,
      );
    const now = await stateNow(db, documentSet, named.kind, named.id);
    if (now?.version !== named.version) {
      const position = now?.position ?? correction.position;
      const what = `${named.kind} ${named.kind === "unit" ? named.id : position}`;
      const how = now ? "has been changed" : "is there no more: it has been changed";
      throw new StaleVersion(
        `${what} ${how} since it was seen; look at what is there now, and correct that`,
        await rowsOf(db, documentSet, { from: position, limit: 1 }),
      );
    }
    positions.push(now.position);
  }
  const [position, other] = positions;
  if (position === undefined || (correction.action === "link" && other === undefined)) throw new MissingVersion();
  return correction.action === "link" && other !== undefined
    ? { ...correction, position, other }
    : { ...correction, position };
}

/** The version of a row or unit of a document set, and the position of the row that it is in; undefined where it is not there. */
async function stateNow(
  db: Kysely<Tables>,
  documentSet: string,
  kind: "row" | "unit",
  id: number,
): Promise<{ readonly version: number; readonly position: number } | undefined> {
  if (kind === "row")
    return db
      .selectFrom("paragraph")
      .select(["version", "position"])
      .where("document_set", "=", contentOf(documentSet))
      .where("id", "=", id)
      .executeTakeFirst();
  return db
    .selectFrom("unit")
    .innerJoin("paragraph", "paragraph.id", "unit.paragraph")
    .select(["unit.version", "paragraph.position"])
    .where("unit.document_set", "=", contentOf(documentSet))
    .where("unit.id", "=", id)
    .executeTakeFirst();
}
