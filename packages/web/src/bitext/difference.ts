/** What two texts have in common at their ends, and what differs between. */
export interface Difference {
  readonly head: string;
  readonly removed: string;
  readonly added: string;
  readonly tail: string;
}

/**
 * The stretch in which two texts differ, in whole words.
 *
 * @param language BCP 47, of both
 */
export function differenceOf(before: string, after: string, language: string): Difference {
  const [old, now] = [wordsOf(before, language), wordsOf(after, language)];
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const between = (words: readonly string[]): string => words.slice(head, words.length - tail).join("");
  return {
    head: old.slice(0, head).join(""),
    removed: between(old),
    added: between(now),
    tail: old.slice(old.length - tail).join(""),
  };
}

const wordsOf = (text: string, language: string): string[] =>
  [...new Intl.Segmenter(language, { granularity: "word" }).segment(text)].map(({ segment }) => segment);
