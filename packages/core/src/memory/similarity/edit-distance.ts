const row = new Int32Array(1 << 16);

/**
 * Levenshtein distance of two runs of tokens, if it is at most `most`: the programme is cut to a band of that width
 * (Ukkonen 1985), O(most · length), after what both begin and end with, which costs no edit, is left out.
 *
 * @param a, b token ids; of `b` the tokens `from <= at < from + length`
 * @returns the distance, or `most + 1` if it is larger
 */
export function editDistance(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  from: number,
  length: number,
  most: number,
): number {
  if (Math.abs(a.length - length) > most) return most + 1;
  const shorter = Math.min(a.length, length);
  let head = 0;
  while (head < shorter && a[head] === b[from + head]) head++;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[from + length - 1 - tail]) tail++;
  const [rows, columns] = [a.length - head - tail, length - head - tail];
  const start = from + head;
  const costs = columns < row.length ? row : new Int32Array(columns + 1);
  for (let j = 0; j <= columns; j++) costs[j] = j <= most ? j : most + 1;
  for (let i = 1; i <= rows; i++) {
    const low = Math.max(1, i - most);
    const high = Math.min(columns, i + most);
    let diagonal = costs[low - 1]!;
    let least = low === 1 ? i : most + 1;
    costs[low - 1] = least;
    const own = a[head + i - 1];
    for (let j = low; j <= high; j++) {
      const above = j === i + most ? most + 1 : costs[j]!;
      const cost = own === b[start + j - 1] ? diagonal : 1 + Math.min(diagonal, above, costs[j - 1]!);
      diagonal = costs[j]!;
      costs[j] = cost;
      if (cost < least) least = cost;
    }
    if (high < columns) costs[high + 1] = most + 1;
    if (least > most) return most + 1;
  }
  return Math.min(most + 1, costs[columns]!);
}
