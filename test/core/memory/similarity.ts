/** Plain Levenshtein over tokens, as the definition says: the truth that what finds texts is measured by. */
export function similarity(a: readonly string[], b: readonly string[]): number {
  const costs = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = costs[0] as number;
    costs[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const above = costs[j] as number;
      costs[j] = Math.min(above + 1, (costs[j - 1] as number) + 1, diagonal + (a[i - 1] === b[j - 1] ? 0 : 1));
      diagonal = above;
    }
  }
  return 1 - (costs[b.length] as number) / Math.max(a.length, b.length);
}

const isNumber = (word: string): boolean => /^\d+$/.test(word);

/** Whether two texts differ, and in nothing but numbers. */
export const placeablesOnly = (a: readonly string[], b: readonly string[]): boolean =>
  a.join() !== b.join() &&
  a.length === b.length &&
  a.every((word, at) => word === b[at] || (isNumber(word) && isNumber(b[at] as string)));
