import bidiFactory, { type Bidi } from "bidi-js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logicalOrder, type Seen } from "../../../../packages/core/src/document/formats/pdf/bidi.ts";

// Its types say that it is a module with a default export; what is imported is the function itself.
const bidi = (bidiFactory as unknown as () => Bidi)();

/** A line as a page shows it, by another's implementation of UAX #9; painted in the order of reading. */
function seenOf(line: string, direction: "rtl" | "ltr", mirrored: boolean): Seen[] {
  const levels = bidi.getEmbeddingLevels(line, direction);
  const turned = mirrored ? bidi.getMirroredCharactersMap(line, levels.levels) : new Map<number, string>();
  return bidi
    .getReorderedIndices(line, levels)
    .map((at) => ({ text: turned.get(at) ?? (line[at] as string), painted: at }));
}

/** Holds for any of these lines. */
function holds(lines: fc.Arbitrary<string>, direction: "rtl" | "ltr", mirrored = false): void {
  fc.assert(
    fc.property(lines, (line) => {
      expect(read(line, direction, mirrored)).toBe(line);
    }),
  );
}

const read = (line: string, direction: "rtl" | "ltr", mirrored = false): string =>
  logicalOrder(seenOf(line, direction, mirrored), direction === "rtl", mirrored)
    .map(({ text }) => text)
    .join("");

const arabic = fc.constantFrom("إن", "دولة", "البستان", "الجمعية", "العامة", "قرار", "المؤرخ", "وتطلب", "الأشجار");
const latin = fc.constantFrom("A", "Orchard", "Office", "UNEP", "Paris", "Add");
const number = fc.oneof(
  fc.nat(2100).map(String),
  fc.constantFrom("1.5", "12,500", "67/189", "10:30", "١٢", "١٫٥", "٢٠١٢"),
);
const bracketed = fc.array(arabic, { minLength: 1, maxLength: 3 }).map((words) => `(${words.join(" ")})`);
const spaced = (...words: fc.Arbitrary<string>[]) =>
  fc.array(fc.oneof(...words), { minLength: 1, maxLength: 12 }).map((all) => all.join(" "));

describe("a line that is painted in the order of reading is read as it was written", () => {
  test("Arabic words", () => {
    holds(spaced(arabic), "rtl");
  });

  test("Arabic words and numbers", () => {
    const line = fc.tuple(arabic, spaced(arabic, number), arabic).map((all) => all.join(" "));
    holds(line, "rtl");
  });

  test("Arabic words, Latin words and numbers", () => {
    const line = fc.tuple(arabic, spaced(arabic, latin, number), arabic).map((all) => all.join(" "));
    holds(line, "rtl");
  });

  test("brackets as they are seen, and as they are read", () => {
    const line = fc.tuple(arabic, spaced(arabic, bracketed, number), arabic).map((all) => all.join(" "));
    holds(line, "rtl", false);
    holds(line, "rtl", true);
  });

  test("Arabic within a Latin line", () => {
    const line = fc.tuple(latin, spaced(arabic, latin), latin).map((all) => all.join(" "));
    holds(line, "ltr");
  });
});
