import type { Span } from "../../../language/span.ts";
import { logicalOrder } from "./bidi.ts";
import { characterOf, isBlank } from "./characters.ts";
import { type Chunk, lineChunks } from "./chunks.ts";
import { textOf } from "./line-text.ts";
import type { Glyph } from "./page.ts";
import { withSpaces } from "./spaces.ts";

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
