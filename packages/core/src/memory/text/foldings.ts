import { asciiDigits } from "../../language/script.ts";

/**
 * The one table of what is put aside where texts are compared, a character at a time. Each column holds the one before:
 *
 * | column | for | puts aside |
 * | --- | --- | --- |
 * | shape | exact keys | what shows nothing; which space, hyphen or dash, apostrophe, quotation mark, digit, percent sign, separator of digits; ° for º, œ for oe, æ for ae; Arabic's lengthening stroke |
 * | token | match tokens | width, case; ß for ss, ё for е; Arabic vowel signs, the seat of hamza, final ya, ta marbuta |
 * | search | concordance | every other sign on a letter: accents, the strokes of ł, ø and đ |
 */
export type Folding = "shape" | "token" | "search";

/** Characters that show nothing: soft hyphens, joiners, directions, byte order marks; and Arabic's lengthening stroke. */
export const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u0640]/u;
/** The apostrophe, what stands for it, and primes. */
export const APOSTROPHES = "'‘’‚‛ʹʻʼʽʾʿˈˊˋ´`′‵‹›＇";

const SHAPES: readonly (readonly [RegExp, string])[] = [
  [INVISIBLE, ""],
  [/\s/u, " "],
  [/\p{Dash}/u, "-"],
  [new RegExp(`[${APOSTROPHES}]`, "u"), "'"],
  [/[“”„‟«»″‶〝〞〟＂]/u, '"'],
  [/٪/u, "%"],
  [/؉/u, "‰"],
  [/٫/u, "."],
  [/٬/u, ","],
  [/°/u, "º"],
  [/œ/u, "oe"],
  [/Œ/u, "Oe"],
  [/[æ]/u, "ae"],
  [/[Æ]/u, "Ae"],
  [/ﬀ/u, "ff"],
  [/ﬁ/u, "fi"],
  [/ﬂ/u, "fl"],
  [/ﬃ/u, "ffi"],
  [/ﬄ/u, "ffl"],
];

/**
 * Alef without its hamza; any other hamza as the seat that most have, and that people type for it: شؤون, شئون and شوون
 * are one; ya with its dots; ta marbuta without its dots; ya and kaf as Persian keyboards write them. A character at a time, so that
 * parts of words are found.
 */
const ARABIC = pairs("أا إا آا ٱا ؤو ئو ءو ىي یي کك ةه");
/** What stands on Arabic letters: vowel signs, doubling, the small alef, hamza above and below. */
const ARABIC_SIGNS = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/gu;
/** Letters that the same words are written with and without: German ß, Russian ё; and a capital that becomes two signs. */
const SPELT = new Map([
  ["ß", "ss"],
  ["ẞ", "ss"],
  ["ё", "е"],
  ["Ё", "е"],
  ["İ", "i"],
]);
/** Letters that Unicode does not take apart. */
const LETTERS = new Map([...pairs("łl øo đd ðd ħh ŧt ƀb ɨi ʉu ɖd ıi ĸk ςσ"), ["þ", "th"]]);

function pairs(list: string): Map<string, string> {
  return new Map(list.split(" ").map((pair) => [pair[0] as string, pair[1] as string]));
}

const FOLDS: Readonly<Record<Folding, (character: string) => string>> = {
  shape(character) {
    return SHAPES.find(([pattern]) => pattern.test(character))?.[1] ?? asciiDigits(character);
  },
  token(character) {
    const wide = [...foldedCharacter(character, "shape").normalize("NFKC")].map(
      (own) => SPELT.get(own) ?? own.toLowerCase(),
    );
    return wide.map((own) => ARABIC.get(own) ?? FOLDS.shape(own).replace(ARABIC_SIGNS, "")).join("");
  },
  search(character) {
    const bare = foldedCharacter(character, "token").normalize("NFKD").replace(/\p{M}/gu, "");
    return [...bare.toLowerCase()].map((own) => LETTERS.get(own) ?? FOLDS.shape(own)).join("");
  },
};

/** The letters and signs of a text that are Arabic, in order, in whichever shape they stand: what folding would put aside counts. */
export function arabicLetters(text: string): string {
  if (!ARABIC_LETTER.test(text)) return "";
  const letters = [...text.normalize("NFKC")].filter((own) => ARABIC_LETTER.test(own));
  return letters.join("");
}
/** Not what shows nothing. */
const ARABIC_LETTER = /(?![\u0640\p{Default_Ignorable_Code_Point}])(?=[\p{L}\p{M}])\p{Script_Extensions=Arabic}/u;

/** A text has few different characters: each is worked out once; those above the first plane are rare. */
const BMP = 0x10000;
const known: Readonly<Record<Folding, (string | undefined)[]>> = { shape: table(), token: table(), search: table() };

function table(): (string | undefined)[] {
  return new Array<string | undefined>(BMP).fill(undefined);
}

/** What a character becomes: nothing, one or several; to fold that again changes nothing. */
export function foldedCharacter(character: string, folding: Folding): string {
  const code = character.codePointAt(0) as number;
  const own = known[folding];
  let fold = code < BMP ? own[code] : undefined;
  if (fold === undefined) {
    fold = FOLDS[folding](character);
    if (code < BMP) own[code] = fold;
  }
  return fold;
}

/** Nothing of it has another shape. */
const PLAIN = /^[ -_a-~]*$/;

/** A text with each character folded by itself. */
export function foldedText(text: string, folding: Folding): string {
  if (PLAIN.test(text)) return folding === "shape" ? text : text.toLowerCase();
  let out = "";
  for (const character of text) out += foldedCharacter(character, folding);
  return out;
}
