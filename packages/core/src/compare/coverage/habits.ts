import type { Candidates, SignNats } from "./omitted.ts";
import { endsWithMark } from "./row-texts.ts";

/** A resolution shows a sign without an omission in one of so many rows; no document is taken to show it less. */
const ROWS_PER_SURPLUS = 400;
const ROWS_PER_OPEN_END = 55;
/** A document is taken for a resolution until more rows than this say otherwise. */
const PRIOR_ROWS = 50;

/** What a sign says that so many rows show without an omission: the log of how rare it is. */
const natsOf = (shown: number, rows: number, rowsPerSign: number): number =>
  Math.log(Math.min(rowsPerSign, (rows + PRIOR_ROWS) / (shown + PRIOR_ROWS / rowsPerSign)));

/**
 * That one side has more sentences. Free translations divide and join them anyway; a row shows that it did where words and lengths
 * speak against an omission.
 */
export function surplusNats(rows: readonly Candidates[]): SignNats {
  const divided = ([0, 1] as const).map(
    (side) => rows.filter((row) => row[side].hasMore && (row[side].surplus?.nats ?? -1) < 0).length,
  );
  return [natsOf(divided[0]!, rows.length, ROWS_PER_SURPLUS), natsOf(divided[1]!, rows.length, ROWS_PER_SURPLUS)];
}

/** That the other side alone ends without a mark. Some translations leave end marks out. */
export function openEndNats(rows: readonly (readonly [string, string])[]): SignNats {
  const ends = rows.map((own) => own.map(endsWithMark));
  const shown = ends.filter(([first, second]) => first && !second).length;
  const other = ends.filter(([first, second]) => second && !first).length;
  return [natsOf(shown, rows.length, ROWS_PER_OPEN_END), natsOf(other, rows.length, ROWS_PER_OPEN_END)];
}
