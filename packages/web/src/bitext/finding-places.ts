import type { Block, Finding } from "../api/client.ts";

/** A stretch of a block's text that a finding speaks of, in UTF-16 code units; empty where something is missing. */
export interface FoundPlace {
  readonly start: number;
  readonly end: number;
  readonly severity: Finding["severity"];
}

/** Stands between the blocks of a row where it is compared. */
const JOINT = 1;

/** The places of findings in each block of a language; a comparison counts through all blocks of the row. Apart and rising. */
export function placesIn(blocks: readonly Block[], language: string, found: readonly Finding[]): FoundPlace[][] {
  const own = found
    .flatMap(({ places, severity }) =>
      places.filter((place) => place.language === language).map(({ start, end }) => ({ start, end, severity })),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let from = 0;
  return blocks.map(({ text }) => {
    const start = from;
    from += text.length + JOINT;
    const inside: FoundPlace[] = [];
    for (const place of own) {
      const [first, last] = [Math.max(0, place.start - start), Math.min(text.length, place.end - start)];
      const isApart = first >= (inside.at(-1)?.end ?? 0);
      if (first <= last && place.start - start <= text.length && isApart)
        inside.push({ start: first, end: last, severity: place.severity });
    }
    return inside;
  });
}
