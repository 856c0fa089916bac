import fc from "fast-check";
import { expect, test } from "vitest";
import { estimatedPriors } from "../../../../packages/core/src/align/grid/priors.ts";
import { isOneSided, SHAPES } from "../../../../packages/core/src/align/grid/shapes.ts";

const shapeAt = (source: number, target: number): number =>
  SHAPES.findIndex((shape) => shape.source === source && shape.target === target);

function counted(beads: Readonly<Record<string, number>>) {
  const shapes = new Float64Array(SHAPES.length);
  for (const [key, count] of Object.entries(beads)) {
    const [source = 0, target = 0] = key.split(":").map(Number);
    shapes[shapeAt(source, target)] = count;
  }
  return { shapes, continued: 0 };
}

test("priors are probabilities, whatever was counted", () => {
  const counts = fc.array(fc.nat(50), { minLength: SHAPES.length, maxLength: SHAPES.length });
  fc.assert(
    fc.property(counts, (shapes) => {
      const priors = estimatedPriors({ shapes: Float64Array.from(shapes), continued: 0 });
      for (const oneSided of [true, false]) {
        const own = [...priors.shapes].filter((_, shape) => isOneSided(shape) === oneSided);
        expect(own.reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(1, 9);
      }
      expect([...priors.plain].reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(1, 9);
    }),
  );
});

test("a text that puts three and four segments into one may put seven, though it did not yet", () => {
  const seven = shapeAt(1, 7);
  const strict = estimatedPriors(counted({ "1:1": 90, "1:2": 10 }));
  const free = estimatedPriors(counted({ "1:1": 30, "1:2": 30, "1:3": 20, "1:4": 20 }));
  expect(free.shapes[seven] as number).toBeGreaterThan((strict.shapes[seven] as number) + 3);
});
