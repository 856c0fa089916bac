import { median, quantile } from "../../statistics.ts";
import type { Seen } from "./bidi.ts";
import { characterOf, isBlank } from "./characters.ts";
import { type Chunk, MAX_SHIFTED_SIZE } from "./chunks.ts";
import { isLabel } from "./labels.ts";
import type { Glyph } from "./page.ts";

/**
 * A narrower space, in font sizes, is none, whatever the font says: it is a stroke between Arabic letters, or nothing.
 */
const MIN_SPACE = 0.15;
/**
 * The smallest gap that counts as a space if none is painted, in font sizes; below a share of glyphs, painted spaces
 * count as none.
 */
export const SPACE_ALONE = 0.17;
const MIN_PAINTED = 0.04;
/**
 * The smallest such gap in a line that was squeezed to fit, in font sizes. It is told from other lines by its letters: three
 * quarters of what stands between letters stands within words, and is hardly anything there.
 */
const SPACE_AMONG_EXACT = 0.11;
const SHARE_WITHIN_WORDS = 0.75;
const MAX_NOISE = 0.02;
/** Gaps between letters that tell so. */
const MIN_EXACT = 12;
/**
 * Chinese characters stand apart from letters and digits without a space; the gap behind a number or a bullet at the
 * head of the line is a space if it is at least this wide, in font sizes.
 */
const SPACE_BEHIND_LABEL = 0.4;
/** The longest number or bullet, in glyphs. */
const MAX_LABEL = 12;
/** Beside a hyphen or a dash, which often stand loose, a space must be this many times as wide. */
const AT_HYPHEN = 1.4;

/** Letters further apart than this, in font sizes, are set apart. */
const MIN_LETTER_GAP = 0.1;
/** Placeholder for a space that is only a gap, until its neighbours are known. */
export const LOOSE = "\ue000";

/** A piece with how it stands: above the line (1), on it (0), below it (-1). */
export interface ShiftedPiece extends Seen {
  readonly shift: number;
}

/** The gaps between the letters that follow one another in a line, words' gaps among them, in points. */
function letterGaps(glyphs: readonly Glyph[]): number[] {
  const gaps: number[] = [];
  let before: Glyph | undefined;
  for (const glyph of glyphs) {
    const { blank, letter } = characterOf(glyph.text);
    if (blank) continue;
    if (letter && before && characterOf(before.text).letter) gaps.push(glyph.x - before.x - before.width);
    before = glyph;
  }
  return gaps;
}

/** The usual gap between the letters of a line, in points, if they are set apart; 0 for an ordinary line. */
function letterGap(gaps: readonly number[], size: number): number {
  if (gaps.length <= 4) return 0;
  const typical = median(gaps) as number;
  return typical > MIN_LETTER_GAP * size ? typical : 0;
}

/** Whether the letters of a line stand so exactly beside one another that a narrow gap says something. */
function isExact(gaps: readonly number[], size: number): boolean {
  if (gaps.length < MIN_EXACT) return false;
  return quantile(gaps.map(Math.abs), SHARE_WITHIN_WORDS) < MAX_NOISE * size;
}

/** What counts as a space in a line in which none is painted between two glyphs. */
interface Spacing {
  /** The usual gap between its letters, in points, if they are set apart; 0 for an ordinary line. */
  readonly apart: number;
  /** The smallest gap that is a space beside a hyphen or not, in points, where glyphs have a font size. */
  readonly least: (isAtHyphen: boolean, size: number) => number;
}

/** @param space a gap of at least this width, in font sizes, is a space although none is painted */
function spacingOf(glyphs: readonly Glyph[], size: number, space: number): Spacing {
  const gaps = letterGaps(glyphs);
  const apart = letterGap(gaps, size);
  const blanks = glyphs.reduce((count, { text }) => (isBlank(text) ? count + 1 : count), 0);
  // A line with hardly a painted space has other spaces.
  const isPainted = blanks >= MIN_PAINTED * (glyphs.length - blanks);
  const alone = isExact(gaps, size) ? SPACE_AMONG_EXACT : SPACE_ALONE;
  const least = isPainted ? space : Math.min(space, alone);
  return {
    apart,
    least(isAtHyphen, own) {
      if (apart > 0) return blanks > 0 ? 2.5 * apart + least * own : 1.6 * apart + 0.1 * own;
      return (isAtHyphen ? AT_HYPHEN * least : least) * own;
    },
  };
}

/**
 * The glyphs of a line as pieces, with a space where one is painted or where a gap counts as one; marks follow their letters.
 *
 * @param glyphs from left to right
 * @param space a gap of at least this width, in font sizes, is a space although none is painted
 * @returns the pieces from left to right, and whether the letters of the line are set apart
 */
export function withSpaces(
  glyphs: readonly Glyph[],
  { y, size }: Pick<Chunk, "y" | "size">,
  space: number,
): { seen: ShiftedPiece[]; spaced: boolean } {
  const { apart, least } = spacingOf(glyphs, size, space);
  const seen: ShiftedPiece[] = [];
  let before: Glyph | undefined;
  let painted = false; // a space since the last letter
  let marks: Glyph[] = []; // met since the last letter
  for (const glyph of glyphs) {
    const now = characterOf(glyph.text);
    if (now.blank) {
      painted ||= glyph.width > MIN_SPACE * glyph.size; // a space that takes no room parts nothing
      continue;
    }
    if (now.mark) {
      marks.push(glyph);
      continue;
    }
    const hung = marks.length > 0 ? hang(marks, before, glyph, seen) : "";
    if (marks.length > 0) marks = [];
    if (before) {
      const gap = glyph.x - before.x - before.width;
      const last = characterOf(before.text);
      const own = sizeAt(before, glyph, size);
      const isWide =
        last.wide || now.wide
          ? gap > SPACE_BEHIND_LABEL * own && isLabelled(seen)
          : gap > least(last.hyphen || now.hyphen, own);
      if (painted && gap > 0.04 * own) seen.push({ text: " ", painted: before.painted, shift: 0 });
      else if (isWide) seen.push({ text: LOOSE, painted: before.painted, shift: 0 });
    }
    seen.push({ text: glyph.text + hung, painted: glyph.painted, shift: shiftOf(glyph, y, size) });
    before = glyph;
    painted = false;
  }
  const left = hang(marks, before, undefined, seen);
  if (left) seen.push({ text: left, painted: marks[0]?.painted ?? 0, shift: 0 });
  return { seen, spaced: apart > 0 };
}

/** Above 0 for a raised glyph, below 0 for a lowered one. */
function shiftOf(glyph: Glyph, y: number, size: number): number {
  const shift = glyph.y - y;
  if (glyph.size < MAX_SHIFTED_SIZE * size) return shift > 0.13 * size ? 1 : shift < -0.03 * size ? -1 : 0;
  return shift > 0.25 * size ? 1 : shift < -0.2 * size ? -1 : 0;
}

/** The font size that counts for the gap between two glyphs of a line of this size. */
function sizeAt(before: Glyph, glyph: Glyph, size: number): number {
  // For small type on a line of large type, its own size counts; before a large number, the word's.
  const large = Math.max(before.size, glyph.size);
  if (large < MAX_SHIFTED_SIZE * size) return large;
  return glyph.size > before.size && before.y === glyph.y && /\p{Nd}/u.test(glyph.text) ? before.size : size;
}

/** Whether a line begins with these pieces, and they are only a number or a bullet. */
const isLabelled = (seen: readonly ShiftedPiece[]): boolean =>
  seen.length <= MAX_LABEL && isLabel(seen.map(({ text }) => text).join(""));

/**
 * Puts marks after their letters: a mark is painted over its letter and read after it, whenever it was painted.
 *
 * @returns the marks that belong to the next letter
 */
function hang(
  marks: readonly Glyph[],
  before: Glyph | undefined,
  next: Glyph | undefined,
  seen: ShiftedPiece[],
): string {
  let ahead = "";
  for (const mark of marks) {
    const distance = (letter: Glyph | undefined): number =>
      letter && characterOf(letter.text).letter
        ? Math.abs(mark.x + mark.width / 2 - letter.x - letter.width / 2)
        : Number.POSITIVE_INFINITY;
    const last = seen.at(-1);
    if (!last || !before || distance(next) < distance(before)) ahead += mark.text;
    else seen[seen.length - 1] = { ...last, text: last.text + mark.text };
  }
  return ahead;
}
