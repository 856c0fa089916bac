const LETTERS: Readonly<Record<string, string>> = {
  lowerLetter: "abcdefghijklmnopqrstuvwxyz",
  upperLetter: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  russianLower: "абвгдежзиклмнопрстуфхцчшщэюя",
  russianUpper: "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
  arabicAlpha: "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
  arabicAbjad: "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
};
const HAN = /^(?:chinese|japanese|taiwanese|ideograph)/;

/**
 * Prints a number in one of the formats that Word names (ISO/IEC 29500-1, 17.18.59); in digits if the format is
 * unknown.
 */
export function formatNumber(value: number, format: string): string {
  const letters = LETTERS[format];
  // After z come aa, bb, cc.
  if (letters && value > 0 && value <= 40 * letters.length)
    return (letters[(value - 1) % letters.length] as string).repeat(Math.ceil(value / letters.length));
  if (format === "lowerRoman") return roman(value).toLowerCase();
  if (format === "upperRoman") return roman(value);
  if (format === "decimalZero") return String(value).padStart(2, "0");
  if (format === "none") return "";
  return HAN.test(format) && value > 0 && value < 100 ? han(value) : String(value);
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  const digits = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
  const names = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"];
  let rest = value;
  let out = "";
  digits.forEach((digit, at) => {
    out += (names[at] as string).repeat(Math.floor(rest / digit));
    rest %= digit;
  });
  return out;
}

function han(value: number): string {
  const digits = [..."〇一二三四五六七八九"];
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  return `${tens > 1 ? digits[tens] : ""}${tens > 0 ? "十" : ""}${ones > 0 ? digits[ones] : ""}`;
}
