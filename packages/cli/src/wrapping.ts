import { isolate } from "./terminal.ts";

/** Characters that take two columns of a terminal. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;
/** Where a line may end: after a space, and beside a Chinese character, but not before a mark of punctuation. */
const PIECES = /\s+|\p{Script=Han}[^\p{L}\p{N}\s]*|(?:(?!\p{Script=Han})\S)+/gu;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Number of columns that a text takes in a terminal. */
export function columnsOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) if (!NO_WIDTH.test(segment)) columns += WIDE.test(segment) ? 2 : 1;
  return columns;
}

/**
 * Cuts a text into lines of at most `width` columns, at spaces and beside Chinese characters; a longer word is cut
 * between graphemes. Each line is isolated and keeps the direction of the whole text.
 */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let [line, used] = ["", 0];
  const end = (): void => {
    lines.push(line.trimEnd());
    [line, used] = ["", 0];
  };
  for (const [piece] of text.matchAll(PIECES)) {
    const columns = columnsOf(piece);
    if (used + columns > width && used > 0 && /\S/u.test(piece)) end();
    if (columns <= width) {
      if (line !== "" || /\S/u.test(piece)) [line, used] = [line + piece, used + columns];
      continue;
    }
    if (!/\S/u.test(piece)) continue;
    for (const { segment } of graphemes.segment(piece)) {
      const own = columnsOf(segment);
      if (used + own > width && used > 0) end();
      [line, used] = [line + segment, used + own];
    }
  }
  if (line.trimEnd() !== "" || lines.length === 0) end();
  return lines.length === 1 ? [isolate(text)] : lines.map(directed(text));
}

/**
 * Gives all lines of a text its direction: a line that begins with a foreign word would otherwise run the other way.
 */
function directed(text: string): (line: string) => string {
  if (!/\p{Script=Arabic}/u.test(text)) return (line) => line;
  const sign = /^\P{L}*\p{Script=Arabic}/u.test(text) ? "\u2067" : "\u2066";
  return (line) => `${sign}${line}\u2069`;
}
