import { append } from "../../append.ts";
import { isBlank } from "./characters.ts";
import type { Glyph } from "./page.ts";

/** A smaller glyph than this, in the size of its line, may be raised or lowered. */
export const SMALL = 0.86;

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
 * Puts glyphs together into the lines that they stand in, in no order. What is painted twice at one place is taken once; raised
 * and lowered glyphs go to the line that they stand at.
 *
 * @param maxGap parts of a line that stand further apart than this, in the size of the font, are lines of their own
 */
export function lineChunks(glyphs: readonly Glyph[], maxGap: number): Chunk[] {
  return mergeChunks(chunksOf(glyphs, maxGap), maxGap);
}

/** Glyphs by baseline and size, each baseline's cut where a gap is too wide. */
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
  // By size: a raised mark of one column may lie on the baseline of another's line.
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

/** Bold is also made by painting a text several times, a little beside itself. */
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

/** Small chunks go to the line that they stand at; chunks of one baseline that are near each other are one line. */
function mergeChunks(chunks: readonly Chunk[], maxGap: number): Chunk[] {
  const lines: Chunk[] = [];
  const bySize = [...chunks].sort((a, b) => b.size - a.size || b.y - a.y || a.left - b.left);
  // Lines by the band of the page that they stand in, so that each chunk is compared with its neighbours only.
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
      append(
        best.glyphs,
        mark.glyphs.map((glyph) => ({ ...glyph, x: (best as Chunk).right + glyph.x - mark.left })),
      );
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
