import { asciiDigits, composed, SUBSCRIPTS, SUPERSCRIPTS } from "../../../language/script.ts";
import type { Span } from "../../../language/span.ts";
import { median, quantile } from "../../statistics.ts";
import { logicalOrder, type Seen } from "./bidi.ts";
import { characterOf, isBlank } from "./characters.ts";
import { type Chunk, lineChunks, MAX_SHIFTED_SIZE } from "./chunks.ts";
import { isLabel } from "./labels.ts";
import type { Glyph } from "./page.ts";
import { KASHIDA } from "./painting/kashida.ts";

/** A line of a page, or the part of one that belongs to a column or a cell. */
export interface Line {
  /** 1 for the first of the file. */
  readonly page: number;
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  /** Letters above the line; digits there are superscript characters in the text already. */
  readonly raised: readonly Span[];
  /** Whether its letters are set apart, so that word borders may be wrong. */
  readonly spaced: boolean;
  readonly glyphs: readonly Glyph[];
  /** Whether an entry of a list of contents ends with it. */
  readonly entry?: true;
}

/** Settings for making lines from glyphs. */
export interface LineSetting {
  readonly page: number;
  readonly rtl: boolean;
  /** See {@link logicalOrder}. */
  readonly mirror: boolean;
  /** A gap of at least this width, in font sizes, is a space although none is painted. */
  readonly space: number;
  /** Parts of a line that stand further apart than this, in font sizes, are separate lines. */
  readonly maxGap: number;
}

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
const LOOSE = "\ue000";

/**
 * Makes lines from glyphs, from the top of the page down, and from left to right on one baseline. Glyphs painted twice
 * at one place count once; raised and lowered glyphs join the line beside them.
 */
export function linesOf(glyphs: readonly Glyph[], setting: LineSetting): Line[] {
  return lineChunks(glyphs, setting.maxGap)
    .map((chunk) => lineOf(chunk, setting))
    .filter(({ text }) => text !== "")
    .sort((a, b) => b.y - a.y || a.left - b.left);
}

function lineOf(chunk: Chunk, { page, rtl, mirror, space }: LineSetting): Line {
  const { y, size } = chunk;
  const glyphs = chunk.glyphs.sort((a, b) => a.x - b.x || a.painted - b.painted);
  const { seen, spaced } = withSpaces(glyphs, chunk, space);
  const { text, raised } = textOf(logicalOrder(seen, rtl || isMostlyRtl(glyphs), mirror));
  let [left, right, inked, bold, italic] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, 0];
  for (const glyph of glyphs) {
    if (isBlank(glyph.text)) continue;
    left = Math.min(left, glyph.x);
    right = Math.max(right, glyph.x + glyph.width);
    inked++;
    if (glyph.bold) bold++;
    if (glyph.italic) italic++;
  }
  const isMost = (count: number): boolean => count > 0.6 * inked;
  return { page, text, left, right, y, size, bold: isMost(bold), italic: isMost(italic), raised, spaced, glyphs };
}

/** Whether a line consists of right-to-left words, in a text of the other direction. */
function isMostlyRtl(glyphs: readonly Glyph[]): boolean {
  let [rtl, ltr] = [0, 0];
  for (const { text } of glyphs) {
    const { kind } = characterOf(text);
    if (kind === "rtl") rtl++;
    else if (kind === "ltr") ltr++;
  }
  return rtl > 2 * ltr && rtl > 4;
}

/** Makes text from pieces in reading order, and the stretches of it that are raised. */
function textOf(read: readonly ShiftedPiece[]): { text: string; raised: Span[] } {
  let text = "";
  const raised: Span[] = [];
  for (const [at, piece] of read.entries()) {
    const start = text.length;
    if (piece.text === LOOSE) {
      // Brackets and full stops often stand loose.
      const loose = /[([]$/.test(text) || (/^[)\].,،]/.test(read[at + 1]?.text ?? "") && !isDotted(read, at + 1));
      if (!loose && text !== "") text += " ";
    } else if (piece.text === " ") {
      if (text !== "" && !text.endsWith(" ")) text += " ";
    } else if (piece.shift > 0) {
      text += shifted(piece.text, SUPERSCRIPTS);
      if (!/[\p{L},]/u.test(piece.text)) continue;
      const last = raised.at(-1);
      if (last?.end === start) raised[raised.length - 1] = { start: last.start, end: text.length };
      else raised.push({ start, end: text.length });
    } else text += piece.shift < 0 ? shifted(piece.text, SUBSCRIPTS) : piece.text;
  }
  const clean = cleaned(text);
  // If cleaning changed the text, offsets of raised letters are unknown, and none are returned.
  return { text: clean, raised: text.startsWith(clean) ? raised : [] };
}

/** Whether a word that begins with dots begins here: `./configure`, `.tar.gz`. Other dots end something. */
function isDotted(read: readonly ShiftedPiece[], from: number): boolean {
  let at = from;
  while (read[at]?.text === ".") at++;
  return at > from && /^[\p{L}/]/u.test(read[at]?.text ?? "");
}

const shifted = (text: string, digits: string): string =>
  asciiDigits(text).replace(/\d/g, (digit) => digits[Number(digit)] as string);

/** Above 0 for a raised glyph, below 0 for a lowered one. */
function shiftOf(glyph: Glyph, y: number, size: number): number {
  const shift = glyph.y - y;
  if (glyph.size < MAX_SHIFTED_SIZE * size) return shift > 0.13 * size ? 1 : shift < -0.03 * size ? -1 : 0;
  return shift > 0.25 * size ? 1 : shift < -0.2 * size ? -1 : 0;
}

const UNCLEAN = /[[\p{Cc}]\u00ad\u0640\u200b\ufeff]| {2}/v;

function cleaned(text: string): string {
  const whole = composed(text);
  const clean = UNCLEAN.test(whole)
    ? whole
        .replaceAll(KASHIDA, "")
        .replace(/[[\p{Cc}--\t]\u00ad\u200b\ufeff]/gv, "")
        .replace(/[^\S\u00a0\u202f]+/g, " ")
    : whole;
  return clean.trim();
}

/** A piece with how it stands: above the line (1), on it (0), below it (-1). */
interface ShiftedPiece extends Seen {
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

/**
 * Orders glyphs from left to right, with a space where one is painted or where a gap counts as one; marks follow their
 * letters.
 */
function withSpaces(
  glyphs: readonly Glyph[],
  { y, size }: Chunk,
  space: number,
): { seen: ShiftedPiece[]; spaced: boolean } {
  const gaps = letterGaps(glyphs);
  const apart = letterGap(gaps, size);
  const blanks = glyphs.reduce((count, { text }) => (isBlank(text) ? count + 1 : count), 0);
  // A line with hardly a painted space has other spaces.
  const isPainted = blanks >= MIN_PAINTED * (glyphs.length - blanks);
  const alone = isExact(gaps, size) ? SPACE_AMONG_EXACT : SPACE_ALONE;
  const least = isPainted ? space : Math.min(space, alone);
  const widthOfSpace = (hyphen: boolean, own: number): number => {
    if (apart > 0) return blanks > 0 ? 2.5 * apart + least * own : 1.6 * apart + 0.1 * own;
    return (hyphen ? AT_HYPHEN * least : least) * own;
  };
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
      const wide =
        last.wide || now.wide
          ? gap > SPACE_BEHIND_LABEL * own && isLabelled(seen)
          : gap > widthOfSpace(last.hyphen || now.hyphen, own);
      if (painted && gap > 0.04 * own) seen.push({ text: " ", painted: before.painted, shift: 0 });
      else if (wide) seen.push({ text: LOOSE, painted: before.painted, shift: 0 });
    }
    seen.push({ text: glyph.text + hung, painted: glyph.painted, shift: shiftOf(glyph, y, size) });
    before = glyph;
    painted = false;
  }
  const left = hang(marks, before, undefined, seen);
  if (left) seen.push({ text: left, painted: marks[0]?.painted ?? 0, shift: 0 });
  return { seen, spaced: apart > 0 };
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
