/** What is asked of a glyph's text again and again. */
export interface Character {
  /** Only white space. */
  readonly blank: boolean;
  readonly letter: boolean;
  /** Only combining marks. */
  readonly mark: boolean;
  readonly hyphen: boolean;
  /** Chinese, or full-width: without spaces between. */
  readonly wide: boolean;
  /** For the bidirectional algorithm. */
  readonly kind: "rtl" | "ltr" | "digit" | "neutral";
}

const RTL = /[\u0640\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const known = new Map<string, Character>();
/** A text has no more different glyphs than this; what has more is not remembered. */
const MAX_KNOWN = 20_000;

/** Tells what a glyph's text is. */
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

export const isBlank = (text: string): boolean => text === " " || characterOf(text).blank;

function kindOf(text: string): Character["kind"] {
  if (/\p{Nd}/u.test(text)) return "digit";
  if (RTL.test(text) && /[\p{L}\p{M}]/u.test(text)) return "rtl";
  return /\p{L}/u.test(text) ? "ltr" : "neutral";
}
