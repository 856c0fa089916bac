import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ImpossibleCorrection, type RowCorrection } from "../../../packages/core/src/memory/corrections/corrections.ts";
import { type Cells, corrected } from "../../../packages/core/src/memory/corrections/row-blocks.ts";
import { LANGUAGES, rowCorrection } from "./correcting.ts";

describe("corrections of rows", () => {
  const ROWS: Cells[] = [
    { fr: [0], en: [0], ar: [0] },
    { fr: [1, 2], en: [1] },
    { fr: [3], en: [2, 3], ar: [1, 2] },
    { ar: [3] },
    { fr: [4], en: [4], ar: [4] },
  ];
  const made = (rows: readonly Cells[], what: RowCorrection): Cells[] =>
    corrected(rows, what).map(({ cells }) => cells);

  test("merge, split, move, unlink and link say where each block goes", () => {
    expect(made(ROWS, { action: "merge", position: 1, count: 2 })[1]).toEqual({
      fr: [1, 2, 3],
      en: [1, 2, 3],
      ar: [1, 2],
    });
    expect(made(ROWS, { action: "split", position: 2, at: { fr: 1, en: 1, ar: 1 } }).slice(2, 4)).toEqual([
      { fr: [3], en: [2], ar: [1] },
      { en: [3], ar: [2] },
    ]);
    expect(made(ROWS, { action: "move", position: 2, language: "ar", to: "before", blocks: 1 }).slice(1, 3)).toEqual([
      { fr: [1, 2], en: [1], ar: [1] },
      { fr: [3], en: [2, 3], ar: [2] },
    ]);
    expect(made(ROWS, { action: "unlink", position: 0, language: "en" }).slice(0, 2)).toEqual([
      { fr: [0], ar: [0] },
      { en: [0] },
    ]);
    expect(made(ROWS, { action: "link", position: 1, other: 3 })).toEqual([
      { fr: [0], en: [0], ar: [0] },
      { fr: [1, 2], en: [1], ar: [3] },
      { fr: [3], en: [2, 3], ar: [1, 2] },
      { fr: [4], en: [4], ar: [4] },
    ]);
  });

  test("what cannot be done is said with what could be", () => {
    expect(() => made(ROWS, { action: "merge", position: 4, count: 2 })).toThrow("there is no row 5; rows are 0 to 4");
    expect(() => made(ROWS, { action: "unlink", position: 1, language: "ar" })).toThrow("row 1 has nothing in ar");
    expect(() => made(ROWS, { action: "unlink", position: 3, language: "ar" })).toThrow("nothing but ar");
    expect(() => made(ROWS, { action: "split", position: 1, at: { fr: 3 } })).toThrow("has 2 blocks in fr");
    expect(() => made(ROWS, { action: "split", position: 0, at: {} })).toThrow("leaves something on both sides");
    expect(() => made(ROWS, { action: "move", position: 0, language: "fr", to: "after", blocks: 2 })).toThrow(
      "no other number",
    );
  });

  test("whatever is corrected, every block stays in exactly one row", () => {
    fc.assert(
      fc.property(fc.array(rowCorrection(5), { maxLength: 8 }), (corrections) => {
        let rows: Cells[] = ROWS;
        for (const one of corrections) {
          try {
            rows = made(rows, one);
          } catch (error) {
            if (!(error instanceof ImpossibleCorrection)) throw error;
          }
        }
        for (const language of LANGUAGES) {
          const units = rows.flatMap((row) => row[language] ?? []);
          expect([...units].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
        }
        for (const row of rows) expect(Object.values(row).every((units) => units.length > 0)).toBe(true);
      }),
    );
  });
});
