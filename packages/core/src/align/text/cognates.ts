import { soundalikes } from "./names.ts";
import { evenWeights, type Partners } from "./partners.ts";
import type { Vocabulary } from "./tokens.ts";

/**
 * For each type of one vocabulary, its partners in another, by kind: the same spelling (numbers, symbols, names; no
 * punctuation); a cognate, that is a long common beginning (`coopération` and `cooperation`, `конвенция` and
 * `convention`) or a name in another script; a word that is known to translate it.
 */
export type Lookalikes = readonly [
  identical: readonly (Partners | undefined)[],
  cognate: readonly (Partners | undefined)[],
  known: readonly (Partners | undefined)[],
];

const MIN_COMMON_LETTERS = 4;
const MIN_COMMON_SHARE = 0.5;

/** Finds the types of `to` that look like the types of `from`, once for all texts of a language pair. */
export function lookalikes(from: Vocabulary, to: Vocabulary, known: readonly (Partners | undefined)[]): Lookalikes {
  const same = new Map<string, number[]>();
  const byHead = new Map<string, number[]>();
  to.surfaces.forEach((surface, id) => {
    push(same, surface, id);
    if (isWord(surface)) push(byHead, surface.slice(0, 3), id);
  });
  const identical: (Partners | undefined)[] = [];
  const cognate: (Partners | undefined)[] = [];
  const names = soundalikes(from, to);
  from.surfaces.forEach((surface, type) => {
    const equal = /[\p{L}\p{N}]/u.test(surface) ? same.get(surface) : undefined;
    identical.push(equal && { ids: equal, weights: evenWeights(equal.length) });
    const cognates = isWord(surface) ? alike(surface, byHead.get(surface.slice(0, 3)) ?? [], to) : undefined;
    cognate.push(cognates ?? names.get(type));
  });
  return [identical, cognate, known];
}

const isWord = (surface: string): boolean => /^\p{L}{4,}/u.test(surface);

function alike(surface: string, candidates: readonly number[], to: Vocabulary): Partners | undefined {
  const ids: number[] = [];
  const weights: number[] = [];
  let sum = 0;
  for (const id of candidates) {
    const other = to.surfaces[id]!;
    if (other === surface) continue;
    let common = 3;
    while (common < surface.length && surface[common] === other[common]) common++;
    const share = common / Math.max(surface.length, other.length);
    if (common < MIN_COMMON_LETTERS || share < MIN_COMMON_SHARE) continue;
    ids.push(id);
    weights.push(share);
    sum += share;
  }
  if (ids.length === 0) return undefined;
  return { ids, weights: weights.map((weight) => weight / sum) };
}

function push(map: Map<string, number[]>, key: string, id: number): void {
  const list = map.get(key);
  if (list) list.push(id);
  else map.set(key, [id]);
}
