import { asciiDigits, composed, SUBSCRIPTS, SUPERSCRIPTS } from "../../../language/script.ts";
import type { Span } from "../../../language/span.ts";
import { KASHIDA } from "./painting/kashida.ts";
import { LOOSE, type ShiftedPiece } from "./spaces.ts";

/**
 * Makes text from the pieces of a line in reading order. Raised and lowered digits become superscript and subscript characters.
 *
 * @returns the text, and the stretches of it that are raised letters
 */
export function textOf(read: readonly ShiftedPiece[]): { text: string; raised: Span[] } {
  let text = "";
  const raised: Span[] = [];
  for (const [at, piece] of read.entries()) {
    const start = text.length;
    if (piece.text === LOOSE) {
      // Brackets and full stops often stand loose.
      const loose = /[([]$/.test(text) || (/^[)\].,،]/.test(read[at + 1]?.text ?? "") && !isDotted(read, at + 1));
      if (!loose && text !== "") text += " ";
    } else if (piece.text === " ") {
      if (text !== "" && !text.endsWith(" ")) text += " ";
    } else if (piece.shift > 0) {
      text += shifted(piece.text, SUPERSCRIPTS);
      if (!/[\p{L},]/u.test(piece.text)) continue;
      const last = raised.at(-1);
      if (last?.end === start) raised[raised.length - 1] = { start: last.start, end: text.length };
      else raised.push({ start, end: text.length });
    } else text += piece.shift < 0 ? shifted(piece.text, SUBSCRIPTS) : piece.text;
  }
  const clean = cleaned(text);
  // If cleaning changed the text, offsets of raised letters are unknown, and none are returned.
  return { text: clean, raised: text.startsWith(clean) ? raised : [] };
}

/** Whether a word that begins with dots begins here: `./configure`, `.tar.gz`. Other dots end something. */
function isDotted(read: readonly ShiftedPiece[], from: number): boolean {
  let at = from;
  while (read[at]?.text === ".") at++;
  return at > from && /^[\p{L}/]/u.test(read[at]?.text ?? "");
}

const shifted = (text: string, digits: string): string =>
  asciiDigits(text).replace(/\d/g, (digit) => digits[Number(digit)] as string);

const UNCLEAN = /[[\p{Cc}]\u00ad\u0640\u200b\ufeff]| {2}/v;

function cleaned(text: string): string {
  const whole = composed(text);
  const clean = UNCLEAN.test(whole)
    ? whole
        .replaceAll(KASHIDA, "")
        .replace(/[[\p{Cc}--\t]\u00ad\u200b\ufeff]/gv, "")
        .replace(/[^\S\u00a0\u202f]+/g, " ")
    : whole;
  return clean.trim();
}
