/** Characters that are no text: controls but for tab and line ends, surrogates without a partner, noncharacters. */
const NO_TEXT = /[[\p{Cc}--[\t\n\r\u{7f}-\u{9f}]]\p{Cs}\p{Noncharacter_Code_Point}]/gv;

/** The first character of a text that is none, as `U+D800`; undefined where all are. */
export function noTextIn(text: string): string | undefined {
  const code = text.match(NO_TEXT)?.[0].codePointAt(0);
  return code === undefined ? undefined : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** A text with the replacement character, U+FFFD, for each character that is no text. */
export function withoutNoText(text: string): string {
  return text.replace(NO_TEXT, "\ufffd");
}
