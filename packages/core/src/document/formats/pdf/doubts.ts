import type { Line } from "./lines.ts";
import type { Page } from "./page.ts";
import { UNDECODED } from "./painting/letters.ts";

/** A page is a picture with recognized text if at least this share of its glyphs is not painted. */
const MIN_INVISIBLE = 0.5;

/** Reasons for doubt, for paragraphs and for warnings. */
export interface Doubts {
  /** Why a line may have been read wrongly, a phrase for a person. */
  readonly of: (line: Line) => string | undefined;
  /** Sentences that name pages. */
  readonly warnings: readonly string[];
}

/**
 * Finds what may have been read wrongly: characters that could not be decoded, letters of fonts whose own map is wrong,
 * letters set apart, text that a program recognized in a picture, and pages without text.
 *
 * @param wrongFonts names of fonts whose map from glyphs to letters is known to be wrong
 */
export function doubtsOf(pages: readonly Page[], wrongFonts: ReadonlySet<string>): Doubts {
  const recognized = new Set(
    pages
      .filter(({ glyphs }) => glyphs.filter(({ invisible }) => invisible).length > MIN_INVISIBLE * glyphs.length)
      .map(({ number }) => number),
  );
  const where = (test: (page: Page) => boolean): string =>
    pages
      .filter(test)
      .map(({ number }) => number)
      .join(", ");
  const warnings: string[] = [];
  const warn = (numbers: string, says: string): void => {
    if (numbers !== "") warnings.push(`page ${numbers} ${says}`);
  };
  warn(
    where(({ glyphs }) => !glyphs.some(({ text }) => text.trim() !== "")),
    "has no text: it is empty, or a picture that needs character recognition (OCR)",
  );
  warn([...recognized].join(", "), "is a picture whose text a program recognized: words may be wrong");
  warn(
    where(({ glyphs }) => glyphs.some(({ text }) => text.includes(UNDECODED))),
    `has characters that could not be decoded, for their font does not say what they are; ${UNDECODED} stands for each`,
  );
  warn(
    where(({ glyphs }) => glyphs.some(({ font }) => wrongFonts.has(font))),
    "has a font whose own table calls some letters by others: words may be wrong",
  );
  return {
    warnings,
    of: ({ page, text, spaced, glyphs }) => {
      if (text.includes(UNDECODED)) return "characters that could not be decoded";
      if (glyphs.some(({ font }) => wrongFonts.has(font))) return "a font that calls some letters by others";
      if (recognized.has(page)) return "text that a program recognized in a picture";
      if (spaced) return "letters set apart: words may be cut wrongly";
      return undefined;
    },
  };
}
