import type { Box } from "../../document.ts";

/*
 * The page model: what a page of a PDF holds, before anything is decided about it. All lengths are in points of the
 * upright page; x grows to the right, y upwards from the lower edge.
 */

/** A glyph, which stands for one or more characters, as the page places it. */
export interface Glyph {
  /** NFC; a character that could not be decoded is U+FFFD. */
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly width: number;
  /** Font size as the page shows it. */
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  /** The font's name, and the glyph's code in the font. */
  readonly font: string;
  readonly code: number;
  /** Whether it is not painted: text that a recognition program laid over a picture. */
  readonly invisible: boolean;
  /** Its place in the order of painting on its page. */
  readonly painted: number;
  /** The marked content that it is in: its number on the page, {@link UNMARKED} or {@link ARTIFACT}. */
  readonly content: number;
}

/** A glyph in no marked content. */
export const UNMARKED = -1;
/** A glyph that the file itself marks as not part of the text (ISO 32000-1, 14.8.2.2). */
export const ARTIFACT = -2;

/** A horizontal or vertical line on a page. */
export interface Rule {
  readonly direction: "horizontal" | "vertical";
  /** y of a horizontal rule, x of a vertical one. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** A page of a PDF. */
export interface Page {
  /** 1 for the first of the file. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** In painting order. */
  readonly glyphs: readonly Glyph[];
  readonly rules: readonly Rule[];
  /** Coloured areas, the backgrounds of cells. */
  readonly shades: readonly Box[];
  /** Texts that do not run across the page but upright along a margin or an axis. */
  readonly turned: readonly string[];
}

/** Edges of lines at most this far apart, in points, are at one margin. */
export const MAX_EDGE_SHIFT = 2;
