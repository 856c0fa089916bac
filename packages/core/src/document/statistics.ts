/**
 * Returns the value that a share of the values does not exceed: `sorted[⌊share · (n − 1)⌋]`.
 *
 * @param values at least one
 * @param share 0..1
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] as number;
}

/** Returns the middle value, the upper of two; undefined if there are no values. */
export function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/**
 * Returns the most frequent value and its count; undefined if there are no values.
 *
 * @param ties which of several equally frequent values is taken
 */
export function mode(
  values: readonly number[],
  ties: "least" | "greatest",
): { readonly value: number; readonly count: number } | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: { value: number; count: number } | undefined;
  for (const [value, count] of counts) {
    const isTied = best?.count === count && (ties === "least" ? value < best.value : value > best.value);
    if (!best || count > best.count || isTied) best = { value, count };
  }
  return best;
}

/** Returns the size of the largest cluster of values at most `width` apart, and the greatest value of the last such. */
export function largestCluster(
  values: readonly number[],
  width: number,
): { readonly size: number; readonly end: number } {
  const sorted = [...values].sort((a, b) => a - b);
  let [size, end] = [0, 0];
  for (let from = 0, to = 0; from < sorted.length; from++) {
    while (to < sorted.length && (sorted[to] as number) - (sorted[from] as number) <= width) to++;
    if (to - from >= size) [size, end] = [to - from, sorted[to - 1] as number];
  }
  return { size, end };
}
