import type { EntryTable } from "./entry-table.ts";
import type { UnitLinks } from "./links.ts";
import type { Side } from "./tokens.ts";

/** A text pair as the lexicon sees it. */
export interface LinkedText {
  readonly source: Side;
  readonly target: Side;
  readonly links: UnitLinks;
}

/** Pairs of units less probable than this teach nothing. */
const LEAST_WEIGHT = 0.05;
/** A pair of units of more pairs of types than this is too uncertain, or too long, to teach. */
const MOST_TYPE_PAIRS = 1e5;

/** The links of one text that teach, and where their pairs of types stand in the lexicon. */
export interface Block {
  /** Unit pairs, ordered by source and then target. */
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  /** Pair (q, k) of the types of unit pair p is entry `entries[starts[p] + q * |target p| + k]`. */
  readonly starts: Int32Array;
  readonly entries: Int32Array;
  /** Unit pairs by source (they are in that order) and by target. */
  readonly bySource: Int32Array;
  readonly byTarget: Int32Array;
  readonly ofTarget: Int32Array;
}

/**
 * Enters the pairs of types that a text's links teach.
 *
 * @param before the text's last block: pairs of units that are linked again keep their entries
 */
export function blockOf({ source, target, links }: LinkedText, table: EntryTable, before: Block | undefined): Block {
  const sources: number[] = [];
  const targets: number[] = [];
  const weights: number[] = [];
  const starts: number[] = [];
  const bySource = new Int32Array(source.count + 1);
  let size = 0;
  for (let i = 0; i < source.count; i++) {
    for (let at = links.starts[i] as number; at < (links.starts[i + 1] as number); at++) {
      if ((links.weights[at] as number) < LEAST_WEIGHT) continue;
      const j = links.targets[at] as number;
      const typePairs =
        ((source.starts[i + 1] as number) - (source.starts[i] as number)) *
        ((target.starts[j + 1] as number) - (target.starts[j] as number));
      if (typePairs > MOST_TYPE_PAIRS) continue;
      sources.push(i);
      targets.push(j);
      weights.push(links.weights[at] as number);
      starts.push(size);
      size += typePairs;
    }
    bySource[i + 1] = sources.length;
  }
  const entries = new Int32Array(size);
  let next = 0;
  let old = 0;
  for (let pair = 0; pair < sources.length; pair++) {
    const i = sources[pair] as number;
    const j = targets[pair] as number;
    old = Math.max(old, before?.bySource[i] ?? 0);
    const oldEnd = before?.bySource[i + 1] ?? 0;
    while (old < oldEnd && (before?.targets[old] as number) < j) old++;
    if (before && old < oldEnd && before.targets[old] === j) {
      const from = before.starts[old] as number;
      const to = before.starts[old + 1] ?? before.entries.length;
      entries.set(before.entries.subarray(from, to), next);
      next += to - from;
      continue;
    }
    for (let q = source.starts[i] as number; q < (source.starts[i + 1] as number); q++)
      for (let k = target.starts[j] as number; k < (target.starts[j + 1] as number); k++)
        entries[next++] = table.entry(source.types[q] as number, target.types[k] as number);
  }
  const { starts: byTarget, order: ofTarget } = groupBy(Int32Array.from(targets), target.count);
  return {
    sources: Int32Array.from(sources),
    targets: Int32Array.from(targets),
    weights: Float64Array.from(weights),
    starts: Int32Array.from(starts),
    entries,
    bySource,
    byTarget,
    ofTarget,
  };
}

/** Counting sort: positions of `keys` in order of key; those of key k are `order[starts[k]..starts[k+1])`. */
function groupBy(keys: Int32Array, count: number): { starts: Int32Array; order: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const key of keys) starts[key + 1] = (starts[key + 1] as number) + 1;
  for (let key = 0; key < count; key++) starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  const next = starts.slice();
  const order = new Int32Array(keys.length);
  keys.forEach((key, at) => {
    order[next[key] as number] = at;
    next[key] = (next[key] as number) + 1;
  });
  return { starts, order };
}
