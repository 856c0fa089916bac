import { headingLevel, isMastheadStyle, isTitleStyle } from "../style-names.ts";

/** What a style of an old Word file says of its paragraphs. */
export interface DocStyle {
  readonly isTitle: boolean;
  readonly inMasthead: boolean;
  /** Outline level, 1 for the outermost. */
  readonly level?: number;
}

/** Reads the styles of an old Word file, by their number ([MS-DOC] 2.9.271, STSH). */
export function docStyles(sheet: DataView): DocStyle[] {
  const styles: DocStyle[] = [];
  if (sheet.byteLength < 8) return styles;
  const header = sheet.getUint16(0, true);
  const base = sheet.getUint16(4, true);
  for (let at = 2 + header; at + 2 <= sheet.byteLength; ) {
    const size = sheet.getUint16(at, true);
    at += 2;
    if (at + size > sheet.byteLength) break;
    styles.push(size > base + 2 ? styleOf(new DataView(sheet.buffer, sheet.byteOffset + at, size), base) : NONE);
    at += size + (size & 1);
  }
  return styles;
}

const NONE: DocStyle = { isTitle: false, inMasthead: false };
/** Numbers of Word's own styles: heading 1 to 9, and Title. */
const LAST_HEADING = 9;
const TITLE = 62;

function styleOf(style: DataView, base: number): DocStyle {
  const own = style.getUint16(0, true) & 0xfff;
  const length = style.getUint16(base, true);
  let name = "";
  for (let at = 0; at < length && base + 4 + at * 2 <= style.byteLength; at++)
    name += String.fromCharCode(style.getUint16(base + 2 + at * 2, true));
  // Aliases follow the name of a style after commas.
  const [first = ""] = name.split(",");
  const level = own >= 1 && own <= LAST_HEADING ? own : headingLevel(first);
  return {
    isTitle: own === TITLE || isTitleStyle(first),
    inMasthead: isMastheadStyle(first),
    ...(level !== undefined && { level }),
  };
}
