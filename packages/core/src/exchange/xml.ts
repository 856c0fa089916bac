/**
 * Characters that XML 1.0 forbids: controls except tab and line ends, surrogates without a partner, two noncharacters.
 */
const FORBIDDEN = /[[\p{Cc}--[\t\n\r\u{7f}-\u{9f}]]\p{Cs}\ufffe\uffff]/gv;

/**
 * Characters that need a look: forbidden ones, surrogates, and those with a meaning in XML. A carriage return is one,
 * because a parser turns it into a line feed.
 */
const SPECIAL = /[^\t\n\x20-\ud7ff\ue000-\ufffd]|[&<>]/;

/** Escapes a text as the content of an XML element; what XML 1.0 forbids is left out. */
export function content(text: string): string {
  // Most texts have none of these: one test replaces five.
  if (!SPECIAL.test(text)) return text;
  return text
    .replace(FORBIDDEN, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;");
}

/** Escapes a text as an XML attribute between double quotes; tabs and line ends would otherwise become blanks. */
export function attribute(text: string): string {
  return content(text).replaceAll('"', "&quot;").replaceAll("\t", "&#9;").replaceAll("\n", "&#10;");
}
