import { type ReadingWarning, warning } from "../../warning.ts";
import type { Line } from "./lines.ts";
import type { Page } from "./page.ts";
import { UNDECODED } from "./painting/letters.ts";

/** A page is a picture with recognized text if at least this share of its glyphs is not painted. */
const MIN_INVISIBLE = 0.5;

/** Reasons for doubt, for paragraphs and for warnings. */
export interface Doubts {
  /** Why a line may have been read wrongly, a phrase for a person. */
  readonly of: (line: Line) => string | undefined;
  /** They name pages. */
  readonly warnings: readonly ReadingWarning[];
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
  const where = (test: (page: Page) => boolean): number[] => pages.filter(test).map(({ number }) => number);
  const hasText = ({ glyphs }: Page): boolean => glyphs.some(({ text }) => text.trim() !== "");
  const undecoded = where(({ glyphs }) => glyphs.some(({ text }) => text.includes(UNDECODED)));
  const warnings = [
    warning("no-text", { pages: where((page) => !hasText(page)) }),
    warning("recognized", { pages: [...recognized] }),
    warning("undecoded", { pages: undecoded, sign: UNDECODED }),
    warning("wrong-font", { pages: where(({ glyphs }) => glyphs.some(({ font }) => wrongFonts.has(font))) }),
  ].filter(({ values: { pages = [] } }) => (pages as readonly number[]).length > 0);
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
