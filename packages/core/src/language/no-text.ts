/** Characters that are no text: controls but for tab and line ends, surrogates without a partner, noncharacters. */
const NO_TEXT = /[[\p{Cc}--[\t\n\r\u{7f}-\u{9f}]]\p{Cs}\p{Noncharacter_Code_Point}]/gv;
/** Code units of which none is part of such a character: most texts have no others, and are told so in a quarter of the time. */
const ONLY_TEXT = /^[\t\n\r -\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]*$/;

/** The first character of a text that is none, as `U+D800`; undefined where all are. */
export function noTextIn(text: string): string | undefined {
  if (ONLY_TEXT.test(text)) return undefined;
  const code = text.match(NO_TEXT)?.[0].codePointAt(0);
  return code === undefined ? undefined : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** A text with the replacement character, U+FFFD, for each character that is no text. */
export function withoutNoText(text: string): string {
  return ONLY_TEXT.test(text) ? text : text.replace(NO_TEXT, "\ufffd");
}
