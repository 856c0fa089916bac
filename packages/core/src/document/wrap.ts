import { columns, type Line } from "./lines.ts";
import { mode, quantile } from "./statistics.ts";

/** No page or window wraps to wider lines; in columns. */
const MAX_WIDTH_COLUMNS = 200;
/** If more than this share of a text's columns is in lines far wider than the wrapped ones, nothing was wrapped. */
const MAX_BEYOND_SHARE = 0.25;

/**
 * Returns the width to which lines were wrapped, in columns from their page's margin; 0 if each line is a paragraph.
 * Wrapped lines break wherever they are full: most long ones end within a sentence, and none is much longer.
 */
export function wrapWidth(bodies: readonly (readonly Line[])[]): number {
  const inner: { width: number; open: boolean }[] = [];
  const all: number[] = [];
  for (const body of bodies) {
    const margin = marginOf(body);
    for (let at = 0; at < body.length; at++) {
      const line = body[at] as Line;
      if (line.text === "") continue;
      const width = Math.max(0, line.indent - margin) + columns(line.text);
      all.push(width);
      if (at + 1 < body.length && body[at + 1]?.text !== "")
        inner.push({ width, open: !/[.;:!?。；：！？؟؛…]["”»“)]*$/.test(line.text) });
    }
  }
  if (inner.length === 0) return 0;
  const width = quantile(
    inner.map((line) => line.width),
    0.9,
  );
  // Only long lines show wrapping: a heading ends without a full stop, too.
  const long = inner.filter((line) => line.width >= 0.5 * width);
  const open = long.filter((line) => line.open).length / long.length;
  const total = all.reduce((sum, one) => sum + one, 0);
  const beyond = all.filter((one) => one > 1.5 * width).reduce((sum, one) => sum + one, 0);
  return open < 0.5 || width > MAX_WIDTH_COLUMNS || beyond > MAX_BEYOND_SHARE * total ? 0 : width;
}

/** Longer lines, in UTF-16 code units, show a page's left margin, if this many of them begin there. */
const MIN_MARGIN_LENGTH = 40;
const MIN_MARGIN_LINES = 4;

/** Returns a page's left margin, in columns: the indent of most of its long lines; 0 if there are too few. */
export function marginOf(body: readonly Line[]): number {
  const long = body.filter(({ text }) => text.length > MIN_MARGIN_LENGTH);
  const common = mode(
    long.map(({ indent }) => indent),
    "least",
  );
  return common && common.count >= MIN_MARGIN_LINES ? common.value : 0;
}
