import { hanNumerals } from "../../language/numerals.ts";
import { asciiDigits } from "../../language/script.ts";

/** A token as fuzzy matching compares it. */
export interface MatchToken {
  /** What is compared: lower case, NFKC, ASCII digits (also of a Chinese numeral), one shape of quotation mark, apostrophe and dash. */
  readonly key: string;
  /** Where it stands in the text, UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Whether it is a number or a document symbol, which a match may differ in and be repaired. */
  readonly placeable: boolean;
}

const HAN = /\p{Script=Han}/u;

/**
 * Document symbols and numbers with their separators (`A/RES/67/189`, `66/181`, `1 234,5`, `٢٠١٢`), Chinese and Japanese
 * characters one by one, words with their elision (`l’`), and every other sign by itself.
 */
const TOKEN =
  /(?<placeable>(?<![\p{L}\p{N}])\p{Lu}{1,5}(?:\/[\p{Lu}\p{Nd}][\p{Lu}\p{Nd}.]*)*\/\p{Nd}+|\p{Nd}+(?:[.,/\u00a0\u202f٫٬]\p{Nd}+)*)|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\p{P}\p{S}\p{Z}\p{C}\p{Nd}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+['’]?|[\p{P}\p{S}]/gu;

/** Cuts a text into the tokens that fuzzy matching counts; spaces, and characters that show nothing, are none. */
export function matchTokens(text: string): MatchToken[] {
  const tokens: MatchToken[] = [];
  // A Chinese numeral is one number, and not as many characters.
  const numerals = HAN.test(text) ? hanNumerals(text) : [];
  let next = 0;
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    const numeral = numerals[next];
    if (numeral && start >= numeral.start) {
      if (start === numeral.start)
        tokens.push({ key: String(numeral.value), start, end: numeral.end, placeable: true });
      if (start + match[0].length >= numeral.end) next++;
      continue;
    }
    const placeable = match.groups?.placeable !== undefined;
    tokens.push({ key: keyOf(match[0]), start, end: start + match[0].length, placeable });
  }
  return tokens;
}

function keyOf(token: string): string {
  if (PLAIN.test(token)) return token;
  return asciiDigits(token.normalize("NFKC"))
    .toLowerCase()
    .replace(/[‘’‚ʼ´`]/gu, "'")
    .replace(/[“”„«»″]/gu, '"')
    .replace(/[‐‑‒–—−]/gu, "-")
    .replace(/[\u00a0\u202f ]/gu, " ");
}

const PLAIN = /^[a-z0-9]+$/;
