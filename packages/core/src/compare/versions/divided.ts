import { type Bag, type Bags, rest, sumOf } from "./bags.ts";
import type { Pair } from "./order.ts";

/** A text that was split, or texts that were merged: places in rising order, one on one side and several on the other. */
export interface DividedGroup {
  readonly old: readonly number[];
  readonly new: readonly number[];
}

/** What is matched so far. */
export interface Undivided {
  /** Old places by new ones, of texts that stayed in their place. */
  readonly placed: ReadonlyMap<number, number>;
  /** Places of what has no partner, in order. */
  readonly olds: readonly number[];
  readonly news: readonly number[];
  /** Whether nothing of a pair's texts can be elsewhere: they are equal. */
  readonly isWhole: (pair: Pair) => boolean;
}

/** A text is part of another that has so much of it, and so many words of it, beyond what its other parts have. */
const MIN_COVERED = 0.7;
const MIN_PART_WORDS = 3;
/** As good as all, given that weights are fractions. */
const MIN_ALL = 0.999;
/** Texts without a partner that are tried on either side, the nearest. */
const MAX_TRIED = 12;

/** A whole and its parts, both as places. */
interface Whole {
  readonly whole: number;
  readonly parts: number[];
  left: Bag;
}

/**
 * Finds texts that were split, and texts that were merged: what has no partner may be part of a neighbour, as far as the
 * neighbour's own partner does not say the same.
 */
export function divided(bags: Bags, { placed, olds, news, isWhole }: Undivided): DividedGroup[] {
  const changed = [...placed].map(([at, old]) => ({ old, new: at })).filter((pair) => !isWhole(pair));
  const [oldPairs, newPairs] = [sortedBy(changed, "old"), sortedBy(changed, "new")];
  const stays = [...placed].sort((a, b) => a[0] - b[0]);
  const split = partsOf(bags, ["old", "new"], { pairs: newPairs, whole: olds, parts: news, stays });
  const taken = new Set(split.map(({ whole }) => whole));
  const given = new Set(split.flatMap(({ parts }) => parts));
  const merged = partsOf(bags, ["new", "old"], {
    // A text that was split is not merged, too.
    pairs: oldPairs.filter(({ old }) => !taken.has(old)),
    whole: news.filter((at) => !given.has(at)),
    parts: olds.filter((at) => !taken.has(at)),
    stays: stays.map(([at, old]): [number, number] => [old, at]),
  });
  return [
    ...split.map(({ whole, parts }) => ({ old: [whole], new: rising(parts) })),
    ...merged.map(({ whole, parts }) => ({ old: rising(parts), new: [whole] })),
  ];
}

const rising = (places: readonly number[]): number[] => [...places].sort((a, b) => a - b);
const sortedBy = (pairs: readonly Pair[], side: "old" | "new"): Pair[] => [...pairs].sort((a, b) => a[side] - b[side]);

function partsOf(
  bags: Bags,
  [wholeSide, partSide]: readonly ["old", "new"] | readonly ["new", "old"],
  {
    pairs,
    whole,
    parts,
    stays,
  }: {
    /** Pairs whose texts differ, in the order of the parts' side. */
    readonly pairs: readonly Pair[];
    readonly whole: readonly number[];
    readonly parts: readonly number[];
    /** Places of all that stayed: of the parts' side, in order, with those of the other. */
    readonly stays: readonly (readonly [part: number, whole: number])[];
  },
): Whole[] {
  const wholes = new Map<number, Whole>();
  for (const pair of pairs) {
    const [own, part] = [pair[wholeSide], pair[partSide]];
    wholes.set(own, { whole: own, parts: [part], left: rest(bags.of(wholeSide, own), bags.of(partSide, part)) });
  }
  for (const own of whole) wholes.set(own, { whole: own, parts: [], left: bags.of(wholeSide, own) });
  const freeWholes = rising(whole);
  let next = 0;
  for (const part of parts) {
    while (next < stays.length && stays[next]![0] < part) next++;
    const [before, after] = [stays[next - 1]?.[1] ?? -1, stays[next]?.[1] ?? Number.POSITIVE_INFINITY];
    const bag = bags.of(partSide, part);
    const isShort = bag.counts.reduce((sum, count) => sum + count, 0) < MIN_PART_WORDS;
    const all = bags.total(bag);
    const tried = [before, after, ...between(freeWholes, before, after)].flatMap((at) => wholes.get(at) ?? []);
    let best: { own: Whole; covered: number } | undefined;
    for (const own of tried) {
      const covered = bags.shared(bag, own.left) / all;
      // So few words are found by chance, unless nothing else is left of the whole.
      if (isShort && !(covered >= MIN_ALL && bags.total(own.left) * MIN_ALL <= all)) continue;
      if (all > 0 && covered >= MIN_COVERED && covered > (best?.covered ?? 0)) best = { own, covered };
    }
    if (!best) continue;
    best.own.parts.push(part);
    best.own.left = rest(best.own.left, bag);
  }
  return [...wholes.values()].filter(
    (own) =>
      own.parts.length > 1 &&
      isMade(
        bags,
        bags.of(wholeSide, own.whole),
        own.parts.map((at) => bags.of(partSide, at)),
      ),
  );
}

/** Whether the parts say most of the whole. */
function isMade(bags: Bags, whole: Bag, parts: readonly Bag[]): boolean {
  return bags.similarity(whole, sumOf(parts)) >= MIN_COVERED;
}

/** The places of a rising list that lie between two, at most {@link MAX_TRIED}. */
function between(places: readonly number[], before: number, after: number): number[] {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! <= before) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let at = low; at < places.length && places[at]! < after && found.length < MAX_TRIED; at++)
    found.push(places[at]!);
  return found;
}
