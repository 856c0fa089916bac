import { asciiDigits } from "../../language/script.ts";

/** The texts of a row of a table, by the column in which each begins. */
export type RowTexts = ReadonlyMap<number, string>;

/** At most this many rows decide how the columns of two tables are paired. */
const MAX_COMPARED_ROWS = 200;
/** Reversed columns are taken if they gain this much for each row over columns as they stand. */
const MIN_REVERSED_GAIN = 0.5;

/**
 * Pairs the columns of two tables by rows that translate each other: by numbers, lengths, and empty cells. Columns
 * stand in the same order, but a table may lack some. One table may have all columns reversed, as when a reader takes
 * an Arabic table from left to right. O(rows + columns²).
 *
 * @returns maps columns of the first table to columns of the second; columns without a counterpart are left out
 */
export function columnPairs(rows: readonly (readonly [RowTexts, RowTexts])[]): Map<number, number> {
  const step = Math.ceil(rows.length / MAX_COMPARED_ROWS);
  const compared = rows.filter((_, at) => at % step === 0);
  const [sources, targets] = [columnsOf(compared.map(([own]) => own)), columnsOf(compared.map(([, own]) => own))];
  const scores = sources.map((source) =>
    targets.map((target) => compared.reduce((sum, [a, b]) => sum + fit(a.get(source), b.get(target)), 0)),
  );
  const straight = bestInOrder(scores);
  const reversed = bestInOrder(scores.map((row) => row.toReversed()));
  const isReversed = reversed.score > straight.score + MIN_REVERSED_GAIN * compared.length;
  const pairs = isReversed ? reversed.pairs.map(([a, b]) => [a, targets.length - 1 - b] as const) : straight.pairs;
  return new Map(pairs.map(([a, b]) => [sources[a]!, targets[b]!]));
}

function columnsOf(rows: readonly RowTexts[]): number[] {
  const last = rows.reduce((most, row) => Math.max(most, ...row.keys()), -1);
  return Array.from({ length: last + 1 }, (_, column) => column);
}

/** How well two cells fit each other, about -1..2; 0 if both are missing. */
function fit(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : -0.5;
  const [ours, theirs] = [numbersOf(a), numbersOf(b)];
  const shared = [...ours].filter((number) => theirs.has(number)).length;
  const all = ours.size + theirs.size - shared;
  const numbers = all === 0 ? 0 : (3 * shared) / all - 1;
  const length = Math.abs(Math.log((a.length + 5) / (b.length + 5)));
  return 0.5 + numbers - 0.5 * length - (isNumeric(a) === isNumeric(b) ? 0 : 0.5);
}

const numbersOf = (text: string): Set<string> => new Set(asciiDigits(text).match(/\d+/g));

/** Whether a text is a number, perhaps with signs or a unit of one letter, and has no word. */
export const isNumeric = (text: string): boolean => /\p{N}/u.test(text) && !/\p{L}{2}/u.test(text);

/** Finds the pairs, rising on both sides, with the greatest sum of scores. A column that is left out costs nothing. */
function bestInOrder(scores: readonly (readonly number[])[]): { score: number; pairs: (readonly [number, number])[] } {
  const width = scores[0]?.length ?? 0;
  const best = Array.from({ length: scores.length + 1 }, () => new Float64Array(width + 1));
  scores.forEach((row, a) => {
    row.forEach((score, b) => {
      // Places decide where nothing else does: equal columns before neighbours.
      const paired = best[a]![b]! + score + PLACE;
      best[a + 1]![b + 1] = Math.max(best[a]![b + 1]!, best[a + 1]![b]!, paired);
    });
  });
  const pairs: (readonly [number, number])[] = [];
  for (let a = scores.length, b = width; a > 0 && b > 0; ) {
    const own = best[a]![b]!;
    if (own === best[a - 1]![b - 1]! + scores[a - 1]![b - 1]! + PLACE) pairs.unshift([--a, --b]);
    else if (own === best[a - 1]![b]!) a--;
    else b--;
  }
  return { score: best[scores.length]![width]!, pairs };
}

/** Gain for pairing two columns at all, also empty ones. */
const PLACE = 1e-3;
