import type { Span } from "../../language/span.ts";
import { BETWEEN, type CutPair, isTooFrequent } from "./translation-marks.ts";
import type { PairLinks } from "./word-links.ts";
import type { IsCommon, Word } from "./word-sequences.ts";

/** A word belongs to what renders a phrase from this mass of links on. */
const MIN_LINK = 0.3;
/** How sure the least sure link of a rendering is. */
const MIN_CERTAINTY = 0.8;
/** Different texts in which a rendering is found, and their share of those with the phrase. */
const MIN_TEXTS = 3;
const MIN_SHARE = 0.25;
/** A word that stands beside a rendering in this share of its places is part of it, or of what stands beside the phrase: … */
const MIN_NEIGHBOUR_SHARE = 0.75;
/** … the one if no more of its links than this leads there, the other if at least so much does. */
const MAX_PART_LINKED = 0.4;
const MIN_OTHER_LINKED = 0.8;
/** Words by which a rendering grows: one that would by more is rather what the phrase always stands in. */
const MAX_GROWTH = 2;
/** Letters of what only joins words that stand apart. */
const MAX_JOINING = 3;
const HAN = /\p{Script=Han}/u;
const LETTER = /\p{L}/u;

/** Where a phrase stands in a text, and what it is linked to there: words `first` to `last` of the translation. */
interface LinkedPlace {
  readonly pair: CutPair;
  readonly links: PairLinks;
  /** For each word of the source whether it is part of the phrase. */
  readonly inside: readonly boolean[];
  readonly first: number;
  readonly last: number;
}

/**
 * Where the translations of a phrase stand by the links of its words, where these are sure: all of its words are linked to one
 * stretch, in which no word is linked elsewhere, and the same is so in several texts.
 *
 * @param all pairs with the phrase, and others
 * @param phrase its words
 * @param links those of the pairs with the phrase
 * @param common of either language
 */
export function linkedMarks(
  all: readonly CutPair[],
  phrase: readonly Word[],
  links: ReadonlyMap<CutPair, PairLinks>,
  [isCommonSource, isCommonTarget]: readonly [IsCommon, IsCommon],
): ReadonlyMap<CutPair, readonly Span[]> {
  const hits = all.filter(({ isHit }) => isHit);
  const texts = new Set(hits.map(({ source }) => source.text)).size;
  if (texts < MIN_TEXTS || isTooFrequent(phrase, hits.length, all.length)) return new Map();
  const found = hits.flatMap((pair) =>
    pair.places.flatMap((place) => linkedPlace(pair, links.get(pair), place, isCommonSource, isCommonTarget) ?? []),
  );
  const renderings = [...Map.groupBy(found, keyOf).values()].flatMap((places) => grown(places, isCommonTarget));
  const marks = new Map<CutPair, Span[]>();
  for (const places of Map.groupBy(renderings, keyOf).values()) {
    const seen = new Set(places.map(({ pair }) => pair.source.text)).size;
    if (seen < Math.max(MIN_TEXTS, MIN_SHARE * texts) || isOneCharacter(places[0])) continue;
    for (const place of places) marks.set(place.pair, [...(marks.get(place.pair) ?? []), spanOf(place)]);
  }
  return marks;
}

/** One Chinese character says too little. */
function isOneCharacter(place: LinkedPlace | undefined): boolean {
  const [word, ...more] = place ? wordsOf(place) : [];
  return word !== undefined && more.length === 0 && word.end - word.start === 1 && HAN.test(word.key);
}

const wordsOf = ({ pair, first, last }: LinkedPlace): readonly Word[] => pair.target.words.slice(first, last + 1);
const keyOf = (place: LinkedPlace): string =>
  wordsOf(place)
    .map(({ key }) => key)
    .join(" ");
const spanOf = (place: LinkedPlace): Span => ({
  start: place.pair.target.words[place.first]!.start,
  end: place.pair.target.words[place.last]!.end,
});

/** What a phrase is linked to; undefined where that is not sure, or no one stretch. */
function linkedPlace(
  pair: CutPair,
  links: PairLinks | undefined,
  place: Span,
  isCommonSource: IsCommon,
  isCommonTarget: IsCommon,
): LinkedPlace | undefined {
  if (!links) return undefined;
  const { source, target } = pair;
  const inside = source.words.map(({ start, end }) => start < place.end && place.start < end);
  const telling = target.words.flatMap(({ key }, at) => (isCommonTarget(key) || !LETTER.test(key) ? [] : [at]));
  const own = telling.filter((at) => linkedTo(links, inside, at, true) >= MIN_LINK);
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined || !joined(pair, first, last)) return undefined;
  const isSure = telling.every(
    (at) =>
      at < first ||
      at > last ||
      (linkedTo(links, inside, at, true) >= MIN_CERTAINTY && linkedTo(links, inside, at, false) <= 1 - MIN_CERTAINTY),
  );
  const asked = source.words.flatMap(({ key }, at) => (inside[at] && !isCommonSource(key) ? [at] : []));
  const isTold = asked.every((at) => {
    let sum = 0;
    for (let made = first; made <= last; made++) sum += links.links[at * links.width + made]!;
    return sum >= MIN_CERTAINTY;
  });
  return asked.length > 0 && isSure && isTold ? { pair, links, inside, first, last } : undefined;
}

/** How much of a word of the translation is linked to the phrase, or to the words beside it. */
function linkedTo({ width, links }: PairLinks, inside: readonly boolean[], at: number, toPhrase: boolean): number {
  let sum = 0;
  for (let word = 0; word < inside.length; word++) if (inside[word] === toPhrase) sum += links[word * width + at]!;
  return sum;
}

/** Whether nothing parts words of a translation. */
function joined({ target }: CutPair, first: number, last: number): boolean {
  for (let at = first; at < last; at++)
    if (!BETWEEN.test(target.text.slice(target.words[at]!.end, target.words[at + 1]!.start))) return false;
  return true;
}

/**
 * The places of one rendering with the words that always stand beside it and are linked to none: of «прав человека» a link may
 * only show the one half. None, if it is not clear what such a word belongs to.
 */
function grown(places: readonly LinkedPlace[], isCommonTarget: IsCommon): readonly LinkedPlace[] {
  let own = places;
  let growth = 0;
  for (const step of [-1, 1])
    for (;;) {
      const next = own.map((place) => neighbour(place, step, isCommonTarget));
      const known = next.filter((at) => at !== undefined);
      const [most] = [...Map.groupBy(known, ({ key }) => key).values()].sort((a, b) => b.length - a.length);
      if (!most || own.length < 2 || most.length < MIN_NEIGHBOUR_SHARE * own.length) break;
      const elsewhere = most.reduce((sum, { linked }) => sum + linked, 0) / most.length;
      if (elsewhere >= MIN_OTHER_LINKED) break;
      if (elsewhere > MAX_PART_LINKED || growth++ === MAX_GROWTH) return [];
      own = own.map((place, index) => {
        const { at, key } = next[index] ?? {};
        if (at === undefined || key !== most[0]?.key) return place;
        return { ...place, ...(step < 0 ? { first: at } : { last: at }) };
      });
    }
  return own;
}

/** The next word beside a rendering that says something, and how much of it is linked beside the phrase. */
function neighbour(place: LinkedPlace, step: number, isCommonTarget: IsCommon) {
  const { pair, links, inside, first, last } = place;
  const { words } = pair.target;
  for (let at = (step < 0 ? first : last) + step; words[at]; at += step) {
    if (!joined(pair, Math.min(at, at - step), Math.max(at, at - step))) return undefined;
    const { key, start, end } = words[at] as Word;
    if (!isCommonTarget(key) || end - start > MAX_JOINING)
      return { at, key, linked: linkedTo(links, inside, at, false) };
  }
  return undefined;
}
