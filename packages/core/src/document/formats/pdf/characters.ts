/** Properties of a glyph's text that are needed often. */
export interface Character {
  /** Whether it is only white space. */
  readonly blank: boolean;
  readonly letter: boolean;
  /** Whether it is only combining marks. */
  readonly mark: boolean;
  readonly hyphen: boolean;
  /** Whether it is Chinese or full-width, and so takes no spaces beside it. */
  readonly wide: boolean;
  /** Class for the bidirectional algorithm. */
  readonly kind: "rtl" | "ltr" | "digit" | "neutral";
}

const RTL = /[\u0640\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const known = new Map<string, Character>();
/** The most different glyphs that are remembered; no real text has more. */
const MAX_KNOWN = 20_000;

/** Returns the properties of a glyph's text. */
export function characterOf(text: string): Character {
  const found = known.get(text);
  if (found) return found;
  const character: Character = {
    blank: text.trim() === "",
    letter: /\p{L}/u.test(text),
    mark: /^\p{M}+$/u.test(text),
    hyphen: /[-‐‑–]/.test(text),
    wide: /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(text),
    kind: kindOf(text),
  };
  if (known.size < MAX_KNOWN) known.set(text, character);
  return character;
}

/** Whether a glyph's text is only white space. */
export const isBlank = (text: string): boolean => text === " " || characterOf(text).blank;

function kindOf(text: string): Character["kind"] {
  if (/\p{Nd}/u.test(text)) return "digit";
  if (RTL.test(text) && /[\p{L}\p{M}]/u.test(text)) return "rtl";
  return /\p{L}/u.test(text) ? "ltr" : "neutral";
}
