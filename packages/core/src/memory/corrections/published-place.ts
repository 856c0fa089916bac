import diff from "fast-diff";

/**
 * Where a place of an edited text lies in the text as it was published: what was left as it was tells it. What was taken out just there
 * goes before it; no word is cut.
 *
 * @param place 0..edited.length, in UTF-16 code units of `edited`
 * @param language BCP 47, of both texts
 * @returns 0..published.length, in UTF-16 code units of `published`
 */
export function publishedPlace(published: string, edited: string, place: number, language: string): number {
  if (place === 0 || published === edited) return place;
  if (place === edited.length) return published.length;
  let [before, behind] = [0, 0];
  for (const [kind, text] of diff(published, edited)) {
    if (kind === diff.EQUAL && behind + text.length > place) {
      before += place - behind;
      break;
    }
    if (kind !== diff.INSERT) before += text.length;
    if (kind !== diff.DELETE) behind += text.length;
    if (behind > place) break;
  }
  const word = new Intl.Segmenter(language, { granularity: "word" }).segment(published).containing(before);
  return word === undefined || word.index === before ? before : word.index + word.segment.length;
}
