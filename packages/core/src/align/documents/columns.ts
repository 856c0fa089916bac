import { asciiDigits } from "../../language/script.ts";

/** The texts of a row of a table, by the column in which each begins. */
export type RowTexts = ReadonlyMap<number, string>;

/** Rows of two tables that translate one another, of which so many tell how the columns do. */
const MAX_TELLING_ROWS = 200;
/** How much more than the columns as they stand those turned round must say, for each row. */
const MIN_TURNED_GAIN = 0.5;

/**
 * Tells which columns of two tables translate one another, by what stands in the rows that do: numbers, lengths, what is
 * empty. Columns stand in the same order, but one table may lack some; or one table has them all turned round, as a reader
 * that takes a table in Arabic from left to right. O(rows + columns²).
 *
 * @returns of each column of the first table that has one, its column of the second
 */
export function columnPairs(rows: readonly (readonly [RowTexts, RowTexts])[]): Map<number, number> {
  const step = Math.ceil(rows.length / MAX_TELLING_ROWS);
  const telling = rows.filter((_, at) => at % step === 0);
  const [sources, targets] = [columnsOf(telling.map(([own]) => own)), columnsOf(telling.map(([, own]) => own))];
  const scores = sources.map((source) =>
    targets.map((target) => telling.reduce((sum, [a, b]) => sum + fit(a.get(source), b.get(target)), 0)),
  );
  const straight = bestInOrder(scores);
  const turned = bestInOrder(scores.map((row) => row.toReversed()));
  const isTurned = turned.score > straight.score + MIN_TURNED_GAIN * telling.length;
  const pairs = isTurned ? turned.pairs.map(([a, b]) => [a, targets.length - 1 - b] as const) : straight.pairs;
  return new Map(pairs.map(([a, b]) => [sources[a]!, targets[b]!]));
}

function columnsOf(rows: readonly RowTexts[]): number[] {
  const last = rows.reduce((most, row) => Math.max(most, ...row.keys()), -1);
  return Array.from({ length: last + 1 }, (_, column) => column);
}

/** How well two cells fit each other, about -1..2; 0 for none at all. */
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

/** Whether a text is a number, with what belongs to it, and no word. */
export const isNumeric = (text: string): boolean => /\p{N}/u.test(text) && !/\p{L}{2}/u.test(text);

/** The pairs, rising on both sides, with the greatest sum of scores. A column that is left out costs nothing. */
function bestInOrder(scores: readonly (readonly number[])[]): { score: number; pairs: (readonly [number, number])[] } {
  const width = scores[0]?.length ?? 0;
  const best = Array.from({ length: scores.length + 1 }, () => new Float64Array(width + 1));
  scores.forEach((row, a) => {
    row.forEach((score, b) => {
      // Places count where nothing else tells: equal columns rather than neighbours.
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

/** What it is worth to pair two columns at all: even an empty one has its place. */
const PLACE = 1e-3;
