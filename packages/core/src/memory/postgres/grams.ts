import { EMPTY_HASH, hashed } from "./hash.ts";

const HAN = /\p{Script=Han}/u;

/**
 * What a folded text is found by: a number for each three characters that follow each other, and, as Chinese words are
 * short, for each one and two of Chinese. Two that share a number cost a look at the text, and no more.
 */
export function gramsOf(folded: string): number[] {
  const characters = [...folded];
  const grams = new Set<number>();
  for (let at = 0; at < characters.length; at++) {
    if (at + 3 <= characters.length) grams.add(hash(characters, at, 3));
    if (!HAN.test(characters[at] as string)) continue;
    grams.add(hash(characters, at, 1));
    if (HAN.test(characters[at + 1] ?? "")) grams.add(hash(characters, at, 2));
  }
  return [...grams];
}

function hash(characters: readonly string[], from: number, count: number): number {
  let value = EMPTY_HASH;
  for (let at = from; at < from + count; at++)
    value = hashed(value, (characters[at] as string).codePointAt(0) as number);
  return value;
}
