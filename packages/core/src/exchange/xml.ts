/** What XML 1.0 forbids: controls but tab and line ends, surrogates without a partner, two noncharacters. */
const FORBIDDEN = /[[\p{Cc}--[\t\n\r\u{7f}-\u{9f}]]\p{Cs}\ufffe\uffff]/gv;

/** A text as the content of an XML element; what XML 1.0 forbids is left out. */
export function content(text: string): string {
  return text.replace(FORBIDDEN, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A text as an XML attribute between double quotes. */
export function attribute(text: string): string {
  return content(text).replaceAll('"', "&quot;");
}
