import type { Kysely } from "kysely";
import { namesOf } from "../database/names.ts";
import type { Tables } from "../database/schema.ts";
import { rowsOf } from "../rows/rows.ts";
import { type WholeRow, wholeRows } from "../rows/whole-rows.ts";
import {
  type Asked,
  type Change,
  type Corrected,
  type Correction,
  ImpossibleCorrection,
  type InnerCorrection,
  type RowCorrection,
} from "./corrections.ts";
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
  const made = changes.map((change) => ({ ...change, correction: JSON.parse(change.correction) as Correction }));
  const texts = await textsBefore(
    db,
    made.filter(({ correction }) => "language" in correction),
  );
  return made.map(({ id, at, correction, by }) => {
    const before = texts.get(id);
    return {
      ...{ id, at, correction },
      ...(before !== undefined && { before }),
      ...(by !== null && { by: names.get(by) ?? by }),
    };
  });
}

/** The texts that corrections of one language had before them, by change. Of a link all rows between are kept: they are not read. */
async function textsBefore(
  db: Kysely<Tables>,
  changes: readonly { readonly id: number; readonly correction: Correction }[],
): Promise<ReadonlyMap<number, string>> {
  if (changes.length === 0) return new Map();
  const corrections = new Map(changes.map(({ id, correction }) => [id, correction]));
  const kept = await db
    .selectFrom("change")
    .select(["id", "position", "replaced"])
    .where("id", "in", [...corrections.keys()])
    .execute();
  return new Map(
    kept.flatMap(({ id, position, replaced }) => {
      const before = textBefore(corrections.get(id) as Correction, position, JSON.parse(replaced));
      return before === undefined ? [] : [[id, before] as const];
    }),
  );
}

/**
 * The text that a correction of one language had before it.
 *
 * @param from position of the first row that it replaced
 */
function textBefore(correction: Correction, from: number, replaced: readonly WholeRow[]): string | undefined {
  if (!("language" in correction)) return undefined;
  const { language, position } = correction;
  if ("unit" in correction && correction.unit !== undefined) {
    const { unit } = correction;
    return replaced.flatMap(({ units }) => units).find(({ id }) => id === unit)?.variants[language];
  }
  const blocks = replaced[position - from]?.row.blocks[language] ?? [];
  const own = "blocks" in correction ? movedOf(blocks, correction) : blocks;
  return own.length === 0 ? undefined : own.map(({ text }) => text).join("\n");
}

/** The blocks of a row that a correction moves: its first to the row before, its last to the row after. */
const movedOf = <T>(
  blocks: readonly T[],
  { to, blocks: count }: Extract<RowCorrection, { action: "move" }>,
): readonly T[] => (to === "before" ? blocks.slice(0, count) : blocks.slice(-count));
