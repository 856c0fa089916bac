import { editDistance } from "../similarity/edit-distance.ts";
import type { FuzzyHit } from "../similarity/fuzzy-index.ts";
import { arabicLetters } from "../text/foldings.ts";
import { matchTokens } from "../text/match-tokens.ts";

/** A hit as near as it is where each Arabic letter and sign counts: never nearer than the index says, which puts some aside. */
export function strictly(hit: FuzzyHit, asked: string, text: string): FuzzyHit {
  if (arabicLetters(asked) === "") return hit;
  const codes = new Map<string, number>();
  const codesOf = (own: string): { readonly all: Int32Array; readonly words: string } => {
    const tokens = matchTokens(own);
    const keys = tokens.map(({ key, start, end }) => `${key} ${arabicLetters(own.slice(start, end))}`);
    const all = Int32Array.from(keys, (key) => codes.get(key) ?? codes.set(key, codes.size).get(key)!);
    return { all, words: keys.filter((_, at) => !tokens[at]!.placeable).join("\n") };
  };
  const [one, other] = [codesOf(asked), codesOf(text)];
  const longer = Math.max(one.all.length, other.all.length);
  const edits = editDistance(one.all, other.all, 0, other.all.length, longer);
  return {
    ...hit,
    similarity: 1 - edits / longer,
    placeablesOnly: hit.placeablesOnly && one.words === other.words,
  };
}
