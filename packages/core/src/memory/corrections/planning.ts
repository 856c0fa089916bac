import type { Kysely } from "kysely";
import { SextantError } from "../../error.ts";
import type { Tables } from "../database/schema.ts";
import { rowsOf } from "../rows/rows.ts";
import { type WholeRow, wholeRows } from "../rows/whole-rows.ts";
import type { StoredRow } from "../stored.ts";
import { type Asked, type Corrected, ImpossibleCorrection, type RowCorrection } from "./corrections.ts";
import { realigned } from "./realigning.ts";
import { type ChangedSet, correctTo } from "./replacing.ts";
import { placed } from "./seen.ts";

/** An automatic row that every language has, and that is at least so sure, is not aligned again for what stands beside it. */
const MIN_ANCHOR_CONFIDENCE = 0.9;
/** Rows to either side of a correction that are aligned again at most. */
const REACH_ROWS = 10;
/** Rows that a correction may span. */
const MAX_SPAN_ROWS = 200;
/** A plan that was overtaken is made anew, so many times in all. */
const MAX_PLANS = 10;

/**
 * What a correction of rows comes to. Aligning takes seconds, and nobody else is to wait for it: a plan is made of one state of
 * the memory, without changing it, and carried out if its rows are still as they were. It is data, for another thread.
 */
export interface CorrectionPlan {
  readonly correction: RowCorrection;
  /** Where the rows stand that give way. */
  readonly position: number;
  /** The versions of the rows that give way, which follow each other. */
  readonly replaces: readonly string[];
  readonly rows: readonly WholeRow[];
}

/**
 * Makes the plan of a correction, see {@link KeptCorrections.plan}.
 *
 * @throws {ImpossibleCorrection}
 * @throws {StaleVersion} @throws {MissingVersion} see {@link placed}
 */
export async function plannedCorrection(
  db: Kysely<Tables>,
  documentSet: string,
  asked: RowCorrection,
  { seen }: Pick<Asked, "seen">,
): Promise<CorrectionPlan> {
  const correction = seen ? ((await placed(db, documentSet, asked, seen)) as RowCorrection) : asked;
  const { rows, first } = await stretchOf(db, documentSet, correction);
  const before = await wholeRows(db, rows);
  const after = realigned(before, correction, first);
  // A row that is as it was, in front or behind, is not written again.
  const isSame = (at: number): boolean => before.at(at)?.row.version === after.at(at)?.row.version;
  const most = Math.min(before.length, after.length);
  let [head, tail] = [0, 0];
  while (head < most && isSame(head)) head++;
  while (tail < most - head && isSame(-1 - tail)) tail++;
  return {
    correction,
    position: first + head,
    replaces: rows.slice(head, rows.length - tail).map(({ version }) => version),
    rows: after.slice(head, after.length - tail),
  };
}

/**
 * The rows that a correction speaks of; where it leaves blocks to find a new place, also those beside them that are not sure.
 *
 * @throws {ImpossibleCorrection} where it spans too much, or text and notes
 */
async function stretchOf(
  db: Kysely<Tables>,
  documentSet: string,
  correction: RowCorrection,
): Promise<{ readonly rows: StoredRow[]; readonly first: number }> {
  const spoken = [correction.position, ...otherRows(correction)];
  const [low, high] = [Math.min(...spoken), Math.max(...spoken)];
  if (!(low >= 0) || high - low > MAX_SPAN_ROWS)
    throw new ImpossibleCorrection(
      `a correction spans at most ${MAX_SPAN_ROWS} rows from row 0 on, not rows ${low} to ${high}`,
    );
  const reach = correction.action === "move" ? REACH_ROWS : 0;
  const from = Math.max(0, low - reach);
  const around = await rowsOf(db, documentSet, { from, limit: high + reach + 1 - from });
  const own = around.slice(low - from, high - from + 1);
  if (own.length <= high - low) throw new ImpossibleCorrection(`there is no row ${high}`);
  const isNote = own[0]?.role === "note";
  if (own.some(({ role }) => (role === "note") !== isNote))
    throw new ImpossibleCorrection("a note and a paragraph of the text cannot be one row");
  const languages = new Set(around.flatMap(({ blocks }) => Object.keys(blocks)));
  const isAnchor = ({ role, status, confidence, blocks }: StoredRow): boolean =>
    (role === "note") !== isNote ||
    status !== "automatic" ||
    (confidence >= MIN_ANCHOR_CONFIDENCE && Object.keys(blocks).length === languages.size);
  const first = from + around.slice(0, low - from).findLastIndex(isAnchor) + 1;
  const next = around.findIndex((row, at) => from + at > high && isAnchor(row));
  return { rows: around.slice(first - from, next < 0 ? undefined : next), first };
}

/** The rows beside its own that a correction speaks of. */
function otherRows(correction: RowCorrection): number[] {
  const { action, position } = correction;
  if (action === "merge") return [position + correction.count - 1];
  if (action === "link") return [correction.other];
  return action === "move" ? [position + (correction.to === "before" ? -1 : 1)] : [];
}

/**
 * Does what was planned.
 *
 * @returns undefined where the rows are no longer as they were: then another plan is made
 */
export async function carriedOut(
  set: ChangedSet,
  { correction, position, replaces, rows }: CorrectionPlan,
  { by }: Pick<Asked, "by">,
): Promise<Corrected | undefined> {
  const old = await rowsOf(set.db, set.documentSet, { from: position, limit: replaces.length });
  const isAsPlanned = old.length === replaces.length && old.every(({ version }, at) => version === replaces[at]);
  return isAsPlanned ? correctTo(set, old, rows, { correction, by }) : undefined;
}

/**
 * Makes plans until one is carried out.
 *
 * @param planned undefined where none is needed, because the request was answered before
 * @param carriedOut undefined where the rows were changed since they were planned
 * @throws {SextantError} `memory-busy` where others were faster each time
 */
export async function planAndCarryOut<Plan>(
  planned: () => Promise<Plan>,
  carriedOut: (plan: Plan) => Promise<Corrected | undefined>,
): Promise<Corrected> {
  for (let plans = 0; plans < MAX_PLANS; plans++) {
    const done = await carriedOut(await planned());
    if (done) return done;
  }
  throw new SextantError("memory-busy", "others go on correcting these rows; nothing was changed; try it again later");
}
