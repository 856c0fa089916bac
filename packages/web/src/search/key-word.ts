/** So much of a text is shown to either side of the phrase, in UTF-16 code units. */
const CONTEXT = 160;

/** A text around a phrase in it, in one line. Marks that a cut would part from their letter stay with it. */
export function inContext(
  text: string,
  place: { readonly start: number; readonly end: number } | undefined,
): { readonly before: string; readonly phrase: string; readonly after: string } {
  const { start, end } = place ?? { start: 0, end: 0 };
  return {
    before: inOneLine(text.slice(Math.max(0, start - CONTEXT), start).replace(/^[\p{M}\uDC00-\uDFFF]+/u, "")),
    phrase: text.slice(start, end),
    after: inOneLine(text.slice(end, end + CONTEXT).replace(/[\uD800-\uDBFF]$/u, "")),
  };
}

/** Spaces at the ends stay: they are between the phrase and what is around it. */
const inOneLine = (text: string): string => text.replace(/[\t\r\n]+/g, " ");
