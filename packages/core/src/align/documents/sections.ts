import type { Block } from "../../document/document.ts";
import { SextantError } from "../../error.ts";
import type { Stream } from "../tables/items.ts";

/** A row that a person has settled: zero-based unit indices by language, rising. The aligner never changes it. */
export interface FixedRow {
  readonly units: Readonly<Record<string, readonly number[]>>;
  /** Whether other rows stand before it in one language and behind it in another, so that it says nothing of where they are. */
  readonly crosses?: boolean;
}

/** Fixed rows that cannot be kept, because a unit does not exist or is in two rows. */
export class UnkeepableRows extends SextantError {
  override name = "UnkeepableRows";

  constructor(message: string, options?: ErrorOptions) {
    super("unkeepable-rows", message, options);
  }
}

/**
 * Takes the units of fixed rows out of texts.
 *
 * @param counts number of units, for each language
 * @returns the remaining units, for each language
 * @throws {UnkeepableRows}
 */
export function streamsWithout(
  fixed: readonly FixedRow[],
  languages: readonly string[],
  counts: readonly number[],
): Stream[] {
  return languages.map((language, l) => {
    const taken = new Set<number>();
    for (const { units } of fixed)
      for (const unit of units[language] ?? []) {
        if (!Number.isInteger(unit) || unit < 0 || unit >= counts[l]!)
          throw new UnkeepableRows(`a fixed row holds unit ${unit} of ${language}, which has ${counts[l]} units`);
        if (taken.has(unit)) throw new UnkeepableRows(`two fixed rows hold unit ${unit} of ${language}`);
        taken.add(unit);
      }
    return Array.from({ length: counts[l]! }, (_, unit) => unit).filter((unit) => !taken.has(unit));
  });
}

/**
 * Finds the places at which a new section begins in every language; nothing is aligned across them. Sections begin at
 * the start of the text, where fixed rows stood that every language has and that cross no others (if they are in the same order
 * in all), and
 * before each block whose role and number occur once in every language (the longest chain of those that rises in all).
 *
 * @param blocks for each language, the blocks of its stream
 * @returns positions in the streams, one for each language, rising
 */
export function sectionStarts(
  blocks: readonly (readonly Block[])[],
  streams: readonly Stream[],
  fixed: readonly FixedRow[],
  languages: readonly string[],
): number[][] {
  const whole = fixed
    .filter(({ crosses }) => !crosses)
    .map(({ units }) => languages.map((language) => units[language]?.[0] ?? -1))
    .filter((tuple) => tuple.every((unit) => unit >= 0))
    .sort((a, b) => a[0]! - b[0]!);
  const settled = longestChain(whole).map((tuple) =>
    tuple.map((unit, l) => streams[l]!.findLastIndex((place) => place < unit) + 1),
  );
  const printed = longestChain(
    numberedPlaces(blocks).filter((place) => settled.every((cut) => isAfter(place, cut) || isAfter(cut, place))),
  );
  const starts = [blocks.map(() => 0), ...settled, ...printed].sort((a, b) => sum(a) - sum(b));
  return starts.filter((start, at) => at === 0 || start.some((place, l) => place !== starts[at - 1]?.[l]));
}

const sum = (tuple: readonly number[]): number => tuple.reduce((total, place) => total + place, 0);
const isAfter = (a: readonly number[], b: readonly number[]): boolean => a.every((place, l) => place >= b[l]!);

/**
 * Blocks whose role and number occur once in every language, as one tuple of places each; in the order of the first
 * language.
 */
function numberedPlaces(blocks: readonly (readonly Block[])[]): number[][] {
  const places = blocks.map((list) => {
    const seen = new Map<string, number>();
    list.forEach((block, at) => {
      const key = keyOf(block);
      if (key) seen.set(key, seen.has(key) ? -1 : at);
    });
    return seen;
  });
  const [first, ...others] = places;
  const all: number[][] = [];
  for (const [key, at] of first ?? []) {
    const place = [at, ...others.map((seen) => seen.get(key) ?? -1)];
    if (place.every((own) => own >= 0) && place.some((own) => own > 0)) all.push(place);
  }
  return all.sort((a, b) => a[0]! - b[0]!);
}

function keyOf({ role, number }: Block): string | undefined {
  if (role === "opening") return role;
  return number !== undefined && role !== "subparagraph" && role !== "text" ? `${role} ${number}` : undefined;
}

/** Finds the longest chain of tuples that rise in every component, O(n²). */
function longestChain(tuples: readonly number[][]): number[][] {
  const length: number[] = [];
  const before: number[] = [];
  tuples.forEach((tuple, at) => {
    length[at] = 1;
    before[at] = -1;
    for (let other = 0; other < at; other++)
      if (length[other]! >= length[at]! && tuples[other]!.every((place, l) => place < tuple[l]!)) {
        length[at] = length[other]! + 1;
        before[at] = other;
      }
  });
  const chain: number[][] = [];
  for (let at = length.indexOf(Math.max(...length)); at >= 0; at = before[at]!) chain.push(tuples[at]!);
  return chain.reverse();
}
