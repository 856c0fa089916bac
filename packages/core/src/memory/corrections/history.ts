import type { Kysely } from "kysely";
import { namesOf } from "../database/names.ts";
import type { Tables } from "../database/schema.ts";
import { rowsOf } from "../rows/rows.ts";
import { type WholeRow, wholeRows } from "../rows/whole-rows.ts";
import { type Asked, type Change, type Corrected, ImpossibleCorrection, type InnerCorrection } from "./corrections.ts";
import { type ChangedSet, correctTo } from "./replacing.ts";
import { correctedInside } from "./row-units.ts";
import { placed } from "./seen.ts";

/** Makes a correction that leaves all blocks in their rows. */
export async function correctInside(set: ChangedSet, asked: InnerCorrection, { seen, by }: Asked): Promise<Corrected> {
  const { db, documentSet } = set;
  const correction = seen ? ((await placed(db, documentSet, asked, seen)) as InnerCorrection) : asked;
  const { position } = correction;
  const [row] = position >= 0 ? await rowsOf(db, documentSet, { from: position, limit: 1 }) : [];
  if (row?.position !== position) throw new ImpossibleCorrection(`there is no row ${position}`);
  const [whole] = await wholeRows(db, [row]);
  return correctTo(set, [row], [correctedInside(whole as WholeRow, correction)], { correction, by });
}

/** See {@link KeptCorrections.changes}. */
export async function changesOf(db: Kysely<Tables>, documentSet: string): Promise<Change[]> {
  const changes = await db
    .selectFrom("change")
    .select(["id", "at", "correction", "by"])
    .where("document_set", "=", documentSet)
    .orderBy("id", "desc")
    .limit(100)
    .execute();
  const names = await namesOf(
    db,
    changes.flatMap(({ by }) => by ?? []),
  );
  return changes.map(({ id, at, correction, by }) => ({
    ...{ id, at, correction: JSON.parse(correction) },
    ...(by !== null && { by: names.get(by) ?? by }),
  }));
}
