import { quantile } from "../../../statistics.ts";
import type { Glyph, Page } from "../page.ts";
import { isArabicLetter, KASHIDA, MAX_STROKE_SHARE, MIN_GLYPHS } from "./kashida.ts";
import { UNDECODED } from "./letters.ts";

/** Fewer spaces do not show how wide a font's space is. */
const MIN_SPACES = 8;
/** Spaces differ in width by at most this, in font sizes. */
const MAX_DIFFERENCE = 0.004;

/**
 * Some word processors write a map from glyphs to letters in which forms of Arabic letters are spaces, so that a word
 * loses a letter and falls into two. A font has one width of space, its most frequent; a glyph of another width that it
 * calls a space is a letter, given as {@link UNDECODED}, or, if it is too narrow for one, a {@link KASHIDA}. One without
 * width is a sign above a letter, and stays as it is: no word is cut there.
 */
export function withoutFalseSpaces(pages: readonly Page[]): readonly Page[] {
  if (!pages.some(({ glyphs }) => glyphs.some(isArabicLetter))) return pages;
  const fonts = Map.groupBy(
    pages.flatMap(({ glyphs }) => glyphs.filter((glyph) => isSpace(glyph) || isArabicLetter(glyph))),
    ({ font }) => font,
  );
  const meanings = new Map<string, string>();
  for (const glyphs of fonts.values()) for (const [key, meaning] of meaningsOf(glyphs)) meanings.set(key, meaning);
  if (meanings.size === 0) return pages;
  return pages.map((page) => ({
    ...page,
    glyphs: page.glyphs.map((glyph) => {
      const text = isSpace(glyph) ? meanings.get(keyOf(glyph)) : undefined;
      return text === undefined ? glyph : { ...glyph, text };
    }),
  }));
}

/** What the false spaces of a font stand for. `glyphs` are its spaces and Arabic letters. */
function meaningsOf(glyphs: readonly Glyph[]): [key: string, text: string][] {
  const codes = [...Map.groupBy(glyphs, keyOf)].map(([key, own]) => ({
    key,
    count: own.length,
    glyph: own[0] as Glyph,
  }));
  const spaces = codes.filter(({ glyph }) => isSpace(glyph)).sort((a, b) => b.count - a.count);
  const letters = codes.filter(({ glyph }) => !isSpace(glyph));
  const [space] = spaces;
  const letterCount = letters.reduce((sum, { count }) => sum + count, 0);
  if (!space || space.count < MIN_SPACES || letterCount < MIN_GLYPHS) return [];
  const typical = quantile(
    letters.map(({ glyph }) => widthOf(glyph)),
    0.5,
  );
  return spaces
    .filter(({ glyph }) => widthOf(glyph) > 0 && Math.abs(widthOf(glyph) - widthOf(space.glyph)) > MAX_DIFFERENCE)
    .map(({ key, glyph }) => [key, widthOf(glyph) < MAX_STROKE_SHARE * typical ? KASHIDA : UNDECODED]);
}

const isSpace = ({ text }: Glyph): boolean => text === " ";
const keyOf = ({ font, code }: Glyph): string => `${font} ${code}`;
/** In font sizes. */
const widthOf = ({ width, size }: Glyph): number => width / size;
