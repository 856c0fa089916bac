import diff from "fast-diff";

/**
 * Where a place of an edited text lies in the text as it was published: what was left as it was tells it. What was taken out just there
 * goes before it; no word is cut.
 *
 * @param place in UTF-16 code units of `edited`
 */
export function publishedPlace(published: string, edited: string, place: number, language: string): number {
  if (place === 0 || published === edited) return place;
  if (place === edited.length) return published.length;
  let [before, behind] = [0, 0];
  for (const [kind, text] of diff(published, edited)) {
    if (kind !== diff.INSERT && behind + (kind === diff.EQUAL ? text.length : 0) > place) {
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
