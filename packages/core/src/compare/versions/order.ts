/** Two places that belong together: in the old sequence and in the new one. */
export interface Pair {
  readonly old: number;
  readonly new: number;
}

/** Ranges are cut again and again at what they share; no real text needs as many rounds. */
const MAX_ROUNDS = 40;

/** Part of both sequences: places from `from` on, before `to`. */
interface Range {
  readonly old: readonly [from: number, to: number];
  readonly new: readonly [from: number, to: number];
  readonly round: number;
}

/**
 * Pairs of equal keys in the order of both sequences: a patience diff (Cohen 2003). What both begin and end with is taken;
 * then what stands once in either; the stretches between are looked at again by themselves. Where nothing stands once, the
 * rarest keys are taken, the first with the first. About n log n steps.
 *
 * @returns in order, strictly increasing on both sides
 */
export function equalInOrder(olds: readonly number[], news: readonly number[]): Pair[] {
  const pairs: Pair[] = [];
  const open: Range[] = [{ old: [0, olds.length], new: [0, news.length], round: 0 }];
  for (let range = open.pop(); range; range = open.pop()) {
    let [from, to] = range.old;
    let [start, end] = range.new;
    for (; from < to && start < end && olds[from] === news[start]; from++, start++)
      pairs.push({ old: from, new: start });
    for (; from < to && start < end && olds[to - 1] === news[end - 1]; to--, end--)
      pairs.push({ old: to - 1, new: end - 1 });
    if (from === to || start === end || range.round === MAX_ROUNDS) continue;
    const anchors = rarestPairs(olds, news, { ...range, old: [from, to], new: [start, end] });
    let [old, next] = [from, start];
    for (const anchor of anchors) {
      pairs.push(anchor);
      open.push({ old: [old, anchor.old], new: [next, anchor.new], round: range.round + 1 });
      [old, next] = [anchor.old + 1, anchor.new + 1];
    }
    if (anchors.length > 0) open.push({ old: [old, to], new: [next, end], round: range.round + 1 });
  }
  return pairs.sort((a, b) => a.old - b.old);
}

/** The rarest keys that both parts have, paired by occurrence; the most of them that are in order. */
function rarestPairs(olds: readonly number[], news: readonly number[], range: Range): Pair[] {
  const [own, others] = [placesIn(olds, range.old), placesIn(news, range.new)];
  let rarest = Number.POSITIVE_INFINITY;
  for (const [key, places] of own) {
    const other = others.get(key);
    if (other) rarest = Math.min(rarest, Math.max(places.length, other.length));
  }
  const found: Pair[] = [];
  for (const [key, places] of own) {
    const other = others.get(key) ?? [];
    if (Math.max(places.length, other.length) !== rarest) continue;
    for (let at = 0; at < Math.min(places.length, other.length); at++)
      found.push({ old: places[at]!, new: other[at]! });
  }
  found.sort((a, b) => a.old - b.old);
  return longestIncreasing(found.map((pair) => pair.new)).map((at) => found[at]!);
}

function placesIn(keys: readonly number[], [from, to]: readonly [number, number]): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let at = from; at < to; at++) {
    const own = places.get(keys[at]!);
    if (own) own.push(at);
    else places.set(keys[at]!, [at]);
  }
  return places;
}

/** The places of a longest strictly increasing subsequence, in order. */
export function longestIncreasing(values: readonly number[]): number[] {
  /** For each length the place of the least value that ends a subsequence so long. */
  const ends: number[] = [];
  const before = new Int32Array(values.length);
  for (const [at, value] of values.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[ends[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    before[at] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = at;
  }
  const found: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at]!) found.push(at);
  return found.reverse();
}

/** A pair, and how much it is worth. */
export interface WeightedPair extends Pair {
  /** Above 0. */
  readonly weight: number;
}

/**
 * The pairs of greatest weight together that are in order on both sides, each place used once.
 *
 * @param count how many places the old sequence has
 */
export function heaviestInOrder<P extends WeightedPair>(pairs: readonly P[], count: number): P[] {
  // Of one new place the last old one comes first: none can follow another.
  const sorted = [...pairs].sort((a, b) => a.new - b.new || b.old - a.old);
  const sums = new Float64Array(sorted.length);
  const before = new Int32Array(sorted.length).fill(-1);
  /** A Fenwick tree of maxima: which pair ends the heaviest chain among old places up to an index. */
  const tree = new Int32Array(count + 1).fill(-1);
  const better = (a: number, b: number): number => (b < 0 || (a >= 0 && sums[a]! >= sums[b]!) ? a : b);
  let best = -1;
  for (const [at, { old, weight }] of sorted.entries()) {
    let last = -1;
    for (let node = old; node > 0; node -= node & -node) last = better(tree[node]!, last);
    before[at] = last;
    sums[at] = weight + (last >= 0 ? sums[last]! : 0);
    for (let node = old + 1; node <= count; node += node & -node) tree[node] = better(tree[node]!, at);
    best = better(best, at);
  }
  const found: P[] = [];
  for (let at = best; at >= 0; at = before[at]!) found.push(sorted[at]!);
  return found.reverse();
}
