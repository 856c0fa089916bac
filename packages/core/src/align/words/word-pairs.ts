import type { SegmentLinks } from "../grid/links.ts";
import type { Bags } from "../text/tokens.ts";
import { groupBy, type LinkedSegments, linkedSegments, sameSegments, sizeOf } from "./linked-segments.ts";

/**
 * The pairs of types that may translate each other in linked segments.
 *
 * Each pair of types is an entry; entries are numbered by source type. Each type of the source segment of a linked pair
 * is a row: row r holds the entries `entries[starts[r]..starts[r + 1])`, and `places` holds the place of each entry's
 * target type in its segment.
 */
export interface WordPairs extends LinkedSegments {
  /** The first row of each pair of segments. */
  readonly rows: Int32Array;
  readonly starts: Int32Array;
  readonly places: Uint16Array;
  readonly entries: Int32Array;
  /** The types of each entry. */
  readonly entrySources: Int32Array;
  readonly entryTargets: Int32Array;
}

/** The same with entries numbered anew. */
export interface Renumbered {
  readonly pairs: WordPairs;
  /** Maps each entry to its number before; -1 where there was none. */
  readonly origins: Int32Array;
}

/** Two words whose counts differ by more than this factor are not taken for translations. */
const MAX_COUNT_RATIO = 8;

/** Occurrences of each type, of either language. */
interface Counts {
  readonly source: Int32Array;
  readonly target: Int32Array;
}

/**
 * Collects the pairs of types that linked segments hold.
 *
 * @param counts occurrences of each type, for both languages
 * @param before the last result: segments that are linked again keep only the entries that they still had
 * @returns the pairs; `anew` marks the entries of segments that were not linked before
 */
export function wordPairs(
  source: Bags,
  target: Bags,
  links: SegmentLinks,
  counts: Counts,
  before?: WordPairs,
): Renumbered & { readonly anew: Uint8Array } {
  const linked = linkedSegments(source, target, links);
  const met = metTypes(source, target, linked, counts, before);
  const { entrySources, entryTargets, origins, anew } = numbered(target, linked, met, counts);
  const { rows, starts, places, entries } = met;
  return {
    pairs: { ...linked, rows, starts, places, entries, entrySources, entryTargets },
    origins,
    anew,
  };
}

/** Which types may translate each other in linked segments: rows, laid out as in {@link WordPairs}. */
interface MetTypes extends Pick<WordPairs, "rows" | "starts" | "places" | "entries"> {
  /** The source type of each row, and its pair of segments. */
  readonly types: Int32Array;
  readonly pairOfRow: Int32Array;
}

/** Entries keep their former numbers; -1 if the segments were not linked. */
function metTypes(
  source: Bags,
  target: Bags,
  linked: LinkedSegments,
  counts: Counts,
  before: WordPairs | undefined,
): MetTypes {
  const { rows, most } = sizes(source, target, linked);
  const old = before ? sameSegments(linked, before) : undefined;
  const types = new Int32Array(rows.at(-1) as number);
  const pairOfRow = new Int32Array(types.length);
  const starts = new Int32Array(types.length + 1);
  const places = new Uint16Array(most);
  const entries = new Int32Array(most);
  let slots = 0;
  for (let pair = 0, row = 0; pair < linked.sources.length; pair++) {
    const s0 = source.starts[linked.sources[pair]!]!;
    const t0 = target.starts[linked.targets[pair]!]!;
    const end = target.starts[linked.targets[pair]! + 1]!;
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
  return { rows, starts, places: places.slice(0, slots), entries: entries.slice(0, slots), types, pairOfRow };
}

/** Computes the first row of each pair of segments, and the most entries that all rows may hold. */
function sizes(source: Bags, target: Bags, { sources, targets }: LinkedSegments): { rows: Int32Array; most: number } {
  const rows = new Int32Array(sources.length + 1);
  let most = 0;
  for (let pair = 0; pair < sources.length; pair++) {
    const size = sizeOf(source, sources[pair]!);
    rows[pair + 1] = rows[pair]! + size;
    most += size * sizeOf(target, targets[pair]!);
  }
  return { rows, most };
}

/** Numbers the entries in place, source type by source type: each new target type gets the next number. */
function numbered(
  target: Bags,
  linked: LinkedSegments,
  { types, pairOfRow, starts, places, entries }: MetTypes,
  counts: Counts,
): Pick<WordPairs, "entrySources" | "entryTargets"> & { origins: Int32Array; anew: Uint8Array } {
  // No more entries than slots; what is not used costs no memory.
  const entrySources = new Int32Array(entries.length);
  const entryTargets = new Int32Array(entries.length);
  const origins = new Int32Array(entries.length);
  const anew = new Uint8Array(entries.length);
  let size = 0;
  const numbers = new Int32Array(counts.target.length).fill(-1);
  const { starts: byType, order } = groupBy(types, counts.source.length);
  for (let type = 0; type < counts.source.length; type++) {
    const from = size;
    for (let at = byType[type]!; at < byType[type + 1]!; at++) {
      const row = order[at]!;
      const t0 = target.starts[linked.targets[pairOfRow[row]!]!]!;
      for (let slot = starts[row]!; slot < starts[row + 1]!; slot++) {
        const other = target.types[t0 + places[slot]!]!;
        const origin = entries[slot]!;
        let entry = numbers[other]!;
        if (entry < from) {
          entry = size++;
          numbers[other] = entry;
          entrySources[entry] = type;
          entryTargets[entry] = other;
          origins[entry] = -1;
        }
        if (origin < 0) anew[entry] = 1;
        else origins[entry] = origin;
        entries[slot] = entry;
      }
    }
  }
  return {
    entrySources: entrySources.slice(0, size),
    entryTargets: entryTargets.slice(0, size),
    origins: origins.subarray(0, size),
    anew: anew.subarray(0, size),
  };
}

/** Removes, in place, the entries that are less than `least` in both of two arrays over the entries. */
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
  // If most entries are gone, their memory is freed.
  const own = next < entries.length / 2 ? "slice" : "subarray";
  return {
    pairs: { ...pairs, places: places[own](0, next), entries: entries[own](0, next), entrySources, entryTargets },
    origins,
  };
}
