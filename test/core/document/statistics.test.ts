import fc from "fast-check";
import { expect, test } from "vitest";
import { largestCluster, median, mode, quantile } from "../../../packages/core/src/document/statistics.ts";

const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 30 });

test("a quantile is a value that at least its share of the values does not exceed; the median is the middle", () => {
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      const found = quantile(all, share);
      expect(all).toContain(found);
      expect(all.filter((value) => value <= found).length).toBeGreaterThan(Math.floor(share * (all.length - 1)));
      expect(median(all)).toBe(all.toSorted((a, b) => a - b)[all.length >> 1]);
    }),
  );
  expect(median([])).toBeUndefined();
});

test("the mode is the value that occurs most, the least or the greatest of several", () => {
  expect(mode([3, 1, 3, 1, 2], "least")).toEqual({ value: 1, count: 2 });
  expect(mode([3, 1, 3, 1, 2], "greatest")).toEqual({ value: 3, count: 2 });
  expect(mode([], "least")).toBeUndefined();
});

test("the largest cluster holds as many values as any stretch of its width", () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 0, max: 10 }), (all, width) => {
      const { size, end } = largestCluster(all, width);
      const within = (from: number): number => all.filter((value) => value >= from && value <= from + width).length;
      expect(size).toBe(Math.max(...all.map(within)));
      expect(all).toContain(end);
    }),
  );
});
