import type { Bead } from "@sextant/core/align";

/** Returns the lines that are units (those with a letter or a number), and their places. */
export function unitLines(lines: readonly string[]): { readonly units: string[]; readonly places: readonly number[] } {
  const places = lines.flatMap((line, at) => (/[\p{L}\p{N}]/u.test(line) ? [at] : []));
  return { units: places.map((at) => lines[at] as string), places };
}

/**
 * Turns beads of units into beads of lines: a line that is not a unit stands alone, with full confidence, before the
 * first bead with a later line of its side.
 *
 * @param beads in order
 * @param places of the units among the lines, source and target
 * @param counts number of lines of either side
 */
export function beadsOfLines(
  beads: readonly Bead[],
  [sources, targets]: readonly [readonly number[], readonly number[]],
  [sourceLines, targetLines]: readonly [number, number],
): Bead[] {
  const [source, target] = [blanksOf(sources), blanksOf(targets)];
  const alone = (places: Iterable<number>, side: "source" | "target"): Bead[] =>
    [...places].map((at) => ({ source: [], target: [], confidence: 1, [side]: [at] }));
  const found: Bead[] = [];
  for (const bead of beads) {
    const own = {
      ...bead,
      source: bead.source.map((unit) => sources[unit] as number),
      target: bead.target.map((unit) => targets[unit] as number),
    };
    found.push(...alone(source.before(own.source[0]), "source"), ...alone(target.before(own.target[0]), "target"), own);
  }
  return [...found, ...alone(source.before(sourceLines), "source"), ...alone(target.before(targetLines), "target")];
}

/** Yields the lines that are not units, each once. */
function blanksOf(places: readonly number[]): { before(line: number | undefined): Iterable<number> } {
  const isUnit = new Set(places);
  let next = 0;
  return {
    *before(line = 0) {
      for (; next < line; next++) if (!isUnit.has(next)) yield next;
    },
  };
}
