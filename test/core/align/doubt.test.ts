import { readFileSync } from "node:fs";
import { alignPairs } from "@sextant/core";
import { describe, expect, test } from "vitest";
import { corpus } from "../../setup.ts";

/** The paragraphs of a text of the corpus. */
const paragraphs = (set: string, language: string): string[] =>
  readFileSync(corpus(`${set}/${language}.txt`), "utf8")
    .split("\n")
    .filter((line) => line.trim());

/** Whether two texts are doubted, known words or not. */
function isDoubted(source: readonly string[], from: string, target: readonly string[], to: string): boolean {
  let doubts = 0;
  const [beads] = alignPairs([{ source, target }], from, to, { known: [], doubted: () => doubts++ });
  expect(beads?.flatMap((bead) => bead.source)).toEqual(source.map((_, at) => at));
  return doubts > 0;
}

describe("texts are doubted by what their beads foretell", () => {
  test.each([
    ["ru", "zh"],
    ["ar", "en"],
    ["zh", "fr"],
  ])("the Declaration in %s and %s is not doubted, whole or in part", (from, to) => {
    const [source, target] = [paragraphs("UDHR", from), paragraphs("UDHR", to)];
    expect(isDoubted(source, from, target, to)).toBe(false);
    expect(isDoubted(source.slice(0, 30), from, target.slice(0, 30), to)).toBe(false);
  });

  test.each([
    ["ru", "zh"],
    ["ar", "en"],
    ["zh", "fr"],
  ])("the Declaration in %s and the resolution in %s are doubted, and aligned all the same", (from, to) => {
    expect(isDoubted(paragraphs("UDHR", from), from, paragraphs("A-RES-67-189", to), to)).toBe(true);
  });
});
