import { asciiDigits } from "./script.ts";
import type { Span } from "./span.ts";

const segmenters = new Map<string, Intl.Segmenter>();

function wordSegmenter(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: "word" });
    segmenters.set(language, segmenter);
  }
  return segmenter;
}

/** A long text is cut before it is given to the segmenter, whose time grows faster than the text on very long input. */
const PIECE = 8192;

/**
 * The words of a text as they are compared: NFKC, lower case, digits in ASCII, punctuation as words of its own.
 * Words are those of Unicode's UAX #29, with ICU's dictionary for Chinese.
 *
 * @param text any text; @param language a BCP 47 tag
 */
export function wordsOf(text: string, language: string): string[] {
  const normal = asciiDigits(text.normalize("NFKC").toLowerCase());
  const segmenter = wordSegmenter(language);
  const found: string[] = [];
  for (let from = 0; from < normal.length; ) {
    let to = Math.min(from + PIECE, normal.length);
    if (to < normal.length) {
      const space = normal.lastIndexOf(" ", to);
      if (space > from) to = space;
      else if (isLowSurrogate(normal, to)) to--;
    }
    for (const { segment } of segmenter.segment(normal.slice(from, to))) {
      const word = segment.trim();
      if (word) found.push(word);
    }
    from = to;
  }
  return found;
}

/**
 * How many words a text has as translators count them: words of UAX #29 without punctuation, and each Chinese character.
 *
 * @param text any text; @param language a BCP 47 tag
 */
export function wordCount(text: string, language: string): number {
  let characters = 0;
  const rest = text.replace(/\p{Script=Han}/gu, () => {
    characters++;
    return " ";
  });
  return characters + wordsOf(rest, language).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/**
 * Where the words of a text stand, punctuation left out: offsets in UTF-16 code units, in order.
 *
 * @param text one segment; @param language a BCP 47 tag
 */
export function wordPlaces(text: string, language: string): Span[] {
  const places: Span[] = [];
  for (const { segment, index, isWordLike } of wordSegmenter(language).segment(text))
    if (isWordLike) places.push({ start: index, end: index + segment.length });
  return places;
}
