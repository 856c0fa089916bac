import type { Glyph, Page } from "../page.ts";
import { UNDECODED } from "./letters.ts";

/** The stroke that lengthens an Arabic word; lines omit it. */
export const KASHIDA = "\u0640";
/** A shape is a stretched line if it is narrower than this share of its font's letters … */
export const MAX_STROKE_SHARE = 0.36;
/** … and if all other shapes of the same letter are this many times as wide. */
const MIN_TIMES = 1.6;
/** A stroke joins two letters, so it stands at the edge of a word in at most this share of cases. */
const MAX_AT_EDGE = 0.12;
/** Fewer glyphs of a font, or of the stroke, prove nothing. */
export const MIN_GLYPHS = 30;
const MIN_STROKES = 8;

/** Pages whose kashidas are known, and the fonts that call kashidas letters. */
export interface KnownKashidas {
  readonly pages: readonly Page[];
  /** Fonts whose map from glyphs to letters is wrong; their other letters may be wrong, too. */
  readonly wrongFonts: ReadonlySet<string>;
}

/**
 * Finds kashidas, the strokes that lengthen Arabic words to fill a line. They mean nothing, but some word processors
 * write a map from glyphs to letters in which the stroke is a letter (`الشررقي` for `الشـرقي`). Such a stroke is
 * recognised by its width.
 */
export function withKashidas(pages: readonly Page[]): KnownKashidas {
  const fonts = new Map<string, Map<string, Shape>>();
  for (const { glyphs } of pages)
    for (const [at, glyph] of glyphs.entries()) {
      if (!isArabicLetter(glyph)) continue;
      const shapes = fonts.get(glyph.font) ?? new Map<string, Shape>();
      fonts.set(glyph.font, shapes);
      const key = String(glyph.code);
      const shape = shapes.get(key) ?? { letter: glyph.text, width: glyph.width / glyph.size, count: 0, atEdge: 0 };
      shapes.set(key, shape);
      shape.count++;
      if (![glyphs[at - 1], glyphs[at + 1]].every((other) => other && touches(glyph, other))) shape.atEdge++;
    }
  const strokes = new Set<string>();
  const wrongFonts = new Set<string>();
  for (const [font, shapes] of fonts) {
    const all = [...shapes.values()].sort((a, b) => a.width - b.width);
    if (all.reduce((sum, shape) => sum + shape.count, 0) < MIN_GLYPHS) continue;
    // By shape and not by glyph, because a line full of strokes would distort the measure.
    const typical = all[all.length >> 1]?.width ?? 0;
    for (const [code, { letter, width, count, atEdge }] of shapes) {
      if (atEdge > MAX_AT_EDGE * count) continue;
      const others = all.filter((other) => other.letter === letter && other.width !== width);
      if (count < MIN_STROKES || width >= MAX_STROKE_SHARE * typical || others.length === 0) continue;
      if (others.some((other) => other.width < MIN_TIMES * width)) continue;
      strokes.add(`${font} ${code}`);
      wrongFonts.add(font);
    }
  }
  if (strokes.size === 0 && !pages.some(({ glyphs }) => glyphs.some(isUnnamed))) return { pages, wrongFonts };
  // They keep their width, so that the rest of the word is not torn.
  return {
    wrongFonts,
    pages: pages.map((page) => ({
      ...page,
      glyphs: page.glyphs.map((glyph, at) =>
        strokes.has(`${glyph.font} ${glyph.code}`) || isUnnamedStroke(page.glyphs, at)
          ? { ...glyph, text: KASHIDA }
          : glyph,
      ),
    })),
  };
}

/** One code of a font: the letter that it is said to be, its width in font sizes, and how often it stands where. */
interface Shape {
  readonly letter: string;
  readonly width: number;
  count: number;
  atEdge: number;
}

const isUnnamed = ({ text }: Glyph): boolean => text === UNDECODED;

/**
 * Whether a glyph without a letter joins two Arabic letters, perhaps with others of its kind: then it can only be a
 * kashida.
 */
function isUnnamedStroke(glyphs: readonly Glyph[], at: number): boolean {
  const glyph = glyphs[at] as Glyph;
  if (!isUnnamed(glyph)) return false;
  const beside = (step: 1 | -1): Glyph | undefined => {
    let next = at + step;
    while (glyphs[next] && isUnnamed(glyphs[next] as Glyph) && Math.abs(next - at) < 20) next += step;
    return glyphs[next];
  };
  return [beside(-1), beside(1)].every(
    (other) => other && isArabicLetter(other) && Math.abs(other.y - glyph.y) < 0.1 * glyph.size,
  );
}

/** Whether a letter stands directly beside another on its line. */
function touches(glyph: Glyph, other: Glyph): boolean {
  const gap = Math.max(other.x - glyph.x - glyph.width, glyph.x - other.x - other.width);
  return isArabicLetter(other) && Math.abs(other.y - glyph.y) < 0.1 * glyph.size && gap < 0.1 * glyph.size;
}

/** Whether a glyph is one Arabic letter. */
export const isArabicLetter = ({ text }: Glyph): boolean =>
  text.charCodeAt(0) > 0x5ff && /^[\p{Script=Arabic}&&\p{L}]$/v.test(text);
