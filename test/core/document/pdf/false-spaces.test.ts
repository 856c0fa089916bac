import { expect, test } from "vitest";
import { type Glyph, type Page, UNMARKED } from "../../../../packages/core/src/document/formats/pdf/page.ts";
import { withoutFalseSpaces } from "../../../../packages/core/src/document/formats/pdf/painting/false-spaces.ts";

/** The codes of a font; widths in points, at a size of 10. */
const SPACE = { text: " ", code: 3, width: 2.5 };
const LETTER_CALLED_SPACE = { text: " ", code: 998, width: 5.3 };
const STROKE_CALLED_SPACE = { text: " ", code: 1127, width: 1.2 };
const SIGN_CALLED_SPACE = { text: " ", code: 755, width: 0 };

type Painted = Pick<Glyph, "text" | "code" | "width">;

function pageOf(painted: readonly Painted[]): Page {
  const glyphs = painted.map(
    (own, at): Glyph => ({
      ...own,
      x: 500 - 5 * at,
      y: 700,
      size: 10,
      bold: false,
      italic: false,
      font: "F",
      invisible: false,
      painted: at,
      content: UNMARKED,
    }),
  );
  return { number: 1, width: 600, height: 800, glyphs, rules: [], shades: [], turned: [] };
}

/** Ten words of four letters, in which a glyph stands before the last letter of the first word. */
function wordsWith(glyph: Painted): readonly Painted[] {
  const word = [..."بستا"].map((text) => ({ text, code: text.charCodeAt(0), width: 4 }));
  const words = Array.from({ length: 10 }, () => [...word, SPACE]).flat();
  return words.toSpliced(3, 0, glyph);
}

const read = (painted: readonly Painted[]): string =>
  withoutFalseSpaces([pageOf(painted)])[0]
    ?.glyphs.map(({ text }) => text)
    .join("") ?? "";

test("an Arabic letter that its font calls a space is given as one that could not be decoded", () => {
  expect(read(wordsWith(LETTER_CALLED_SPACE))).toBe(`بست\ufffdا ${"بستا ".repeat(9)}`);
});

test("a stroke that its font calls a space is a kashida, and cuts no word", () => {
  expect(read(wordsWith(STROKE_CALLED_SPACE))).toBe(`بست\u0640ا ${"بستا ".repeat(9)}`);
});

test("a sign without width stays as it is", () => {
  expect(read(wordsWith(SIGN_CALLED_SPACE))).toBe(`بست ا ${"بستا ".repeat(9)}`);
});

test("spaces of a font stay spaces, whatever their codes", () => {
  const other = { ...SPACE, code: 32 };
  expect(read(wordsWith(other))).toBe(`بست ا ${"بستا ".repeat(9)}`);
});

test("a Latin font may have spaces of several widths", () => {
  const latin = wordsWith(LETTER_CALLED_SPACE).map((glyph) => (glyph.text === " " ? glyph : { ...glyph, text: "a" }));
  expect(read(latin)).toBe(`aaa a ${"aaaa ".repeat(9)}`);
});
