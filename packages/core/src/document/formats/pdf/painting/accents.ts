import type { Glyph, Page } from "../page.ts";

/** Accents that fonts paint as signs of their own, and the marks that Unicode sets over or under a letter. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ["`", "\u0300"],
  ["´", "\u0301"],
  ["ˆ", "\u0302"],
  ["^", "\u0302"],
  ["˜", "\u0303"],
  ["~", "\u0303"],
  ["¯", "\u0304"],
  ["˘", "\u0306"],
  ["˙", "\u0307"],
  ["¨", "\u0308"],
  ["˚", "\u030a"],
  ["˝", "\u030b"],
  ["ˇ", "\u030c"],
  ["¸", "\u0327"],
  ["˛", "\u0328"],
]);
const DOTLESS: ReadonlyMap<string, string> = new Map([
  ["ı", "i"],
  ["ȷ", "j"],
]);

/** The middle of an accent stands no further from that of its letter than this, in font sizes; a sign beside it does. */
const MAX_BESIDE = 0.2;
/** An accent over a capital is painted higher by at most this, in font sizes. */
const MAX_RAISE = 0.5;

/**
 * Sets accents over the letters that they are painted over. A font without accented letters, as the oldest ones of TeX
 * (OT1), has accents as signs by themselves, so that `é` is painted as `´` and `e`, one right before the other.
 */
export function withAccents(pages: readonly Page[]): readonly Page[] {
  return pages.map((page) =>
    page.glyphs.some(({ text }) => MARKS.has(text)) ? { ...page, glyphs: accented(page.glyphs) } : page,
  );
}

function accented(glyphs: readonly Glyph[]): Glyph[] {
  const set: Glyph[] = [];
  let accent: Glyph | undefined; // waits for its letter
  for (const glyph of glyphs) {
    const letter = accent && letterUnder(accent, glyph);
    if (letter) set[set.length - 1] = letter;
    else {
      const last = set.at(-1);
      const before = last && letterUnder(glyph, last);
      if (before) set[set.length - 1] = before;
      else set.push(glyph);
    }
    accent = letter ? undefined : glyph;
  }
  return set;
}

/** The letter with its accent, if one is painted over the other. */
function letterUnder(accent: Glyph, letter: Glyph): Glyph | undefined {
  const mark = MARKS.get(accent.text);
  if (mark === undefined) return undefined;
  const between = accent.x + accent.width / 2 - letter.x - letter.width / 2;
  if (Math.abs(between) > MAX_BESIDE * letter.size || Math.abs(accent.y - letter.y) > MAX_RAISE * letter.size)
    return undefined;
  const text = ((DOTLESS.get(letter.text) ?? letter.text) + mark).normalize("NFC");
  return /^\p{L}$/u.test(text) ? { ...letter, text } : undefined;
}
