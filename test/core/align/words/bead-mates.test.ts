import { expect, test } from "vitest";
import { beadMates } from "../../../../packages/core/src/align/words/bead-mates.ts";

test("segments of a bead are mates, and one that no bead holds is by itself", () => {
  const beads = [
    { sources: [0, 2], targets: [0, 1] },
    { sources: [3, 4], targets: [1, 4] },
  ] as const;
  expect(beadMates(beads, "sources", 4)).toEqual({
    from: Int32Array.of(0, 0, 2, 3),
    to: Int32Array.of(2, 2, 3, 4),
  });
  expect(beadMates(beads, "targets", 5)).toEqual({
    from: Int32Array.of(0, 1, 1, 1, 4),
    to: Int32Array.of(1, 4, 4, 4, 5),
  });
});
