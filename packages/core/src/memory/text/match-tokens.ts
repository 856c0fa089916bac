import { hanNumerals } from "../../language/numerals/han.ts";
import { asciiDigits } from "../../language/script.ts";
import { APOSTROPHES, foldedText, INVISIBLE } from "./foldings.ts";

/** A token of a text. */
export interface MatchToken {
  /** What is compared: see {@link Folding}; of a number its digits and separators, without an ordinal's ending, also of a Chinese numeral. */
  readonly key: string;
  /** Where it stands in the text, UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Whether it is a number or a document symbol, which a match may differ in and be repaired. */
  readonly placeable: boolean;
  /** Whether it only punctuates, and says nothing by itself. */
  readonly sign: boolean;
}

const HAN = /\p{Script=Han}/u;
const UNSPACED = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";
const CASED = "\\p{Lu}\\p{Ll}";
/** Not behind a letter, but for those that no space sets apart: 见A/67/189. */
const LONE = `(?<!(?![${UNSPACED}])[\\p{L}\\p{N}/])`;

/** `L.5`, `Add.1`, `S-27`, `CONF.217`: capitals or digits first. */
const PART = `[\\p{Lu}\\p{Nd}][${CASED}\\p{Nd}]*(?:[.\\-‐‑–][${CASED}\\p{Nd}]+)*`;
/** `(2000)`, `(III)A`, `(S-VI)`: the year or session behind a number, which some symbols end with. */
const SESSION = "(?<=\\p{Nd})[ \\u00a0]?\\((?:\\p{Nd}{4}|(?:E?S-)?[IVXLC]+)\\)(?:\\p{Lu}(?![\\p{L}\\p{N}]))?";
/** `A/RES/67/189`, `A/C.3/67/L.5/Rev.1`, `A/INF/67/1`, `S/RES/1325 (2000)`: a digit somewhere. */
const SYMBOL = `${LONE}(?=[\\p{L}\\p{Nd}./\\-‐‑–]*\\p{Nd})\\p{Lu}{1,9}(?:/${PART})+(?:${SESSION})?`;
/** Where a document is named before: `and Add.1`. */
const LETTERED_PART = `${LONE}(?:Add|Rev|Corr|Amend|CONF|CRP|INF|NGO|PV|SR|WP|L)\\.\\p{Nd}+(?![\\p{L}\\p{N}])`;
/** `1 234 567`: groups of three, as many as there are, that plain spaces set apart. */
const SPACED = "(?=\\p{Nd})(?<!\\p{Nd}[ .,/])\\p{Nd}{1,3}(?: \\p{Nd}{3})+(?!\\p{Nd}| \\p{Nd})";
/** `1’234’567`, as Switzerland writes it. */
const APOSTROPHED = "(?<!\\p{Nd})\\p{Nd}{1,3}(?:['’ʼ]\\p{Nd}{3})+(?!\\p{Nd})";
const NUMBER = `(?:${SPACED}|${APOSTROPHED}|\\p{Nd}+)(?:[.,/\\u00a0\\u2009\\u202f٫٬]\\p{Nd}+)*`;
/** `41st`, `1er`, `2e`. */
const ORDINAL = "(?:(?:st|nd|rd|th|ers?|ères?|res?|èmes?|es?|ᵉʳ?|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)(?![\\p{L}\\p{N}]))?";
/** Of “number”: `nº`, `n°` and `n.º`. Not a degree: `°C`. */
const RAISED = "\\.?[ºª°](?![\\p{L}\\p{N}])";
const WORD = `[^\\p{P}\\p{S}\\p{Z}\\p{C}\\p{Nd}${UNSPACED}]+(?:[${APOSTROPHES}]|${RAISED})?`;

/**
 * Document symbols and numbers with their separators (`A/RES/67/189`, `66/181`, `1 234,5`, `٢٠١٢`) and endings (`41st`), Chinese and
 * Japanese characters one by one, words with their elision (`l’`), and every other sign by itself.
 */
const TOKEN = new RegExp(
  `(${SYMBOL}|${LETTERED_PART}|${NUMBER}${ORDINAL})|[${UNSPACED}]|${WORD}|([\\p{P}\\p{S}])`,
  "gu",
);
/** Groups of {@link TOKEN}: were they named, each token would cost an object more, which takes two fifths of the time. */
const [PLACEABLE, SIGN] = [1, 2];
/** What is no letter, but says something: `%`, `&`, `§`, currencies and what mathematics writes. */
const TELLING = /[\p{Sc}\p{Sm}\p{So}%‰‱&@#§]/u;
/** Of a number, not of a symbol that ends in a letter. */
const ENDING = /^(?<number>\p{Nd}.*?)\p{L}+$/u;

/**
 * The tokens that fuzzy matching counts: words, numbers, symbols, and signs that say something. Punctuation weighs less, and is
 * counted by {@link textTokens}; of a text that holds nothing else it is what there is.
 */
export function matchTokens(text: string): MatchToken[] {
  const tokens = textTokens(text);
  const telling = tokens.filter(({ sign }) => !sign);
  return telling.length > 0 ? telling : tokens;
}

/** Whether a text says anything beside numbers, symbols and signs: a letter that is no part of one. */
export const hasWords = (text: string): boolean =>
  textTokens(text).some(({ placeable, start, end }) => !placeable && /\p{L}/u.test(text.slice(start, end)));

/** All tokens of a text, in order; spaces, and characters that show nothing, are none. */
export function textTokens(text: string): MatchToken[] {
  if (!INVISIBLE.test(text)) return tokensOf(text);
  const places: number[] = [];
  let visible = "";
  for (let at = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at) as number);
    if (!INVISIBLE.test(character)) {
      visible += character;
      for (let unit = 0; unit < character.length; unit++) places.push(at + unit);
    }
    at += character.length;
  }
  return tokensOf(visible).map((token) => ({
    ...token,
    start: places[token.start]!,
    end: places[token.end - 1]! + 1,
  }));
}

function tokensOf(text: string): MatchToken[] {
  const tokens: MatchToken[] = [];
  // A Chinese numeral is one number, and not as many characters.
  const numerals = HAN.test(text) ? hanNumerals(text) : [];
  let next = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const start = match.index;
    const end = start + match[0].length;
    const numeral = numerals[next];
    if (numeral && start >= numeral.start) {
      if (start === numeral.start)
        tokens.push({ key: String(numeral.value), start, end: numeral.end, placeable: true, sign: false });
      if (end >= numeral.end) next++;
      continue;
    }
    const placeable = match[PLACEABLE] !== undefined;
    const key = placeable ? placeableKey(match[0]) : keyOf(match[0]);
    const sign = match[SIGN] !== undefined && !TELLING.test(match[0]) && !TELLING.test(key);
    if (key !== "") tokens.push({ key, start, end, placeable, sign });
  }
  return tokens;
}

const keyOf = (token: string): string =>
  PLAIN.test(token) ? token : foldedText(token.replace(DOTTED, "$<word>$<raised>"), "token");

function placeableKey(token: string): string {
  if (DIGITS.test(token)) return token;
  return foldedText(asciiDigits(token).replace(ENDING, "$<number>"), "token").replace(" (", "(");
}

const PLAIN = /^[a-z]+$/;
const DOTTED = /(?<word>\p{L})\.(?<raised>[ºª°])$/u;
const DIGITS = /^[0-9]+$/;
