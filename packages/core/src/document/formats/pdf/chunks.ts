import { append } from "../../append.ts";
import { isBlank } from "./characters.ts";
import type { Glyph } from "./page.ts";

/** A glyph smaller than this share of its line's size may be raised or lowered. */
export const MAX_SHIFTED_SIZE = 0.86;

/** Glyphs of one line, in no order, without their text. */
export interface Chunk {
  readonly glyphs: Glyph[];
  left: number;
  right: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
}

/**
 * Groups glyphs into lines, in no order. Glyphs painted twice at one place count once; raised and lowered glyphs join
 * the line beside them.
 *
 * @param maxGap parts of a line that stand further apart than this, in font sizes, are separate lines
 */
export function lineChunks(glyphs: readonly Glyph[], maxGap: number): Chunk[] {
  return withPartsJoined(mergeChunks(chunksOf(glyphs, maxGap), maxGap));
}

/** Groups glyphs by baseline and size, and cuts each baseline where a gap is too wide. */
function chunksOf(glyphs: readonly Glyph[], maxGap: number): Chunk[] {
  const sorted = [...glyphs].sort((a, b) => b.y - a.y);
  const chunks: Chunk[] = [];
  for (let from = 0; from < sorted.length; ) {
    const first = sorted[from] as Glyph;
    let to = from + 1;
    while (to < sorted.length && first.y - (sorted[to] as Glyph).y < 0.1 * first.size) to++;
    const row = sorted.slice(from, to).sort((a, b) => a.x - b.x || a.painted - b.painted);
    append(chunks, rowChunks(row, maxGap));
    from = to;
  }
  return chunks;
}

function rowChunks(row: readonly Glyph[], maxGap: number): Chunk[] {
  const chunks: Chunk[] = [];
  // By size, because a raised mark of one column may lie on the baseline of another column's line.
  const open = new Map<number, Chunk>();
  for (const glyph of row) {
    const key = Math.round(glyph.size * 2);
    const chunk = open.get(key);
    if (chunk && isTwice(chunk, glyph)) continue;
    if (chunk && glyph.x - chunk.right <= maxGap * glyph.size) {
      chunk.glyphs.push(glyph);
      if (!isBlank(glyph.text) || glyph.x + glyph.width <= chunk.right + 0.5 * glyph.size)
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

/** Whether a glyph is painted again beside itself, which makes it bold. */
function isTwice({ glyphs }: Chunk, glyph: Glyph): boolean {
  for (let at = glyphs.length - 1; at >= 0 && at >= glyphs.length - 4; at--) {
    const before = glyphs[at] as Glyph;
    if (
      before.text === glyph.text &&
      !isBlank(glyph.text) &&
      glyph.x - before.x < 0.12 * glyph.size &&
      glyph.width > 0.15 * glyph.size
    )
      return true;
  }
  return false;
}

/** Joins small chunks with the line beside them, and chunks of one baseline that are near each other. */
function mergeChunks(chunks: readonly Chunk[], maxGap: number): Chunk[] {
  const lines: Chunk[] = [];
  const bySize = [...chunks].sort((a, b) => b.size - a.size || b.y - a.y || a.left - b.left);
  // Lines are kept by horizontal band, so that a chunk is compared only with its neighbours.
  const BAND = 24;
  const bands = new Map<number, Chunk[]>();
  for (const chunk of bySize) {
    if (chunk.glyphs.every(({ text }) => isBlank(text))) continue;
    const band = Math.floor(chunk.y / BAND);
    let best: Chunk | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const near of [band - 1, band, band + 1])
      for (const line of bands.get(near) ?? []) {
        const distance = fit(line, chunk, maxGap);
        if (distance < least) [best, least] = [line, distance];
      }
    if (best) {
      append(best.glyphs, chunk.glyphs);
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

/** Parts of a line that follow one another within a word or at a word's space stand at most so far apart, in font sizes. */
const MAX_WORD_SPACE = 0.6;

/**
 * Joins lines on one baseline that small type between them brings together: capitals and small capitals in turn
 * (`GNU General Public License`) are a line only when the letters between are known.
 */
function withPartsJoined(lines: readonly Chunk[]): Chunk[] {
  const joined: Chunk[] = [];
  const rows = [...lines].sort((a, b) => b.y - a.y || a.left - b.left);
  for (const line of rows) {
    const before = joined.findLast(
      ({ y, size, right, left }) =>
        Math.abs(y - line.y) < 0.02 * size &&
        Math.abs(size - line.size) < 0.02 * size &&
        line.left - right < MAX_WORD_SPACE * size &&
        line.left >= left,
    );
    if (before) {
      append(before.glyphs, line.glyphs);
      before.right = Math.max(before.right, line.right);
    } else joined.push({ ...line });
  }
  return joined;
}

/** Joins raised marks that stand far from their line, as in justified lines, with the line to their left. */
function withFarMarks(lines: readonly Chunk[]): Chunk[] {
  const marks = new Set(
    lines.filter(({ glyphs }) => glyphs.length <= 3 && glyphs.every(({ text }) => /^[\d*]$/.test(text))),
  );
  if (marks.size === 0) return [...lines];
  for (const mark of [...marks]) {
    let best: Chunk | undefined;
    for (const line of lines) {
      const shift = mark.y - line.y;
      const raised = mark.size < MAX_SHIFTED_SIZE * line.size && shift > 0.1 * line.size && shift < 0.75 * line.size;
      if (raised && line.right <= mark.left && (!best || line.right > best.right)) best = line;
    }
    if (best) {
      append(
        best.glyphs,
        mark.glyphs.map((glyph) => ({ ...glyph, x: (best as Chunk).right + glyph.x - mark.left })),
      );
      best.right += mark.right - mark.left;
    } else marks.delete(mark);
  }
  return lines.filter((line) => !marks.has(line));
}

/** Distance of a chunk from a line that it may be part of, in points; infinite if it cannot be. */
function fit(line: Chunk, chunk: Chunk, maxGap: number): number {
  const gap = Math.max(chunk.left - line.right, line.left - chunk.right);
  const shift = chunk.y - line.y;
  const small = chunk.size < MAX_SHIFTED_SIZE * line.size;
  const near = small ? Math.min(maxGap, 1.2) : maxGap;
  if (gap > near * line.size) return Number.POSITIVE_INFINITY;
  const within = small ? shift > -0.4 * line.size && shift < 0.75 * line.size : Math.abs(shift) < 0.3 * line.size;
  return within ? Math.max(0, gap) + Math.abs(shift) : Number.POSITIVE_INFINITY;
}
