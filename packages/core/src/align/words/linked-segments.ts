import type { SegmentLinks } from "../grid/links.ts";
import type { Bags } from "../text/tokens.ts";

/** The pairs of segments that are linked, ordered by source and then target. */
export interface LinkedSegments {
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  /** Posterior of each pair, 0..1. */
  readonly weights: Float64Array;
  /**
   * Index of the first pair of each source segment (pairs are in that order); the pairs of target segment j are
   * `ofTarget[byTarget[j]..byTarget[j + 1])`.
   */
  readonly bySource: Int32Array;
  readonly byTarget: Int32Array;
  readonly ofTarget: Int32Array;
}

/** Nothing is learnt from pairs of segments that are less probable than this. */
const MIN_POSTERIOR = 0.1;
/**
 * A pair of segments with more pairs of types than this is too uncertain, or too long, to learn from; places fit in 16
 * bits.
 */
const MAX_TYPE_PAIRS = 65_535;

/** Collects the links that are sure enough to learn from. */
export function linkedSegments(source: Bags, target: Bags, links: SegmentLinks): LinkedSegments {
  const sources: number[] = [];
  const targets: number[] = [];
  const weights: number[] = [];
  const bySource = new Int32Array(source.count + 1);
  for (let i = 0; i < source.count; i++) {
    for (let at = links.starts[i]!; at < links.starts[i + 1]!; at++) {
      const weight = links.weights[at]!;
      const j = links.targets[at]!;
      if (weight < MIN_POSTERIOR || sizeOf(source, i) * sizeOf(target, j) > MAX_TYPE_PAIRS) continue;
      sources.push(i);
      targets.push(j);
      weights.push(weight);
    }
    bySource[i + 1] = sources.length;
  }
  const { starts: byTarget, order: ofTarget } = groupBy(Int32Array.from(targets), target.count);
  return {
    sources: Int32Array.from(sources),
    targets: Int32Array.from(targets),
    weights: Float64Array.from(weights),
    bySource,
    byTarget,
    ofTarget,
  };
}

/** Counting sort: positions of `keys` in order of key; those of key k are `order[starts[k]..starts[k + 1])`. */
export function groupBy(keys: Int32Array, count: number): { starts: Int32Array; order: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const key of keys) starts[key + 1] = starts[key + 1]! + 1;
  for (let key = 0; key < count; key++) starts[key + 1] = starts[key + 1]! + starts[key]!;
  const next = starts.slice();
  const order = new Int32Array(keys.length);
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at]!;
    order[next[key]!] = at;
    next[key] = next[key]! + 1;
  }
  return { starts, order };
}

/** Number of types of a segment. */
export const sizeOf = ({ starts }: Bags, segment: number): number => starts[segment + 1]! - starts[segment]!;

/** Maps each pair of segments to its index among former pairs; -1 if it was not linked. */
export function sameSegments(segments: LinkedSegments, before: LinkedSegments): Int32Array {
  const same = new Int32Array(segments.sources.length).fill(-1);
  for (let pair = 0, next = 0; pair < same.length; pair++) {
    const i = segments.sources[pair]!;
    next = Math.max(next, before.bySource[i]!);
    const end = before.bySource[i + 1]!;
    while (next < end && before.targets[next]! < segments.targets[pair]!) next++;
    if (next < end && before.targets[next] === segments.targets[pair]) same[pair] = next;
  }
  return same;
}
