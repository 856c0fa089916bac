/** Stands for a character that could not be decoded. */
export const UNDECODED = "\ufffd";

/**
 * Turns the text of a glyph into plain letters: ligatures, Arabic letter shapes and radicals become the letters that
 * they stand for, symbols of fonts with their own encoding what they show, and what has no meaning U+FFFD.
 *
 * @param font the font's name, which identifies symbol fonts
 */
export function plainLetters(text: string, font = ""): string {
  if (/^[\x20-\x7e]$/.test(text)) return text;
  return text
    .replace(/[\ue000-\uf8ff]/g, (symbol) => ofSymbolFont(symbol, font))
    .replace(/[[\p{Cc}\p{Cn}\p{Cs}\u{f0000}-\u{10ffff}]--[\t\n\r]]/gv, (other) =>
      other === "\u00ad" ? other : UNDECODED,
    )
    .replace(/[\ufb00-\ufdff\ufe70-\ufeff\u2f00-\u2fdf]+/g, (shapes) => shapes.normalize("NFKC"))
    .replace(/[\u2e80-\u2eff]/g, (radical) => RADICALS.get(radical) ?? radical)
    .replaceAll("ʼ", "’") // one glyph for both in many fonts
    .normalize("NFC");
}

/**
 * Radicals that fonts use for a character and that NFKC leaves as they are (Unicode's EquivalentUnifiedIdeograph.txt).
 */
const RADICALS = new Map(
  "⺁厂 ⺟母 ⺠民 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻓长 ⻔门 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻬齐 ⻮齿 ⻰龙 ⻳龟"
    .split(" ")
    .map((pair) => [pair[0] as string, pair[1] as string]),
);

/** What Symbol and Wingdings print for a code, in lists; Microsoft moves their codes to U+F020 and on. */
const SYMBOLS = new Map([
  [0xb7, "•"],
  [0xa7, "▪"],
  [0xa8, "◻"],
  [0x6e, "■"],
  [0x6f, "□"],
  [0x71, "❑"],
  [0x76, "❖"],
  [0xd8, "➢"],
  [0xe0, "→"],
  [0xe8, "➔"],
  [0xfc, "✓"],
  [0x9f, "•"],
  [0x2d, "−"],
  [0x2b, "+"],
  [0xb1, "±"],
  [0xb3, "≥"],
  [0xa3, "≤"],
  [0xb0, "°"],
]);

function ofSymbolFont(symbol: string, font: string): string {
  const code = symbol.charCodeAt(0) - 0xf000;
  if (code < 0x20 || code > 0xff) return UNDECODED;
  const shown = SYMBOLS.get(code);
  if (shown) return shown;
  // A text font with Microsoft's symbol encoding prints what its code says.
  return code < 0x7f && !/wingding|webding|symbol|dingbat/i.test(font) ? String.fromCharCode(code) : "▪";
}
