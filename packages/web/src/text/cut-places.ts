/** The most places that are offered; a longer text can be cut again. */
const MAX_PLACES = 60;

const words = new Intl.Segmenter(undefined, { granularity: "word" });

/**
 * Finds places where a text may be cut: after marks that end or divide a sentence, in any script; if there are none, after
 * each space; if there is none either, as in Chinese, after each word.
 *
 * @returns offsets in UTF-16 code units, rising, neither 0 nor the end
 */
export function cutPlaces(text: string): number[] {
  const behind = (pattern: RegExp): number[] =>
    [...text.matchAll(pattern)]
      .map(({ 0: found, index }) => index + found.length)
      .filter((place) => place > 0 && place < text.length);
  const divided = behind(/[.,;:!?…،؛؟。，、；：！？]+[»”’"')\]）】]*(?:\s+|(?<=[。，、；：！？][”’"')）】]*))/gu);
  const spaced = divided.length > 0 ? divided : behind(/\s+/gu);
  const places = spaced.length > 0 ? spaced : wordsFrom(text);
  return places.slice(0, MAX_PLACES);
}

/** Where words begin, but for the first. */
const wordsFrom = (text: string): number[] =>
  [...words.segment(text)].flatMap(({ index, isWordLike }) => (isWordLike && index > 0 ? [index] : []));

/**
 * Returns the place nearest to a text's middle, after a sentence if the text holds more than one; its end if there is
 * no place.
 */
export function likeliestCut(text: string): number {
  const places = cutPlaces(text);
  const ends = places.filter((place) => SENTENCE_END.test(text.slice(0, place)));
  return (ends.length > 0 ? ends : places).reduce(
    (best, place) => (Math.abs(2 * place - text.length) < Math.abs(2 * best - text.length) ? place : best),
    text.length,
  );
}
const SENTENCE_END = /[.!?…؟。！？][^\p{L}\p{N}]*$/u;
