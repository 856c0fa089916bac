import { isPrivateSign, symbolCharacter, UNKNOWN_SIGN } from "../../symbol-fonts.ts";

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

/** Bullets of fonts whose names do not say that they are symbol fonts: Wingdings' and Symbol's. */
const BULLETS = new Map([
  [0xb7, "•"],
  [0xa7, "▪"],
  [0xa8, "◻"],
  [0xd8, "➢"],
  [0xe0, "→"],
  [0xfc, "✓"],
]);

/** The character for one of the private area, where Microsoft places the codes of symbol fonts. */
function ofSymbolFont(symbol: string, font: string): string {
  const point = symbol.charCodeAt(0);
  if (!isPrivateSign(point)) return UNDECODED;
  const code = point - 0xf000;
  const sign = symbolCharacter(code, font) ?? BULLETS.get(code);
  if (sign !== undefined) return sign;
  // A text font with Microsoft's symbol encoding prints what its code says.
  return code < 0x7f && !/wingding|webding|symbol|dingbat/i.test(font) ? String.fromCharCode(code) : UNKNOWN_SIGN;
}
