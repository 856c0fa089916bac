import type { Span } from "../span.ts";

/** What stands in brackets or quotation marks, with them. */
export interface Enclosure extends Span {
  readonly isQuotation: boolean;
}

/** Characters. What is longer is cut as other text is, and what is not closed within them counts as never closed. */
const MAX_ENCLOSED = 400;

/** What may open what a character closes; ” opens, too, in Arabic, and “ closes in Russian and German. */
const OPENED_BY: ReadonlyMap<string, readonly string[]> = new Map([
  [")", ["("]],
  ["）", ["（"]],
  ["]", ["["]],
  ["”", ["“"]],
  ["“", ["„", "”"]],
  ["»", ["«"]],
  ["」", ["「"]],
  ["』", ["『"]],
  ['"', ['"']],
]);
const OPENING = new Set('(（[“„”«「『"');
const EDGE = /[()（）[\]“”„«»「」『』"]/gu;

/**
 * What is enclosed in a text: outermost enclosures only, none longer than {@link MAX_ENCLOSED}, in the order of their ends. Each
 * kind of bracket is looked at by itself, so one that is never closed hides no other. The time is linear.
 *
 * @param isSpaced whether words are set apart by spaces: then nothing opens behind a letter
 */
export function enclosuresOf(text: string, isSpaced: boolean): Enclosure[] {
  const found: Enclosure[] = [];
  const open = new Map<string, number[]>();
  for (const { 0: edge, index } of text.matchAll(EDGE)) {
    const before = text[index - 1] ?? " ";
    const opener = OPENED_BY.get(edge)?.find((candidate) => open.get(candidate)?.length);
    // A straight mark behind a space opens, even where another is open.
    if (opener && !(edge === opener && /\s/.test(before))) {
      const start = open.get(opener)?.pop() as number;
      if (index + 1 - start > MAX_ENCLOSED) continue;
      while ((found.at(-1)?.start ?? -1) > start) found.pop();
      found.push({ start, end: index + 1, isQuotation: !/[([（]/.test(opener) });
    } else if (OPENING.has(edge) && !(isSpaced && /[\p{L}\p{N}]/u.test(before))) {
      const starts = open.get(edge);
      if (starts) starts.push(index);
      else open.set(edge, [index]);
    }
  }
  return found;
}
