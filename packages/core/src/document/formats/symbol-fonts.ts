import { type ReadingWarning, warning } from "../warning.ts";

/** Where Word places the codes of symbol fonts: U+F020 to U+F0FF. */
const PRIVATE = 0xf000;
/** The first code of {@link FONTS}. */
const FIRST = 0x21;

/**
 * What symbol fonts print for their codes from {@link FIRST} on, as Unicode published it for Wingdings and Webdings
 * (L2/11-052 and after). Of two signs that look alike it is the older one, which other texts have: `✓` and not `🗸`.
 * A space is no sign.
 */
const FONTS: Readonly<Record<string, readonly string[]>> = {
  symbol: signs(
    "!∀#∃%&∍()*+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞ" +
      "ΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~                  " +
      "               €ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪" +
      "⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
  ),
  webdings: signs(
    "🕷🕸🕲🕶🏆🎖🖇🗨🗩🗰🗱🌶🎗🙾🙼🗕🗖🗗◀▶▲▼⏪⏩⏮⏭⏸⏹⏺🗚🗳🛠🏗🏘🏙🏚🏜🏭🏛🏠🏖🏝🛣🔍🏔👁👂🏞🏕🛤🏟🛳🕬🕫🕨🔈" +
      "🎔🎕🗬🙽🗭🗪🗫⮔✔🚲⬜🛡📦🛱⬛🚑🛈🛩🛰🟈🕴⬤🛥🚔🗘🗙❓🛲🚇🚍⛳⦸⊖🚭🗮⏐🗯🗲 🚹🚺🛉🛊🚼👽🏋⛷🏂🏌🏊🏄🏍🏎🚘🗠🛢" +
      "💰🏷💳👪🗡🗢🗣✯🖄🖅🖃🖆🖹🖺🖻🕵🕰🖽🖾📋🗒🗓🕮📚🗞🗟🗃🗂🖼🎭🎜🎘🎙🎧💿🎞📷🎟🎬📽📹📾📻🎚🎛📺💻🖥🖦🖧🕹🎮🕻🕼📟🖁" +
      "🖀🖨🖩🖿🖪🗜🔒🔓🗝📥📤🕳🌣🌤🌥🌦☁🌨🌧🌩🌪🌬🌫🌜🌡🛋🛏🍽🍸🛎🛍Ⓟ♿🛆🖈🎓🗤🗥🗦🗧🛪🐿🐦🐟🐕🐈🙬🙮🙭🙯🗺🌍🌏🌎🕊",
  ),
  wingdings: signs(
    "🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌🖏👍👎☜☞☝☟🖐☺😐☹💣🕱🏳🏱✈☼🌢❄🕆✞🕈✠" +
      "✡☪☯🕉☸♈♉♊♋♌♍♎♏♐♑♒♓&&●❍■□❐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷▯🄋➀➁➂➃➄➅➆➇➈➉🄌➊➋➌➍➎" +
      "➏➐➑➒➓🙢🙠🙡🙣🙞🙜🙝🙟·•▫○○🞈◉◎○▪◻🟁🟅★🟋🟏🟓🟑⯐⌖⯎⯏⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⮰⮱⮲⮳⮴⮵" +
      "⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈⮊⮉⮋←→↑↓↖↗↙↘⬅➔⬆⬇⬉⬈⬋⬊⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭✗✓☒☑",
  ),
  wingdings2: signs(
    "🖊🖋🖌🖍✄✀🕾🕽🗅🗆🗇🗈🗉🗊🗋🗌🗍📋🗑🗔🖵🖶🖷🖸🖭🖯🖱🖒🖓🖘🖙🖚🖛👈👉🖜🖝🖞🖟🖠🖡👆👇🖢🖣🖑✗✓☒☑☒☒⮾⮿🛇⦸" +
      "🙱🙴🙲🙳‽🙹🙺🙻🙦🙤🙥🙧🙚🙘🙙🙛⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿ ☉🌕☽☾⸿✝🕇🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥" +
      "🕦🕧🙨🙩⋅·⦁●○🞅🞇🞉⊙⦿🞌🞍◾■□□□□□▣🞕🞖🞗🞘⬥⬥◇🞚◈🞛🞜🞝🞞⬪⬧◊🞠◖◗⯊⯋⯀⯁⬟⯂⬣⬢⯃⯄🞡🞢🞣" +
      "🞤🞥🞦🞧🞨🞩🞪🞫🞬🞭🞮🞯🞰🞱🞲🞳🞴🞵🞶🞷🞸🞹🞺🞻🞼🞽🞾🞿🟀🟂🟄🟆🟉🟊✶🟌🟎🟐🟒✹🟃🟇✯🟍🟔⯌⯍※⁂",
  ),
  wingdings3: signs(
    "←→↑↓↖↗↙↘⭰⭲⭱⭳⭶⭸⭻⭽↔↕⭪⭬⭫⭭⭍⮠⮡⮢⮣⮤⮥⮦⮧⮐⮑⮒⮓⮀⮃⭾⭿⮄⮆⮅⮇⮏⮍⮎⮌⭮⭯⎋⌤⌃⌥␣⍽⇪" +
      "⮸🢠🢡🢢🢣🢤🢥🢦🢧🢨🢩🢪🢫←→↑↓↖↗↙↘↔↕▲▼△▽◀▶◁▷◣◢◤◥◂▸▴ ▾▲▼◀▶⮜⮞⮝⮟🠐🠒🠑🠓🠔🠖🠕🠗" +
      "🠘🠚🠙🠛🠜🠞🠝🠟🠀🠂🠁🠃🠄🠆🠅🠇🠈🠊🠉🠋🠠🠢🠤🠦🠨🠪🠬🢜🢝🢞🢟🠮🠰🠲🠴🠶🠸🠺🠹🠻🢘🢚🢙🢛🠼🠾🠽🠿🡀🡂🡁🡃🡄🡆🡅🡇" +
      "⮨⮩⮪⮫⮬⮭⮮⮯🡠🡢🡡🡣🡤🡥🡧🡦🡰🡲🡱🡳🡴🡵🡷🡶🢀🢂🢁🢃🢄🢅🢇🢆🢐🢒🢑🢓🢔🢖🢕🢗",
  ),
};

function signs(row: string): readonly string[] {
  return [...row];
}

/** Stands for a sign of a font that is not known. */
export const UNKNOWN_SIGN = "▪";

/** Whether a character stands where Word places the codes of symbol fonts, so that only its font says what it prints. */
export const isPrivateSign = (code: number): boolean => code >= PRIVATE + 0x20 && code <= PRIVATE + 0xff;

/**
 * Returns what a symbol font prints for a code of its own, or for the private character that stands for one.
 *
 * @param font its name, also as a PDF has it: `ABCDEF+Wingdings-Regular`
 * @returns undefined if the font is no symbol font that is known, or prints nothing for the code
 */
export function symbolCharacter(code: number, font: string): string | undefined {
  const signs = FONTS[symbolFont(font) ?? ""];
  const own = isPrivateSign(code) ? code - PRIVATE : code;
  if (signs && own === 0x20) return " ";
  const sign = signs?.[own - FIRST];
  return sign === " " ? undefined : sign;
}

/**
 * Returns what a text in a font prints, in formats that name the font of each text: signs of symbol fonts for their codes,
 * and {@link UNKNOWN_SIGN} for a private character of another font.
 *
 * @param onUnknown is told the name of a font whose signs are not known
 */
export function printedText(text: string, font: string, onUnknown: (font: string) => void): string {
  if (!isSymbolFont(font) && !/[\uf020-\uf0ff]/.test(text)) return text;
  return text.replace(/[\x21-\xff\uf020-\uf0ff]/g, (character) => {
    const code = character.charCodeAt(0);
    const sign = symbolCharacter(code, font);
    if (sign !== undefined || !isPrivateSign(code)) return sign ?? character;
    onUnknown(font || "without a name");
    return UNKNOWN_SIGN;
  });
}

/** Warns about fonts whose signs are not known. */
export const unknownSigns = (fonts: ReadonlySet<string>): ReadingWarning[] =>
  fonts.size > 0 ? [warning("unknown-signs", { fonts: [...fonts], sign: UNKNOWN_SIGN })] : [];

/** Whether a font is a symbol font that is known. */
export const isSymbolFont = (font: string): boolean => symbolFont(font) !== undefined;

/** The name of a symbol font as {@link FONTS} has it. LibreOffice prints codes of Wingdings in a font of its own. */
function symbolFont(font: string): string | undefined {
  const [, name, edition = ""] = FONT_NAME.exec(font.toLowerCase()) ?? [];
  if (name === "opensymbol" || name === "starsymbol") return "wingdings";
  return name && (name === "wingdings" ? name + edition : name);
}

/** A font's name: the prefix of a subset, the name, the edition and the style. */
const FONT_NAME =
  /^(?:[a-z]{6}\+)?(symbol|webdings|wingdings|opensymbol|starsymbol)[\s_-]*([23])?(?:mt|ps|regular|normal|bold|italic|[\s,_-])*$/;
