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

/** Where each character of a folded text came from: for each of its UTF-16 code units an offset, and one more for the end. */
type Offsets = number[];

/**
 * A text as concordance searches it. Folds case, diacritics, width, digits and spaces: `Économique`, `économique` and
 * `ECONOMIQUE` are found by each other, and so are Arabic words with and without vowel signs.
 *
 * @param offsets receives where its characters came from
 */
export function folded(text: string, offsets?: Offsets): string {
  let out = "";
  let blank = true;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) as number;
    const own = foldedCharacter(code);
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

function foldedCharacter(code: number): string {
  let folded = code < BMP ? characters[code] : undefined;
  if (folded === undefined) {
    const bare = String.fromCodePoint(code)
      .normalize("NFKD")
      .replace(/[\p{M}\u0640\u200e\u200f\u2066-\u2069\u00ad]/gu, "");
    folded = asciiDigits(bare)
      .toLowerCase()
      .replace(/[‘’ʼ]/u, "'")
      .replace(/[«»“”„]/u, '"')
      .replace(/\s/gu, " ");
    if (code < BMP) characters[code] = folded;
  }
  return folded;
}
/** Folding looks at one character at a time, of which a text has few: each is worked out once; those above it are rare. */
const BMP = 0x10000;
const characters = new Array<string | undefined>(BMP).fill(undefined);

/** Where a phrase stands in a text, both folded: offsets into the text as it is. */
export function occurrences(text: string, phrase: string): { start: number; end: number }[] {
  const offsets: Offsets = [];
  const haystack = folded(text, offsets);
  const needle = folded(phrase);
  const found: { start: number; end: number }[] = [];
  if (!needle) return found;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + needle.length)) {
    const last = at + needle.length - 1;
    const start = offsets[at] as number;
    // The end is the start of the next character, so that a letter keeps the marks that stand on it.
    let next = last + 1;
    while (offsets[next] === offsets[last] && next < offsets.length - 1) next++;
    found.push({ start, end: offsets[next] as number });
  }
  return found;
}

/**
 * Behind every folded text, so that each of its characters begins three: a phrase of one or two characters, as many
 * Chinese words are, is the beginning of some.
 */
export const END = "\n\n";
