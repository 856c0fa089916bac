import { expect, test } from "vitest";
import { type Glyph, type Page, UNMARKED } from "../../../../packages/core/src/document/formats/pdf/page.ts";
import { withAccents } from "../../../../packages/core/src/document/formats/pdf/painting/accents.ts";

/** A sign, and how far its left edge is from the one painted before it; each is 5 points wide, the type 10 high. */
type Painted = readonly [text: string, from: number, raise?: number];

function pageOf(painted: readonly Painted[]): Page {
  let x = 50;
  const glyphs = painted.map(([text, from, raise = 0], at): Glyph => {
    x += from;
    const common = { size: 10, bold: false, italic: false, font: "CMR10", invisible: false, content: UNMARKED };
    return { ...common, text, x, y: 700 + raise, width: 5, code: at, painted: at };
  });
  return { number: 1, width: 600, height: 800, glyphs, rules: [], shades: [], turned: [] };
}

const read = (painted: readonly Painted[]): string =>
  (withAccents([pageOf(painted)])[0] as Page).glyphs.map(({ text }) => text).join("");

test("an accent that is painted over a letter is set over it, whichever comes first", () => {
  const before = [
    ["c", 0],
    ["r", 5],
    ["´", 5],
    ["e", 0],
    ["´", 5],
    ["e", 0],
  ] as const;
  expect(read(before)).toBe("créé");
  expect(
    read([
      ["g", 0],
      ["a", 5],
      ["c", 5],
      ["¸", 0.5],
      ["o", 4.5],
      ["n", 5],
    ]),
  ).toBe("gaçon");
  expect(
    read([
      ["n", 0],
      ["ˆ", 5],
      ["ı", 0],
      ["t", 5],
    ]),
  ).toBe("nît");
  expect(
    read([
      ["´", 0, 2],
      ["E", 0, -2],
      ["t", 5],
    ]),
  ).toBe("Ét");
});

test("a sign beside a letter, or over one that takes no accent, stays a sign", () => {
  expect(
    read([
      ["`", 0],
      ["e", 5],
      ["t", 5],
      ["´", 5],
      ["e", 5],
    ]),
  ).toBe("`et´e");
  expect(
    read([
      ["~", 0],
      ["/", 0],
      ["a", 5],
    ]),
  ).toBe("~/a");
  expect(
    read([
      ["´", 0, 9],
      ["e", 0, -9],
    ]),
  ).toBe("´e");
});
