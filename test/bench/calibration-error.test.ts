import fc from "fast-check";
import { expect, test } from "vitest";
import { random } from "../random.ts";
import { calibrationError, type Judged, largestPerfectError } from "./calibration-error.ts";

const beads = fc.array(fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), isRight: fc.boolean() }), {
  minLength: 1,
  maxLength: 60,
});

test("beads of one confidence are wrong by how far it is from the share that is right", () => {
  const said = (confidence: number): Judged[] => [true, true, true, false].map((isRight) => ({ confidence, isRight }));
  expect(calibrationError(said(0.75))).toBeCloseTo(0);
  expect(calibrationError(said(0.95))).toBeCloseTo(0.2);
  expect(calibrationError([...said(0.95), ...said(0.05)])).toBeCloseTo(0.45);
});

test("the error is at most that of beads taken one by one, and their order changes nothing", () => {
  fc.assert(
    fc.property(beads, (own) => {
      const singly = own.reduce((sum, bead) => sum + calibrationError([bead]), 0) / own.length;
      expect(calibrationError(own)).toBeLessThanOrEqual(singly + 1e-9);
      expect(calibrationError(own.toReversed())).toBeCloseTo(calibrationError(own));
    }),
  );
});

test("one in twenty sets of beads that are right as often as they say lies above what is said of perfect confidence", () => {
  const next = random(7);
  const confidences = Array.from({ length: 200 }, () => 0.5 + next() / 2);
  const most = largestPerfectError(confidences);
  const drawn = Array.from({ length: 2000 }, () =>
    calibrationError(confidences.map((confidence) => ({ confidence, isRight: next() < confidence }))),
  );
  const above = drawn.filter((error) => error > most).length / drawn.length;
  expect(above).toBeGreaterThan(0.03);
  expect(above).toBeLessThan(0.07);
});
