/**
 * Room text: how texts are compared. In: a text. Out: it folded (normal.ts, by the table in foldings.ts), where a phrase stands in it (places.ts), its
 * words and placeables (match-tokens.ts). Imports language.
 *
 * @module
 */

import type { Span } from "../../language/span.ts";
import { foldedCharacter, foldedText } from "./foldings.ts";

/**
 * What an exact match compares: NFC, what {@link Folding} calls the shape of characters put aside, white space of any kind as one
 * space, and the case of the first letter.
 */
export function exactKey(text: string): string {
  const plain = foldedText(text.normalize("NFC"), "shape").replace(/ {2,}/g, " ").replace(/" | "/g, '"').trim();
  const first = plain[Symbol.iterator]().next().value ?? "";
  return first.toLowerCase() + plain.slice(first.length);
}

/** Characters of the first plane. */
const BMP = 0x10000;

/** Where each character of a folded text came from: for each of its UTF-16 code units an offset, and one more for the end. */
type Offsets = number[];

/**
 * A text as concordance searches it. Folds all that {@link Folding} names: `Économique`, `économique` and `ECONOMIQUE` are found by
 * each other, `œuvre` and `oeuvre`, and Arabic words with and without vowel signs.
 *
 * @param offsets receives where its characters came from
 */
export function folded(text: string, offsets?: Offsets): string {
  const simple = foldedSimply(text, offsets);
  if (simple !== undefined) return simple;
  let out = "";
  let blank = true;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) as number;
    const own = foldedCharacter(String.fromCodePoint(code), "search");
    for (const piece of own.length === 1 ? [own] : own) {
      if (piece === " " && blank) continue;
      blank = piece === " ";
      out += piece;
      for (let unit = 0; offsets && unit < piece.length; unit++) offsets.push(at);
    }
    at += code > 0xffff ? 2 : 1;
  }
  if (out.endsWith(" ")) {
    out = out.slice(0, -1);
    offsets?.pop();
  }
  offsets?.push(text.length);
  return out;
}

/** The same for a text of which no character becomes several, or else undefined; every text of a memory is folded, and most are such. */
function foldedSimply(text: string, offsets?: Offsets): string | undefined {
  if (PLAIN.test(text)) {
    for (let at = 0; offsets && at <= text.length; at++) offsets.push(at);
    return text.toLowerCase();
  }
  if (text.length > SIMPLE) return undefined;
  let blank = true;
  let size = 0;
  let wide = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const own = folds[code] || foldOf(code);
    if (own === NOTHING) continue;
    if (own === SEVERAL) return undefined;
    if (own === SPACE && blank) continue;
    blank = own === SPACE;
    origins[size] = at;
    units[size++] = own;
    wide |= own;
  }
  if (blank && size > 0) size--;
  for (let at = 0; offsets && at < size; at++) offsets.push(origins[at]!);
  offsets?.push(text.length);
  if (wide > 0xff) return bytes.toString("utf16le", 0, 2 * size);
  narrow.set(units.subarray(0, size));
  return narrow.toString("latin1", 0, size);
}
/** Only case is folded of it: ASCII without the grave accent, which stands for an apostrophe. */
const PLAIN = /^[!-_a-~]+(?: [!-_a-~]+)*$/;
const SIMPLE = 1 << 14;
/** Work space that is used again for each text. */
const units = new Uint16Array(SIMPLE);
const origins = new Uint16Array(SIMPLE);
const bytes = Buffer.from(units.buffer);
const narrow = Buffer.alloc(SIMPLE);

/** What each character becomes, where it is one of 16 bits, and not one of the two that say otherwise; 0 where it was not asked. */
const folds = new Uint16Array(BMP);
const NOTHING = 1;
const SEVERAL = 2;
const SPACE = 0x20;

function foldOf(code: number): number {
  const own = code >= 0xd800 && code < 0xe000 ? undefined : foldedCharacter(String.fromCharCode(code), "search");
  const fold = own === "" ? NOTHING : own?.length === 1 ? own.charCodeAt(0) : SEVERAL;
  folds[code] = own !== undefined && own !== "" && fold <= SEVERAL ? SEVERAL : fold;
  return folds[code]!;
}

/**
 * Where a phrase stands in a text, both folded: offsets into the text as it is. None overlaps the one before.
 *
 * @param accepts says whether a place in the folded text counts; all do, if left out
 */
export function occurrences(text: string, phrase: string, accepts?: Accepts): Span[] {
  const offsets: Offsets = [];
  const haystack = folded(text, offsets);
  const needle = folded(phrase);
  return [...placesIn(haystack, needle, accepts)].map((at) => {
    const last = at + needle.length - 1;
    // The end is the start of the next character, so that a letter keeps the marks that stand on it.
    let next = last + 1;
    while (offsets[next] === offsets[last] && next < offsets.length - 1) next++;
    return { start: offsets[at]!, end: offsets[next]! };
  });
}

export type Accepts = (text: string, start: number, end: number) => boolean;

/** Where a text holds another, unless that is empty: none overlaps the one before. */
export function* placesIn(text: string, other: string, accepts?: Accepts): Generator<number> {
  for (let at = other === "" ? -1 : text.indexOf(other), step = 0; at >= 0; at = text.indexOf(other, at + step)) {
    const isOne = accepts?.(text, at, at + other.length) ?? true;
    if (isOne) yield at;
    step = isOne ? other.length : 1;
  }
}
