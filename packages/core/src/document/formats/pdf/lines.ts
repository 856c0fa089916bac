import { asciiDigits, SUBSCRIPTS, SUPERSCRIPTS } from "../../../language/script.ts";
import { logicalOrder, type Seen } from "./bidi.ts";
import { KASHIDA } from "./kashida.ts";
import type { Glyph } from "./page.ts";

/** A stretch of a text, in UTF-16 code units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

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
  /** Letters that stand above the line; digits there are superscript characters in the text already. */
  readonly raised: readonly Stretch[];
  /** Why the text may be wrong: `letter-spaced`. */
  readonly spaced: boolean;
  readonly glyphs: readonly PaintedGlyph[];
}

/** A glyph with its place in the order of painting. */
export interface PaintedGlyph extends Glyph {
  readonly painted: number;
}

/** How a page's lines are put together. */
export interface LineSetting {
  readonly page: number;
  readonly rtl: boolean;
  /** See {@link logicalOrder}. */
  readonly mirror: boolean;
  /** A gap from this on, in the size of the font, is a space, though none is painted. */
  readonly space: number;
  /** Parts of a line that stand further apart than this, in the size of the font, are lines of their own. */
  readonly maxGap: number;
}

/** A smaller glyph than this, in the size of its line, may be raised or lowered. */
const SMALL = 0.86;
/** What is narrower, in the size of the font, is no space, whatever the font says: a stroke between Arabic letters, or nothing. */
const MIN_SPACE = 0.15;
/** The least gap that stands for a space where none is painted, in the size of the font; fewer spaces than a share are none. */
export const SPACE_ALONE = 0.17;
const MIN_PAINTED = 0.04;
/** Beside a hyphen or a dash a space must be so many times as wide: they often stand loose. */
const AT_HYPHEN = 1.4;

/** A space that only a gap stands for, until it is known what it stands beside. */
const LOOSE = "\ue000";

/** Glyphs of one size on one baseline, without wide gaps. */
interface Chunk {
  glyphs: PaintedGlyph[];
  left: number;
  right: number;
  y: number;
  size: number;
}

/**
 * Puts glyphs together into lines, from the top of the page down, and from left to right on one baseline. What is painted
 * twice at one place is taken once; raised and lowered glyphs go to the line that they stand at.
 */
export function linesOf(glyphs: readonly PaintedGlyph[], setting: LineSetting): Line[] {
  const chunks = chunksOf(glyphs, setting.maxGap);
  const lines = mergeChunks(chunks, setting.maxGap);
  return lines
    .filter(({ glyphs }) => glyphs.some(({ text }) => text.trim() !== ""))
    .map((chunk) => lineOf(chunk, setting))
    .filter(({ text }) => text !== "")
    .sort((a, b) => b.y - a.y || a.left - b.left);
}

/** Glyphs by baseline and size, each baseline's cut where a gap is too wide. */
function chunksOf(glyphs: readonly PaintedGlyph[], maxGap: number): Chunk[] {
  const sorted = [...glyphs].sort((a, b) => b.y - a.y);
  const chunks: Chunk[] = [];
  for (let from = 0; from < sorted.length; ) {
    const first = sorted[from] as PaintedGlyph;
    let to = from + 1;
    while (to < sorted.length && first.y - (sorted[to] as PaintedGlyph).y < 0.1 * first.size) to++;
    const row = sorted.slice(from, to).sort((a, b) => a.x - b.x || a.painted - b.painted);
    chunks.push(...rowChunks(row, maxGap));
    from = to;
  }
  return chunks;
}

function rowChunks(row: readonly PaintedGlyph[], maxGap: number): Chunk[] {
  const chunks: Chunk[] = [];
  // By size: a raised mark of one column may lie on the baseline of another's line.
  const open = new Map<number, Chunk>();
  for (const glyph of row) {
    const key = Math.round(glyph.size * 2);
    const chunk = open.get(key);
    if (chunk && isTwice(chunk, glyph)) continue;
    if (chunk && glyph.x - chunk.right <= maxGap * glyph.size) {
      chunk.glyphs.push(glyph);
      if (glyph.text.trim() || glyph.x + glyph.width <= chunk.right + 0.5 * glyph.size)
        chunk.right = Math.max(chunk.right, glyph.x + glyph.width);
    } else {
      const begun = {
        glyphs: [glyph],
        left: glyph.x,
        right: glyph.x + glyph.width,
        y: glyph.y,
        size: glyph.size,
      };
      open.set(key, begun);
      chunks.push(begun);
    }
  }
  return chunks;
}

/** Bold is also made by painting a text several times, a little beside itself. */
function isTwice({ glyphs }: Chunk, glyph: PaintedGlyph): boolean {
  for (let at = glyphs.length - 1; at >= 0 && at >= glyphs.length - 4; at--) {
    const before = glyphs[at] as PaintedGlyph;
    if (
      before.text === glyph.text &&
      glyph.text.trim() !== "" &&
      glyph.x - before.x < 0.12 * glyph.size &&
      glyph.width > 0.15 * glyph.size
    )
      return true;
  }
  return false;
}

/** Small chunks go to the line that they stand at; chunks of one baseline that are near each other are one line. */
function mergeChunks(chunks: readonly Chunk[], maxGap: number): Chunk[] {
  const lines: Chunk[] = [];
  const bySize = [...chunks].sort((a, b) => b.size - a.size || b.y - a.y || a.left - b.left);
  // Lines by the band of the page that they stand in, so that each chunk is compared with its neighbours only.
  const BAND = 24;
  const bands = new Map<number, Chunk[]>();
  for (const chunk of bySize) {
    if (chunk.glyphs.every(({ text }) => text.trim() === "")) continue;
    const band = Math.floor(chunk.y / BAND);
    let best: Chunk | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const near of [band - 1, band, band + 1])
      for (const line of bands.get(near) ?? []) {
        const distance = fit(line, chunk, maxGap);
        if (distance < least) [best, least] = [line, distance];
      }
    if (best) {
      best.glyphs.push(...chunk.glyphs);
      best.left = Math.min(best.left, chunk.left);
      best.right = Math.max(best.right, chunk.right);
    } else {
      const line = { ...chunk, glyphs: [...chunk.glyphs] };
      lines.push(line);
      const list = bands.get(band);
      if (list) list.push(line);
      else bands.set(band, [line]);
    }
  }
  return withFarMarks(lines);
}

/** Raised marks that stand far from their line, as justified lines may set them, go to the line left of them. */
function withFarMarks(lines: readonly Chunk[]): Chunk[] {
  const marks = new Set(
    lines.filter(({ glyphs }) => glyphs.length <= 3 && glyphs.every(({ text }) => /^[\d*]$/.test(text))),
  );
  if (marks.size === 0) return [...lines];
  for (const mark of [...marks]) {
    let best: Chunk | undefined;
    for (const line of lines) {
      const shift = mark.y - line.y;
      const raised = mark.size < SMALL * line.size && shift > 0.1 * line.size && shift < 0.75 * line.size;
      if (raised && line.right <= mark.left && (!best || line.right > best.right)) best = line;
    }
    if (best) {
      best.glyphs.push(...mark.glyphs.map((glyph) => ({ ...glyph, x: (best as Chunk).right + glyph.x - mark.left })));
      best.right += mark.right - mark.left;
    } else marks.delete(mark);
  }
  return lines.filter((line) => !marks.has(line));
}

/** How far a chunk is from a line that it may be a part of, in points; infinite if it can be none. */
function fit(line: Chunk, chunk: Chunk, maxGap: number): number {
  const gap = Math.max(chunk.left - line.right, line.left - chunk.right);
  const shift = chunk.y - line.y;
  const small = chunk.size < SMALL * line.size;
  const near = small ? Math.min(maxGap, 1.2) : maxGap;
  if (gap > near * line.size) return Number.POSITIVE_INFINITY;
  const within = small ? shift > -0.4 * line.size && shift < 0.75 * line.size : Math.abs(shift) < 0.3 * line.size;
  return within ? Math.max(0, gap) + Math.abs(shift) : Number.POSITIVE_INFINITY;
}

function lineOf({ glyphs: unsorted, y, size }: Chunk, { page, rtl, mirror, space }: LineSetting): Line {
  const glyphs = [...unsorted].sort((a, b) => a.x - b.x || a.painted - b.painted);
  const inked = glyphs.filter(({ text }) => text.trim() !== "");
  const { seen, spaced } = withSpaces(glyphs, size, space);
  let text = "";
  const raised: Stretch[] = [];
  const shifts = new Map(glyphs.map((glyph) => [glyph.painted, shiftOf(glyph, y, size)]));
  for (const piece of logicalOrder(seen, rtl, mirror)) {
    const shift = piece.text === " " || piece.text === LOOSE ? 0 : (shifts.get(piece.painted) ?? 0);
    const start = text.length;
    if (shift > 0) {
      text += shifted(piece.text, SUPERSCRIPTS);
      if (/[\p{L},]/u.test(piece.text)) {
        const last = raised.at(-1);
        if (last && last.end === start) raised[raised.length - 1] = { start: last.start, end: text.length };
        else raised.push({ start, end: text.length });
      }
    } else if (shift < 0) text += shifted(piece.text, SUBSCRIPTS);
    else text += piece.text;
  }
  const trimmed = cleaned(text);
  const bold = inked.filter((glyph) => glyph.bold).length > 0.6 * inked.length;
  return {
    page,
    text: trimmed,
    left: Math.min(...inked.map(({ x }) => x)),
    right: Math.max(...inked.map(({ x, width }) => x + width)),
    y,
    size,
    bold,
    italic: inked.filter((glyph) => glyph.italic).length > 0.6 * inked.length,
    raised: trimmed === text ? raised : [],
    spaced,
    glyphs,
  };
}

const shifted = (text: string, digits: string): string =>
  asciiDigits(text).replace(/\d/g, (digit) => digits[Number(digit)] as string);

/** Above 0 for a raised glyph, below 0 for a lowered one. */
function shiftOf(glyph: Glyph, y: number, size: number): number {
  const shift = glyph.y - y;
  if (glyph.size < SMALL * size) return shift > 0.13 * size ? 1 : shift < -0.03 * size ? -1 : 0;
  return shift > 0.25 * size ? 1 : shift < -0.2 * size ? -1 : 0;
}

function cleaned(text: string): string {
  return (
    text
      .normalize("NFC")
      // Brackets and full stops often stand loose.
      .replace(/(?<=[([])\ue000|\ue000(?=[)\].,،])/gu, "")
      .replaceAll(LOOSE, " ")
      .replaceAll(KASHIDA, "")
      .replace(/[[\p{Cc}--\t]\u00ad\u200b\ufeff]/gv, "")
      .replace(/[^\S\u00a0\u202f]+/g, " ")
      .trim()
  );
}

/** Glyphs from left to right, with a space where one is painted or where a gap stands for one; marks behind their letters. */
function withSpaces(glyphs: readonly PaintedGlyph[], size: number, least: number): { seen: Seen[]; spaced: boolean } {
  const inked = glyphs.filter(({ text }) => text.trim() !== "");
  const gaps: number[] = [];
  for (let at = 1; at < inked.length; at++) {
    const [a, b] = [inked[at - 1] as Glyph, inked[at] as Glyph];
    if (/\p{L}/u.test(a.text) && /\p{L}/u.test(b.text)) gaps.push(b.x - a.x - a.width);
  }
  gaps.sort((a, b) => a - b);
  const typical = gaps[gaps.length >> 1] ?? 0;
  const spaced = gaps.length > 4 && typical > 0.1 * size;
  const paintsSpaces = glyphs.length - inked.length > 0;
  // A line in which hardly a space is painted has others.
  const narrowest = glyphs.length - inked.length < MIN_PAINTED * inked.length ? Math.min(least, SPACE_ALONE) : least;
  const seen: Seen[] = [];
  let before: PaintedGlyph | undefined;
  let painted = false; // a space since the last letter
  let marks: PaintedGlyph[] = []; // met since the last letter
  const hang = (mark: PaintedGlyph, next: PaintedGlyph | undefined): string => {
    // A mark is painted over its letter: it is read behind it, wherever it was painted.
    const from = (letter: PaintedGlyph | undefined): number =>
      letter && /\p{L}/u.test(letter.text)
        ? Math.abs(mark.x + mark.width / 2 - letter.x - letter.width / 2)
        : Number.POSITIVE_INFINITY;
    const last = seen.at(-1);
    if (!last || !before || from(next) < from(before)) return mark.text;
    seen[seen.length - 1] = { ...last, text: last.text + mark.text };
    return "";
  };
  for (const glyph of glyphs) {
    if (glyph.text.trim() === "") {
      painted ||= glyph.width > MIN_SPACE * size; // a space that takes no room parts nothing
      continue;
    }
    if (/^\p{M}+$/u.test(glyph.text)) {
      marks.push(glyph);
      continue;
    }
    const hung = marks.map((mark) => hang(mark, glyph)).join("");
    marks = [];
    if (before) {
      const gap = glyph.x - before.x - before.width;
      const hyphen = /[-‐‑–]/.test(before.text) || /[-‐‑–]/.test(glyph.text);
      const space = spaced
        ? paintsSpaces
          ? 2.5 * typical + narrowest * size
          : 1.6 * typical + 0.1 * size
        : (hyphen ? AT_HYPHEN * narrowest : narrowest) * size;
      const wide = gap > space && !isCjk(before.text) && !isCjk(glyph.text);
      if (painted && gap > 0.04 * size) seen.push({ text: " ", painted: before.painted });
      else if (wide) seen.push({ text: LOOSE, painted: before.painted });
    }
    seen.push({ text: glyph.text + hung, painted: glyph.painted });
    before = glyph;
    painted = false;
  }
  for (const mark of marks) {
    const left = hang(mark, undefined);
    if (left) seen.push({ text: left, painted: mark.painted });
  }
  return { seen, spaced };
}

const isCjk = (text: string): boolean => /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(text);
