import type { Kysely } from "kysely";
import type { Document } from "../../document/document.ts";
import type { Engine } from "../database/engine.ts";
import { namesOf } from "../database/names.ts";
import type { Tables } from "../database/schema.ts";
import { rowsOf, variantsOf } from "../rows/rows.ts";
import { textsKey, type WholeRow, wholeRows } from "../rows/whole-rows.ts";
import type { RowStatus, StoredRow } from "../stored.ts";
import {
  type Asked,
  type Change,
  type Corrected,
  type Correction,
  ImpossibleCorrection,
  isInner,
  type RowCorrection,
  realigned,
} from "./corrections.ts";
import { correctTo } from "./replacing.ts";
import { correctedInside } from "./row-units.ts";
import { placed } from "./seen.ts";

/** An automatic row that every language has, and that is at least so sure, is not aligned again for what stands beside it. */
const MIN_ANCHOR_CONFIDENCE = 0.99;
/** Rows to either side of a correction that are aligned again at most. */
const REACH_ROWS = 20;

/** See {@link Memory.correct}; `db` is a transaction. */
export async function correctRows(
  db: Kysely<Tables>,
  engine: Engine,
  documentSet: string,
  asked: Correction,
  { seen, by }: Asked = {},
): Promise<Corrected> {
  const correction = seen ? await placed(db, documentSet, asked, seen) : asked;
  const { position } = correction;
  const correcting = { correction, by };
  const others = isInner(correction) ? [] : otherRows(correction);
  const [low, high] = [Math.min(position, ...others), Math.max(position, ...others)];
  if (!(low >= 0) || high - low > 10 * REACH_ROWS)
    throw new ImpossibleCorrection(
      `a correction spans at most ${10 * REACH_ROWS} rows from row 0 on, not rows ${low} to ${high}`,
    );
  const from = Math.max(0, low - REACH_ROWS);
  const around = await rowsOf(db, documentSet, { from, limit: high + REACH_ROWS + 1 - from });
  if (isInner(correction)) {
    const row = around[position - from];
    if (!row) throw new ImpossibleCorrection(`there is no row ${position}`);
    const [whole] = (await wholeRows(db, [row])) as [WholeRow];
    return correctTo(db, engine, documentSet, [row], [correctedInside(whole, correction)], correcting);
  }

  if (!around[high - from]) throw new ImpossibleCorrection(`there is no row ${high}`);
  const languages = new Set(around.flatMap(({ blocks }) => Object.keys(blocks)));
  const isNote = around[position - from]?.role === "note";
  const isAnchor = (row: StoredRow): boolean =>
    (row.role === "note") !== isNote ||
    row.status !== "automatic" ||
    (row.confidence >= MIN_ANCHOR_CONFIDENCE && Object.keys(row.blocks).length === languages.size);
  const first = from + around.slice(0, low - from).findLastIndex(isAnchor) + 1;
  const next = around.findIndex((row, at) => from + at > high && isAnchor(row));
  const stretch = around.slice(first - from, next < 0 ? undefined : next);
  if (stretch.some(({ role }) => (role === "note") !== isNote))
    throw new ImpossibleCorrection("a note and a paragraph of the text cannot be one row");

  const { rows, documents } = realigned(stretch, correction, first);
  const before = Map.groupBy(await wholeRows(db, stretch), ({ row }) => textsKey(row));
  const made = rows.map((row): WholeRow => {
    const blocks = Object.fromEntries(
      Object.entries(row.units).map(([language, units]) => [
        language,
        units.map((unit) => {
          const { number, text, marks = [] } = (documents.get(language) as Document).blocks[unit]!;
          return { ...(number !== undefined && { number }), text, marks };
        }),
      ]),
    );
    // Of several with the same texts each is kept once, in order.
    const old = before.get(textsKey({ blocks }))?.shift();
    if (old) return old;
    const { confidence, origin } = row;
    const status: RowStatus = origin === "corrected" ? "confirmed" : "automatic";
    const number = Object.values(blocks)[0]?.[0]?.number;
    return {
      row: {
        role: isNote ? "note" : row.role,
        ...(number !== undefined && { number }),
        confidence,
        origin,
        status,
        blocks,
      },
      units: row.rows.map((inner) => ({
        confidence: inner.confidence,
        origin,
        status,
        variants: Object.fromEntries(variantsOf(row, inner, documents)),
      })),
    };
  });
  const isSame = (old: StoredRow | undefined, now: WholeRow | undefined): boolean =>
    old !== undefined && old.version === now?.row.version;
  let head = 0;
  while (isSame(stretch[head], made[head])) head++;
  let tail = 0;
  while (isSame(stretch.at(-1 - tail), made.at(-1 - tail)) && tail < Math.min(stretch.length, made.length) - head)
    tail++;
  const changed = made.slice(head, made.length - tail);
  return correctTo(db, engine, documentSet, stretch.slice(head, stretch.length - tail), changed, correcting);
}

/** The rows beside its own that a correction speaks of. */
function otherRows(correction: RowCorrection): number[] {
  const { action, position } = correction;
  if (action === "merge") return [position + correction.count - 1];
  if (action === "link") return [correction.other];
  return action === "move" ? [position + (correction.to === "before" ? -1 : 1)] : [];
}

/** See {@link Memory.changes}. */
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
