import { evaluate, formatBeads, parseBeads } from "@sextant/core";
import { expect, test } from "vitest";

const gold = parseBeads("[0]:[0]\n[1, 2]:[1]\n[3]:[2]\n[]:[3]\n[4]:[4]\n");
const hypothesis = parseBeads("[0]:[0]:0.99\n[1]:[1]\n[2]:[]\n[3]:[2, 3]\n\n[4]:[4]:1\n");

test("strict counts the same beads, lax those that share a unit on both sides; recall asks two-sided gold only", () => {
  const { strict, lax } = evaluate([{ gold, hypothesis }]);
  expect(strict).toEqual({ precision: 2 / 5, recall: 2 / 4, f1: (2 * 0.4 * 0.5) / 0.9 });
  expect(lax).toEqual({ precision: 4 / 5, recall: 4 / 4, f1: (2 * 0.8) / 1.8 });
});

test("nothing against nothing is no division by zero", () => {
  expect(evaluate([{ gold: [], hypothesis: [] }]).strict).toEqual({ precision: 0, recall: 0, f1: 0 });
});

test("a line that is no bead is named", () => {
  expect(() => parseBeads("[0]:[0]\n0-0\n", "a.gold")).toThrow(/a\.gold:2: not a bead: 0-0/);
});

test("beads are written as they are read", () => {
  const beads = hypothesis.map((bead) => ({ ...bead, confidence: 0.5 }));
  expect(parseBeads(formatBeads(beads))).toEqual(hypothesis);
});
