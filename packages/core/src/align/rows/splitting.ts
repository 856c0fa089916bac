import type { RowSpan } from "../pair/unit-rows.ts";
import type { LinkVotes } from "./link-votes.ts";

/**
 * Cuts a row in two if that raises its vote. Each segment border of each language is tried, with the others cut where
 * they fit best.
 */
export function split(votes: LinkVotes, row: RowSpan): RowSpan[] {
  const size = row.from.map((from, l) => row.to[l]! - from);
  if (size.every((count) => count <= 1)) return [row];
  let best = votes.within(row) + 1e-9;
  let cut: [RowSpan, RowSpan] | undefined;
  size.forEach((count, l) => {
    for (let at = 1; at < count; at++) {
      const border = borderAt(votes, row, l, at);
      const parts: [RowSpan, RowSpan] = [
        { from: row.from, to: border },
        { from: border, to: row.to },
      ];
      const worth = votes.within(parts[0]) + votes.within(parts[1]);
      if (worth > best) {
        best = worth;
        cut = parts;
      }
    }
  });
  return cut ? cut.flatMap((part) => split(votes, part)) : [row];
}

/**
 * Finds the border of a row that is cut before its segment `at` of language l. The other languages follow one by one,
 * each cut where it links best with those that are already cut.
 *
 * @returns the first segment after the border, for each language
 */
function borderAt(votes: LinkVotes, row: RowSpan, l: number, at: number): number[] {
  const border = row.from.map((from, o) => (o === l ? from + at : from));
  const placed = [l];
  row.from.forEach((from, o) => {
    const end = row.to[o]!;
    if (o === l || from === end) return;
    let most = -Infinity;
    for (let middle = from; middle <= end; middle++) {
      let worth = 0;
      for (const p of placed) {
        worth += votes.worth(p, row.from[p]!, border[p]!, o, from, middle);
        worth += votes.worth(p, border[p]!, row.to[p]!, o, middle, end);
      }
      if (worth > most) {
        most = worth;
        border[o] = middle;
      }
    }
    placed.push(o);
  });
  return border;
}
