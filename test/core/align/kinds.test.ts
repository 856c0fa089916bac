import fc from "fast-check";
import { expect, test } from "vitest";
import { SHAPES, type ShapeCounts } from "../../../packages/core/src/align/grid/shapes.ts";
import { textKinds } from "../../../packages/core/src/align/pair/kinds.ts";

/** Beads of one against one, and of one against three. */
function beads(pairs: number, triples: number): ShapeCounts {
  const shapes = new Float64Array(SHAPES.length);
  SHAPES.forEach(({ source, target }, shape) => {
    if (source === 1 && target === 1) shapes[shape] = pairs;
    if (source === 1 && target === 3) shapes[shape] = triples;
  });
  return { shapes, continued: 0 };
}

test("a text whose sentences are joined is of another kind than laws that are translated sentence by sentence", () => {
  expect(textKinds([beads(150, 5), beads(30, 70), beads(90, 2)])).toEqual([[0, 2], [1]]);
});

test("texts that a chain of texts joins are of one kind, in any order", () => {
  const [strict, between, free] = [beads(100, 0), beads(60, 40), beads(20, 80)];
  expect(textKinds([strict, free])).toEqual([[0], [1]]);
  expect(textKinds([strict, between, free])).toEqual([[0, 1, 2]]);
  expect(textKinds([strict, free, between])).toEqual([[0, 1, 2]]);
});

test("few beads make no kind of their own", () => {
  expect(textKinds([beads(150, 5), beads(0, 4)])).toEqual([[0, 1]]);
});

test("each text is of one kind, and kinds do not depend on the order of texts", () => {
  const counts = fc.tuple(fc.nat(80), fc.nat(80)).map(([pairs, triples]) => beads(pairs, triples));
  fc.assert(
    fc.property(fc.array(counts, { maxLength: 8 }), (texts) => {
      const kinds = textKinds(texts);
      expect(kinds.flat().sort((a, b) => a - b)).toEqual(texts.map((_, at) => at));
      const last = texts.length - 1;
      const reversed = textKinds([...texts].reverse()).map((kind) => kind.map((text) => last - text).reverse());
      expect(new Set(reversed.map(String))).toEqual(new Set(kinds.map(String)));
    }),
  );
});

test("no texts are of no kind", () => {
  expect(textKinds([])).toEqual([]);
});
