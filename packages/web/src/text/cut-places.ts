/** Places are offered up to this number; a longer text is cut at some of them, and its parts again. */
const MOST = 60;

/**
 * Where a text may well be cut: behind what ends or divides a sentence, in whatever script, or behind each word where
 * nothing does.
 *
 * @returns offsets in UTF-16 code units, rising, neither 0 nor the end
 */
export function cutPlaces(text: string): number[] {
  const behind = (pattern: RegExp): number[] =>
    [...text.matchAll(pattern)]
      .map(({ 0: found, index }) => index + found.length)
      .filter((place) => place > 0 && place < text.length);
  const divided = behind(/[.,;:!?…،؛؟。，、；：！？]+[»”’"')\]）】]*(?:\s+|(?<=[。，、；：！？][”’"')）】]*))/gu);
  return (divided.length > 0 ? divided : behind(/\s+/gu)).slice(0, MOST);
}

/** The place nearest to a text's middle, behind a sentence if it holds more than one; behind all of it where there is none. */
export function likeliestCut(text: string): number {
  const places = cutPlaces(text);
  const ends = places.filter((place) => SENTENCE_END.test(text.slice(0, place)));
  return (ends.length > 0 ? ends : places).reduce(
    (best, place) => (Math.abs(2 * place - text.length) < Math.abs(2 * best - text.length) ? place : best),
    text.length,
  );
}
const SENTENCE_END = /[.!?…؟。！？][^\p{L}\p{N}]*$/u;
