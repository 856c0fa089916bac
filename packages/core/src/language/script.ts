/** Questions about characters that several rooms ask. */

const DIGIT = /\p{Nd}/gu;

/** Every decimal digit of any script as its ASCII digit: `٢٠١٢` and `２０１２` become `2012`. Other text is unchanged. */
export function asciiDigits(text: string): string {
  return text.replace(DIGIT, (digit) => {
    const code = digit.codePointAt(0) as number;
    if (code < 0x80) return digit;
    // Unicode keeps every decimal series contiguous and in order, so a digit's value is its distance from its zero.
    let zero = code;
    while (zero > code - 9 && IS_DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
    return String((code - zero) % 10);
  });
}
const IS_DIGIT = /^\p{Nd}$/u;

/** The digits 0 to 9 as they are printed above the line. */
export const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** The digits 0 to 9 as they are printed below the line. */
export const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/**
 * Takes diacritics off, and brings Cyrillic to Latin letters, so that names and loan words of two scripts compare:
 * `Организация` → `organizatsiya`, `prévention` → `prevention`. Lower case is assumed.
 * The table is the one of ISO/R 9:1968 with the digraphs that Latin-script texts use.
 */
export function latinised(word: string): string {
  const bare = word.normalize("NFD").replace(/\p{M}/gu, "");
  if (!/\p{Script=Cyrillic}/u.test(bare)) return bare;
  let out = "";
  for (const letter of bare) out += CYRILLIC[letter] ?? letter;
  return out;
}

const CYRILLIC: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ sch ъ _ ы y " +
    "ь _ э e ю yu я ya і i є e ґ g"
  )
    .split(" ")
    .flatMap((letter, at, all) => (at % 2 === 0 ? [[letter, (all[at + 1] as string).replace("_", "")]] : [])),
);

/**
 * A text in NFC. Marks in a row are parted after each 30 by U+034F, as the Stream-Safe Text Format has it (UAX #15, 13): no
 * language has so many, and to order them costs the square of their number.
 */
export function composed(text: string): string {
  return text.replace(/\p{M}{30}(?=\p{M})/gu, "$&\u034f").normalize("NFC");
}
