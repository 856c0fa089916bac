import { columns, linesOf } from "../lines.ts";

/** Preformatted text is prose if at least this share of its lines is full. */
const MIN_FULL = 0.8;
/** A few lines may be full by chance. */
const MIN_LINES = 3;

/**
 * Whether the lines of a preformatted text are those of paragraphs, wrapped where they were full, and not lines of a
 * program, a poem or an address. A line is full if the first word of the next would make it the longest.
 */
export function isWrappedProse(text: string): boolean {
  const lines = linesOf(text).map(({ text: line, indent }) => ({ text: line, width: indent + columns(line) }));
  const width = lines.reduce((most, line) => Math.max(most, line.width), 0);
  let [inner, full] = [0, 0];
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1]?.text ?? "";
    if (line.text === "" || next === "") continue;
    inner++;
    if (line.width + 1 + columns(/^\S+/u.exec(next)?.[0] ?? "") > width) full++;
  }
  return inner >= MIN_LINES && full >= MIN_FULL * inner;
}
