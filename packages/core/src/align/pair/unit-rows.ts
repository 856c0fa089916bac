import { type SegmentedText, unitBorders, unitsOf } from "../text/segments.ts";

/** A row: for each language l, the units `from[l] <= u < to[l]`. */
export interface RowSpan {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Whether a row has units in language l. */
export const hasUnits = ({ from, to }: RowSpan, l: number): boolean => from[l]! < to[l]!;

/** A row of units, with the rows of their segments. */
export interface RowOfUnits<R> extends RowSpan {
  readonly rows: readonly R[];
}

/**
 * Makes rows of units from rows of their segments. A unit is never cut: if a row of segments ends inside a unit of any
 * language, it is joined with the next. Units without a linked segment stand alone.
 *
 * @param rows of segments, in order, every segment of every language in exactly one
 * @param texts of each language
 * @returns rows of units in order, every unit in exactly one
 */
export function unitRows<R extends RowSpan>(rows: readonly R[], texts: readonly SegmentedText[]): RowOfUnits<R>[] {
  const borders = texts.map(unitBorders);
  const unitAt = texts.map((own) => [...unitsOf(own), own.starts.length - 1]);
  const unitsAt = (places: readonly number[]): number[] => places.map((segment, l) => unitAt[l]![segment]!);
  const made: RowOfUnits<R>[] = [];
  let open: R[] = [];
  let from = texts.map(() => 0);
  const at = [...from];
  for (const row of inFewestCuts(rows, borders)) {
    open.push(row);
    for (const l of languagesOf(row)) at[l] = row.to[l]!;
    if (at.some((segment, l) => !borders[l]?.[segment])) continue;
    const whole = { from: unitsAt(from), to: unitsAt(at), rows: open };
    made.push(...(open.some((own) => languagesOf(own).length > 1) ? [whole] : alone(whole, texts)));
    open = [];
    from = [...at];
  }
  return made;
}

/** Takes apart a row that links nothing: each of its units stands by itself, and so do the segments of each unit. */
function alone<R extends RowSpan>({ from, to, rows }: RowOfUnits<R>, texts: readonly SegmentedText[]): RowOfUnits<R>[] {
  return texts.flatMap(({ starts }, l) => {
    const [first, end] = [from[l]!, to[l]!];
    return Array.from({ length: end - first }, (_, n): RowOfUnits<R> => {
      const [start, stop] = [starts[first + n]!, starts[first + n + 1]!];
      const own = rows.filter((row) => hasUnits(row, l) && row.from[l]! < stop && row.to[l]! > start);
      return {
        from: from.map((unit, o) => (o === l ? first + n : unit)),
        to: from.map((unit, o) => (o === l ? first + n + 1 : unit)),
        rows: own.map((row) => ({
          ...row,
          from: row.from.with(l, Math.max(start, row.from[l]!)),
          to: row.to.with(l, Math.min(stop, row.to[l]!)),
        })),
      };
    });
  });
}

/** A row may be moved forward by at most this many rows. */
const MAX_LOOK_AHEAD_ROWS = 50;

/**
 * Orders rows that have no language in common, and so may stand in either order, to cut the fewest units. A row that
 * continues a unit comes first, then one that ends where units end, then the rest.
 */
function inFewestCuts<R extends RowSpan>(rows: readonly R[], borders: readonly Uint8Array[]): R[] {
  const made: R[] = [];
  const isMade = new Uint8Array(rows.length);
  const at = borders.map(() => 0);
  for (let first = 0; first < rows.length; ) {
    const taken = new Set<number>();
    let best = first;
    let most = -1;
    for (
      let n = first;
      n < Math.min(rows.length, first + MAX_LOOK_AHEAD_ROWS) && taken.size < at.length && most < GOES_ON;
      n++
    ) {
      if (isMade[n]) continue;
      const row = rows[n]!;
      const own = languagesOf(row);
      const isNext = own.every((l) => !taken.has(l));
      for (const l of own) taken.add(l);
      if (!isNext) continue;
      const ends = (l: number): boolean => borders[l]?.[row.to[l]!] === 1;
      const worth = own.some((l) => !borders[l]?.[at[l]!]) ? GOES_ON : own.every(ends) ? WHOLE : 0;
      if (worth > most) [best, most] = [n, worth];
    }
    const row = rows[best]!;
    for (const l of languagesOf(row)) at[l] = row.to[l]!;
    made.push(row);
    isMade[best] = 1;
    while (isMade[first]) first++;
  }
  return made;
}

const GOES_ON = 2;
const WHOLE = 1;

const languagesOf = (row: RowSpan): number[] => row.from.flatMap((_, l) => (hasUnits(row, l) ? [l] : []));
