import type { SegmentLinks } from "../grid/links.ts";
import type { Bags } from "../text/tokens.ts";

/**
 * The pairs of segments that are linked, and the pairs of types that may translate each other in them.
 *
 * Each pair of types is an entry, numbered by source type. The types of a linked source segment are rows; row r holds the
 * entries `entries[starts[r]..starts[r + 1])`, and `places` tells where each one's target type stands in its segment.
 */
export interface WordPairs {
  /** Segment pairs, ordered by source and then target. */
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  /** Segment pairs by source segment (they are in that order), and by target segment: `ofTarget[byTarget[j]..byTarget[j + 1])`. */
  readonly bySource: Int32Array;
  readonly byTarget: Int32Array;
  readonly ofTarget: Int32Array;
  /** The first row of each segment pair. */
  readonly rows: Int32Array;
  readonly starts: Int32Array;
  readonly places: Uint16Array;
  readonly entries: Int32Array;
  /** Of each entry, its types. */
  readonly entrySources: Int32Array;
  readonly entryTargets: Int32Array;
}

/** The same with entries numbered anew. */
export interface Renumbered {
  readonly pairs: WordPairs;
  /** Of each entry its number before, -1 where there was none. */
  readonly origins: Int32Array;
}

/** Pairs of segments less probable than this teach nothing. */
const MIN_POSTERIOR = 0.1;
/** A pair of segments of more pairs of types than this is too uncertain, or too long, to teach; places fit in 16 bits. */
const MAX_TYPE_PAIRS = 65_535;
/** Of two words that translate each other, neither occurs more often than the other so many times over. */
const MAX_COUNT_RATIO = 8;

/**
 * Enters the pairs of types that linked segments hold.
 *
 * @param counts occurrences of each type, of either language
 * @param before the last ones: segments that are linked again keep only the entries they still had
 * @returns `anew` tells of each entry whether segments that were not linked before hold it
 */
export function wordPairs(
  source: Bags,
  target: Bags,
  links: SegmentLinks,
  counts: { readonly source: Int32Array; readonly target: Int32Array },
  before?: WordPairs,
): Renumbered & { readonly anew: Uint8Array } {
  const segments = linkedSegments(source, target, links);
  const count = segments.sources.length;
  const rows = new Int32Array(count + 1);
  const old = before ? sameSegments(segments, before) : undefined;
  let most = 0;
  for (let pair = 0; pair < count; pair++) {
    const size = sizeOf(source, segments.sources[pair]!);
    rows[pair + 1] = rows[pair]! + size;
    most += size * sizeOf(target, segments.targets[pair]!);
  }

  // First which types may translate each other, and what number they had.
  const types = new Int32Array(rows[count]!);
  const pairOfRow = new Int32Array(types.length);
  const starts = new Int32Array(types.length + 1);
  const places = new Uint16Array(most);
  const entries = new Int32Array(most);
  let slots = 0;
  for (let pair = 0, row = 0; pair < count; pair++) {
    const s0 = source.starts[segments.sources[pair]!]!;
    const t0 = target.starts[segments.targets[pair]!]!;
    const end = target.starts[segments.targets[pair]! + 1]!;
    const kept = old?.[pair] ?? -1;
    for (let s = s0; row < rows[pair + 1]!; row++, s++) {
      const type = source.types[s]!;
      types[row] = type;
      pairOfRow[row] = pair;
      if (before && kept >= 0) {
        const own = before.rows[kept]! + s - s0;
        const [from, to] = [before.starts[own]!, before.starts[own + 1]!];
        places.set(before.places.subarray(from, to), slots);
        entries.set(before.entries.subarray(from, to), slots);
        slots += to - from;
      } else {
        const times = counts.source[type]!;
        for (let t = t0; t < end; t++) {
          const others = counts.target[target.types[t]!]!;
          if (times > MAX_COUNT_RATIO * others || others > MAX_COUNT_RATIO * times) continue;
          places[slots] = t - t0;
          entries[slots++] = -1;
        }
      }
      starts[row + 1] = slots;
    }
  }

  // Then, source type by source type, each target type it is met with gets the next number.
  const entrySources: number[] = [];
  const entryTargets: number[] = [];
  const origins: number[] = [];
  const anew: number[] = [];
  const numbers = new Int32Array(counts.target.length).fill(-1);
  const { starts: byType, order } = groupBy(types, counts.source.length);
  for (let type = 0; type < counts.source.length; type++) {
    const from = entryTargets.length;
    for (let at = byType[type]!; at < byType[type + 1]!; at++) {
      const row = order[at]!;
      const t0 = target.starts[segments.targets[pairOfRow[row]!]!]!;
      for (let slot = starts[row]!; slot < starts[row + 1]!; slot++) {
        const other = target.types[t0 + places[slot]!]!;
        const origin = entries[slot]!;
        let entry = numbers[other]!;
        if (entry < from) {
          entry = entryTargets.length;
          numbers[other] = entry;
          entrySources.push(type);
          entryTargets.push(other);
          origins.push(-1);
          anew.push(0);
        }
        if (origin < 0) anew[entry] = 1;
        else origins[entry] = origin;
        entries[slot] = entry;
      }
    }
  }
  return {
    pairs: {
      ...segments,
      rows,
      starts,
      places: places.slice(0, slots),
      entries: entries.slice(0, slots),
      entrySources: Int32Array.from(entrySources),
      entryTargets: Int32Array.from(entryTargets),
    },
    origins: Int32Array.from(origins),
    anew: Uint8Array.from(anew),
  };
}

const sizeOf = ({ starts }: Bags, segment: number): number => starts[segment + 1]! - starts[segment]!;

/** Of each pair of segments, which of the former ones it is; -1 where they were not linked. */
function sameSegments(segments: SegmentPairs, before: SegmentPairs): Int32Array {
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

/** Takes out, in place, the entries that are less than `least` in both of two arrays over the entries. */
export function pruned(pairs: WordPairs, forward: Float64Array, reverse: Float64Array, least: number): Renumbered {
  const numbers = new Int32Array(pairs.entrySources.length);
  let size = 0;
  for (let entry = 0; entry < numbers.length; entry++)
    numbers[entry] = forward[entry]! < least && reverse[entry]! < least ? -1 : size++;
  const [entrySources, entryTargets, origins] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)];
  for (let entry = 0; entry < numbers.length; entry++) {
    const number = numbers[entry]!;
    if (number < 0) continue;
    entrySources[number] = pairs.entrySources[entry]!;
    entryTargets[number] = pairs.entryTargets[entry]!;
    origins[number] = entry;
  }
  const { starts, places, entries } = pairs;
  let next = 0;
  for (let row = 0, slot = 0; row + 1 < starts.length; row++) {
    for (const end = starts[row + 1]!; slot < end; slot++) {
      const number = numbers[entries[slot]!]!;
      if (number < 0) continue;
      places[next] = places[slot]!;
      entries[next++] = number;
    }
    starts[row + 1] = next;
  }
  // Where most is gone its memory is given back.
  const own = next < entries.length / 2 ? "slice" : "subarray";
  return {
    pairs: { ...pairs, places: places[own](0, next), entries: entries[own](0, next), entrySources, entryTargets },
    origins,
  };
}

type SegmentPairs = Pick<WordPairs, "sources" | "targets" | "weights" | "bySource" | "byTarget" | "ofTarget">;

function linkedSegments(source: Bags, target: Bags, links: SegmentLinks): SegmentPairs {
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

/** Counting sort: positions of `keys` in order of key; those of key k are `order[starts[k]..starts[k+1])`. */
function groupBy(keys: Int32Array, count: number): { starts: Int32Array; order: Int32Array } {
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
