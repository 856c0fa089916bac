import { asciiDigits } from "../language/script.ts";

/**
 * What an exact match compares: NFC, white space of any kind as one space, one shape of quotation mark and apostrophe,
 * ASCII digits, and the case of the first letter put aside.
 */
export function exactKey(text: string): string {
  const plain = asciiDigits(text.normalize("NFC"))
    .replace(/[\s\u00a0\u202f\u200e\u200f\u2066-\u2069]+/gu, " ")
    .replace(/[“”„«»″"]/gu, '"')
    .replace(/[‘’‚ʼ´`']/gu, "'")
    .replace(/" | "/g, '"')
    .trim();
  const first = plain[Symbol.iterator]().next().value ?? "";
  return first.toLowerCase() + plain.slice(first.length);
}

/** A text as concordance searches it, and where each of its characters came from. */
export interface Folded {
  readonly text: string;
  /** For each UTF-16 code unit of `text`, the offset of the character it came from; one more for the end. */
  readonly offsets: readonly number[];
}

/**
 * Folds case, diacritics, width, digits and spaces: `Économique`, `économique` and `ECONOMIQUE` are found by each other,
 * and so are Arabic words with and without vowel signs.
 */
export function fold(text: string): Folded {
  let out = "";
  const offsets: number[] = [];
  let space = true;
  let at = 0;
  for (const character of text) {
    const folded = foldedCharacter(character);
    for (const piece of folded) {
      const blank = /\s/u.test(piece);
      if (blank && space) continue;
      space = blank;
      for (let unit = 0; unit < piece.length; unit++) offsets.push(at);
      out += blank ? " " : piece;
    }
    at += character.length;
  }
  if (out.endsWith(" ")) {
    out = out.slice(0, -1);
    offsets.pop();
  }
  offsets.push(text.length);
  return { text: out, offsets };
}

function foldedCharacter(character: string): string {
  let folded = characters.get(character);
  if (folded === undefined) {
    folded = asciiDigits(character.normalize("NFKD").replace(/[\p{M}\u0640\u200e\u200f\u2066-\u2069\u00ad]/gu, ""))
      .toLowerCase()
      .replace(/[‘’ʼ]/u, "'")
      .replace(/[«»“”„]/u, '"');
    characters.set(character, folded);
  }
  return folded;
}
/** Folding looks at one character at a time, of which a text has few: each is worked out once. */
const characters = new Map<string, string>();

/** Where a phrase stands in a text, both folded: offsets into the text as it is. */
export function occurrences(text: string, phrase: string): { start: number; end: number }[] {
  const haystack = fold(text);
  const needle = fold(phrase).text;
  const found: { start: number; end: number }[] = [];
  if (!needle) return found;
  for (let at = haystack.text.indexOf(needle); at >= 0; at = haystack.text.indexOf(needle, at + needle.length)) {
    const last = at + needle.length - 1;
    const start = haystack.offsets[at] as number;
    // The end is the start of the next character, so that a letter keeps the marks that stand on it.
    let next = last + 1;
    while (haystack.offsets[next] === haystack.offsets[last] && next < haystack.offsets.length - 1) next++;
    found.push({ start, end: haystack.offsets[next] as number });
  }
  return found;
}

/**
 * Behind every folded text, so that each of its characters begins three: a phrase of one or two characters, as many
 * Chinese words are, is the beginning of some.
 */
export const END = "\n\n";
