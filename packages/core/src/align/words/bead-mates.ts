/** A bead; its segments are numbered over all texts. */
export interface SegmentRanges {
  readonly sources: readonly [from: number, to: number];
  readonly targets: readonly [from: number, to: number];
}

/** By segment of a side: it shares its bead with the segments `from[segment]` to before `to[segment]`, itself among them. */
export interface BeadMates {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** @param count of the side's segments; one that no bead holds is by itself */
export function beadMates(beads: readonly SegmentRanges[], side: keyof SegmentRanges, count: number): BeadMates {
  const from = Int32Array.from({ length: count }, (_, segment) => segment);
  const to = from.map((segment) => segment + 1);
  for (const { [side]: own } of beads) {
    from.fill(own[0], ...own);
    to.fill(own[1], ...own);
  }
  return { from, to };
}
