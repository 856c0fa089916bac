/** What XML 1.0 forbids: controls but tab and line ends, surrogates without a partner, two noncharacters. */
const FORBIDDEN = /[[\p{Cc}--[\t\n\r\u{7f}-\u{9f}]]\p{Cs}\ufffe\uffff]/gv;

/**
 * What is to be looked at in a text: all of the above, surrogates with a partner too, and what means something in XML. A
 * carriage return does: a parser makes a line feed of it.
 */
const SPECIAL = /[^\t\n\x20-\ud7ff\ue000-\ufffd]|[&<>]/;

/** A text as the content of an XML element; what XML 1.0 forbids is left out. */
export function content(text: string): string {
  // Most texts have none of it: one look instead of five.
  if (!SPECIAL.test(text)) return text;
  return text
    .replace(FORBIDDEN, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;");
}

/** A text as an XML attribute between double quotes, which would make blanks of tabs and line ends. */
export function attribute(text: string): string {
  return content(text).replaceAll('"', "&quot;").replaceAll("\t", "&#9;").replaceAll("\n", "&#10;");
}
